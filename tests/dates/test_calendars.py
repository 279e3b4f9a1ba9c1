"""The calendars against jdatetime, persiantools, hijridate and the standard library."""

from datetime import date

import hijridate
import jdatetime  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from dabir.dates import calendars

FIRST, LAST = date(1921, 3, 21).toordinal(), date(2122, 3, 20).toordinal()  # 1300 to 1500 AP


@pytest.mark.parametrize("year", range(1300, 1501))
def test_a_jalali_year_is_that_of_two_libraries(year: int) -> None:
    start = calendars.jalali_to_day(year, 1, 1)
    length = 366 if calendars.is_jalali_leap(year) else 365
    for number in range(start, start + length):
        day = date.fromordinal(number)
        theirs = jdatetime.date.fromgregorian(date=day)
        ours = calendars.day_to_jalali(number)
        assert ours == (theirs.year, theirs.month, theirs.day)
        persian = JalaliDate(day)  # type: ignore[no-untyped-call]
        assert ours == (persian.year, persian.month, persian.day)
        assert calendars.jalali_to_day(*ours) == number


def test_gregorian_days_are_those_of_the_standard_library() -> None:
    for number in range(1, date(2300, 1, 1).toordinal(), 17):
        day = date.fromordinal(number)
        assert calendars.day_to_gregorian(number) == (day.year, day.month, day.day)
        assert calendars.gregorian_to_day(day.year, day.month, day.day) == number


def test_hijri_days_are_those_of_hijridate() -> None:
    for number in range(date(1925, 1, 1).toordinal(), date(2077, 1, 1).toordinal(), 5):
        theirs = hijridate.Gregorian.fromordinal(number).to_hijri().datetuple()
        assert calendars.day_to_hijri(number) == theirs
        assert calendars.hijri_to_day(*theirs) == number


def test_known_days() -> None:
    assert calendars.jalali_to_day(1, 1, 1) == calendars.gregorian_to_day(622, 3, 22)
    assert calendars.hijri_to_day(1, 1, 1) == calendars.gregorian_to_day(622, 7, 19)
    assert calendars.day_to_jalali(date(1979, 2, 11).toordinal()) == (1357, 11, 22)
    assert calendars.day_to_jalali(date(2021, 3, 20).toordinal()) == (1399, 12, 30)


@pytest.mark.parametrize("calendar", ["jalali", "gregorian", "hijri"])
@given(number=st.integers(calendars.gregorian_to_day(623, 1, 1), 1_100_000))
def test_every_day_comes_back(calendar: calendars.CalendarName, number: int) -> None:
    year, month, day = calendars.calendar_day(calendar, number)
    assert calendars.day_number(calendar, year, month, day) == number
    assert 1 <= day <= calendars.month_length(calendar, year, month)


@given(number=st.integers(calendars.jalali_to_day(1, 1, 1), calendars.jalali_to_day(3177, 12, 29)))
def test_days_follow_on_each_other(number: int) -> None:
    assert calendars.day_to_jalali(number) < calendars.day_to_jalali(number + 1)


def test_months_that_do_not_exist_are_refused() -> None:
    for calendar, year, month in (("jalali", 1402, 13), ("gregorian", 2020, 0), ("hijri", 0, 1)):
        with pytest.raises(calendars.CalendarError):
            calendars.month_length(calendar, year, month)  # type: ignore[arg-type]


def test_the_last_days_of_leap_months() -> None:
    assert calendars.month_length("jalali", 1403, 12) == 30
    assert calendars.month_length("jalali", 1402, 12) == 29
    assert calendars.month_length("gregorian", 2024, 2) == 29
    assert calendars.month_length("gregorian", 1900, 2) == 28
