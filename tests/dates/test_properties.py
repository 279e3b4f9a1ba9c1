"""What holds for every text, however hostile."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dabir.dates import Kit, find_dates, load_kit, read_dates
from dabir.dates.words import fold
from dabir.errors import OptionError
from dabir.records import Edit, Repaired, align
from dabir.unicode import NBSP, RLM, SOFT_HYPHEN, TATWEEL, ZWJ, ZWNJ

KIT = load_kit()
WORDS = re.findall(
    r"\S+",
    "سال ماه هفته روز امروز دیروز شنبه سه جمعه از تا و بین مهر آذر دی می مه نوامبر رمضان اوایل"
    " پایان نیمه دهه قرن هر گذشته پیش آینده جاری میلادی شمسی هجری قمری بیست یکم هزار سیصد اول بهار"
    " آخرین ۱۴۰۲ ۱۳ ۳۱ ۹۸ 2023 0 ٩ / - : ( ) « » ، . تاکنون ماهه همان این دیگر کتاب",
)
GAPS = ("", " ", ZWNJ, NBSP, RLM, TATWEEL, ZWJ, SOFT_HYPHEN, "\n", "  ")
DATE_LIKE = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
DAYS = st.none() | st.dates().map(str)
EDTF = re.compile(
    r"XXXX-\d\d-\d\d(/XXXX-\d\d-\d\d)?|\{.+\}"
    r"|-?\d{2,4}X{0,2}(-\d\d){0,2}(/(\.\.|-?\d{2,4}X{0,2}(-\d\d){0,2}))?"
)


def check(text: str, published: str | None) -> None:
    found = find_dates(text, published, kit=KIT, named_days=True)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert (mention.value is None) <= (mention.problem is not None)
        assert mention.value is None or EDTF.fullmatch(mention.value), mention.value
        end = mention.end


@given(DATE_LIKE, DAYS)
@example("سال " + "۹" * 5000, "2023-11-29")
@example("۱ تا ۲ تا ۳ تا ۴ مهر", "0001-01-01")
@example("دو هزار سال پیش و ۹۹۹۹۹۹ ماه دیگر", "9999-12-31")
def test_spans_and_values_hold_on_words_of_dates(text: str, published: str | None) -> None:
    check(text, published)


@given(st.text(max_size=300), DAYS)
def test_spans_and_values_hold_on_any_text(text: str, published: str | None) -> None:
    check(text, published)


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(DATE_LIKE, DAYS)
def test_the_same_text_gives_the_same_dates(text: str, published: str | None) -> None:
    assert find_dates(text, published, kit=KIT) == find_dates(text, published, kit=KIT)


def test_a_day_of_publication_that_is_none_is_refused(dates_kit: Kit) -> None:
    with pytest.raises(OptionError):
        find_dates("دیروز", "1402/09/08x", kit=dates_kit)


def test_spans_are_told_in_the_raw_text(dates_kit: Kit) -> None:
    raw, text = "نامه 8 اذرماه رسید", f"نامه 8 آذر{ZWNJ}ماه رسید"
    edits = (Edit(7, 8, "آ", "test"), Edit(10, 10, ZWNJ, "test"))
    everything = ((0, len(text)),)
    repaired = Repaired(
        raw, text, edits, "bold", everything, (), everything, [], [], ((0, 0),), align(edits, 18)
    )
    (mention,) = read_dates(repaired, "2023-11-29", dates_kit)
    assert (mention.start, mention.end, mention.text) == (5, 13, "8 اذرماه")
    assert mention.value == "2023-11-29"


HOSTILE = {
    "digits": "۱" * 1_000_000,
    "slashes": "1/" * 8_000,
    "list": "روز ۵ و ۶ و ۷ و ۸ و " * 5_000,
    "commas": "۵، " * 5_000,
    "weekdays": "شنبه و " * 8_000,
    "months": "مهر تا " * 8_000,
    "since": "از سال " * 8_000,
    "parts": "اوایل پایان " * 8_000,
    "half-spaces": ("سه" + ZWNJ) * 5_000,
    "one word": "ماه" * 40_000,
    "years": "سال ۱۳۹۸ و " * 8_000,
    "year list": "سال\u200cهای " + "۱۳۹۸، " * 8_000,
    "parts of parts": "پایان اول هفته اول " * 5_000,
    "numbers": "سال هزار و " + "سیصد و " * 8_000,
    "every": "هر سال ۵ مهر " * 5_000,
    "same days": "۸ آذر (۲۹ نوامبر) " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(name: str, dates_kit: Kit) -> None:
    text = HOSTILE[name]

    def seconds(length: int) -> float:
        start = time.process_time()
        find_dates(text[:length], "2023-11-29", kit=dates_kit)
        return time.process_time() - start

    quarter, whole = seconds(len(text) // 4), seconds(len(text))
    assert whole < 10 * quarter + 0.5
