"""From a text to its date mentions."""

import re
from collections.abc import Iterator
from datetime import date

from dabir.dates.agreement import Reading, settle
from dabir.dates.calendars import CalendarError, calendar_day
from dabir.dates.context import is_age, is_city, is_count, is_name
from dabir.dates.datelines import Found, find_dateline
from dabir.dates.grammar.cursor import Words
from dabir.dates.grammar.expressions import find_expressions
from dabir.dates.lexicons import Kit
from dabir.dates.mentions import write_mention
from dabir.dates.periods import Period, year_period
from dabir.dates.tense import VerbForm, find_verb
from dabir.dates.times import Anchor, Day, Month, Range, Season, Tense, Time, UnresolvedError, Year
from dabir.dates.words import fold, read_words
from dabir.errors import OptionError
from dabir.records import DateMention

BEFORE, AFTER = 45, 45  # how far an expression may reach to either side of its trigger
_GREGORIAN = re.compile("میلادی|عیسوی|ترسایی")
SENTENCE = 400  # how far a sentence is followed

TENSES: dict[VerbForm | None, Tense | None] = {
    "past": "past", "perfect": "past", "present": "present", "copula": None, "future": "future",
    "report": "reported", None: None,
}  # fmt: skip


def find_mentions(
    text: str, published: str | None, kit: Kit, *, named_days: bool = False
) -> tuple[DateMention, ...]:
    """The date mentions of a text, sorted, with places in that text."""
    folded = fold(text)
    found = list(_find(folded, kit, named_days))
    if not found:
        return ()
    anchor = Anchor(_day(published), gregorian=_called_gregorian(found, folded))
    if anchor.day is None:
        anchor = find_dateline(folded, found, anchor)
    readings = settle(list(_read(found, folded, anchor, kit)), folded)
    return tuple(write_mention(text, reading) for reading in readings)


def _day(published: str | None) -> int | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError as error:
        raise OptionError(f"published: {published!r} is not a day, YYYY-MM-DD") from error


def _find(folded: str, kit: Kit, named_days: bool) -> Iterator[Found]:
    triggers = kit.triggers
    if named_days:
        triggers = re.compile(f"{triggers.pattern}|(?<!\\w)(?:{kit.feasts})")
    for start, end in _windows(folded, triggers):
        words = Words(read_words(folded, start, end, kit.vocabulary))
        for expression in find_expressions(words):
            if expression.rule == "named" and not named_days:
                continue
            if is_count(words, expression, folded):
                continue
            if is_name(words, expression) or is_city(words, expression, folded):
                continue
            span = words[expression.first].start, words[expression.last - 1].end
            verb = find_verb(folded, span[1], kit.verbs)
            if expression.rule == "unit_after" and verb not in ("present", "future", None):
                continue  # «هفته بعد» in a story
            if not is_age(words, expression, folded, span, verb):
                yield Found(expression, *span, verb)


def _windows(folded: str, triggers: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches around triggers, inside their lines, at the edges of words."""
    start = end = -1
    for trigger in triggers.finditer(folded):
        if trigger.end() <= end - AFTER // 2:
            continue
        if trigger.start() - BEFORE < end:
            end = _edge(folded, trigger.end())
            continue
        if end >= 0:
            yield start, end
        start, end = _start(folded, trigger.start(), end), _edge(folded, trigger.end())
    if end >= 0:
        yield start, end


def _start(folded: str, trigger: int, end: int) -> int:
    low = max(0, trigger - BEFORE, folded.rfind("\n", max(0, trigger - BEFORE), trigger) + 1, end)
    while 0 < low < trigger and folded[low - 1].isalnum():
        low += 1
    return low


def _edge(folded: str, at: int) -> int:
    line = folded.find("\n", at, at + AFTER)
    end = line if line >= 0 else min(len(folded), at + AFTER)
    while at < end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum():
        end -= 1
    return end


def _called_gregorian(found: list[Found], folded: str) -> frozenset[int]:
    """Two-digit years and decades that the text calls Gregorian somewhere."""
    numbers = set()
    if not _GREGORIAN.search(folded):
        return frozenset()
    for item in found:
        for time in _parts(item.expression.time):
            if getattr(time, "calendar", None) == "gregorian":
                number = getattr(time, "number", None)
                if number is not None:
                    numbers.add(number % 100)
    return frozenset(numbers)


def _parts(time: Time) -> Iterator[Time]:
    yield time
    for name in ("whole", "first", "last"):
        part = getattr(time, name, None)
        if part is not None:
            yield from _parts(part)


def _read(found: list[Found], folded: str, anchor: Anchor, kit: Kit) -> Iterator[Reading]:
    """The readings one by one; each may lean on years that were named before it."""
    for item in found:
        time = item.expression.time
        local = anchor._replace(tense=TENSES[item.verb])
        if anchor.frame is not None and not _in_sight(anchor, item.start, folded):
            local = local._replace(frame=None)
        expression = item.expression
        year = kit.known_year(time, folded, item.start, item.end)
        if year is not None and isinstance(time, Day) and time.weekday is None:
            time = time.in_year(year)
            expression = expression._replace(time=time)
        try:
            period, problem = time.period(local), None
        except (UnresolvedError, CalendarError) as reason:
            period, problem = None, str(reason)
        yield Reading(expression, item.start, item.end, local, period, problem)
        if period is not None:
            anchor = _remember(anchor, time, period, item, folded)


def _remember(anchor: Anchor, time: Time, period: Period, item: Found, folded: str) -> Anchor:
    """The anchor for what follows: the years that were named, and the time that is spoken of."""
    if period.unit == "year":
        anchor = anchor._replace(years=(*anchor.years[-3:], period))
    if isinstance(time, Range):
        return anchor._replace(frame=period, frame_end=-1)
    if isinstance(time, Day | Month | Season) and not (time.year.missing or time.year.every):
        calendar = period.calendar or "jalali"
        whole = year_period(calendar, calendar_day(calendar, period.first).year)
        anchor = anchor._replace(years=(*anchor.years[-3:], whole))
        if time.year.number is not None:
            return anchor._replace(frame=whole, frame_end=item.end)
    if isinstance(time, Year) and time.number is not None and folded.startswith("سال", item.start):
        return anchor._replace(frame=period, frame_end=item.end)  # not the year of a birth
    return anchor


def _in_sight(anchor: Anchor, start: int, folded: str) -> bool:
    """Whether the named year stands in the same sentence; a range holds for the whole text."""
    if anchor.frame_end < 0:
        return True
    if start - anchor.frame_end > SENTENCE:
        return False
    return not re.search(r"[.!؟?\n]", folded[anchor.frame_end : start])
