"""Expressions that stand together for one day: «۸ آذر (۲۹ نوامبر)», «امروز یکشنبه اول اسفند»."""

import re
from typing import NamedTuple

from dabir.dates.calendars import CalendarError
from dabir.dates.grammar.expressions import Expression
from dabir.dates.periods import Period, one_day, weekday
from dabir.dates.times import Anchor, Day, Figures, Shifted, UnresolvedError, Weekday

_EQUATION = re.compile(
    r"[\s\u200c]*+(?:[(\[][\s\u200c]*+|(?:[،,]\s*+)?(?:برابر|مصادف|مطابق|همزمان|هم\u200cزمان|مقارن|معادل|موافق)"
    r"(?: (?:است|بود))?(?: با)?\s*)"
)
SIGHTING_DAYS = 2
_BESIDE = re.compile(r"[\s\u200c]*+(?:[،,][\s\u200c]*+)?")


class Reading(NamedTuple):
    """An expression at its place in the text, and what it was found to mean.

    `sighted` tells that a lunar day was set to the solar one beside it.
    """

    expression: Expression
    start: int
    end: int
    anchor: Anchor
    period: Period | None
    problem: str | None = None
    sighted: bool = False


def settle(readings: list[Reading], folded: str) -> list[Reading]:
    """The readings, where neighbours that name one day inform and check each other."""
    settled = list(readings)
    for at in range(len(settled) - 1):
        first, second = settled[at], settled[at + 1]
        if _name_one_day(first, second, folded):
            settled[at], settled[at + 1] = _agree(first, second)
    return settled


def _name_one_day(first: Reading, second: Reading, folded: str) -> bool:
    times = first.expression.time, second.expression.time
    if not all(isinstance(time, Day | Figures | Weekday | Shifted) for time in times):
        return False
    if any(isinstance(time, Shifted) and time.unit != "day" for time in times):
        return False
    if _EQUATION.fullmatch(folded, first.end, second.start):
        return True
    told = isinstance(times[0], Shifted) and isinstance(times[1], Day | Weekday | Figures)
    return told and bool(_BESIDE.fullmatch(folded, first.end, second.start))


def _agree(first: Reading, second: Reading) -> tuple[Reading, Reading]:
    weaker, stronger = sorted((first, second), key=_strength)
    if stronger.period is None or not _is_day(stronger.period):
        return first, second
    informed = _inform(weaker, stronger.period)
    if informed.period is not None and _is_day(informed.period):
        informed, stronger = _compare(informed, informed.period, stronger, stronger.period)
    return (informed, stronger) if weaker is first else (stronger, informed)


def _compare(
    one: Reading, day: Period, other: Reading, other_day: Period
) -> tuple[Reading, Reading]:
    """Both readings, with the problem where they differ by more than a sighting of the moon."""
    apart = abs(day.first - other_day.first)
    if apart == 0:
        return one, other
    if apart <= SIGHTING_DAYS and day.calendar == "hijri":
        return one._replace(period=other_day._replace(calendar="hijri"), sighted=True), other
    if apart <= SIGHTING_DAYS and other_day.calendar == "hijri":
        return one, other._replace(period=day._replace(calendar="hijri"), sighted=True)
    problem = "the two dates side by side are not one day"
    return (
        one._replace(problem=one.problem or problem),
        other._replace(problem=other.problem or problem),
    )


def _is_day(period: Period) -> bool:
    return period.first == period.last


def _strength(reading: Reading) -> int:
    time = reading.expression.time
    if isinstance(time, Figures) or (isinstance(time, Day) and not time.year.missing):
        return 3
    if isinstance(time, Day):
        return 1
    return 0 if isinstance(time, Weekday) else 2


def _inform(weaker: Reading, day: Period) -> Reading:
    """The weaker reading, anchored in the day that stands beside it."""
    time = weaker.expression.time
    if isinstance(time, Weekday) and time.week is None and weekday(day.first) == time.weekday:
        return weaker._replace(period=one_day(day.first), problem=None)
    if isinstance(time, Day) and time.year.missing:
        anchor = weaker.anchor._replace(day=day.first, tense=None)
        try:
            return weaker._replace(period=time.period(anchor), problem=None)
        except (UnresolvedError, CalendarError):
            return weaker
    return weaker
