"""Sub-headings inside the body: on a line of their own, or glued to the paragraph after them."""

from collections.abc import Sequence

from dabir.records import Mark


def find_headings(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Mark]:
    """Sub-headings with a score, in order; the first paragraph is the title and is none."""
    return [
        Mark(start, end, "heading.own-line", 0.7)
        for k, (start, end) in enumerate(paragraphs[1:-1], start=1)
        if _stands_alone(text, start, end, paragraphs[k - 1], paragraphs[k + 1])
    ]


def _stands_alone(
    text: str, start: int, end: int, before: tuple[int, int], after: tuple[int, int]
) -> bool:
    words = text.count(" ", start, end) + 1
    ended = text[before[1] - 1] in ".!؟:»"
    return ended and 2 <= words <= 14 and text[end - 1] not in ".!:؛،" and after[1] - after[0] > 80
