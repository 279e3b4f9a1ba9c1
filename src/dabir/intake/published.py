"""The day of publication: Jalali or Gregorian, in figures or with a month's name."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from dabir.dates.calendars import day_number, month_length
from dabir.resources import load_table
from dabir.unicode import (
    ARABIC_INDIC_DIGITS,
    ARABIC_KAF,
    ARABIC_YEH,
    PERSIAN_DIGITS,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    ZWNJ,
)

Calendar = Literal["jalali", "gregorian"]

LAST_JALALI_YEAR = 1699  # a year up to here is Jalali, one after it Gregorian
FOLDED = str.maketrans(
    PERSIAN_DIGITS + ARABIC_INDIC_DIGITS + ARABIC_YEH + ARABIC_KAF + ZWNJ,
    "0123456789" * 2 + PERSIAN_YEH + PERSIAN_KEHEH + " ",
)
LONGEST = 100  # a longer string is no day
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m)?"
ZONE = r"\s*(?:z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?"
BEFORE = rf"(?:(?:[^\W\d_]+\s?){{1,2}}[،,]?\s+)?(?:{CLOCK}\s*[-–،,]?\s*)?"
AFTER = rf"(?:(?:\s*[،,–-]?\s*(?:ساعت\s*)?|t){CLOCK}{ZONE})?"


class _MonthRow(msgspec.Struct, frozen=True):
    calendar: Literal["jalali", "gregorian", "hijri"]
    number: int
    forms: str


class Forms(NamedTuple):
    """The written forms of a day: month names, and the patterns that hold them."""

    months: dict[str, tuple[Calendar, int]]
    day: re.Pattern[str]
    whole: re.Pattern[str]


def load_forms() -> Forms:
    """The month names of the lexicon and the patterns made of them."""
    months: dict[str, tuple[Calendar, int]] = {}
    for row in (*load_table("dates_months", _MonthRow), *load_table("intake_months", _MonthRow)):
        if row.calendar != "hijri":
            for form in row.forms.split("|"):
                months[form.replace(" ", "")] = (row.calendar, row.number)
    names = "|".join(sorted(months, key=lambda name: (-len(name), name)))
    day = (
        r"(?<!\d)(?:(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?P=sep)(?P<d1>\d{1,2})(?!\d)"
        rf"|(?P<d2>\d{{1,2}})\s*(?:ام\s*)?(?P<m2>{names})\.?(?:\s*ماه)?[،,]?\s*(?P<y2>\d{{4}})(?!\d)"
        rf"|(?P<m3>{names})\.?\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[،,]?\s*(?P<y3>\d{{4}})(?!\d))"
    )
    return Forms(months, re.compile(day), re.compile(BEFORE + day + AFTER))


def parse_published(written: str, forms: Forms) -> str:
    """The Gregorian day, `YYYY-MM-DD`, of a string that holds one day and at most its time.

    Takes `2023-11-29`, an ISO time stamp (the day as written: no change of time zone),
    `1402/09/08` and a day with its month's name, in any digits. Raises ValueError otherwise.
    """
    found = forms.whole.fullmatch(_fold(written[:LONGEST]))
    if not found or len(written) > LONGEST:
        raise ValueError(f"{written[:40]!r} is not a day (write it as 2023-11-29 or 1402/09/08)")
    return _to_iso(found, forms)


def find_published(line: str, forms: Forms) -> str | None:
    """The first day that stands in the line, as `YYYY-MM-DD`, or None."""
    return next(_days(line, forms), None)


def _days(line: str, forms: Forms) -> Iterator[str]:
    for found in forms.day.finditer(_fold(line)):
        try:
            yield _to_iso(found, forms)
        except ValueError:
            continue


def _fold(written: str) -> str:
    return written.strip().lower().translate(FOLDED)


def _to_iso(found: re.Match[str], forms: Forms) -> str:
    form = next(n for n in "123" if found[f"y{n}"])
    year, day = int(found[f"y{form}"]), int(found[f"d{form}"])
    if form == "1":
        month = int(found["m1"])
        calendar: Calendar = "jalali" if year <= LAST_JALALI_YEAR else "gregorian"
    else:
        calendar, month = forms.months[found[f"m{form}"]]
    if (calendar == "jalali") != (year <= LAST_JALALI_YEAR):
        raise ValueError(f"{found.group()!r}: the year does not fit the month's calendar")
    if not 1 <= day <= month_length(calendar, year, month):
        raise ValueError(f"{found.group()!r}: there is no such day")
    return date.fromordinal(day_number(calendar, year, month, day)).isoformat()
