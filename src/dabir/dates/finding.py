"""From a text to its date mentions."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dabir.dates.calendars import calendar_day
from dabir.dates.grammar.cursor import Words
from dabir.dates.grammar.expressions import Expression, find_expressions
from dabir.dates.lexicons import Kit
from dabir.dates.periods import Period, to_edtf, weekday, write_original
from dabir.dates.tense import read_tense
from dabir.dates.times import (
    Anchor,
    Day,
    Figures,
    Season,
    Shifted,
    Since,
    Unresolved,
    Weekday,
    Year,
)
from dabir.dates.words import Word, fold, read_words
from dabir.records import Calendar, DateMention

BEFORE, AFTER = 45, 45  # how far an expression may reach to either side of its trigger


class Found(NamedTuple):
    """An expression with the words that it was read from and its place in the text."""

    expression: Expression
    words: list[Word]
    start: int
    end: int


def find_mentions(text: str, published: str | None, kit: Kit) -> tuple[DateMention, ...]:
    """The date mentions of a text, sorted, with places in that text."""
    folded = fold(text)
    found = list(_find(folded, kit))
    if not found:
        return ()
    anchor = Anchor(_day(published), gregorian=_called_gregorian(found))
    mentions = []
    for item in found:
        sentence = anchor._replace(tense=read_tense(folded, item.end, kit.tenses))
        mention, period = _mention(text, item, sentence)
        mentions.append(mention)
        if period is not None and period.unit == "year":
            anchor = anchor._replace(years=(*anchor.years[-3:], period))
    return tuple(mentions)


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None


def _find(folded: str, kit: Kit) -> Iterator[Found]:
    for start, end in _windows(folded, kit.triggers):
        words = read_words(folded, start, end, kit.vocabulary)
        for expression in find_expressions(Words(words)):
            if not _is_name(words, expression):
                place = words[expression.first].start, words[expression.last - 1].end
                yield Found(expression, words, *place)


def _windows(folded: str, triggers: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches around triggers, inside their lines, at the edges of words."""
    start = end = -1
    for trigger in triggers.finditer(folded):
        if trigger.start() < end - 20:
            end = max(end, _edge(folded, trigger.end()))
            continue
        if end >= 0:
            yield start, end
        low = max(0, trigger.start() - BEFORE, folded.rfind("\n", 0, trigger.start()) + 1, end)
        while 0 < low < trigger.start() and folded[low - 1].isalnum():
            low += 1
        start, end = low, _edge(folded, trigger.end())
    if end >= 0:
        yield start, end


def _edge(folded: str, at: int) -> int:
    line = folded.find("\n", at, at + AFTER)
    end = line if line >= 0 else min(len(folded), at + AFTER)
    while end < len(folded) and folded[end].isalnum() and end < at + 2 * AFTER:
        end += 1
    return end


def _is_name(words: list[Word], expression: Expression) -> bool:
    """Whether the words are the name of something: «خیابان ۱۵ خرداد», «جهان امروز»."""
    before = words[expression.first - 1] if expression.first else None
    if before is None:
        return False
    if before.role == "vague" and isinstance(expression.time, Shifted):
        return expression.time.unit == "day"
    if before.role == "bearer-friday":
        return isinstance(expression.time, Weekday)
    return before.role == "bearer" and isinstance(expression.time, Day)


def _called_gregorian(found: list[Found]) -> frozenset[int]:
    """Two-digit numbers that the text calls Gregorian somewhere."""
    return frozenset(
        int(word.value)
        for item in found
        for word, following in zip(item.words, item.words[1:], strict=False)
        if word.role in ("digits", "cardinal")
        and following.value == "gregorian"
        and int(word.value) < 100
    )


def _mention(text: str, item: Found, anchor: Anchor) -> tuple[DateMention, Period | None]:
    time = item.expression.time
    period: Period | None = None
    value = original = problem = None
    try:
        period = time.period(anchor)
        value = _value(time, period)
        if period.calendar is not None and _kind(time, period) != "relative":
            original = write_original(period.calendar, period)
        problem = _contradiction(time, period)
    except Unresolved as reason:
        problem = str(reason)
    mention = DateMention(
        item.start,
        item.end,
        text[item.start : item.end],
        value=value,
        calendar=_kind(time, period),
        granularity=period.unit if period else "unknown",
        original=original,
        anchor=None,
        problem=problem,
        reason=f"date.{item.expression.rule}".replace("_", "-"),
    )
    return mention, period


def _value(time: object, period: Period) -> str:
    if isinstance(time, Since):
        return f"{to_edtf(period).split('/')[0]}/.."
    year = getattr(time, "year", None)
    if isinstance(year, Year) and year.every:
        return f"XXXX{to_edtf(period)[4:]}"
    return to_edtf(period)


def _kind(time: object, period: Period | None) -> Calendar:
    if isinstance(time, Since):
        return _kind(time.first, period)
    if isinstance(time, Weekday | Shifted):
        return "relative"
    whole = getattr(time, "whole", None)
    if whole is not None:
        return _kind(whole, period)
    if isinstance(time, Year) and time.number is None:
        return "relative"
    if isinstance(time, Season) and time.year.number is None:
        return "relative"
    named = getattr(time, "calendar", None)
    if named is not None and named != "era":
        return named  # type: ignore[no-any-return]
    if period is not None and period.calendar is not None:
        return period.calendar
    return "jalali"


def _contradiction(time: object, period: Period) -> str | None:
    """What the words say against each other."""
    if isinstance(time, Day | Figures) and time.weekday is not None:
        if weekday(period.first) != time.weekday:
            return "the weekday is another"
    return None
