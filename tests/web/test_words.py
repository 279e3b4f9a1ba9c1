"""Words of the pages: every word that a page uses is there, in both languages."""

import re
from importlib.resources import files

import pytest

from dabir.web.pages.about import KEYS, STANCES, STATUSES
from dabir.web.words import LANGUAGES, Language, Words

ASKED = re.compile(r"""(?<![a-z])t\("([a-z_.]+[a-z_])"[,) ]""")
COUNTED = re.compile(r"""(?<![a-z])t\.count\("([a-z_.]+)",""")


def templates() -> list[tuple[str, str]]:
    folder = files("dabir.web") / "templates"
    return [(file.name, file.read_text("utf-8")) for file in folder.iterdir()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_pages_is_there(language: Language) -> None:
    words = Words(language)
    for name, template in templates():
        for word in ASKED.findall(template):
            assert word in words, (name, word)
        for word in COUNTED.findall(template):
            assert f"{word}.one" in words, (name, word)
            assert f"{word}.other" in words, (name, word)
    codes = [f"status.{one}" for one in STATUSES] + [f"stance.{one}" for one in STANCES]
    assert [one for one in codes + [f"key.{key}" for key in KEYS] if one not in words] == []


@pytest.mark.parametrize(
    ("value", "first", "second"),
    [
        ("2023-11-29", "۸ آذر ۱۴۰۲", "۲۹ نوامبر ۲۰۲۳"),
        ("2023-11-22/2023-12-21", "آذر ۱۴۰۲", "۲۲ نوامبر ۲۰۲۳ تا ۲۱ دسامبر ۲۰۲۳"),
        ("2024-03-20/2025-03-20", "۱۴۰۳", "۲۰ مارس ۲۰۲۴ تا ۲۰ مارس ۲۰۲۵"),
        ("2024-12", "دسامبر ۲۰۲۴", ""),
        ("2023/..", "۲۰۲۳ تا …", ""),
        ("2023", "۲۰۲۳", ""),
        ("2023-11-29T10:00", "2023-11-29T10:00", ""),
        ("a/b/c", "a/b/c", ""),
    ],
)
def test_times_are_told_in_both_calendars(value: str, first: str, second: str) -> None:
    assert Words("fa").time(value) == (first, second)


def test_numbers_have_the_digits_of_the_language() -> None:
    assert Words("fa").count("articles", 1234) == "۱٬۲۳۴ خبر"
    assert Words("en").count("articles", 1234) == "1,234 articles"
    assert Words("en").count("articles", 1) == "1 article"


def test_parties_are_named() -> None:
    assert "روسیه" in Words("fa").party("RUS.GOV")
    assert "Russia" in Words("en").party("RUS")
    assert Words("en").party("IGO:Nowhere") == "Nowhere"
