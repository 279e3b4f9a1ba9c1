"""Expressions that stand together for one day: «۸ آذر (۲۹ نوامبر)», «امروز یکشنبه اول اسفند»."""

import re
from typing import NamedTuple

from dabir.dates.calendars import CalendarError
from dabir.dates.grammar.expressions import Expression
from dabir.dates.periods import Period, one_day, weekday
from dabir.dates.times import Anchor, Day, Figures, Shifted, UnresolvedError, Weekday

_EQUATION = re.compile(
    r"[\s\u200c]*(?:[(\[][\s\u200c]*|[،,]?\s*(?:برابر|مصادف|مطابق|همزمان|هم‌زمان|مقارن|معادل|موافق)"
    r"(?: (?:است|بود))?(?: با)?\s*)"
)
_BESIDE = re.compile(r"[\s\u200c]*[،,]?[\s\u200c]*")


class Reading(NamedTuple):
    """An expression at its place in the text, and what it was found to mean."""

    expression: Expression
    start: int
    end: int
    anchor: Anchor
    period: Period | None
    problem: str | None = None


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
    if stronger.period is None or stronger.period.first != stronger.period.last:
        return first, second
    informed = _inform(weaker, stronger.period)
    if informed.period is not None and informed.period.first != stronger.period.first:
        problem = "the two dates side by side are not one day"
        informed = informed._replace(problem=informed.problem or problem)
        stronger = stronger._replace(problem=stronger.problem or problem)
    return (informed, stronger) if weaker is first else (stronger, informed)


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
