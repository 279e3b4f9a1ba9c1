"""How the page lies: paragraphs and sentences as token ranges, without the sub-headings."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from dabir.records import Mark, Repaired
from dabir.repairs.sentences import MOST_TOKENS
from dabir.statements.marks import Phrase
from dabir.statements.quotes import Quote, is_split


class Paragraph(NamedTuple):
    """One paragraph: its place in the article and its sentences as token ranges."""

    number: int
    sentences: tuple[Phrase, ...]


def find_paragraphs(repaired: Repaired, quotes: list[Quote]) -> list[Paragraph]:
    """The paragraphs, without the sub-headings in them.

    A sentence end inside a closed quotation does not count.
    """
    sentences: list[list[Phrase]] = [[] for _ in repaired.paragraphs]
    starts = [start for start, _ in repaired.paragraphs]
    headings = _sub_headings(repaired)
    for (place, _), (first, last) in zip(repaired.sentences, repaired.sentence_tokens, strict=True):
        if first == last or _in_heading(place, headings):
            continue
        group = sentences[bisect_left(starts, place + 1) - 1]
        if group and is_split(quotes, group[-1].last) and last - group[-1].first <= MOST_TOKENS:
            group[-1] = Phrase(group[-1].first, last)
        else:
            group.append(Phrase(first, last))
    return [Paragraph(n, tuple(group)) for n, group in enumerate(sentences) if group]


def _sub_headings(repaired: Repaired) -> list[Mark]:
    """The sub-headings, less a title that follows a kicker with its colon."""
    if len(repaired.paragraphs) < 2:
        return list(repaired.headings)
    (start, end), (title, _) = repaired.paragraphs[:2]
    after_kicker = repaired.text[start:end].endswith(":")
    return [h for h in repaired.headings if not (after_kicker and h.start == title)]


def _in_heading(place: int, headings: list[Mark]) -> bool:
    number = bisect_right(headings, place, key=lambda heading: heading.start)
    return number > 0 and place < headings[number - 1].end
