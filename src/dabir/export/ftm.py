"""FollowTheMoney: entities as JSON Lines, for Aleph, OpenSanctions' tools and the like.

An article is an `Article`; whoever is named as speaker is a `LegalEntity` (person or body: dabir
does not say which) of this article, with a `Mention`; each statement is a `Note` on its speaker, or
on the article where nobody is named; each event is an `Event`. A name makes an entity in each
article anew: that two articles mean the same one is for `dabir person` or a matching tool to say.
Ids are hashes of what was found where, the same in every run.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dabir.export import Rows
from dabir.export.layers import clean
from dabir.export.output import open_output
from dabir.records import Event, Record, Statement

GAP = " … "
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
WEB = ("http://", "https://")
Entity = dict[str, Any]


def write(records: Rows, out: Path | None) -> None:
    """Write one entity a line. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        for record, _ in records:
            for entity in entities(record):
                line = json.dumps(entity, ensure_ascii=False)
                stream.write(clean(line).encode() + b"\n")


def entities(record: Record) -> Iterator[Entity]:
    """The entities of one article, each once: the article, speakers, mentions, notes, events."""
    article = _id("article", record.id)
    yield _entity(
        article,
        "Article",
        title=record.title,
        fileName=record.id,
        publisher=record.outlet,
        publishedAt=record.published,
        sourceUrl=record.url if record.url and record.url.startswith(WEB) else None,
        bodyText=record.text,
        language="fas",
        generator=f"dabir {record.version}",
    )
    names = dict.fromkeys(said.name for said in record.statements if said.name)
    for name in names:
        speaker = _id("speaker", record.id, name)
        yield _entity(speaker, "LegalEntity", name=name, proof=article)
        yield _entity(
            _id("mention", record.id, name),
            "Mention",
            document=article,
            resolved=speaker,
            name=name,
            detectedSchema="LegalEntity",
        )
    for said in record.statements:
        yield _note(record, said, article)
    for event in record.events:
        yield _event(record, event, article)


def _note(record: Record, said: Statement, article: str) -> Entity:
    content = GAP.join(span.text for span in said.content)
    on = _id("speaker", record.id, said.name) if said.name else article
    return _entity(
        _id("statement", record.id, said.id),
        "Note",
        name=f"{said.name or '?'}: {said.cue.text}",
        description=content,
        entity=on,
        publisher=record.outlet,
        sourceUrl=record.url if record.url and record.url.startswith(WEB) else None,
        proof=article,
    )


def _event(record: Record, event: Event, article: str) -> Entity:
    parts = (event.type, event.mode, event.status, ", ".join(event.source), "→")
    day = event.date if event.date and DAY.fullmatch(event.date) else None
    return _entity(
        _id("event", record.id, event.id),
        "Event",
        name=" ".join(filter(None, (*parts, ", ".join(event.target)))),
        summary=event.anchor.text,
        date=day,
        address=event.place,
        keywords=event.type,
        recordId=event.id,
        proof=article,
    )


def _id(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f"dabir-{hashlib.sha256(joined).hexdigest()[:32]}"


def _entity(key: str, schema: str, **properties: str | None) -> Entity:
    known = {key: [value] for key, value in properties.items() if value}
    return {"id": key, "schema": schema, "properties": known}
