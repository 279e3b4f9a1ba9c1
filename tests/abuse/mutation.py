"""Inputs made worse: a seeded mutator of bytes, over material of our own."""

import gzip
import random
from pathlib import Path

from tests.intake.archives import packed, record

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
NASTY = (
    *(b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b\x08"),
    *(b"<", b">", b"<p>", b"<!--", b"&#x0;", b"&zwnj;", b"<b><p>", b"</", b"<script>"),
    *(b"{", b"}", b"[", b'"', b"\\u", b"\\ud800", b"1e999", b"null", b":", b","),
    *(b"(", b")", b"-", b"*", b'"', b" OR ", b" NOT ", b"date:", b"speaker:", b".."),
    *(b"\r\n", b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"\t"),
    *(
        sign.encode()
        for sign in (
            "\u200c", "\u200f", "\u064e", "\u0640", "\u200d", "\ufeff", "«", "»", "،", "؛", "؟",
            "۱۲ آذر ۱۴۰۲", "۳۱ اسفند", "سال", "دیروز", "به گزارش", "گفت", "گفت که", "به نقل از",
            "می", "ها", "و", "را", "،، ", "۹۹۹۹۹۹۹۹۹", "۰", "/", "\U0001f600", "\u2067",
        )
    ),
)  # fmt: skip


def mutate(chance: random.Random, material: list[bytes]) -> bytes:
    """One of the materials after some changes: cut, doubled, mixed, or with something nasty."""
    data = bytearray(chance.choice(material))
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 4, 16, 64, 256)))
        way = chance.randrange(7)
        if way == 0:
            data[at:end] = b""
        elif way == 1:
            data[at:at] = chance.choice(NASTY)
        elif way == 2:
            data[at:at] = chance.choice(NASTY) * chance.choice((2, 10, 50))
        elif way == 3:
            data[at:at] = data[at:end] * chance.choice((1, 3, 20))
        elif way == 4:
            data[at:end] = chance.randbytes(end - at)
        elif way == 5:
            other = chance.choice(material)
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + 200]
        elif data and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def texts() -> list[bytes]:
    """The examples, whole and by paragraph, in several encodings."""
    whole = [path.read_text("utf-8") for path in EXAMPLES]
    lines = [line for text in whole for line in text.splitlines() if line.strip()]
    found = [text.encode() for text in (*whole, *lines)]
    found += [text.encode("cp1256", "ignore") for text in whole]
    return found + [text.encode("utf-16") for text in whole[:2]]


def short_texts() -> list[bytes]:
    """Paragraphs: food for what reads wholly."""
    return [text for text in texts() if len(text) < 1200]


def pages() -> list[bytes]:
    """Pages with the mark-up that a page of news has."""
    head = (
        '<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>تیتر | صدف</title>'
        '<meta property="og:title" content="تیتر"><link rel="canonical" href="https://a.example/1">'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"تیتر",'
        '"datePublished":"2023-11-29T08:00:00Z","publisher":{"name":"صدف"}}</script></head>'
    )
    body = (
        "<body><nav>خانه</nav><article><h1>تیتر</h1>"
        "<time>۸ آذر ۱۴۰۲</time><h3>تیتر دوم</h3>{}"
        "</article></body>"
    )
    paragraphs = [f"<p>{text.decode('utf-8', 'ignore')}<br>ب</p>" for text in short_texts()[:12]]
    return [(head + body.format(part)).encode() for part in paragraphs]


def json_lines() -> list[bytes]:
    """Objects, lists of them, and lines of them."""
    one = (
        '{"id":"1","text":"وزیر گفت: «باران بارید.»","published":"1402/09/08",'
        '"outlet":"صدف","x":[1,{"y":null}]}'
    )
    return [one.encode(), f"[{one},{one}]".encode(), f"{one}\n{one}\n".encode(), b"[]", b"{}"]


def archives() -> list[bytes]:
    """Web archives: plain, packed by record, packed as a whole."""
    records = [record(number) for number in range(3)]
    plain = b"".join(records)
    return [plain, b"".join(packed(records)), gzip.compress(plain, mtime=0)]


def packages() -> list[bytes]:
    """Packed bytes."""
    return [gzip.compress(text, mtime=0) for text in texts()[:6]]


def words(*written: str) -> list[bytes]:
    """Short strings: questions, days, addresses."""
    return [text.encode() for text in written]
