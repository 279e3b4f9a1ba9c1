"""Pack `lexicon/actors/{countries,bodies}/*.yaml` into one table of names, the same bytes each run.

A file holds one country or body: `id` (ISO 3166 alpha-3, `IGO:NAME`, or `---` for groups of no
country), `source`, and lists of names:

    names      the country or body itself
    partisan   names that take sides; coded as `names`, and kept as written
    people     its adjective, of which the plurals are made
    seats      capitals and houses that stand for the government
    places     cities and regions, where things happen; they act for nobody
    bodies     by role: offices, forces, parties and groups
    holders    persons with their office, role, and years of it
    unsure     those of the names above that are also everyday words
"""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

COLUMNS = ["id", "words", "code", "role", "kind", "start", "end", "sure", "source"]
KINDS = {
    "names": "name",
    "partisan": "name",
    "people": "adjective",
    "seats": "seat",
    "places": "place",
}
KEYS = {*KINDS, "id", "wikidata", "source", "bodies", "holders", "unsure"}
ROLES = {"GOV", "MIL", "LEG", "JUD", "OPP", "REB", "IGO", "NGO", "BUS", "MED", "CVL"}


class ActorError(Exception):
    """A file that cannot be packed; the text names the file."""


def pack_actors(folder: Path) -> bytes:
    """The packed bytes of all countries and bodies, one name a line, files in order of name."""
    rows: list[list[str]] = []
    for path in sorted(folder.glob("*/*.yaml")):
        rows.extend(_rows(path))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"columns": {json.dumps(COLUMNS)}, "rows": [\n{lines}\n]}}\n'.encode()


def _rows(path: Path) -> Iterator[list[str]]:
    facts = yaml.safe_load(path.read_text("utf-8"))
    problem = _problem(facts)
    if problem:
        raise ActorError(f"{path}: {problem}")
    unsure, stem = set(facts.get("unsure", ())), path.stem
    seen: set[str] = set()
    for number, (words, role, kind, start, end) in enumerate(_names(facts), start=1):
        if unicodedata.normalize("NFC", words) != words:
            raise ActorError(f"{path}: {words!r} is not in Unicode form NFC")
        seen.add(words)
        sure = "no" if words in unsure else "yes"
        yield [
            f"{stem}-{number:03d}",
            words,
            str(facts["id"]),
            role,
            kind,
            str(start),
            str(end),
            sure,
            facts["source"],
        ]
    if not unsure <= seen:
        raise ActorError(f"{path}: unsure names what no list has: {sorted(unsure - seen)}")


def _problem(facts: Any) -> str | None:
    if not isinstance(facts, dict):
        return "not a mapping"
    if unknown := set(facts) - KEYS:
        return f"unknown keys {sorted(unknown)}"
    if missing := {"id", "source"} - set(facts):
        return f"no {', '.join(sorted(missing))}"
    roles = {*facts.get("bodies", ()), *(h["role"] for h in facts.get("holders", ()))}
    if roles - ROLES:
        return f"unknown roles {sorted(roles - ROLES)}"
    return None


def _names(facts: dict[str, Any]) -> Iterator[tuple[str, str, str, str, str]]:
    """Words, role, kind, first year, last year."""
    for key, kind in KINDS.items():
        for words in facts.get(key, ()):
            yield words, "GOV" if kind == "seat" else "", kind, "", ""
    for role, names in facts.get("bodies", {}).items():
        for words in names:
            yield words, role, "body", "", ""
    for holder in facts.get("holders", ()):
        for words in holder["names"]:
            yield words, holder["role"], "person", holder.get("start", ""), holder.get("end", "")
