"""Label Studio: one list of tasks to import, each with the article and our findings as predictions.

Predictions are shown to be taken over or mended; what people made of them comes back as
`annotations` in Label Studio's JSON export. Places count code points (tested so in its own editor:
`web/libs/editor/tests`, NER with emoji). Facts stand in the region's `meta`, one a line. `CONFIG`
is the labelling interface of the project that the tasks belong to.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from dabir.errors import InputError
from dabir.export import Rows
from dabir.export.layers import LABELS, LINKS, Layer, Link, Marking, clean, layer_of
from dabir.export.output import open_output
from dabir.records import Record, Span

FROM, TO = "findings", "text"
CONFIG = (
    '<View><Relations>{}</Relations><Labels name="findings" toName="text">{}</Labels>'
    '<Text name="text" value="$text" granularity="symbol"/></View>'
).format(
    "".join(f'<Relation value="{kind}"/>' for kind in LINKS),
    "".join(f'<Label value="{label}"/>' for label in LABELS),
)
SEPARATOR = ": "


class _Value(msgspec.Struct):
    start: int
    end: int
    labels: list[str]


class _Meta(msgspec.Struct):
    text: list[str] = []


class _Region(msgspec.Struct, tag_field="type", tag="labels"):
    id: str
    value: _Value
    meta: _Meta = msgspec.field(default_factory=_Meta)


class _Relation(msgspec.Struct, tag_field="type", tag="relation"):
    from_id: str
    to_id: str
    labels: list[str] = []
    direction: Literal["right", "left", "bi"] = "right"


class _Answer(msgspec.Struct):
    result: list[_Region | _Relation]
    was_cancelled: bool = False


class _Data(msgspec.Struct):
    text: str
    article: str


class _Task(msgspec.Struct):
    data: _Data
    annotations: list[_Answer] = []
    predictions: list[_Answer] = []


def write(records: Rows, out: Path | None) -> None:
    """Write one list, one task a line. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        before = b"[\n"
        for record, _ in records:
            line = clean(json.dumps(task(record), ensure_ascii=False))
            stream.write(before + line.encode())
            before = b",\n"
        stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def task(record: Record) -> dict[str, Any]:
    """The task of one article."""
    layer = layer_of(record)
    data = {
        "text": layer.text,
        "article": layer.article,
        "title": record.title,
        "outlet": record.outlet,
        "published": record.published,
        "url": record.url,
    }
    regions = [_region(marking) for marking in layer.markings]
    relations = [_relation(link) for link in layer.links]
    prediction = {"model_version": f"dabir {record.version}", "result": [*regions, *relations]}
    return {
        "data": {name: value for name, value in data.items() if value is not None},
        "predictions": [prediction],
    }


def _region(marking: Marking) -> dict[str, Any]:
    (span,) = marking.spans
    region: dict[str, Any] = {
        "id": marking.key,
        "from_name": FROM,
        "to_name": TO,
        "type": "labels",
        "value": {
            "start": span.start,
            "end": span.end,
            "text": span.text,
            "labels": [marking.label],
        },
    }
    if marking.score is not None:
        region["score"] = marking.score
    if marking.facts:
        region["meta"] = {"text": [SEPARATOR.join(fact) for fact in marking.facts]}
    return region


def _relation(link: Link) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": link.source,
        "to_id": link.target,
        "direction": "right",
        "labels": [link.kind],
    }


def read(path: Path) -> Iterator[Layer]:
    """The layers of a JSON export: of each task the last annotation that was not cancelled.

    A task that nobody annotated gives what was predicted. Raises InputError with the article.
    """
    try:
        tasks = msgspec.json.decode(path.read_bytes(), type=list[_Task])
    except OSError as error:
        raise InputError(str(path), (error.strerror or str(error)).lower()) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"no export of Label Studio ({error})") from None
    for given in tasks:
        answers = [a for a in given.annotations if not a.was_cancelled] or given.predictions
        if answers:
            yield _layer(given.data, answers[-1], f"{path}, {given.data.article}")


def _layer(data: _Data, answer: _Answer, where: str) -> Layer:
    markings: list[Marking] = []
    links: list[Link] = []
    for item in answer.result:
        if isinstance(item, _Region):
            markings.append(_marking(item, data.text, where))
        elif item.labels:
            ends = (item.from_id, item.to_id)
            links.append(Link(item.labels[0], *(ends if item.direction != "left" else ends[::-1])))
    known = {marking.key for marking in markings}
    if any({link.source, link.target} - known for link in links):
        raise InputError(where, "a relation leads from or to what is not there")
    return Layer(data.article, data.text, tuple(markings), tuple(links))


def _marking(region: _Region, text: str, where: str) -> Marking:
    start, end = region.value.start, region.value.end
    if not 0 <= start < end <= len(text) or len(region.value.labels) != 1:
        raise InputError(where, f"region {region.id} is no labelled piece of the text")
    facts = (line.partition(SEPARATOR) for line in region.meta.text)
    known = tuple((name, value) for name, colon, value in facts if colon)
    return Marking(region.id, region.value.labels[0], (Span(start, end, text[start:end]),), known)
