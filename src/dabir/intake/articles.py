"""Articles out of texts, pages and files."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from dabir.errors import InputError
from dabir.intake.encoding import UndecodableError, decode
from dabir.intake.jsonl import Row, read_document, read_lines
from dabir.intake.kit import Kit
from dabir.intake.published import parse_published
from dabir.intake.sources import (
    STANDARD_INPUT,
    OnError,
    Source,
    find_files,
    kind_of_name,
    open_source,
    read_whole,
)
from dabir.limits import time_limit
from dabir.records import Article


class Entry(NamedTuple):
    """An article and the keys of its file that dabir does not know, to be passed through.

    Texts and pages have `file` among them, JSON what it had.
    """

    article: Article
    unknown: dict[str, object]


def article_from_text(
    text: str,
    *,
    id: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    where: str = "text",
) -> Article:
    """An article from a text in memory; its id is a hash of the text unless one is given.

    `published` is a Gregorian day, `YYYY-MM-DD`. The text is kept as it is.
    """
    return Article(
        id=id or _digest(text),
        text=text,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        where=where,
    )


def article_from_html(markup: str, kit: Kit, *, where: str = "page") -> Article:
    """The article of a page. Raises InputError where it has none, or where it takes too long."""
    from dabir.intake.html import read_page

    with time_limit(where):
        page = read_page(markup, where, kit.pages, kit.days)
    return Article(
        id=_digest(page.text),
        text=page.text,
        title=page.title,
        outlet=page.outlet,
        published=page.published,
        url=page.url,
        parts=page.parts,
        where=where,
    )


def read_files(
    names: Iterable[str],
    kit: Kit,
    *,
    on_error: OnError,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Entry]:
    """The articles of files, folders, globs and standard input (`-`), lazily and in order.

    `published` (a Gregorian day) and `outlet` are given to articles that say none. What cannot be
    read goes to `on_error`, and the others are read on.
    """
    for name in find_files(names, on_error):
        try:
            for entry in _read_file(name, kit, on_error):
                yield _with_defaults(entry, published, outlet)
        except InputError as error:
            on_error(error)


def read_slice(
    name: str,
    kit: Kit,
    start: int,
    end: int | None,
    *,
    on_error: OnError,
    published: str | None = None,
    outlet: str | None = None,
) -> Iterator[Entry]:
    """The articles of a part of one large file.

    `start` and `end` are bytes of a web archive (see `dabir.intake.warc`), and lines, from 0, of
    JSON Lines; an `end` of None is that of the file.
    """
    try:
        if kind_of_name(name) == "warc":
            entries = _read_archive(name, kit, on_error, start, end)
        else:
            rows = read_lines(open_source(name), on_error, start, end)
            entries = _read_rows(rows, kit, on_error)
        for entry in entries:
            yield _with_defaults(entry, published, outlet)
    except InputError as error:
        on_error(error)


def _read_file(name: str, kit: Kit, on_error: OnError) -> Iterator[Entry]:
    if kind_of_name(name) == "warc":
        return _read_archive(name, kit, on_error)
    return _read_source(open_source(name), kit, on_error)


def _read_archive(
    name: str, kit: Kit, on_error: OnError, start: int = 0, end: int | None = None
) -> Iterator[Entry]:
    from dabir.intake.html import CHARSETS, declared_charset
    from dabir.intake.warc import read_pages

    for page in read_pages(name, on_error, start, end):
        where = f"{name}, {page.url or f'byte {page.offset:,}'}"
        try:
            declared = CHARSETS.get((page.charset or "").lower()) or declared_charset(page.content)
            markup = decode(page.content, declared=declared)
            article = article_from_html(markup, kit, where=where)
        except UndecodableError as error:
            on_error(InputError(where, str(error)))
        except InputError as error:
            on_error(error)
        else:
            filled = msgspec.structs.replace(article, url=article.url or page.url)
            yield Entry(filled, {"file": name})


def _read_source(source: Source, kit: Kit, on_error: OnError) -> Iterator[Entry]:
    if source.kind == "text":
        yield Entry(article_from_text(_whole_text(source), where=source.name), _file(source))
    elif source.kind == "html":
        markup = _whole_text(source, page=True)
        yield Entry(article_from_html(markup, kit, where=source.name), _file(source))
    else:
        read = read_lines if source.kind == "jsonl" else read_document
        yield from _read_rows(read(source, on_error), kit, on_error)


def _read_rows(rows: Iterator[Row], kit: Kit, on_error: OnError) -> Iterator[Entry]:
    for row in rows:
        try:
            yield Entry(_article_of(row, kit), row.unknown)
        except InputError as error:
            on_error(error)


def _whole_text(source: Source, *, page: bool = False) -> str:
    data = read_whole(source)
    declared = None
    if page:
        from dabir.intake.html import declared_charset

        declared = declared_charset(data)
    try:
        return decode(data, declared=declared)
    except UndecodableError as error:
        line = data.count(b"\n", 0, error.offset) + 1
        raise InputError(f"{source.name}:{line}", str(error)) from None


def _article_of(row: Row, kit: Kit) -> Article:
    known = dict(row.known)
    try:
        if known["published"] is not None:
            known["published"] = parse_published(known["published"], kit.days)
    except ValueError as error:
        raise InputError(row.where, f"published: {error}") from None
    return article_from_text(row.text, where=row.where, **known)


def _file(source: Source) -> dict[str, object]:
    return {} if source.name == STANDARD_INPUT else {"file": source.name}


def _with_defaults(entry: Entry, published: str | None, outlet: str | None) -> Entry:
    article = entry.article
    if (article.published or not published) and (article.outlet or not outlet):
        return entry
    filled = msgspec.structs.replace(
        article, published=article.published or published, outlet=article.outlet or outlet
    )
    return entry._replace(article=filled)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
