"""Corrections: the form for one finding, and the list of the latest."""

from typing import get_args

from starlette.responses import RedirectResponse, Response

from dabir.actors.codes import ROLES
from dabir.corrections.force import Force
from dabir.corrections.records import KINDS, Correction, Finding, findings
from dabir.events.ontology import load_ontology
from dabir.records import Calendar, EventStatus, Record, StatementKind
from dabir.web.answers import Missing, View
from dabir.web.asked import Asked
from dabir.web.desk import Desk

COLUMNS = ("number", "made", "who", "article", "kind", "record", "what", "value", "undoes")
LATEST = 200
MOST = 100_000


def show(asked: Asked) -> View | Response:
    """The page on which one finding is corrected; a form that comes is kept."""
    desk, record, finding = _desk(asked), _record(asked), _finding(asked)
    if asked.posted is not None:
        kept = desk.take(record, finding, asked.posted)
        return _kept(asked, record, kept)
    force = desk.forces(record.id).get((finding.kind, finding.id))
    history = force.history if force else ()
    return View(
        "correct.html",
        asked.words("correct.title"),
        {
            "record": record,
            "finding": finding,
            "force": force,
            "history": history[::-1],
            "words": _words(finding, force),
            "token": desk.token(record.id),
            "who": desk.who,
            "choices": {
                "kind": get_args(StatementKind),
                "calendar": get_args(Calendar),
                "status": get_args(EventStatus),
                "type": tuple(load_ontology().quads),
                "roles": ROLES,
            },
        },
        COLUMNS,
        [_row(correction) for correction in history],
        {"article": record.id, "finding": finding, "corrections": history},
    )


def show_latest(asked: Asked) -> View:
    """The corrections made last."""
    desk = _desk(asked)
    latest = desk.corrections.latest(LATEST if asked.form == "html" else MOST)
    return View(
        "corrections.html",
        asked.words("menu.corrections"),
        {"latest": latest, "who": desk.who},
        COLUMNS,
        [_row(correction) for correction in latest],
        latest,
    )


def _desk(asked: Asked) -> Desk:
    assert asked.desk is not None, "these pages are there with a desk only"
    return asked.desk


def _record(asked: Asked) -> Record:
    record = asked.room.record(asked.parts["article"])
    if record is None:
        raise Missing(asked.parts["article"])
    return record


def _finding(asked: Asked) -> Finding:
    """The finding that is asked for, as it is read today, else as it was when it was corrected."""
    wanted = next((k for k in KINDS if k == asked.parts["kind"]), None)
    if wanted is None:
        raise Missing(asked.parts["kind"])
    key = (wanted, asked.parts["finding"])
    record = _record(asked)
    found = findings(record).get(key)
    if found is None:
        force = _desk(asked).forces(record.id).get(key)
        found = force.finding if force else None
    if found is None:
        raise Missing(asked.parts["finding"])
    return found


def _kept(asked: Asked, record: Record, kept: Correction) -> Response:
    """Back to where the form stood: an address of ours, never one that the form brings."""
    article = f"/article/{record.id}"
    if (asked.posted or {}).get("back") == "article":
        mark = f"#f-{kept.finding.kind}-{kept.finding.id}"
        return RedirectResponse(asked.link(article) + mark, 303)
    return RedirectResponse(
        asked.link(f"{article}/correct/{kept.finding.kind}/{kept.finding.id}"), 303
    )


def _words(finding: Finding, force: Force | None) -> str:
    """The words of the finding as they stand now, a line a piece."""
    reading = {**finding.reading, **(force.span.value if force and force.span else {})}
    if finding.kind == "statement":
        return "\n".join(span["text"] for span in reading["content"])
    if finding.kind == "event":
        return str(reading["anchor"]["text"])
    return str(reading.get("span", reading)["text"])


def _row(correction: Correction) -> tuple[object, ...]:
    finding = correction.finding
    about = (correction.article, finding.kind, finding.id, correction.what)
    value = "; ".join(f"{name}: {_short(given)}" for name, given in correction.value.items())
    return (correction.number, correction.made, correction.who, *about, value, correction.undoes)


def _short(given: object) -> str:
    if isinstance(given, dict):
        return str(given.get("text", given))
    if isinstance(given, list):
        return " … ".join(map(_short, given))
    return "" if given is None else str(given)
