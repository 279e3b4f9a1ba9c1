"""A page becomes an article: its text is title, kicker, lead and the blocks of its body."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from resiliparse.parse.html import DocumentNode, ElementNode, HTMLTree, Node

from dabir.errors import InputError
from dabir.intake.blocks import Block, line_of, read_blocks
from dabir.intake.families import GENERIC, Family, Field, PageLore
from dabir.intake.metadata import Metadata, read_metadata
from dabir.intake.published import Forms, find_published, parse_published
from dabir.records import Part, PartKind

CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*(?:[\"']\s*)?([\w-]+)", re.I
)
CHARSET_WITHIN = 4096
CHARSETS = {
    "windows-1256": "cp1256",
    "cp1256": "cp1256",
    "iso-8859-6": "iso8859-6",
    "x-mac-farsi": "mac-farsi",
}
LONGEST_PAGE = 10_000_000  # characters; with pictures written into it, a page has some millions
LONG_TAG = 20_000  # characters; only in a tag of such length are the attributes counted
MOST_ATTRIBUTES = 25_000  # the parser compares each with all others: two seconds
MOST_CANDIDATES = 50  # elements that may hold a field; one may stand in the other, each is read
TAG = re.compile("<[A-Za-z]")
QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
BETWEEN_ATTRIBUTES = re.compile(r"[\s/]+")
REPEATED_WITHIN = 5  # so many blocks at the head of a body may repeat the head or tell the day


class Page(NamedTuple):
    """An article taken out of a page; `parts` are spans of `text`."""

    text: str
    parts: tuple[Part, ...]
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    family: str


class _Head(NamedTuple):
    title: str
    kicker: str
    lead: str


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page declares, where it is one that Persian was written in."""
    found = CHARSET.search(data[:CHARSET_WITHIN])
    return CHARSETS.get(found[1].decode("ascii").lower()) if found else None


def read_page(markup: str, where: str, lore: PageLore, forms: Forms) -> Page:
    """The article of a page: on line 1 its title, then kicker, lead and body, a block a line.

    What a browser would not show as the article is left out; half-spaces stay. Raises InputError
    where there is no text, and for a page made to be too much work.
    """
    _check_size(markup, where)
    try:
        tree = HTMLTree.parse(markup)
    except UnicodeEncodeError as error:
        raise InputError(where, f"half a surrogate pair at character {error.start}") from None
    document = tree.document
    if document is None or tree.body is None:
        raise InputError(where, "a page without text")
    metadata = read_metadata(document, tree.title)
    families = _families_of(document, lore)
    head = _Head(
        _first_line(document, families, "title") or metadata.title or "",
        _first_line(document, families, "kicker"),
        _first_line(document, families, "lead"),
    )
    body = _body_of(document, tree.body, families)
    stamps, kept = _without_furniture(body, head, forms)
    text, parts = _build(head, kept)
    if not body or not text:
        raise InputError(where, "a page without an article")
    return Page(
        text=text,
        parts=parts,
        title=head.title or None,
        outlet=_outlet_of(metadata, lore),
        published=_published_of(document, families, metadata, forms) or next(iter(stamps), None),
        url=metadata.url,
        family=families[0].name,
    )


def _check_size(markup: str, where: str) -> None:
    if len(markup) > LONGEST_PAGE:
        reason = f"{len(markup):,} characters are too many for one page ({LONGEST_PAGE:,})"
        raise InputError(where, reason)
    for piece in markup.split(">"):
        if len(piece) > LONG_TAG and (tag := TAG.search(piece)):
            attributes = QUOTED.sub(" ", piece[tag.start() :])
            if len(BETWEEN_ATTRIBUTES.findall(attributes)) > MOST_ATTRIBUTES:
                reason = f"a tag with more than {MOST_ATTRIBUTES:,} attributes"
                raise InputError(where, reason)


