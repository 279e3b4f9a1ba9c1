"""What only looks like a date: names that hold one, and «امروز» for the present age."""

import re

from dabir.dates.grammar.cursor import Words
from dabir.dates.grammar.expressions import Expression
from dabir.dates.tense import VerbForm
from dabir.dates.times import Day, Month, Shifted, Time, Weekday
from dabir.unicode import ZWNJ

_QUOTED = re.compile(r"[:«\"]|این\u200c?که")
_FIRST_PERSON = re.compile(rf"(?:یم|{ZWNJ}ام|دم)(?!\w)|(?<!\w)(?:ما|من)(?!\w)")
_FIGURES = re.compile(r"\d|(?:م|ی)ین ")
MONDAY = 2
_NO_SUBJECT = frozenset(("ما", "که", "انچه", "تر", "باید", "بلکه"))
_AFGHAN = re.compile("افغان|کابل|طالبان|هرات|قندهار|مزار شریف")
_TAJIK = re.compile("تاجیک|شهر دوشنبه")
_REACH, _FAR = 60, 600


def is_name(words: Words, expression: Expression) -> bool:
    """Whether the words are part of a name: «خیابان ۱۵ خرداد», «نماز جمعه»."""
    before = words[expression.first - 1].role
    if before == "bearer-friday":
        return isinstance(expression.time, Weekday)
    if before == "bearer-day":
        return isinstance(expression.time, Shifted)
    if before == "bearer-month":
        return isinstance(expression.time, Month)
    time = expression.time
    if before != "bearer" or not isinstance(time, Day | Month) or not time.year.missing:
        return False
    return words[expression.first].role != "unit" and words[expression.first - 2].role != "this"


def is_count(words: Words, expression: Expression, folded: str) -> bool:
    """Whether «۲۰ میزان» is no Afghan day: figures before a timid month, in no Afghan text."""
    time, last = expression.time, words[expression.last - 1]
    if not isinstance(time, Day) or last.bearing != "timid" or not time.year.missing:
        return False
    figures = (
        words[expression.last - 2].role == "digits" and expression.last - expression.first == 2
    )
    return figures and time.calendar == "jalali" and not _AFGHAN.search(folded)


def is_city(words: Words, expression: Expression, folded: str) -> bool:
    """Whether «دوشنبه» is the capital of Tajikistan."""
    time, first = expression.time, words[expression.first]
    if not isinstance(time, Weekday) or time.weekday != MONDAY or first.role != "weekday":
        return False
    before = words[expression.first - 1].text
    return before == "شهر" or (before in ("در", "به", "از") and bool(_TAJIK.search(folded)))


def is_age(
    words: Words, expression: Expression, folded: str, span: tuple[int, int], verb: VerbForm | None
) -> bool:
    """Whether «امروز» (or «فردا») means these times, not this day: «جهان امروز».

    Signs are weighed: a part of the day, a date beside it, an event, a past verb, figures speak
    for the day; speech in the present, the copula above all, for the age.
    """
    time: Time = expression.time
    if not isinstance(time, Shifted) or time.unit != "day" or time.shift not in (0, 1):
        return False
    before, after = words[expression.first - 1], words[expression.last]
    if "شب" in folded[span[0] : span[1]] or words[expression.first].role != "day":
        return False
    beside = {before.role, after.role}
    if beside & {"daypart", "weekday", "numeric"} or after.text == "(" or before.text == "(":
        return False
    if before.role == "vague":
        return True
    if time.shift == 1:
        return False
    if before.role == "digits" and words[expression.first - 2].text in ("ساعت", ":"):
        return False
    if after.role in ("digits", "ordinal") and words.has(expression.last + 1, "month"):
        return False
    return _weight(words, expression, folded, span, verb) < -1


_VERBS: dict[VerbForm | None, int] = {
    "past": 2, "report": 2, "future": 2, "perfect": -1, "present": -1, "copula": -2,
}  # fmt: skip


def _weight(
    words: Words, expression: Expression, folded: str, span: tuple[int, int], verb: VerbForm | None
) -> int:
    start, end = span
    before = words[expression.first - 1]
    weight = _VERBS.get(verb, 0)
    weight += 2 * (before.role in ("event", "daypart") or words.has(expression.first - 2, "event"))
    weight += 2 * bool(_FIGURES.search(folded, end, end + _REACH))
    weight -= 2 * (before.role == "to")  # «تا امروز»
    if before.text in _NO_SUBJECT:
        weight -= 1
    elif before.role == "other" and verb == "present":
        weight += 1  # its subject stands before it: «وزیر امروز به قم می‌رود»
    weight -= _in_speech(folded, start)
    return weight


def _in_speech(folded: str, start: int) -> bool:
    """Whether the words are spoken: after a colon or quotation mark, or in the first person."""
    line = folded.rfind("\n", max(0, start - _FAR), start) + 1
    if _QUOTED.search(folded, max(line, start - _FAR), start):
        return True
    line_before = folded.rfind("\n", max(0, start - _FAR), max(0, line - 1)) + 1
    return bool(_FIRST_PERSON.search(folded, max(line_before, start - _FAR), start))
