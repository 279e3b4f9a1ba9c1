"""Citations: everything that is needed to find the words again, in both languages."""

import pytest

from dabir.web.citation import cite, cite_event, days
from tests.corrections.made import EVENT, INNER, NAMELESS, record


def test_a_persian_citation() -> None:
    assert cite(record(), "fa", INNER) == (
        "«پل تازه بندر صدف»، خبرگزاری صدف، ۸ آذر ۱۴۰۲ (۲۹ نوامبر ۲۰۲۳)، https://example.org/1. "
        "لیلا درخشان: «باغ\u200cها آب ندارند»"
    )


def test_an_english_citation() -> None:
    assert cite(record(), "en") == (
        "“پل تازه بندر صدف”, خبرگزاری صدف, 29 November 2023 (8 Azar 1402), https://example.org/1."
    )


def test_what_is_not_known_is_said() -> None:
    bare = record(title=None, outlet=None, published=None, url=None)
    assert cite(bare, "fa", NAMELESS) == (
        "«پل تازه بندر صدف»، رسانه ناشناخته، بی\u200cتاریخ. "
        "گوینده ناشناخته: «دیدار با فرستاده کشور ساحل»"
    )
    assert "outlet unknown, undated. speaker unknown" in cite(bare, "en", NAMELESS)


def test_an_event_is_cited_with_whether_it_happened() -> None:
    assert cite_event(record(), "fa", EVENT).endswith("«دیدار» (برنامه\u200cریزی\u200cشده)")
    assert cite_event(record(), "en", EVENT).endswith("«دیدار» (Planned)")


@pytest.mark.parametrize("given", ["", "1402-09-08x", "2023-02-30", None])
def test_days_that_are_none(given: str | None) -> None:
    assert days(given, "en") == "undated"


def test_a_hostile_title_stays_on_one_line() -> None:
    hostile = record(title="خبر\r\nSet-Cookie: x=1\u202e", outlet="\u0000الف")
    cited = cite(hostile, "fa", INNER)
    assert "\n" not in cited
    assert "\r" not in cited
    assert "\u202e" not in cited
