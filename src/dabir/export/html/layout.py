"""Where on the page everything of an article goes: one row a line of its text."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dabir.records import DateMention, Heading, Record, Statement

COLOURS = 6


class Row(NamedTuple):
    """A line of the text, half-open and without its line end, and what stands beside it."""

    start: int
    end: int
    statements: list[int]
    dates: list[DateMention]
    headings: list[Heading]


class Layout(NamedTuple):
    """An article laid out. `prefix` begins the ids of its elements, which a page holds once."""

    record: Record
    prefix: str
    rows: list[Row]

    def colour(self, statement: Statement) -> int:
        """The colour of the one who speaks: 1 to COLOURS by first appearance, 0 for nobody."""
        if statement.name is None:
            return 0
        return self.voices().index(statement.name) % COLOURS + 1

    def voices(self) -> list[str]:
        """Everyone who speaks, in the order of first appearance."""
        return list(dict.fromkeys(s.name for s in self.record.statements if s.name is not None))


def lay_out(record: Record, prefix: str) -> Layout:
    """The layout of an article. A statement stands in the row where its content begins."""
    rows: list[Row] = []
    at = 0
    for line in record.text.split("\n"):
        rows.append(Row(at, at + len(line), [], [], []))
        at += len(line) + 1
    starts = [row.start for row in rows]
    for number, statement in enumerate(record.statements):
        _row(rows, starts, place(statement)).statements.append(number)
    for date in record.dates:
        _row(rows, starts, date.start).dates.append(date)
    for heading in record.headings:
        _row(rows, starts, heading.start).headings.append(heading)
    return Layout(record, prefix, rows)


def place(statement: Statement) -> int:
    """Where the statement begins: its content, or its cue where no content was found."""
    return statement.content[0].start if statement.content else statement.cue.start


def _row(rows: Sequence[Row], starts: Sequence[int], at: int) -> Row:
    return rows[bisect_right(starts, at) - 1]
