"""Intake: bytes and files become articles. Nothing is trimmed out of the text."""

import hashlib

from dabir.records import Article


def article_from_text(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Article:
    """An article from a text in memory; its id is a hash of the text unless one is given."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Article(id=id or digest, text=text, published=published, outlet=outlet, title=title)
