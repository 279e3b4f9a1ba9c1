"""W3C Web Annotation: JSON-LD, one AnnotationPage an article, one page a line.

Each marking is an Annotation with a position selector (code points) and a quote selector with what
stands before and after; its source is the article's text, named with its SHA-256, so that a
reader can tell whether the places still hold. Bodies: the label as a tag; facts, as JSON, to
describe it; and a link to each marking that it leads to, with the kind of link as `dabir:role`.
(Web Annotation Data Model, W3C Recommendation 23 February 2017.)
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from dabir.errors import InputError
from dabir.export import Rows
from dabir.export.layers import LABELS, Layer, Link, Marking, clean, layer_of
from dabir.export.output import open_output
from dabir.records import Record, Span

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"dabir": "urn:dabir:terms:", "sdo": "https://schema.org/"},
]
ARTICLE = "urn:dabir:article:"
AROUND = 32  # characters of the text before and after that are quoted with a piece of it


def write(records: Rows, out: Path | None) -> None:
    """Write one page an article. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        for record, _ in records:
            line = json.dumps(annotation_page(record), ensure_ascii=False)
            stream.write(clean(line).encode() + b"\n")


def annotation_page(record: Record) -> dict[str, Any]:
    """The AnnotationPage of one article; a page without annotations has no items."""
    layer = layer_of(record)
    name = ARTICLE + quote(record.id, safe="", errors="replace")
    source = {
        "id": name,
        "type": "Text",
        "format": "text/plain",
        "language": "fa",
        "sdo:sha256": digest_of(layer.text),
    }
    if record.url:
        source["sdo:isBasedOn"] = record.url
    names = {marking.key: f"{name}:{marking.key}" for marking in layer.markings}
    links: dict[str, list[Link]] = {}
    for link in layer.links:
        links.setdefault(link.source, []).append(link)
    return {
        "@context": CONTEXT,
        "id": f"{name}:page",
        "type": "AnnotationPage",
        "dabir:text": layer.text,
        "items": [
            {
                "id": names[marking.key],
                "type": "Annotation",
                "motivation": "tagging",
                "generator": {
                    "id": f"urn:dabir:version:{record.version}",
                    "type": "Software",
                    "name": f"dabir {record.version}",
                },
                "body": [
                    *_bodies(marking),
                    *(_link_body(link, names) for link in links.get(marking.key, ())),
                ],
                "target": {
                    "source": source,
                    "selector": _selectors(layer.text, marking.spans[0]),
                },
            }
            for marking in layer.markings
        ],
    }


def digest_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]


def _bodies(marking: Marking) -> Iterator[dict[str, Any]]:
    yield {"type": "TextualBody", "purpose": "tagging", "value": marking.label}
    if marking.facts:
        yield {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "application/json",
            "value": json.dumps(dict(marking.facts), ensure_ascii=False),
        }


def _link_body(link: Link, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": names[link.target],
        "dabir:role": link.kind,
    }


# --- and back ------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Layer]:
    """The layers of a file of AnnotationPages, one a line. Raises InputError with the line.

    A place that does not hold, or whose quotation stands elsewhere, is found by its quotation with
    what stands before and after; one that is not found in exactly one place is refused.
    """
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), str(getattr(error, "strerror", None) or error)) from None
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            yield parse_page(json.loads(line), where)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise InputError(
                where, f"no page of annotations as dabir writes it ({error})"
            ) from None


def parse_page(page: dict[str, Any], where: str) -> Layer:
    """The layer of an AnnotationPage; annotations with other tags are passed over."""
    text = page["dabir:text"]
    article = unquote(page["id"].removeprefix(ARTICLE).removesuffix(":page"))
    markings: list[Marking] = []
    links: list[Link] = []
    for item in page["items"]:
        bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
        tags = [b["value"] for b in bodies if b.get("purpose") == "tagging"]
        label = next((tag for tag in tags if tag in LABELS), None)
        if label is None:
            continue
        target = item["target"]
        if target["source"].get("sdo:sha256") not in (None, digest_of(text)):
            raise InputError(where, f"{item['id']} is about another text")
        span = _find(text, target["selector"], item["id"], where)
        markings.append(Marking(item["id"], label, (span,), _facts(bodies)))
        for body in bodies:
            if body.get("purpose") == "linking":
                links.append(Link(body["dabir:role"], item["id"], body["source"]))
    known = {marking.key for marking in markings}
    kept = tuple(link for link in links if link.target in known)
    return Layer(article, text, tuple(markings), kept)


def _facts(bodies: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    described = (b["value"] for b in bodies if b.get("purpose") == "describing")
    return tuple((str(k), str(v)) for value in described for k, v in json.loads(value).items())


def _find(text: str, selectors: Any, name: str, where: str) -> Span:
    selectors = selectors if isinstance(selectors, list) else [selectors]
    by_type = {selector["type"]: selector for selector in selectors}
    quoted = by_type.get("TextQuoteSelector")
    if place := by_type.get("TextPositionSelector"):
        start, end = place["start"], place["end"]
        if 0 <= start < end <= len(text) and (not quoted or text[start:end] == quoted["exact"]):
            return Span(start, end, text[start:end])
    if quoted and quoted["exact"]:
        before, exact = quoted.get("prefix", ""), quoted["exact"]
        whole = before + exact + quoted.get("suffix", "")
        if text.count(whole) == 1:
            start = text.index(whole) + len(before)
            return Span(start, start + len(exact), exact)
    raise InputError(where, f"the place of {name} is not found in the text")
