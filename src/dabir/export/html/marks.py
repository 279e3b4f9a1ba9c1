"""Which words of the text are marked, and as what.

Marks overlap: a date stands inside a statement, a statement inside another. The text is cut at
every edge of a mark; each piece is wrapped in all the marks around it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dabir.export.view import depths
from dabir.records import Record, Span

DEEPEST = 3
HEADING, CONTENT, SPEAKER, CUE, DATE = 0, 1, 1000, 1001, 1002


class Mark(NamedTuple):
    """A marked piece of the text, half-open; `rank` orders those around one piece, outer first."""

    start: int
    end: int
    rank: int
    classes: str


def find_marks(record: Record, colours: Mapping[str | None, int]) -> list[Mark]:
    """Every mark of the article, sorted. `colours` are those of the names."""
    marks = [_mark(span, HEADING, "heading") for span in record.headings]
    marks += [_mark(span, DATE, "date") for span in record.dates]
    for statement, depth in zip(record.statements, depths(record.statements), strict=True):
        colour = f"v{colours[statement.name]}"
        said = f"said {statement.kind} d{min(depth, DEEPEST)} {colour}"
        marks += [_mark(span, CONTENT + depth, said) for span in statement.content]
        marks.append(_mark(statement.cue, CUE, f"cue {colour}"))
        if statement.speaker is not None:
            marks.append(_mark(statement.speaker, SPEAKER, f"speaker {colour}"))
    return sorted(set(marks))


def _mark(span: Span, rank: int, classes: str) -> Mark:
    return Mark(span.start, span.end, rank, classes)


def cut(
    start: int, end: int, marks: Sequence[Mark], places: Sequence[int]
) -> Iterator[tuple[int, int, list[Mark]]]:
    """The pieces of the text from `start` to `end`, each with the marks around it, outer first.

    The text is cut at `places` too.
    """
    edges = {edge for mark in marks for edge in (mark.start, mark.end)}.union(places)
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    for left, right in pairwise(cuts):
        around = [mark for mark in marks if mark.start <= left and right <= mark.end]
        yield left, right, sorted(around, key=lambda mark: mark.rank)
