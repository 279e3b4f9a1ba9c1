"""Whole expressions, and ranges of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from dabir.dates.grammar.cursor import Read, Words
from dabir.dates.grammar.days import after_weekdays, day, figures, month, named, season, weekday
from dabir.dates.grammar.parts import nth, part
from dabir.dates.grammar.relative import ago, day_away, unit_after, unit_away
from dabir.dates.grammar.years import century, decade, year
from dabir.dates.times import (
    Day,
    DayOfMonth,
    Figures,
    Month,
    Nth,
    Part,
    Range,
    Season,
    Several,
    Shifted,
    Since,
    Time,
    Weekday,
    Year,
)

Rule = Callable[[Words, int], Read]

# By the role of the first word, the rules that may begin with it, longest first.
RULES: dict[str, tuple[Rule, ...]] = {
    "numeric": (figures,),
    "weekday": (figures, day, weekday),
    "unit": (
        figures, day, nth, month, season, year, decade, century, unit_away, unit_after, weekday,
    ),
    "units": (day, month, year, decade, century),
    "digits": (day, nth, ago, year),
    "cardinal": (day, nth, ago, year),
    "thousand": (year,),
    "ordinal": (day, part),
    "nth": (nth,),
    "part": (part,),
    "month": (month,),
    "season": (season,),
    "this": (unit_away,),
    "day": (day_away,),
    "year": (year,),
    "named": (named,),
}  # fmt: skip


class Expression(NamedTuple):
    """A time that was read from the words `first` to `last`, and the rule that read it."""

    time: Time
    first: int
    last: int
    rule: str


def find_expressions(words: Words) -> Iterator[Expression]:
    """Every expression, from left to right; none overlaps another.

    In a list the last one's year is that of all: «خرداد و تیر ۱۳۸۸».
    """
    held: Expression | None = None
    for expression in _one_by_one(words):
        if held is not None:
            if held.last + 1 == expression.first and words.joins(held.last):
                held = held._replace(time=_with_year_of(held.time, expression.time))
            yield held
        held = expression
    if held is not None:
        yield held


def _one_by_one(words: Words) -> Iterator[Expression]:
    at = 0
    while at < words.length:
        role = words[at].role
        expression = None
        if role == "from":
            expression = _since(words, at)
        elif role in RULES:
            skipped = _recurring(words, at)
            if skipped:
                at = skipped
                continue
            expression = _range(words, at)
        if expression is None:
            at += 1
        else:
            yield expression
            at = expression.last


def _single(words: Words, at: int) -> Expression | None:
    """One time."""
    for rule in RULES.get(words[at].role, ()):
        read = rule(words, at)
        if read is not None:
            return Expression(read[0], at, read[1], rule.__name__)
    return None


def _recurring(words: Words, at: int) -> int:
    """The place after weekdays that return each week: «روزهای سه‌شنبه», «هر جمعه»; else 0."""
    several = words.units(at, "day") and words.has(at + 1, "weekday")
    if not several and not (words.has(at, "weekday", "unit") and words.has(at - 1, "each")):
        return 0
    if several and (day(words, at) or figures(words, at)):
        return 0
    end = after_weekdays(words, at + several + 1)
    return 0 if several and words.unit(end, "week") else end


def _since(words: Words, at: int) -> Expression | None:
    """«از … تاکنون»."""
    read = _single(words, at + 1)
    if read is None:
        return None
    if words.has(read.last, "until-now"):
        return Expression(Since(read.time), at, read.last + 1, "since")
    days = isinstance(read.time, Shifted) and read.time.unit == "day"
    if words.has(read.last, "to") and words[read.last + 1].text == "امروز" and not days:
        return Expression(Since(read.time), at, read.last + 2, "since")
    return None


def _range(words: Words, at: int) -> Expression | None:
    """One time, or «… تا …» of two of one kind; the first may leave its year to the second."""
    first = _single(words, at)
    if first is None or not (words.has(first.last, "to") or words.dash(first.last)):
        return first
    last = _single(words, first.last + 1)
    if last is None and isinstance(first.time, Weekday) and words.has(first.last + 1, "weekday"):
        return None  # «دوشنبه تا پنجشنبه هر هفته» returns each week
    if last is None or not _same_kind(first.time, last.time):
        return first
    time = Range(_with_year_of(first.time, last.time), last.time)
    return Expression(time, at, last.last, "range")


def _same_kind(first: Time, last: Time) -> bool:
    days = (Day, Figures, Part, DayOfMonth)
    if any(isinstance(t, Part) and isinstance(t.whole, Shifted) for t in (first, last)):
        return type(first) is type(last)
    if isinstance(first, days) and isinstance(last, days):
        return True
    if isinstance(first, Shifted) and isinstance(last, Shifted):
        return first.unit == last.unit
    return type(first) is type(last) and not isinstance(first, Nth | Range | Several)


def _wraps(first: Time, last: Time) -> bool:
    """Whether a range runs over the end of a year: «بهمن تا فروردین ۹۱»."""
    if not (isinstance(first, Day | Month) and isinstance(last, Day | Month)):
        return False
    return first.calendar == last.calendar and first.month > last.month


def _year_before(year_: Year) -> Year:
    if year_.number is not None:
        return replace(year_, number=year_.number - 1)
    return replace(year_, shift=year_.shift - 1) if year_.shift is not None else year_


def _with_year_of(first: Time, last: Time) -> Time:
    """The first time, with the year of the second where it names none."""
    if isinstance(last, Day | Month | Season | Figures) and isinstance(first, Day | Month | Season):
        if first.year != Year():
            return first
        return replace(first, year=_year_before(last.year) if _wraps(first, last) else last.year)
    if isinstance(first, Year) and isinstance(last, Year) and first.calendar is None:
        return replace(first, calendar=last.calendar)
    return first
