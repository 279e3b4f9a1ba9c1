from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.dates.calendars import day_to_jalali
from dabir.intake.published import Forms, find_published, load_forms, parse_published
from tests.casebook import cases

FORMS = load_forms()
JALALI = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


@pytest.fixture(scope="module")
def forms() -> Forms:
    return FORMS


@pytest.mark.parametrize("case", cases("intake_published"))
def test_day(case: dict[str, Any], forms: Forms) -> None:
    if case["day"] is None:
        with pytest.raises(ValueError, match=r".+"):
            parse_published(case["written"], forms)
    else:
        assert parse_published(case["written"], forms) == case["day"]


@given(st.dates(date(1925, 3, 22), date(2100, 1, 1)))
def test_every_day_in_every_form(day: date) -> None:
    year, month, number = day_to_jalali(day.toordinal())
    for written in (
        day.isoformat(),
        f"{year}/{month:02}/{number:02}",
        f"{number} {JALALI[month - 1]} {year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert parse_published(written, FORMS) == day.isoformat()


@given(st.text(max_size=300))
def test_any_text_is_a_day_or_a_value_error(written: str) -> None:
    try:
        day = parse_published(written, FORMS)
    except ValueError:
        return
    assert date.fromisoformat(day).isoformat() == day


def test_first_day_of_a_line(forms: Forms) -> None:
    line = "تاریخ انتشار:  ۱۱:۵۹ - ۲۷ تير ۱۳۹۷ - 18 July 2018"
    assert find_published(line, forms) == "2018-07-18"
    assert find_published("کد خبر: 621537", forms) is None
    assert find_published("1402/13/40 یا 1402/09/08", forms) == "2023-11-29"
