"""The country that an outlet writes for."""

import pytest

from dabir import actors
from dabir.actors.press import find_press
from tests.actors.reading import cast_of

COUNTRIES = actors.load_kit().press
BARE = "وزیر خارجه با نمایندگان کارگران دیدار کرد."


@pytest.mark.parametrize(
    ("outlets", "url", "country"),
    [
        (["خبرگزاری پژواک"], None, "AFG"),
        ([None, "خبرگزاری مهر"], None, "IRN"),
        (["خبرگزاری ناشناس"], "https://news.example.tj/fa/1", "TJK"),
        (["خبرگزاری رسمی تاس"], "https://example.ir/1", "RUS"),
        (["بی\u200cبی\u200cسی"], "https://example.ir/1", ""),
        ([], "https://example.com/ir", ""),
        ([], "http://[broken", ""),
        ([], None, ""),
    ],
)
def test_country_of_outlet(outlets: list[str | None], url: str | None, country: str) -> None:
    assert find_press(outlets, url, COUNTRIES) == country


@pytest.mark.parametrize(
    ("outlet", "code"),
    [("خبرگزاری پژواک", "AFG.GOV"), ("ایسنا", "IRN.GOV"), (None, "---.GOV")],
)
def test_bare_office_is_that_of_the_outlet(outlet: str | None, code: str) -> None:
    assert str(cast_of(BARE, outlet=outlet).mentions[0].codes[0]) == code


def test_a_country_that_fills_the_article_goes_before_the_outlet() -> None:
    text = "شیلی به دریا راه دارد. مردم شیلی شادند. کوه\u200cهای شیلی بلندند. وزیر خارجه رفت."
    codes = [str(m.codes[0]) for m in cast_of(text, outlet="ایسنا").mentions]
    assert codes[-1] == "CHL.GOV"
