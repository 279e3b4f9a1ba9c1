"""Where on the page everything of an article goes: one row a line of its text."""

from bisect import bisect_right
from typing import NamedTuple

from dabir.export.html.marks import Mark, find_marks
from dabir.export.view import colours, inside
from dabir.records import DateMention, Heading, Record, Statement

COLOURS = 6


class Row(NamedTuple):
    """A line of the text, half-open and without its line end, and what stands in and beside it."""

    start: int
    end: int
    marks: list[Mark]
    statements: list[int]
    dates: list[DateMention]
    headings: list[Heading]


class Layout(NamedTuple):
    """An article laid out.

    `prefix` begins the ids of its elements, which a page holds once. `colours` are those of the
    names; `inside` holds the numbers of the statements nested in each. `headline` is the first
    line with words, where it is the title or no other title is known.
    """

    record: Record
    prefix: str
    rows: list[Row]
    colours: dict[str | None, int]
    inside: dict[int | None, list[int]]
    headline: Row | None

    def colour(self, number: int) -> int:
        """The colour of the one who speaks in that statement."""
        return self.colours[self.record.statements[number].name]


def lay_out(record: Record, prefix: str) -> Layout:
    """The layout of an article. A statement stands in the row where its content begins."""
    rows: list[Row] = []
    at = 0
    for line in record.text.split("\n"):
        rows.append(Row(at, at + len(line), [], [], [], []))
        at += len(line) + 1
    starts = [row.start for row in rows]

    def row_at(place: int) -> int:
        return bisect_right(starts, place) - 1

    voices = colours(record.statements, COLOURS)
    for mark in find_marks(record, voices):
        for row in rows[row_at(mark.start) : row_at(mark.end) + 1]:
            row.marks.append(mark)
    for number, statement in enumerate(record.statements):
        rows[row_at(beginning(statement))].statements.append(number)
    for date in record.dates:
        rows[row_at(date.start)].dates.append(date)
    for heading in record.headings:
        rows[row_at(heading.start)].headings.append(heading)
    headline = _headline(record, rows)
    return Layout(record, prefix, rows, voices, inside(record.statements), headline)


def beginning(statement: Statement) -> int:
    """Where the statement begins: its content, or its cue where no content was found."""
    return statement.content[0].start if statement.content else statement.cue.start


def _headline(record: Record, rows: list[Row]) -> Row | None:
    for row in rows:
        line = record.text[row.start : row.end].strip()
        if line:
            return row if record.title is None or record.title.strip() == line else None
    return None
