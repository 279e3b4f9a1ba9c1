"""Lemmas of words that are no verbs, and the «ی» of one out of many."""

import pytest

from dabir.language.lemmas import apply_rule, find_lemma, is_indefinite, load_plurals
from dabir.unicode import ZWNJ


@pytest.mark.parametrize(
    ("form", "rule", "lemma"),
    [
        ("کتاب", "0+", "کتاب"),
        (f"کتاب{ZWNJ}ها", "2+", "کتاب"),
        (f"نامه{ZWNJ}های", "3+", "نامه"),
        ("احتمالا", "0+ً", "احتمالاً"),
        ("و", "3+", "و"),
    ],
)
def test_rule(form: str, rule: str, lemma: str) -> None:
    assert apply_rule(form, rule) == lemma


def test_irregular_plurals_come_from_the_lexicon() -> None:
    plurals = load_plurals()
    assert find_lemma("وزرا", "0+", True, plurals) == "وزیر"
    assert find_lemma("وزرا", "0+", False, plurals) == "وزرا"
    assert find_lemma("نمایندگان", "2+", True, plurals) == "نماینده"
    assert find_lemma("بازماندگان", "2+", True, {}) == "بازمانده"


def test_indefinite() -> None:
    assert is_indefinite("مردی", "مرد")
    assert is_indefinite(f"خانه{ZWNJ}ای", "خانه")
    assert is_indefinite(f"کتاب{ZWNJ}هایی", "کتاب")
    assert not is_indefinite("سیاسی", "سیاسی")
    assert not is_indefinite(f"کتاب{ZWNJ}های", "کتاب")
