from collections.abc import Iterable
from typing import Any

import pytest

from tests.actors.reading import cast_of, codes_of
from tests.casebook import cases


@pytest.mark.parametrize("case", cases("actors"))
def test_phrase_is_coded(case: dict[str, Any]) -> None:
    assert codes_of(case["text"]) == case["codes"]


@pytest.mark.parametrize("case", cases("actors_untouched"))
def test_no_actor_is_found(case: dict[str, Any]) -> None:
    assert codes_of(case["text"]) == []


def unique(codes: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(codes))


def test_partisan_names_are_coded_by_referent_and_kept_as_written() -> None:
    text = "رژیم صهیونیستی و اسرائیل"
    cast = cast_of(text)
    assert [m.codes[0].state for m in cast.mentions] == ["ISR", "ISR"]
    assert cast.words.between(cast.mentions[0].first, cast.mentions[0].last) == "رژیم صهیونیستی"


@pytest.mark.parametrize(
    ("published", "code"),
    [
        ("2018-05-08", "USA.GOV"),
        ("2022-05-08", "USA"),
        ("2026-01-08", "USA.GOV"),
        (None, "USA.GOV"),
    ],
)
def test_office_has_its_years(published: str | None, code: str) -> None:
    assert codes_of("دونالد ترامپ سخنرانی کرد", published) == [code]


def test_the_same_country_is_the_last_one_named() -> None:
    assert codes_of("دولت لیبی از پارلمان این کشور رأی اعتماد گرفت") == ["LBY.GOV", "LBY.LEG"]


def test_both_countries_are_the_last_two() -> None:
    codes = codes_of("ارمنستان و گرجستان بیانیه دادند. وزیران خارجه دو کشور آن را خواندند.")
    assert codes == ["ARM", "GEO", "ARM.GOV", "GEO.GOV"]


def test_bare_office_is_that_of_the_office_named_before() -> None:
    text = "نخست\u200cوزیر ژاپن به پارلمان رفت. نخست\u200cوزیر سپس سخنرانی کرد."
    assert unique(codes_of(text)) == ["JPN.GOV", "JPN.LEG"]


def test_bare_office_is_of_home_where_home_is_named() -> None:
    assert codes_of("وزیر نفت گفت نفت ایران صادر می\u200cشود") == ["IRN.GOV", "IRN"]


def test_home_follows_the_country_that_fills_the_article() -> None:
    text = "مردم افغانستان در کابل گرد آمدند. افغانستان خشکسال است. وزیر کشاورزی هشدار داد."
    assert codes_of(text)[-1] == "AFG.GOV"


def test_surnames_that_are_words_need_the_full_name() -> None:
    assert codes_of("مهمان خوش\u200cروی ما انسانی ظریف و نکته\u200cسنج بود") == []
    assert unique(codes_of("محمدجواد ظریف آمد و ظریف نشست", "2018-01-01")) == ["IRN.GOV"]
