"""Periods in addresses and in a row: which comes next, and how it is written."""

from datetime import date, timedelta

from dabir.dates.calendars import calendar_day
from dabir.store.timeline import Calendar, Unit, period_of


def written(first: date, unit: Unit, calendar: Calendar) -> str:
    """The year, month or day that begins then, as it stands in an address: `1402/09`, `2023-11`."""
    day = calendar_day(calendar, first.toordinal())
    parts = (f"{day.year:04d}", f"{day.month:02d}", f"{day.day:02d}")
    kept = {"year": 1, "month": 2, "day": 3, "week": 3}[unit]
    return ("/" if calendar == "jalali" else "-").join(parts[:kept])


def next_period(first: date, unit: Unit, calendar: Calendar) -> date:
    """The first day of the period after the one that begins on a day."""
    beyond = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    return period_of(first + timedelta(beyond), unit, calendar)[1]
