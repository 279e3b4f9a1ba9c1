"""A table of events, tab-separated, with columns named as in the POLECAT data.

Columns that POLECAT has and dabir cannot fill are left out; CAMEO Code, Status, Statement, Speaker
and Score are our own, at the end. One row an event; several values of a cell stand with "; "
between them. Tabs and line breaks inside a cell become blanks, so that every line has as many
cells as the first. UTF-8, no byte order mark, no quoting.
"""

from collections.abc import Iterable
from pathlib import Path

from dabir.actors import parse_code
from dabir.events.ontology import Ontology, load_ontology
from dabir.export import Rows
from dabir.export.output import open_output
from dabir.records import Event, Record

COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Quad Code",
    "Contexts",
    "Actor Country",
    "Actor Sectors",
    "Recipient Country",
    "Recipient Sectors",
    "Placename",
    "Source",
    "Publication Date",
    "Headline",
    "Event Text",
    "Language",
    "Version",
    "CAMEO Code",
    "Status",
    "Statement",
    "Speaker",
    "Score",
)
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}


def write(records: Rows, out: Path | None) -> None:
    """Write the header and every event. Raises StoreError where `out` cannot be written."""
    ontology = load_ontology()
    with open_output(out) as stream:
        stream.write(_line(COLUMNS))
        for record, _ in records:
            for event in record.events:
                stream.write(_line(polecat_row(record, event, ontology)))


def polecat_row(record: Record, event: Event, ontology: Ontology) -> tuple[str, ...]:
    """The cells of one event, one for each of COLUMNS."""
    said = None if event.statement is None else record.statements[event.statement]
    return (
        event.id,
        event.date or record.published or "",
        event.type,
        event.mode or "",
        QUADS[ontology.quads[event.type]],
        "; ".join(event.contexts),
        *_side(event.source, ontology),
        *_side(event.target, ontology),
        event.place or "",
        record.outlet or "",
        record.published or "",
        record.title or "",
        event.anchor.text,
        "fas",
        f"dabir {record.version}",
        ontology.cameo_of(event.type, event.mode),
        event.status,
        "" if event.statement is None else str(event.statement),
        (said.name or "") if said else "",
        f"{event.score:.3f}",
    )


def _side(codes: tuple[str, ...], ontology: Ontology) -> tuple[str, str]:
    """Countries and sectors, in one order; a code without a role has an empty sector."""
    parsed = [parse_code(code) for code in codes]
    sectors = [ontology.sectors[c.role] if c.role else "" for c in parsed]
    return "; ".join(c.state for c in parsed), "; ".join(sectors)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(" ".join(cell.split()) for cell in cells) + "\n").encode("utf-8", "replace")
