"""How much was written and said in each day, week, month or year, in either calendar."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

import duckdb

from dabir.dates.calendars import calendar_day
from dabir.store.views import store_error

Unit = Literal["day", "week", "month", "year"]
Calendar = Literal["jalali", "gregorian"]

FIRST_WEEKDAY = {"jalali": 5, "gregorian": 0}  # Saturday and Monday, as `date.weekday` counts
DAYS = """
    SELECT a.published, count(*), sum(a.statements),
        coalesce(sum(e.actual), 0), coalesce(sum(e.other), 0)
    FROM articles a LEFT JOIN (
        SELECT article, count(*) FILTER (status = 'actual') AS actual,
            count(*) FILTER (status <> 'actual') AS other
        FROM events GROUP BY article) e USING (article)
    WHERE a.published IS NOT NULL {narrowed} GROUP BY a.published ORDER BY a.published"""


class Period(NamedTuple):
    """One period: its name, its first day, and what was published in it.

    `events` are those told as having happened; `other_events` were planned, called for, imagined
    or denied.
    """

    period: str
    first: date
    articles: int
    statements: int
    events: int
    other_events: int


def count_periods(
    database: duckdb.DuckDBPyConnection,
    unit: Unit = "month",
    calendar: Calendar = "jalali",
    articles: Iterable[str] | None = None,
) -> list[Period]:
    """The periods in which something was published, in order; of some `articles` alone if given.

    Articles without a day of publication are left out. Raises StoreError.
    """
    narrowed = ""
    try:
        if articles is not None:
            database.execute("CREATE OR REPLACE TEMP TABLE chosen (article VARCHAR)")
            keep_articles(database, articles)
            narrowed = "AND a.article IN (SELECT article FROM chosen)"
        days = database.execute(DAYS.format(narrowed=narrowed)).fetchall()
    except duckdb.Error as error:
        raise store_error(error) from error
    periods: dict[str, Period] = {}
    for day, *counts in days:
        name, first = period_of(day, unit, calendar)
        before = periods.get(name, Period(name, first, 0, 0, 0, 0))
        added = [a + int(b) for a, b in zip(before[2:], counts, strict=True)]
        periods[name] = Period(name, first, *added)
    return list(periods.values())


def keep_articles(database: duckdb.DuckDBPyConnection, articles: Iterable[str]) -> None:
    """Put ids into the table `chosen`."""
    import numpy as np

    ids = np.array(list(articles), dtype=object)
    database.register("ids", {"article": ids})
    database.execute("INSERT INTO chosen SELECT CAST(article AS VARCHAR) FROM ids")
    database.unregister("ids")


def period_of(day: date, unit: Unit, calendar: Calendar) -> tuple[str, date]:
    """The name and the first day of the period that holds a day: `1402-09`, Saturday's date."""
    if unit == "week":
        back = (day.weekday() - FIRST_WEEKDAY[calendar]) % 7
        first = day - timedelta(back)
        return _name(first, "day", calendar), first
    named = calendar_day(calendar, day.toordinal())
    back = 0 if unit == "day" else named.day - 1
    first = day - timedelta(back)
    if unit == "year":
        while calendar_day(calendar, first.toordinal()).month > 1:
            first -= timedelta(1)
            first -= timedelta(calendar_day(calendar, first.toordinal()).day - 1)
    return _name(day, unit, calendar), first


def _name(day: date, unit: Unit, calendar: Calendar) -> str:
    named = calendar_day(calendar, day.toordinal())
    parts = {"year": 1, "month": 2, "day": 3}[unit]
    return "-".join((f"{named.year:04d}", f"{named.month:02d}", f"{named.day:02d}")[:parts])
