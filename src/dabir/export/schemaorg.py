"""schema.org: JSON-LD, one NewsArticle a line with what was said in it.

Words given as the speaker's own (direct and mixed) are `Quotation`; words told in the article's own
way (indirect) are `Claim`. `creator` is the name as text: dabir
does not say whether a name is a person's or a body's. Without a name there is no creator.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dabir.export import Rows
from dabir.export.layers import clean
from dabir.export.output import open_output
from dabir.records import Record, Statement

ARTICLE = "urn:dabir:article:"
STATEMENT = "urn:dabir:statement:"
GAP = " … "


def write(records: Rows, out: Path | None) -> None:
    """Write one object an article. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        for record, _ in records:
            line = json.dumps(news_article(record), ensure_ascii=False)
            stream.write(clean(line).encode() + b"\n")


def news_article(record: Record) -> dict[str, Any]:
    """The article with its quotations and claims; what is not known is left out."""
    name = record.url or ARTICLE + quote(record.id, safe="", errors="replace")
    fields: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": name,
        "identifier": record.id,
        "headline": record.title,
        "url": record.url,
        "datePublished": record.published,
        "inLanguage": "fa",
        "articleBody": record.text,
        "publisher": _outlet(record.outlet),
        "sourceOrganization": [_outlet(relay.name) for relay in record.relays],
        "hasPart": [_said(record, said, name) for said in record.statements],
    }
    return {key: value for key, value in fields.items() if value not in (None, [])}


def _outlet(name: str | None) -> dict[str, str] | None:
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def _said(record: Record, said: Statement, article: str) -> dict[str, Any]:
    verbatim = said.kind != "indirect"
    outer = None if said.nested_in is None else record.statements[said.nested_in]
    fields = {
        "@type": "Quotation" if verbatim else "Claim",
        "@id": STATEMENT + said.id,
        "text": GAP.join(span.text for span in said.content),
        "creator": said.name,
        "creditText": said.speaker.text if said.speaker else None,
        "dateCreated": said.said_on,
        "isPartOf": {"@id": STATEMENT + outer.id if outer else article},
    }
    return {key: value for key, value in fields.items() if value is not None}
