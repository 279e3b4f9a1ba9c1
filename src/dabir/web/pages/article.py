"""An article with its marks and margin; one statement of it."""

import json
from collections.abc import Sequence
from functools import partial

import msgspec
from starlette.responses import Response

from dabir.export.csv import COLUMNS, TABLES
from dabir.export.encoding import encode_record
from dabir.export.view import TURNS, headline, is_web_address, one_line
from dabir.records import Record
from dabir.web.answers import Missing, View
from dabir.web.asked import Asked
from dabir.web.citation import cite, cite_event
from dabir.web.room import Room
from dabir.web.rows import DOUBTFUL
from dabir.web.sheet import Note, Version, make_sheet
from dabir.web.taking import article_file
from dabir.web.words import LANGUAGES

VERSIONS: tuple[Version, ...] = ("original", "repaired")
STATUSES = ("actual", "planned", "called_for", "hypothetical", "denied")


def show(asked: Asked) -> View | Response:
    """The page of an article, or the article as a file."""
    record = _record(asked)
    if asked.form == "file.html":
        return article_file(record)
    version = asked.choice("text", VERSIONS)
    sheet = make_sheet(record, speakers(asked.room, record), version, asked.words)
    events = [
        (status, [(n, e) for n, e in enumerate(record.events) if e.status == status])
        for status in STATUSES
    ]
    return View(
        "article.html",
        one_line(headline(record)),
        {
            "sheet": sheet,
            "record": record,
            "address": _address(record),
            "chosen": version,
            "versions": VERSIONS,
            "events": [(status, found) for status, found in events if found],
            "as_json": as_json,
            "doubtful": DOUBTFUL,
            "citations": {language: cite(record, language) for language in LANGUAGES},
            "cite_event": partial(cite_event, record, asked.language),
            **judged(asked, record),
        },
        COLUMNS["statements"],
        TABLES["statements"](record),
        msgspec.Raw(encode_record(record, {})),
    )


def show_statement(asked: Asked) -> View:
    """The page of one statement: its words, who says them, and why it was read so."""
    record = _record(asked)
    written = asked.parts["number"]
    if not written.isdecimal() or len(written) > 6 or int(written) >= len(record.statements):
        raise Missing(written)
    number = int(written)
    statement = record.statements[number]
    person = speakers(asked.room, record)[number]
    rows = [row for row in TABLES["statements"](record) if row[1] == number]
    return View(
        "statement.html",
        one_line(headline(record)),
        {
            "record": record,
            "note": Note(number, statement, 1, person, []),
            "as_json": as_json,
            "doubtful": DOUBTFUL,
            "citations": {language: cite(record, language, statement) for language in LANGUAGES},
            **judged(asked, record),
        },
        COLUMNS["statements"],
        rows,
        {"article": record.id, "number": number, "statement": statement},
    )


def judged(asked: Asked, record: Record) -> dict[str, object]:
    """What people said of the findings of a record, and the token of the forms, for a template."""
    if asked.desk is None:
        return {"forces": {}, "desk_token": ""}
    forces = asked.desk.forces(record.id)
    return {"forces": forces, "desk_token": asked.desk.token(record.id)}


def _record(asked: Asked) -> Record:
    record = asked.room.record(asked.parts["article"])
    if record is None:
        raise Missing(asked.parts["article"])
    return record


def _address(record: Record) -> str | None:
    """The address of the original page, where it is one that may be followed."""
    return record.url if record.url and is_web_address(record.url) else None


def speakers(room: Room, record: Record) -> Sequence[str | None]:
    """The ids of the persons who speak in each statement of a record."""
    columns = room.columns
    first = int(columns.first_statement[columns.places[record.id]])
    places = columns.statements.speaker[first : first + len(record.statements)].tolist()
    return [columns.people[place].id if place >= 0 else None for place in places]


def as_json(found: object) -> str:
    """A record of ours as JSON that a person can read."""
    written = json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=1)
    return TURNS.sub(lambda turn: f"\\u{ord(turn[0]):04x}", written)
