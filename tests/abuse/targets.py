"""What takes bytes from outside, each as one function that must refuse clearly or do its work."""

import contextlib
import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import dabir
from dabir import intake
from dabir.dates import find_dates
from dabir.errors import DabirError, InputError
from dabir.intake.encoding import UndecodableError, decode
from dabir.intake.jsonl import parse_line, read_document
from dabir.intake.packed import unpack
from dabir.intake.sources import Source
from dabir.intake.warc import read_pages
from dabir.pool import attempt
from dabir.reader import Reader
from dabir.records import Record, Span
from dabir.store.queries import parse_days, parse_query
from dabir.store.terms import Terms, load_terms
from tests.abuse import mutation

LONGEST = 1 << 22  # bytes that are taken out of a package


class Target(NamedTuple):
    """A function that is given bytes, the material for them, and its share of all inputs."""

    take: Callable[[bytes], object]
    material: Callable[[], list[bytes]]
    share: float


@cache
def _kit() -> intake.Kit:
    return intake.load_kit()


@cache
def _reader() -> Reader:
    return dabir.load()


@cache
def _terms() -> Terms:
    return load_terms()


@cache
def _folder() -> str:
    return tempfile.mkdtemp(prefix="dabir-abuse-")


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def take_text(data: bytes) -> None:
    """Bytes of a text file."""
    with contextlib.suppress(UndecodableError):
        assert isinstance(decode(data), str)


def take_page(data: bytes) -> None:
    """A page; its parts are pieces of its text."""
    article = intake.article_from_html(_lenient(data), _kit())
    for part in article.parts:
        assert article.text[part.start : part.end] == part.text


def take_json_line(data: bytes) -> None:
    """A line of JSON Lines."""
    assert isinstance(parse_line(data, "line").text, str)


def take_json(data: bytes) -> None:
    """A JSON document."""
    list(read_document(Source("document", "json", iter(io.BytesIO(data))), _note))


def take_archive(data: bytes) -> None:
    """A web archive."""
    path = Path(_folder()) / "a.warc"
    path.write_bytes(data)
    for page in read_pages(str(path), _note):
        assert 0 <= page.offset <= len(data)


def take_package(data: bytes) -> None:
    """Packed bytes; OSError is what a package reports, to be turned into InputError."""
    with contextlib.suppress(OSError):
        unpack(io.BufferedReader(io.BytesIO(data))).read(LONGEST)


def take_question(data: bytes) -> None:
    """A question to the index of words."""
    parse_query(_lenient(data), _terms())


def take_days(data: bytes) -> None:
    """A range of days, as questions and options have it."""
    first, last = parse_days(_lenient(data))
    assert len(first) == len(last) == 10


def take_day(data: bytes) -> None:
    """A day of publication."""
    try:
        assert len(intake.parse_published(_lenient(data), _kit().days)) == 10
    except ValueError:
        return


def take_dates(data: bytes) -> None:
    """Expressions of time in a text."""
    text = _lenient(data)
    for found in find_dates(text, "2023-11-29"):
        assert text[found.start : found.end] == found.text


def take_address(data: bytes) -> None:
    """The address that a page gives for itself."""
    markup = f"<link rel=canonical href='{_lenient(data)}'><body><p>باران در شهر بارید.</p>"
    intake.article_from_html(markup, _kit())


def take_article(data: bytes) -> None:
    """A text that is read wholly; every span of the record is a piece of it."""
    text = _lenient(data)
    read = attempt(_reader(), text, catch_all=False)
    if isinstance(read, InputError):
        assert str(read)
        return
    check_record(read, text)


def check_record(record: Record, text: str) -> None:
    """That every span lies in the text and holds its words, and that the record can be written."""
    assert record.text == text
    spans: list[Span | None] = [*record.parts, *record.relays, *record.dates]
    spans += [*record.headings, *record.actors, *(event.anchor for event in record.events)]
    for said in record.statements:
        spans += [said.cue, said.speaker, said.addressee, said.medium, *said.content]
    for span in spans:
        if span is not None:
            assert 0 <= span.start <= span.end <= len(text)
            assert text[span.start : span.end] == span.text
    assert record.to_dict()["id"] == record.id


def _note(error: InputError) -> None:
    assert isinstance(error, DabirError)
    assert str(error)


QUESTIONS = mutation.words(
    'باران "آب شهر" -سیل', "title:باران OR (سیل NOT کتاب*)", 'outlet:"صدف" speaker:نادر cue:گفت',
    "date:1402/09/08..2023-12", "«آب شهر» می رود کتاب ها", "((a) (b))",
)  # fmt: skip
DAYS = mutation.words(
    "2023-11-29", "۱۴۰۲/۰۹/۰۸", "۸ آذر ۱۴۰۲", "Nov 29, 2023 08:00", "1402..1403", "2023-11",
    "چهارشنبه ۸ آذر ۱۴۰۲ - ساعت ۱۰:۲۰", "2023-11-29T08:00:00+03:30",
)  # fmt: skip
TIMES = mutation.words(
    "۱۲ تا ۱۵ آذر ۱۴۰۲", "دیروز و پریروز", "هفته گذشته", "سه‌شنبه ۲۸ نوامبر برابر با ۷ آذر",
    "از سال ۱۳۹۸ تاکنون",
    "دهه ۷۰ میلادی", "نیمه دوم خرداد و تیر ۸۸", "۱۴۰۲/۱۲/۳۰", "ساعت ۸ صبح فردا",
)  # fmt: skip
ADDRESSES = mutation.words(
    "https://www.isna.ir/news/1", "//a.b", "http://[::1]:99999/x", "javascript:1", "https://[",
)  # fmt: skip

TARGETS = {
    "text": Target(take_text, mutation.texts, 0.14),
    "page": Target(take_page, mutation.pages, 0.14),
    "json line": Target(take_json_line, mutation.json_lines, 0.12),
    "json": Target(take_json, mutation.json_lines, 0.10),
    "archive": Target(take_archive, mutation.archives, 0.07),
    "package": Target(take_package, mutation.packages, 0.08),
    "question": Target(take_question, lambda: QUESTIONS, 0.10),
    "days asked for": Target(take_days, lambda: DAYS, 0.05),
    "day of publication": Target(take_day, lambda: DAYS, 0.06),
    "dates": Target(take_dates, lambda: TIMES + mutation.short_texts(), 0.08),
    "address": Target(take_address, lambda: ADDRESSES, 0.04),
    "article": Target(take_article, mutation.short_texts, 0.02),
}
