"""What a page says about itself in its head: JSON-LD, Open Graph and other meta elements."""

import html
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from resiliparse.parse.html import DocumentNode

ARTICLE_TYPES = ("NewsArticle", "Article", "BlogPosting")
TITLE_NAMES = ("og:title", "twitter:title", "dc.title", "DC.Title")
SITE_NAMES = ("og:site_name", "application-name")
DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "dc.date",
    "DC.Date",
    "pubdate",
    "date",
)
TITLE_SEPARATORS = (" | ", " » ", " :: ")


class Metadata(NamedTuple):
    """Claims of a page's head, as written; `dates` best first."""

    title: str | None
    outlet: str | None
    dates: tuple[str, ...]
    url: str | None


def read_metadata(document: DocumentNode, window_title: str | None) -> Metadata:
    """What JSON-LD says and, where it is silent, what meta elements and the window title say."""
    meta = _meta(document)
    linked = next(_linked_articles(document), {})
    canonical = document.query_selector("link[rel='canonical']")
    titles = [_words(linked.get("headline")), *(meta.get(name) for name in TITLE_NAMES)]
    sites = [_name(linked.get("publisher")), *(meta.get(name) for name in SITE_NAMES)]
    dates = [_words(linked.get("datePublished")), *(meta.get(name) for name in DATE_NAMES)]
    links = [canonical.getattr("href") if canonical else None, meta.get("og:url")]
    return Metadata(
        title=next(filter(None, titles), None) or _without_site(window_title),
        outlet=_without_site(next(filter(None, sites), None)),
        dates=tuple(filter(None, dates)),
        url=next(filter(None, [*links, _words(linked.get("url"))]), None),
    )


def _meta(document: DocumentNode) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in document.query_selector_all("meta[content]").values():
        content = (element.getattr("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = element.getattr(key)
            if name and content:
                found.setdefault(name, content)
    return found


def _linked_articles(document: DocumentNode) -> Iterator[dict[str, Any]]:
    selector = "script[type='application/ld+json']"
    for element in document.query_selector_all(selector).values():
        try:
            found = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in found if isinstance(found, list) else [found]:
            yield from _articles_of(thing)


def _articles_of(thing: object) -> Iterator[dict[str, Any]]:
    if not isinstance(thing, dict):
        return
    graph = thing.get("@graph")
    for part in [thing, *(graph if isinstance(graph, list) else [])]:
        if isinstance(part, dict) and str(part.get("@type", "")).strip("[']").endswith(
            ARTICLE_TYPES
        ):
            yield part


def _name(publisher: object) -> str | None:
    return _words(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _words(value: object) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _without_site(title: str | None) -> str | None:
    """A title without the name of the site, or a site's name without its motto."""
    for separator in TITLE_SEPARATORS:
        title = (title or "").split(separator)[0]
    return (title or "").strip() or None
