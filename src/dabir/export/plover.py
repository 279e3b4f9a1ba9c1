"""PLOVER JSON: one event a line, with the field names of the PLOVER 2.0 manual (chapter 6).

All parties of a symmetric event are actors (2.4.2). Our roles become PLOVER sectors: media are
JRN, organisations without office SOC. What the manual's auxiliary modes stand for, and who said
it, is in `comment`: `status=planned; statement=2; speaker=NAME`.
"""

import json
from pathlib import Path
from typing import Any

from dabir.actors import parse_code
from dabir.events.ontology import Ontology, load_ontology
from dabir.export import Rows
from dabir.export.output import open_output
from dabir.records import Event, Record

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def write(records: Rows, out: Path | None) -> None:
    """Write every event of the records. Raises StoreError where `out` cannot be written."""
    ontology = load_ontology()
    with open_output(out) as stream:
        for record, _ in records:
            for event in record.events:
                line = json.dumps(plover_event(record, event, ontology), ensure_ascii=False)
                stream.write(line.encode("utf-8", "replace") + b"\n")


def plover_event(record: Record, event: Event, ontology: Ontology) -> dict[str, Any]:
    """The event in PLOVER's fields; fields without a value are left out."""
    fields: dict[str, Any] = {
        "id": event.id,
        "has_event": event.status != "denied",
        "date": event.date or record.published,
        "actor": [_entity(code, ontology) for code in event.source],
        "recipient": _recipients(event, ontology),
        "event": event.type,
        "event_loc": event.place,
        "event_text": event.anchor.text,
        "quad_code": ontology.quads[event.type],
        "mode": event.mode,
        "context": list(event.contexts),
        "text_info": {"start": event.anchor.start, "end": event.anchor.end},
        "cite_info": _without_none(
            {
                "title": record.title,
                "publication": record.outlet,
                "url": record.url,
                "language": "fas",
                "coder": f"dabir {record.version}",
                "codebook": "PLOVER",
                "version": "2.0",
            }
        ),
        "coder": f"dabir {record.version}",
        "comment": comment(record, event),
    }
    return _without_none(fields)


def comment(record: Record, event: Event) -> str:
    """Status, statement and speaker of the event, as far as it has them."""
    parts = [f"status={event.status}"]
    if event.statement is not None:
        parts.append(f"statement={event.statement}")
        if name := record.statements[event.statement].name:
            parts.append(f"speaker={name}")
    return "; ".join(parts)


def _recipients(event: Event, ontology: Ontology) -> list[dict[str, str]] | None:
    if event.type in SYMMETRIC:
        return None
    return [_entity(code, ontology) for code in event.target]


def _entity(text: str, ontology: Ontology) -> dict[str, str]:
    code = parse_code(text)
    entity = {"code": code.state, "entity_text": text}
    if code.role:
        entity["sector"] = ontology.sectors[code.role]
    return entity


def _without_none(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
