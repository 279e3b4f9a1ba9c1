"""CSV: a folder with one table a file, ready for a spreadsheet.

    articles.csv    one row an article
    statements.csv  one row a statement
    events.csv      one row an event
    actors.csv  dates.csv  headings.csv  sources.csv  edits.csv

The first column of every table but the first is the id of the article. A span is three columns,
its start, its end (exclusive, in code points of `text` in articles.csv), and its text. Content of
several spans is one text with " … " between them, from the start of the first to the end of the
last; `content_spans` gives each (`12-50 61-80`). `nested_in` and, of an event, `statement` are the
`number` of a statement of the article. Several codes in one cell stand with "; " between them.

Files begin with a byte order mark, which Excel needs to read UTF-8. A text that a spreadsheet
would run as a formula is preceded by an apostrophe. Lone surrogates become U+FFFD.
"""

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from dabir.errors import OptionError, StoreError
from dabir.export import Rows
from dabir.export.encoding import SURROGATE
from dabir.records import Record, Span

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GAP = " … "
PATH = " ← "
LIST = "; "
SPAN = ("start", "end", "text")
FOUND = ("reason", "score")

Cell = str | int | float | None
Line = tuple[Cell, ...]


def write(records: Rows, out: Path | None) -> None:
    """Write the tables into the folder `out`, made where it is missing.

    Holds one record in memory at a time. Raises OptionError where `out` is no folder.
    """
    if out is None or (out.exists() and not out.is_dir()):
        raise OptionError("csv writes several tables: give it a folder with -o FOLDER")
    with ExitStack() as stack:
        tables = [(_open(out, name, stack), rows) for name, rows in TABLES.items()]
        for (writer, _), columns in zip(tables, COLUMNS.values(), strict=True):
            writer(columns)
        for record, _ in records:
            for writer, rows in tables:
                for row in rows(record):
                    writer(row)


def _open(out: Path, name: str, stack: ExitStack) -> Callable[[Line], None]:
    path = out / f"{name}.csv"
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror})") from error
    writer = csv.writer(file)
    return lambda line: writer.writerow([safe_cell(cell) for cell in line])


def safe_cell(cell: Cell) -> Cell:
    """The cell so that no spreadsheet runs it: a text like a formula gets an apostrophe."""
    if not isinstance(cell, str):
        return cell
    text = SURROGATE.sub("\ufffd", cell)
    return f"'{text}" if text.startswith(FORMULA) else text


# --- the tables ----------------------------------------------------------------------------------


def _article(record: Record) -> Iterable[Line]:
    yield (
        record.id,
        record.outlet,
        record.published,
        record.url,
        record.title,
        PATH.join(record.sources),
        len(record.statements),
        record.repair_mode,
        record.version,
        record.text,
        record.repaired,
    )


def _statements(record: Record) -> Iterable[Line]:
    for number, said in enumerate(record.statements):
        yield (
            record.id,
            number,
            said.id,
            said.name,
            *_span(said.speaker),
            *_span(said.cue),
            said.kind,
            *_content(said.content),
            said.nested_in,
            PATH.join(said.path),
            *_span(said.addressee),
            *_span(said.medium),
            said.said_on,
            said.stance,
            said.speaker_reason,
            said.reason,
            said.score,
        )


def _content(spans: tuple[Span, ...]) -> Line:
    if not spans:
        return (None, None, None, None)
    text = GAP.join(span.text for span in spans)
    places = " ".join(f"{span.start}-{span.end}" for span in spans)
    return (spans[0].start, spans[-1].end, text, places)


def _events(record: Record) -> Iterable[Line]:
    for number, event in enumerate(record.events):
        yield (
            record.id,
            number,
            event.id,
            event.type,
            event.mode,
            LIST.join(event.contexts),
            LIST.join(event.source),
            LIST.join(event.target),
            event.status,
            event.date,
            event.place,
            *_span(event.anchor),
            event.statement,
            event.contact.level if event.contact else None,
            event.contact.channel if event.contact else None,
            event.reason,
            event.score,
        )


def _actors(record: Record) -> Iterable[Line]:
    for actor in record.actors:
        yield (record.id, *_span(actor), LIST.join(actor.codes), actor.reason, actor.score)


def _dates(record: Record) -> Iterable[Line]:
    for date in record.dates:
        yield (
            record.id,
            *_span(date),
            date.value,
            date.calendar,
            date.granularity,
            date.original,
            date.anchor,
            date.problem,
            date.reason,
            date.score,
        )


def _headings(record: Record) -> Iterable[Line]:
    for heading in record.headings:
        yield (record.id, *_span(heading), heading.reason, heading.score)


def _sources(record: Record) -> Iterable[Line]:
    for position, relay in enumerate(record.relays):
        yield (record.id, position, relay.name, *_span(relay), relay.reason, relay.score)


def _edits(record: Record) -> Iterable[Line]:
    for edit in record.edits:
        raw = record.text[edit.start : edit.end]
        yield (record.id, edit.start, edit.end, raw, edit.replacement, edit.reason, edit.score)


def _span(span: Span | None) -> Line:
    return (None, None, None) if span is None else (span.start, span.end, span.text)


TABLES: dict[str, Callable[[Record], Iterable[Line]]] = {
    "articles": _article,
    "statements": _statements,
    "events": _events,
    "actors": _actors,
    "dates": _dates,
    "headings": _headings,
    "sources": _sources,
    "edits": _edits,
}

COLUMNS: dict[str, tuple[str, ...]] = {
    "articles": (
        *("id", "outlet", "published", "url", "title", "sources", "statements"),
        *("repair_mode", "version", "text", "repaired"),
    ),
    "statements": (
        *("article", "number", "id", "name"),
        *(f"speaker_{part}" for part in SPAN),
        *(f"cue_{part}" for part in SPAN),
        "kind",
        *(f"content_{part}" for part in (*SPAN, "spans")),
        *("nested_in", "path"),
        *(f"addressee_{part}" for part in SPAN),
        *(f"medium_{part}" for part in SPAN),
        *("said_on", "stance", "speaker_reason", *FOUND),
    ),
    "events": (
        *("article", "number", "id", "type", "mode", "contexts", "source", "target", "status"),
        *("date", "place", *(f"anchor_{part}" for part in SPAN), "statement"),
        *("level", "channel", *FOUND),
    ),
    "actors": ("article", *SPAN, "codes", *FOUND),
    "dates": (
        *("article", *SPAN, "value", "calendar", "granularity"),
        *("original", "anchor", "problem", *FOUND),
    ),
    "headings": ("article", *SPAN, *FOUND),
    "sources": ("article", "position", "name", *SPAN, *FOUND),
    "edits": ("article", *SPAN, "replacement", *FOUND),
}
