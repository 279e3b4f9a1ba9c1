"""Neutral by construction: names of countries and outlets change, the reading does not."""

import itertools

import pytest

import dabir
from dabir.records import Article

READER = dabir.load()
COUNTRIES = ["ایران", "اسرائیل", "آمریکا", "روسیه", "افغانستان", "عربستان", "اوکراین", "فلسطین"]
OUTLETS = ["ایرنا", "رویترز", "فارس", "الجزیره", "ایسنا", "تاس", "آناتولی", "شینهوا"]
TEXT = (
    "وزیر خارجه {a}: گفت\u200cوگوها ادامه دارد\n"
    "به گزارش {outlet}، وزیر خارجه {a} با بیان اینکه مرزها باز است، گفت: {b} باید پاسخ دهد.\n"
    "سفیر {b} در سازمان ملل این سخنان را بی\u200cپایه خواند و خواستار نشست فوری شد.\n"
    "به گفته سخنگوی ارتش {a}، دو سرباز زخمی شدند.\n"
    "«مارال نوری» سخنگوی دولت {b} مدعی شد که آتش\u200cبس نقض شده است."
)


def reading(a: str, b: str, outlet: str) -> list[tuple[object, ...]]:
    """The reading of the text, with the names that were put in taken out again."""
    text = TEXT.format(a=a, b=b, outlet=outlet)
    record = READER(Article(id="x", text=text))

    def plain(words: str | None) -> str | None:
        return words.replace(a, "A").replace(b, "B") if words else words

    said = [
        (
            s.cue.text,
            plain(s.speaker.text) if s.speaker else None,
            plain(s.name),
            s.kind,
            tuple(plain(span.text) for span in s.content),
            s.nested_in,
            s.stance,
            s.score,
        )
        for s in record.statements
    ]
    return [(len(record.sources), record.sources[0] == outlet), *said]


@pytest.mark.parametrize(("a", "b"), list(itertools.permutations(COUNTRIES, 2)))
def test_countries_are_read_alike(a: str, b: str) -> None:
    assert reading(a, b, "ایسنا") == reading("ایران", "روسیه", "ایسنا")


@pytest.mark.parametrize("outlet", OUTLETS)
def test_outlets_are_read_alike(outlet: str) -> None:
    assert reading("ایران", "روسیه", outlet) == reading("ایران", "روسیه", "ایسنا")


def test_the_text_is_read_at_all() -> None:
    cues = [row[0] for row in reading("ایران", "روسیه", "ایسنا")[1:]]
    assert cues == [":", "با بیان اینکه", "گفت", "خواند", "خواستار", "به گفته", "مدعی شد"]
