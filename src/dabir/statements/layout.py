"""How the page lies: paragraphs and sentences as token ranges, without the sub-headings."""

from bisect import bisect_left
from typing import NamedTuple

from dabir.records import Mark, Repaired
from dabir.statements.marks import Phrase
from dabir.statements.quotes import Quote


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
        if first == last or any(h.start <= place < h.end for h in headings):
            continue
        group = sentences[bisect_left(starts, place + 1) - 1]
        if group and _splits_quote(group[-1].last, quotes):
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


def _splits_quote(at: int, quotes: list[Quote]) -> bool:
    return any(q.closed and q.opening < at <= q.closing for q in quotes)
