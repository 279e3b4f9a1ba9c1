"""Who talks to whom, at which level, week by week: the CONSULT events of a data set."""

from datetime import date
from typing import Literal, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from dabir.store.timeline import Calendar, Unit, period_of
from dabir.store.views import store_error

By = Literal["country", "code"]
Numbers = NDArray[np.int32]

PAIRS = """
    SELECT {first}, {second}, level, day, status, count(DISTINCT article)
    FROM contacts WHERE {first} <> {second} {narrowed}
    GROUP BY ALL ORDER BY day, 1, 2, level"""
DAILY = """
    SELECT least(a, b) AS one, greatest(a, b) AS other, coalesce(level, '') AS level, day,
        bool_or(status = 'actual') AS happened, bool_or(status = 'planned') AS planned,
        count(DISTINCT article) AS articles
    FROM (SELECT {first} AS a, {second} AS b, level, day, status, article FROM contacts
        WHERE $channel IS NULL OR coalesce(channel, '') = $channel)
    WHERE a <> b GROUP BY one, other, coalesce(level, ''), day ORDER BY day, one, other, 3"""
COUNTRY = "CASE WHEN starts_with({0}, 'IGO:') THEN {0} ELSE split_part({0}, '.', 1) END"


class Contacts(NamedTuple):
    """How often two parties were in contact in a period, at a level (None where it is not told).

    `occasions` are different days of contacts told as having happened; `planned` those that were
    announced; `articles` told of either. What was only called for, imagined or denied is no
    contact.
    """

    first: str
    second: str
    level: str | None
    period: str
    begins: date
    occasions: int
    planned: int
    articles: int


class DailyContacts(NamedTuple):
    """Every pair, level and day with a contact, as columns of one length.

    `one` and `other` are places in `parties`, `level` in `levels` ("" is a level not told); `day`
    is a day number as `date.toordinal` counts. `happened` and `planned` are 1 or 0.
    """

    parties: list[str]
    levels: list[str]
    one: Numbers
    other: Numbers
    level: Numbers
    day: Numbers
    happened: Numbers
    planned: Numbers
    articles: Numbers


def load_daily(
    database: duckdb.DuckDBPyConnection, by: By = "country", channel: str | None = None
) -> DailyContacts:
    """The contacts of a data set, day by day, in the order of days.

    With `channel` those by one way alone; "" is a way that is not told. Raises StoreError.
    """
    first, second = (COUNTRY.format(c) if by == "country" else c for c in ("first", "second"))
    try:
        query = DAILY.format(first=first, second=second)
        rows = database.execute(query, {"channel": channel}).fetchall()
    except duckdb.Error as error:
        raise store_error(error) from error
    parties = sorted({party for row in rows for party in row[:2]})
    levels = sorted({row[2] for row in rows})
    places = {party: place for place, party in enumerate(parties)}
    ranks = {level: place for place, level in enumerate(levels)}
    columns = np.array(
        [
            (places[one], places[other], ranks[level], day.toordinal(), *counts)
            for one, other, level, day, *counts in rows
        ],
        np.int32,
    ).reshape(len(rows), 7)
    return DailyContacts(parties, levels, *columns.T)


def count_contacts(
    database: duckdb.DuckDBPyConnection,
    unit: Unit = "week",
    calendar: Calendar = "jalali",
    *,
    by: By = "country",
    party: str | None = None,
) -> list[Contacts]:
    """The contacts of every pair, period and level; of one `party` (`IRN`, `RUS.GOV`) if given.

    Parties are in alphabetical order, whoever went to see whom. Raises StoreError.
    """
    first, second = (COUNTRY.format(c) if by == "country" else c for c in ("first", "second"))
    narrowed = f"AND ({first} = $party OR {second} = $party)" if party else ""
    query = PAIRS.format(first=first, second=second, narrowed=narrowed)
    try:
        rows = database.execute(query, {"party": party} if party else {}).fetchall()
    except duckdb.Error as error:
        raise store_error(error) from error
    periods: dict[date, tuple[str, date]] = {}
    found: dict[tuple[str, str, str | None, str], Contacts] = {}
    for one, other, level, day, status, articles in rows:
        one, other = sorted((one, other))
        if day not in periods:
            periods[day] = period_of(day, unit, calendar)
        period, begins = periods[day]
        key = (one, other, level, period)
        before = found.get(key, Contacts(one, other, level, period, begins, 0, 0, 0))
        happened = status == "actual"
        found[key] = before._replace(
            occasions=before.occasions + happened,
            planned=before.planned + (not happened),
            articles=before.articles + articles,
        )
    return sorted(found.values(), key=lambda c: (c.begins, -c.articles, c.first, c.second))
