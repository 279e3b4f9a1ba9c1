"""Corrected articles in the shape of annotated ones, to score a reader against.

Nothing stands in such a file that no person judged. An article is whole where each of its
statements and events was judged; dates are taken where they were judged, sub-headings and source
chains never.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dabir.corrections.force import Force, in_force
from dabir.corrections.records import Correction, Kind, Value, findings
from dabir.errors import StoreError
from dabir.records import Record

NEEDED: tuple[Kind, ...] = ("statement", "event")
READINGS = "readings.jsonl"
CARD = "README.md"
UNSAFE = re.compile(r"[^A-Za-z0-9_-]")  # in a file name


class Judged(NamedTuple):
    """An annotated article with the reading that was judged, in the same shape.

    `open` is how many statements and events of the reading nobody judged, or whose speaker is not
    known and was not given.
    """

    gold: Value
    reading: Value
    open: int
    people: tuple[str, ...]


def judge(record: Record, corrections: Iterable[Correction]) -> Judged:
    """The article as its corrections say it should be read.

    `record` is the reading of today: its findings tell what is still open. The corrections bring
    the findings that they were made on with them.
    """
    kept = list(corrections)
    forces = {key: force for key, force in in_force(kept).items() if force.verdict}
    statements = _statements(forces)
    places = {statement.pop("id"): number for number, statement in enumerate(statements)}
    for statement in statements:
        statement["nested_in"] = _first_place(statement.pop("outer"), places)
    events = [_event(force, places) for force in _standing(forces, "event")]
    dates = [_date(force) for force in _standing(forces, "date")]
    about = {"id": record.id, "source": "judged in the reading room of dabir"}
    head = {**about, "outlet": record.outlet, "published": record.published, "url": record.url}
    gold = {
        **head,
        "text": record.text,
        "sources": [],
        "statements": statements,
        "dates": sorted(dates, key=lambda date: int(date["start"])),
        "events": sorted(events, key=lambda event: int(event["anchor"]["start"])),
        "headings": [],
    }
    with_dates = any(kind == "date" for kind, _ in forces)
    people = Counter(correction.who for correction in kept)
    return Judged(gold, _reading(record, with_dates), _open(record, forces), tuple(sorted(people)))


def _standing(forces: Mapping[tuple[Kind, str], Force], kind: Kind) -> Iterable[Force]:
    return (force for (k, _), force in forces.items() if k == kind and not force.is_wrong)


def _statements(forces: Mapping[tuple[Kind, str], Force]) -> list[Value]:
    """The statements that stand, by place; those whose speaker nobody knows are left out."""
    found = [_statement(force) for force in _standing(forces, "statement")]
    known = [statement for statement in found if statement["name"] and statement["content"]]
    return sorted(known, key=lambda s: (s["content"][0]["start"], s["cue"]["start"]))


def _statement(force: Force) -> Value:
    read = {**force.finding.reading}
    for correction in (force.speaker, force.span, force.code):
        read.update(correction.value if correction else {})
    kept = ("cue", "speaker", "name", "content", "kind")
    outer = {"id": force.finding.id, "outer": force.finding.outer}
    return {**{key: read[key] for key in kept}, **outer}


def _event(force: Force, places: Mapping[str, int]) -> Value:
    read = {**force.finding.reading}
    for correction in (force.span, force.code):
        read.update(correction.value if correction else {})
    kept = ("type", "anchor", "source", "target", "status", "date")
    statement = _first_place(force.finding.outer, places)
    return {**{key: read[key] for key in kept}, "statement": statement}


def _date(force: Force) -> Value:
    read = {**force.finding.reading}
    if force.span:
        read.update(force.span.value["span"])
    if force.code:
        read.update(force.code.value)
    return {key: read[key] for key in ("start", "end", "text", "value", "calendar")}


def _first_place(outer: Iterable[str], places: Mapping[str, int]) -> int | None:
    """The number of the innermost statement around that is left."""
    return next((places[one] for one in outer if one in places), None)


def _open(record: Record, forces: Mapping[tuple[Kind, str], Force]) -> int:
    nameless = sum(
        not (force.speaker or force.finding.reading["name"])
        for force in _standing(forces, "statement")
    )
    needed = [key for key in findings(record) if key[0] in NEEDED]
    return nameless + sum(key not in forces for key in needed)


def _reading(record: Record, with_dates: bool) -> Value:
    """The reading with what was judged of it, so that it is scored on nothing else."""
    plain = record.to_dict()
    kept = {key: plain[key] for key in ("id", "version", "statements", "events")}
    return {**kept, "dates": plain["dates"] if with_dates else [], "headings": [], "sources": []}


# --- files ---------------------------------------------------------------------------------------


def write_gold(articles: Iterable[Judged], out: Path) -> int:
    """Write a folder of annotated articles, the readings that were judged, and a card; how many.

    Raises StoreError where the folder holds something already or cannot be written.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise StoreError(f"{out}: there is something already")
    judged = list(articles)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for article in judged:
            text = json.dumps(article.gold, ensure_ascii=False, indent=1)
            (out / f"{UNSAFE.sub('_', article.gold['id'])}.json").write_text(text + "\n", "utf-8")
        lines = [json.dumps(article.reading, ensure_ascii=False) for article in judged]
        (out / READINGS).write_text("".join(line + "\n" for line in lines), "utf-8")
        (out / CARD).write_text(_card(judged), "utf-8")
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror})") from error
    return len(judged)


def _card(judged: list[Judged]) -> str:
    people = sorted({person for article in judged for person in article.people})
    versions = sorted({article.reading["version"] for article in judged})
    counts = {
        key: sum(len(a.gold[key]) for a in judged) for key in ("statements", "events", "dates")
    }
    partly = sum(article.open > 0 for article in judged)
    return f"""# Articles judged in the reading room of dabir

{len(judged)} articles: {counts["statements"]} statements, {counts["events"]} events,
{counts["dates"]} dates, judged by {", ".join(people) or "nobody"} on readings of dabir
{", ".join(versions) or "-"}.

Every statement, event and date here was judged by a person; what was called wrong is left out.
What the reader missed could not be judged: recall on these articles flatters it. Sub-headings and
source chains were not judged and are empty. {partly} of the articles were judged in part only: on
these precision is too low, for what nobody judged counts as false.

`{READINGS}` holds the readings that were judged, without what was not:
`score.py . {READINGS}` scores them.
"""
