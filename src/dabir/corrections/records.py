"""One correction, and the finding that it is about."""

from typing import Any, Literal

import msgspec

from dabir.records import DateMention, Event, Record, Statement

Kind = Literal["statement", "event", "date"]
What = Literal["right", "wrong", "speaker", "span", "code", "note", "undo"]
KINDS: tuple[Kind, ...] = ("statement", "event", "date")
WHATS: tuple[What, ...] = ("right", "wrong", "speaker", "span", "code", "note", "undo")
FITTING: dict[Kind, tuple[What, ...]] = {
    "statement": ("right", "wrong", "speaker", "span", "code", "note"),
    "event": ("right", "wrong", "span", "code", "note"),
    "date": ("right", "wrong", "span", "code", "note"),
}

Value = dict[str, Any]


class Finding(msgspec.Struct, frozen=True):
    """A finding of an article as it was read.

    `id` tells it from the others of its kind. `reading` is the record itself; for a statement
    `outer` holds the ids of the statements around it, the innermost first, for an event that of
    the statement that it is known from.
    """

    kind: Kind
    id: str
    reading: Value
    outer: tuple[str, ...] = ()


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What one person said of one finding.

    `made` is a time in UTC, ISO 8601. `article` is the article's id in the data set. `value` is
    what should stand there, by `what`:

        speaker   name, and speaker: the span of the mention, or null
        span      content: spans of a statement; anchor: that of an event; span: that of a date
        code      kind of a statement; type, source, target, status of an event; value, calendar
                  of a date
        note      text

    `undoes` is the number of the correction that an `undo` takes back. `version` is that of the
    reader that made the reading.
    """

    number: int
    made: str
    who: str
    article: str
    what: What
    finding: Finding
    version: str
    value: Value = {}
    undoes: int | None = None


def findings(record: Record) -> dict[tuple[Kind, str], Finding]:
    """All findings of a record that can be corrected, by kind and id."""
    found = [_statement(record, said) for said in record.statements]
    found += [_event(record, event) for event in record.events]
    found += [Finding("date", date_id(date), _plain(date)) for date in record.dates]
    return {(finding.kind, finding.id): finding for finding in found}


def date_id(date: DateMention) -> str:
    """What tells a date from the others of its article."""
    return f"{date.start}-{date.end}"


def as_span(text: str, start: int, end: int) -> Value:
    """A span in the shape of the annotated articles."""
    return {"start": start, "end": end, "text": text[start:end]}


def _plain(record: Statement | Event | DateMention) -> Value:
    """As JSON has it, so that it is the same before and after it was kept."""
    plain: Value = msgspec.json.decode(msgspec.json.encode(record))
    return plain


def _statement(record: Record, said: Statement) -> Finding:
    outer: list[str] = []
    at = said.nested_in
    while at is not None and len(outer) < len(record.statements):
        outer.append(record.statements[at].id)
        at = record.statements[at].nested_in
    return Finding("statement", said.id, _plain(said), tuple(outer))


def _event(record: Record, event: Event) -> Finding:
    outer = () if event.statement is None else (record.statements[event.statement].id,)
    return Finding("event", event.id, _plain(event), outer)
