"""A stretch of days, and how EDTF (ISO 8601-2) writes it."""

from functools import lru_cache
from typing import Literal, NamedTuple

from dabir.dates.calendars import (
    CalendarName,
    calendar_day,
    day_number,
    day_to_gregorian,
    month_length,
)

Grain = Literal["day", "month", "year", "decade", "century", "season"]


class Period(NamedTuple):
    """The days from `first` to `last`, both in it.

    `unit` names what the words name («week», «month», …); `grain` is the coarsest Gregorian unit
    at whose edges both ends stand, and so the precision with which EDTF writes the ends.
    """

    first: int
    last: int
    unit: str
    grain: Grain = "day"
    calendar: CalendarName | None = None


def one_day(number: int, calendar: CalendarName | None = None) -> Period:
    """The period of one day."""
    return Period(number, number, "day", "day", calendar)


def year_period(calendar: CalendarName, year: int) -> Period:
    """A whole year."""
    return years_period(calendar, year, year, "year")


def years_period(calendar: CalendarName, first: int, last: int, unit: str) -> Period:
    """Some whole years. Raises CalendarError where the calendar does not reach."""
    month_length(calendar, first, 1)
    month_length(calendar, last, 12)
    start = day_number(calendar, first, 1, 1)
    end = day_number(calendar, last + 1, 1, 1) - 1
    grain: Grain = "day"
    if calendar == "gregorian":
        grain = {"decade": "decade", "century": "century"}.get(unit, "year")  # type: ignore[assignment]
    return Period(start, end, unit, grain, calendar)


def months_period(
    calendar: CalendarName, year: int, first: int, last: int, unit: str = "month"
) -> Period:
    """Some whole months of one year. Raises CalendarError where the calendar does not reach."""
    start = day_number(calendar, year, first, 1)
    end = day_number(calendar, year, last, month_length(calendar, year, last))
    return Period(start, end, unit, "month" if calendar == "gregorian" else "day", calendar)


def week_period(number: int, shift: int = 0) -> Period:
    """The week, Saturday to Friday, of a day, or one so many weeks later."""
    saturday = number - weekday(number) + 7 * shift
    return Period(saturday, saturday + 6, "week")


def weekday(number: int) -> int:
    """The weekday of a day, counted from Saturday (0) to Friday (6)."""
    return (number + 1) % 7


def to_edtf(period: Period) -> str:
    """The period in EDTF: one date where one names it, else an interval."""
    first = write_day(period.first, period.grain)
    last = write_day(period.last, period.grain)
    return first if first == last else f"{first}/{last}"


@lru_cache(maxsize=4096)
def write_day(number: int, grain: Grain = "day") -> str:
    """A Gregorian date in EDTF, as precise as `grain`."""
    year, month, day = day_to_gregorian(number)
    sign = "-" if year < 0 else ""
    year_text = f"{sign}{abs(year):04d}"
    if grain == "day":
        return f"{year_text}-{month:02d}-{day:02d}"
    if grain == "month":
        return f"{year_text}-{month:02d}"
    if grain == "decade":
        return f"{year_text[:-1]}X"
    if grain == "century":
        return f"{year_text[:-2]}XX"
    return year_text


def write_original(calendar: CalendarName, period: Period) -> str:
    """The period in its own calendar: `1402-09-08`, `1402-09`, `1402`, or two with a slash."""
    if calendar == "gregorian":
        return to_edtf(period)
    first, last = calendar_day(calendar, period.first), calendar_day(calendar, period.last)
    whole_months = first.day == 1 and last.day == month_length(calendar, last.year, last.month)
    if whole_months and first.month == 1 and last.month == 12:
        ends = f"{first.year:04d}", f"{last.year:04d}"
    elif whole_months:
        ends = f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}"
    else:
        ends = "{:04d}-{:02d}-{:02d}".format(*first), "{:04d}-{:02d}-{:02d}".format(*last)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}/{ends[1]}"
