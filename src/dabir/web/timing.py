"""Statements and events counted by period: what a timeline draws."""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.store.timeline import Calendar, Unit, period_of
from dabir.web.columns import Columns
from dabir.web.periods import next_period
from dabir.web.pictures.patterns import STATUSES
from dabir.web.pictures.timeline import Slot

MOST_SLOTS = 400
COARSER: dict[Unit, Unit] = {"day": "week", "week": "month", "month": "year"}
Rows = NDArray[np.int32]


class Timed(NamedTuple):
    """All periods from the first to the last, and the unit they are in.

    `undated` are the articles that have no day of publication: they are not among them.
    """

    slots: list[Slot]
    unit: Unit
    undated: int


def time_rows(
    columns: Columns, statements: Rows, events: Rows, unit: Unit, calendar: Calendar
) -> Timed:
    """Those statements and events, by the day on which their article was published.

    A coarser unit is taken where there would be more than MOST_SLOTS periods.
    """
    days = columns.articles.days
    said = days[columns.statements.article[statements]]
    found = days[columns.events.article[events]]
    status = columns.events.status.places[events]
    dated = np.concatenate((said[said > 0], found[found > 0]))
    both = np.concatenate((columns.statements.article[statements], columns.events.article[events]))
    undated = int((days[np.unique(both)] == 0).sum())
    if not len(dated):
        return Timed([], unit, undated)
    first, last = (date.fromordinal(int(day)) for day in (dated.min(), dated.max()))
    while unit in COARSER and (last - first).days / LENGTHS[unit] > MOST_SLOTS:
        unit = COARSER[unit]
    starts = _starts(first, last, unit, calendar)[-MOST_SLOTS:]
    edges = np.array([day.toordinal() for day in starts])
    statement_counts = _count(said, edges)
    by_status = {
        name: _count(found[status == place], edges)
        for place, name in enumerate(columns.events.status.texts)
        if name in STATUSES
    }
    slots = [
        Slot(
            start,
            int(statement_counts[at]),
            {name: int(counts[at]) for name, counts in by_status.items()},
        )
        for at, start in enumerate(starts)
    ]
    return Timed(slots, unit, undated)


LENGTHS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


def _starts(first: date, last: date, unit: Unit, calendar: Calendar) -> list[date]:
    """The first days of all periods between two days."""
    start = period_of(first, unit, calendar)[1]
    starts = []
    while start <= last:
        starts.append(start)
        start = next_period(start, unit, calendar)
    return starts


def _count(days: Rows, edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of the days lie in each period; days of 0 in none."""
    places = np.searchsorted(edges, days[days >= edges[0]], side="right") - 1
    return np.bincount(places, minlength=len(edges))