def _families_of(document: DocumentNode, lore: PageLore) -> list[Family]:
    """The page's family, where it has one, and the generic one."""
    generic = [family for family in lore.families if family.name == GENERIC]
    for family in lore.families:
        marks = family.selectors.get("mark", ())
        if any(document.query_selector(mark) is not None for mark in marks):
            return [family, *generic]
    return generic


def _find(document: DocumentNode, families: list[Family], field: Field) -> list[list[ElementNode]]:
    """The elements that each selector of a field finds, the family's selectors first."""
    selectors = [s for family in families for s in family.selectors.get(field, ())]
    return [document.query_selector_all(selector).values() for selector in selectors]


def _first_line(document: DocumentNode, families: list[Family], field: Field) -> str:
    for elements in _find(document, families, field):
        for element in elements[:MOST_CANDIDATES]:
            line = line_of(element)
            if line:
                return line
    return ""


def _body_of(document: DocumentNode, page: ElementNode, families: list[Family]) -> list[Block]:
    """The blocks of the element that holds the article; of the whole page where none is known."""
    fields: tuple[Field, ...] = ("drop", "date")
    dropped: set[Node] = {
        e for f in fields for found in _find(document, families, f) for e in found
    }
    datelines: set[Node] = {e for found in _find(document, families, "dateline") for e in found}
    for elements in [*_find(document, families, "body"), [page]]:
        likely = elements[:MOST_CANDIDATES]
        bodies = [read_blocks(element, dropped, datelines) for element in likely]
        best = max(bodies, key=lambda blocks: sum(len(b.text) for b in blocks), default=[])
        if best:
            return best
    return []


def _without_furniture(
    body: list[Block], head: _Head, forms: Forms
) -> tuple[list[str], list[Block]]:
    """The body without what its first blocks repeat of the head, and without lines that only tell
    the day of publication; these days come first.
    """
    stamps: list[str] = []
    kept: list[Block] = []
    for block in body[:REPEATED_WITHIN]:
        try:
            stamps.append(parse_published(block.text, forms))
        except ValueError:
            if block.text not in head:
                kept.append(block)
    return stamps, kept + body[REPEATED_WITHIN:]


def _build(head: _Head, body: list[Block]) -> tuple[str, tuple[Part, ...]]:
    lines: list[str] = []
    parts: list[Part] = []
    at = 0

    def add(line: str, kind: PartKind | None, marked: str = "") -> None:
        nonlocal at
        if kind:
            marked = marked or line
            parts.append(Part(at, at + len(marked), marked, kind=kind))
        lines.append(line)
        at += len(line) + 1

    kinds: tuple[PartKind, ...] = ("title", "kicker", "lead")
    for kind, line in zip(kinds, head, strict=True):
        if line:
            add(line, kind)
    for block in body:
        if block.dateline:
            add(block.text, "dateline", block.dateline)
        else:
            add(block.text, "heading" if block.heading else None)
    return "\n".join(lines), tuple(parts)


def _outlet_of(metadata: Metadata, lore: PageLore) -> str | None:
    """The outlet by the page's own address, else by its own word."""
    labels = _host(metadata.url or "").split(".")
    for i in range(len(labels) - 1):
        outlet = lore.outlets.get(".".join(labels[i:]))
        if outlet:
            return outlet
    return metadata.outlet


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # `https://[`
        return ""


def _published_of(
    document: DocumentNode, families: list[Family], metadata: Metadata, forms: Forms
) -> str | None:
    """The day on the family's date line, which is local time; else by the head; else generic."""
    own, generic = families[:-1], families[-1:]
    days = [_day_on_page(document, own, forms)]
    days += [find_published(written, forms) for written in metadata.dates]
    days.append(_day_on_page(document, generic, forms))
    return next(filter(None, days), None)


def _day_on_page(document: DocumentNode, families: list[Family], forms: Forms) -> str | None:
    for elements in _find(document, families, "date"):
        for element in elements[:MOST_CANDIDATES]:
            for written in (element.getattr("datetime"), element.getattr("content"), element.text):
                day = find_published(written or "", forms)
                if day:
                    return day
    return None
