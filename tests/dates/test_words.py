"""Folding and the words of dates."""

from dabir.dates import Kit, find_dates
from dabir.dates.words import fold, read_words, spellings
from dabir.unicode import ARABIC_KAF, ARABIC_YEH, NBSP, TATWEEL, ZWNJ


def test_look_alikes_fold_to_one_letter() -> None:
    assert fold(f"{ARABIC_YEH}{ARABIC_KAF}٣۳") == "یک33"
    assert fold(f"آذر{NBSP}ماه") == "اذر ماه"


def test_a_space_in_a_form_may_be_nothing() -> None:
    assert set(spellings("سه شنبه")) == {"سهشنبه", "سه شنبه"}
    assert len(set(spellings("بیست و پنجم"))) == 4


def test_the_longest_form_is_one_word(dates_kit: Kit) -> None:
    text = fold(f"سه{ZWNJ}شنبه بیست{ZWNJ}و{ZWNJ}پنجم ۲۷ام")
    words = read_words(text, 0, len(text), dates_kit.vocabulary)
    assert [(word.role, word.value) for word in words] == [
        ("weekday", 3), ("ordinal", 25), ("ordinal", 27),
    ]  # fmt: skip


def test_a_half_space_ties_what_is_no_date_word(dates_kit: Kit) -> None:
    text = fold(f"می{ZWNJ}گوید مهر{ZWNJ}آباد سال{ZWNJ}ها شنبه ها")
    roles = {word.role for word in read_words(text, 0, len(text), dates_kit.vocabulary)}
    assert not roles & {"month", "unit", "weekday"}


def test_stretched_and_vowelled_words_are_read() -> None:
    found = find_dates(f"در م{TATWEEL}{TATWEEL}هر ۱۴۰۱ و آب\u0627\u064eن ۱۴۰۱")
    assert [mention.original for mention in found] == ["1401-07", "1401-08"]
