"""Work that would never end is ended; work that only looks so is done in time."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import dabir
from dabir.errors import InputError
from dabir.intake import Kit, article_from_html, load_kit
from dabir.intake.html import LONGEST_PAGE, MOST_ATTRIBUTES
from dabir.intake.warc import MOST_PAGE, read_pages
from dabir.limits import time_limit
from dabir.pool import attempt
from dabir.records import Article
from dabir.statements.quotes import Quote, is_quoted, is_split, quote_opening_at, quotes_between

WORDS = "وزیر خارجه گفت که مردم شهر دیروز در باران ماندند. "
HOSTILE: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "م" * n,
    "no full stop": lambda n: "وزیر مردم در تهران " * (n // 20),
    "verbs of saying alone": lambda n: "گفت " * (n // 4),
    "pronouns and verbs": lambda n: "او گفت که " * (n // 10),
    "quotations": lambda n: "«گفت» " * (n // 6),
    "quotations that stop inside": lambda n: "او گفت: «برو. بیا». " * (n // 20),
    "quotations never closed": lambda n: "علی گفت: «حسن گفت: «" * (n // 20),
    "days": lambda n: "۱۲ آذر، " * (n // 8),
    "relays": lambda n: "به نقل از " * (n // 10),
    "many speakers": lambda n: "".join(
        f"رضا {chr(0x627 + i % 20)}{chr(0x628 + i // 20 % 20)}{chr(0x62A + i // 400 % 15)}ی گفت. "
        for i in range(n // 16)
    ),
    "lines": lambda n: "وی افزود: باران بارید.\n" * (n // 24),
    "deeds": lambda n: "ایران به روسیه حمله کرد " * (n // 24),
    "brackets": lambda n: WORDS + "(" * n,
    "marks": lambda n: WORDS + "ع" + "\u064e" * n,
    "half-spaces": lambda n: WORDS + "می\u200cرود\u200c" * (n // 7),
    "spaces": lambda n: WORDS + " " * n + "رفت",
}


@pytest.fixture(scope="module")
def reader() -> dabir.Reader:
    return dabir.load()


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def seconds(reader: dabir.Reader, text: str) -> float:
    began = time.process_time()
    reader(text)
    return time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_a_time_that_grows_with_its_length(
    name: str, reader: dabir.Reader
) -> None:
    make = HOSTILE[name]
    long = seconds(reader, make(24_000))
    assert long < 1 or long < 10 * seconds(reader, make(6_000))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_the_longest_hostile_text_is_read_in_time(name: str, reader: dabir.Reader) -> None:
    text = HOSTILE[name](990_000)
    assert not isinstance(attempt(reader, text, catch_all=False), InputError)


def test_a_reading_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(InputError, match=r"page 7: given up.*0\.05 seconds"):
        endless()
    with time_limit("next", 5):
        assert sum(range(1000)) == 499500


def endless() -> None:
    with time_limit("page 7", 0.05):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_what_is_given_up_is_an_error_of_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit.__wrapped__, "__defaults__", (0.05,))  # type: ignore[attr-defined]

    def read(article: Article) -> None:
        while True:
            sum(range(1000))

    outcome = attempt(read, Article(id="1", text="x", where="a.txt"), catch_all=True)  # type: ignore[arg-type]
    assert isinstance(outcome, InputError)
    assert outcome.where == "a.txt"


PAGE = "<html><body><article><p>باران در شهر بارید.</p>"


@pytest.mark.parametrize("tag", ["div", "b", "p", "table", "ul", "li", "article", "font", "a"])
def test_deep_pages_are_read(tag: str, kit: Kit) -> None:
    markup = f"<html><body>{f'<{tag}>' * 10_000}<p>باران در شهر بارید.</p>"
    assert article_from_html(markup, kit).text == "باران در شهر بارید."


@pytest.mark.parametrize("sign", [" a{}=1", " a{}", "/a{}", ' a{}="1"'])
def test_too_many_attributes_are_refused(sign: str, kit: Kit) -> None:
    markup = f"{PAGE}<div{''.join(sign.format(i) for i in range(3 * MOST_ATTRIBUTES))}>"
    with pytest.raises(InputError, match="attributes"):
        article_from_html(markup, kit)


def test_a_long_attribute_and_a_long_text_are_fine(kit: Kit) -> None:
    picture = f"<img src='data:image/png;base64,{'a/b+ ' * 20_000}'>"
    markup = f"{PAGE}{picture}<p>{WORDS * 1000}</p>"
    assert len(article_from_html(markup, kit).text) > 40_000


def test_too_large_a_page_is_refused(kit: Kit) -> None:
    with pytest.raises(InputError, match="too many for one page"):
        article_from_html(PAGE + "<p>x</p>" * (LONGEST_PAGE // 8), kit)


def test_an_address_that_is_none_is_no_failure(kit: Kit) -> None:
    markup = f"<html><head><link rel='canonical' href='https://['></head>{PAGE[6:]}"
    article = article_from_html(markup, kit)
    assert article.url == "https://["
    assert "باران" in dabir.load()(article)._repr_html_()


def answer(body: bytes, coding: str) -> bytes:
    """A WARC record of a page that the server packed."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/1\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2023-11-29T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return head.encode() + http.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_packed_pages_are_unpacked_and_bombs_refused(tmp_path: Path, packed: bool) -> None:
    good = PAGE.encode()
    bomb = gzip.compress(b" " * (MOST_PAGE + 1))
    records = [
        answer(gzip.compress(good), "gzip"),
        answer(bomb, "gzip"),
        answer(gzip.compress(bomb), "gzip, gzip"),
        answer(gzip.compress(gzip.compress(good)), "gzip, gzip"),
        answer(good, "gzip"),
        answer(gzip.compress(good), "gzip"),
    ]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in records))
    errors: list[InputError] = []
    pages = list(read_pages(str(path), errors.append))
    assert [page.content for page in pages] == [good] * 3
    assert ["32 MiB" in error.reason for error in errors] == [True, True, False]


QUOTES = [Quote(2, 5, True), Quote(7, 9, False)]


def test_quotations_are_looked_up_by_their_places() -> None:
    assert [at for at in range(12) if is_quoted(QUOTES, at)] == [3, 4, 8]
    assert [at for at in range(12) if is_split(QUOTES, at)] == [3, 4, 5]
    assert quote_opening_at(QUOTES, 7) == QUOTES[1]
    assert quote_opening_at(QUOTES, 3) is None
    assert quotes_between(QUOTES, 3, 8) == [QUOTES[1]]
