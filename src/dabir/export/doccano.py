"""doccano: JSON Lines for a project of sequence labelling with relations, an article a line.

    {"text", "article", "entities": [{"id", "label", "start_offset", "end_offset"}],
     "relations": [{"id", "from_id", "to_id", "type"}]}

`article` becomes doccano's metadata and comes back with its export. doccano keeps no facts beside
a span, and gives new ids on import: whoever reads it back matches by place (`dabir revise`).
Places count UTF-16 units, as doccano's editor does in a project that does not count grapheme
clusters: a sign beyond the basic plane, such as an emoji, is two. The project must allow
overlapping spans, and must not count grapheme clusters.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dabir.errors import InputError
from dabir.export import Rows
from dabir.export.layers import Layer, Link, Marking, clean, layer_of
from dabir.export.output import open_output
from dabir.export.units import from_utf16, to_utf16
from dabir.records import Record, Span


class _Entity(msgspec.Struct):
    id: int
    label: str
    start_offset: int
    end_offset: int


class _Relation(msgspec.Struct):
    from_id: int
    to_id: int
    type: str


class _Line(msgspec.Struct):
    text: str
    article: str
    entities: list[_Entity] = []
    relations: list[_Relation] = []


def write(records: Rows, out: Path | None) -> None:
    """Write one line an article. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        for record, _ in records:
            line = json.dumps(doccano_line(record), ensure_ascii=False)
            stream.write(clean(line).encode() + b"\n")


def doccano_line(record: Record) -> dict[str, Any]:
    """The line of one article; ids count from 1 within it."""
    layer = layer_of(record)
    units = to_utf16(layer.text)
    ids = {marking.key: number for number, marking in enumerate(layer.markings, start=1)}
    return {
        "text": layer.text,
        "article": layer.article,
        "entities": [
            {
                "id": ids[marking.key],
                "label": marking.label,
                "start_offset": units[marking.spans[0].start],
                "end_offset": units[marking.spans[0].end],
            }
            for marking in layer.markings
        ],
        "relations": [
            {"id": n, "from_id": ids[source], "to_id": ids[target], "type": kind}
            for n, (kind, source, target) in enumerate(layer.links, start=1)
        ],
    }


def read(path: Path) -> Iterator[Layer]:
    """The layers of a JSON Lines export of doccano. Raises InputError with file and line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), (error.strerror or str(error)).lower()) from None
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            yield _layer(line, f"{path}:{number}")


def _layer(content: bytes, where: str) -> Layer:
    try:
        line = msgspec.json.decode(content, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(where, f"no line of doccano ({error})") from None
    known = {str(entity.id) for entity in line.entities}
    links = tuple(Link(r.type, str(r.from_id), str(r.to_id)) for r in line.relations)
    if any({link.source, link.target} - known for link in links):
        raise InputError(where, "a relation leads from or to what is not there")
    points = from_utf16(line.text)
    markings = tuple(_marking(entity, line.text, points, where) for entity in line.entities)
    return Layer(line.article, line.text, markings, links)


def _marking(entity: _Entity, text: str, points: dict[int, int], where: str) -> Marking:
    start, end = points.get(entity.start_offset), points.get(entity.end_offset)
    if start is None or end is None or start >= end:
        raise InputError(where, f"entity {entity.id} is no piece of the text")
    return Marking(str(entity.id), entity.label, (Span(start, end, text[start:end]),))
