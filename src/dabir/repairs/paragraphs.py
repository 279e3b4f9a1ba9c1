"""Paragraphs: the lines of a text that hold something."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dabir.records import Alignment, Mark, Part

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")

Place = tuple[int, int]


def find_paragraphs(text: str) -> list[Place]:
    """The lines that are not empty, half-open, without the white space around them."""
    return [kept for match in _LINE.finditer(text) if (kept := _strip(text, *match.span()))]


def _strip(text: str, start: int, end: int) -> Place | None:
    line = text[start:end]
    kept = line.strip()
    if not kept:
        return None
    start += len(line) - len(line.lstrip())
    return start, start + len(kept)


def place_part(text: str, alignment: Alignment, part: Part) -> Place | None:
    """Where a part of the raw text stands in `text`; None where nothing of it is left."""
    return _strip(text, _to_text(alignment, part.start), _to_text(alignment, part.end))


def _to_text(alignment: Alignment, place: int) -> int:
    piece = bisect_right(alignment.raw_at, place) - 1
    if alignment.copied[piece]:
        return alignment.text_at[piece] + place - alignment.raw_at[piece]
    return alignment.text_at[piece]


def cut_at_headings(
    text: str, paragraphs: Sequence[Place], headings: Sequence[Mark]
) -> Iterator[Place]:
    """The paragraphs, those that begin with a heading in two."""
    ends = {mark.start: mark.end for mark in headings}
    for start, end in paragraphs:
        cut = min(ends.get(start, end), end)
        yield start, cut
        rest = _strip(text, cut, end)
        if rest:
            yield rest
