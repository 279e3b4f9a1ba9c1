"""Jalali, Gregorian and lunar Hijri days as day numbers, and back.

A day number counts days; 1 is Monday 1 January of the year 1 (the proleptic Gregorian calendar,
as `datetime.date.toordinal`). Months and days count from 1. Whether a month or a day exists is
asked first (`month_length`); the arithmetic itself takes any integers, but for Jalali years.

Jalali: K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon and Planets 74 (1996),
computed from the true equinox at Tehran for the years 1 to 3177. Between 1210 and 1634, which
holds all modern dates, it is the 33-year cycle of Iran's official calendar.

Hijri: Umm al-Qura by hijridate for the years 1343 to 1500, the tabular calendar (civil epoch,
leap years 2 5 7 10 13 16 18 21 24 26 29) before and after. Iran fixes its months by sighting:
a day may differ by one, now and then by two.
"""

from bisect import bisect_right
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

CalendarName = Literal["jalali", "gregorian", "hijri"]


class CalendarError(ValueError):
    """A year or month that does not exist; the text says which."""


class CalendarDay(NamedTuple):
    """A day in some calendar."""

    year: int
    month: int
    day: int


FIRST_YEAR = {"jalali": 1, "gregorian": -9998, "hijri": 1}
LAST_YEAR = {"jalali": 3177, "gregorian": 9999, "hijri": 9999}

_JALALI_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210,
    1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip
_GREGORIAN_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HIJRI_EPOCH = 227015  # 1 Muharram 1 in the tabular calendar: 19 July 622, proleptic Gregorian
_LAST_ORDINAL = date.max.toordinal()
_UMM_AL_QURA = range(1343, 1501)


def month_length(calendar: CalendarName, year: int, month: int) -> int:
    """How many days the month has. Raises CalendarError for a year or month that is none."""
    if not FIRST_YEAR[calendar] <= year <= LAST_YEAR[calendar]:
        raise CalendarError(f"{calendar} year {year} is outside the calendar")
    if not 1 <= month <= 12:
        raise CalendarError(f"there is no month {month}")
    if calendar == "gregorian":
        return _GREGORIAN_MONTHS[month - 1] + (month == 2 and is_gregorian_leap(year))
    if calendar == "jalali":
        return 31 if month <= 6 else 30 if month <= 11 or is_jalali_leap(year) else 29
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return _hijri_month_start(*following) - _hijri_month_start(year, month)


def day_number(calendar: CalendarName, year: int, month: int, day: int) -> int:
    """The day number of a date that exists."""
    if calendar == "jalali":
        return jalali_to_day(year, month, day)
    if calendar == "gregorian":
        return gregorian_to_day(year, month, day)
    return hijri_to_day(year, month, day)


@lru_cache(maxsize=4096)
def calendar_day(calendar: CalendarName, number: int) -> CalendarDay:
    """The date of a day number."""
    if calendar == "jalali":
        return day_to_jalali(number)
    if calendar == "gregorian":
        return day_to_gregorian(number)
    return day_to_hijri(number)


def is_gregorian_leap(year: int) -> bool:
    """Whether a Gregorian year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def gregorian_to_day(year: int, month: int, day: int) -> int:
    """The day number of a Gregorian date; years before 1 count 0, -1, …"""
    if month <= 2:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 306


def day_to_gregorian(number: int) -> CalendarDay:
    """The Gregorian date of a day number."""
    if 0 < number <= _LAST_ORDINAL:  # the standard library is faster where it reaches
        day = date.fromordinal(number)
        return CalendarDay(day.year, day.month, day.day)
    era, of_era = divmod(number + 305, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = era * 400 + year_of_era + (month <= 2)
    return CalendarDay(year, month, of_year - (153 * shifted + 2) // 5 + 1)


@lru_cache(maxsize=4096)
def jalali_new_year(year: int) -> int:
    """The day number of 1 Farvardin, by Borkowski's table of breaks in the cycle of leap years.

    Raises CalendarError for a year outside the table.
    """
    if not 0 <= year <= _JALALI_BREAKS[-1]:
        raise CalendarError(f"jalali year {year} is outside the calendar")
    at = min(bisect_right(_JALALI_BREAKS, year), len(_JALALI_BREAKS) - 1)
    leaps = -14
    for before, after in pairwise(_JALALI_BREAKS[:at]):
        leaps += (after - before) // 33 * 8 + (after - before) % 33 // 4
    start, jump = _JALALI_BREAKS[at - 1], _JALALI_BREAKS[at] - _JALALI_BREAKS[at - 1]
    since = year - start
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:
        leaps += 1
    gregorian = year + 621
    gregorian_leaps = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return gregorian_to_day(gregorian, 3, 20 + leaps - gregorian_leaps)


def is_jalali_leap(year: int) -> bool:
    """Whether a Jalali year has a 30 Esfand."""
    return jalali_new_year(year + 1) - jalali_new_year(year) == 366


def jalali_to_day(year: int, month: int, day: int) -> int:
    """The day number of a Jalali date."""
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    return jalali_new_year(year) + before + day - 1


def day_to_jalali(number: int) -> CalendarDay:
    """The Jalali date of a day number."""
    year = day_to_gregorian(number).year - 621
    of_year = number - jalali_new_year(year)
    if of_year < 0:
        year -= 1
        of_year = number - jalali_new_year(year)
    if of_year < 186:
        return CalendarDay(year, of_year // 31 + 1, of_year % 31 + 1)
    return CalendarDay(year, (of_year - 6) // 30 + 1, (of_year - 6) % 30 + 1)


def hijri_to_day(year: int, month: int, day: int) -> int:
    """The day number of a lunar Hijri date."""
    return _hijri_month_start(year, month) + day - 1


def day_to_hijri(number: int) -> CalendarDay:
    """The lunar Hijri date of a day number."""
    months = (number - _HIJRI_EPOCH) * 360 // 10631  # 10631 days are 360 months
    while _hijri_month_start(months // 12 + 1, months % 12 + 1) > number:
        months -= 1
    while _hijri_month_start((months + 1) // 12 + 1, (months + 1) % 12 + 1) <= number:
        months += 1
    year, month = months // 12 + 1, months % 12 + 1
    return CalendarDay(year, month, number - _hijri_month_start(year, month) + 1)


@lru_cache(maxsize=4096)
def _hijri_month_start(year: int, month: int) -> int:
    if year in _UMM_AL_QURA:
        from hijridate import Hijri  # imported only where a text has a lunar date

        return int(Hijri(year, month, 1, validate=False).to_gregorian().toordinal())
    if (year, month) == (_UMM_AL_QURA.stop, 1):
        return _hijri_month_start(year - 1, 12) + 30
    return _HIJRI_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
