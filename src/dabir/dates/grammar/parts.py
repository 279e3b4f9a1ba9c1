"""Parts of longer times: «اوایل مهر», «پایان سال ۹۸», «نیمه دوم سال», «آخرین جمعه رمضان»."""

from dabir.dates.grammar.cursor import COUNTS, Read, Words
from dabir.dates.grammar.days import month, month_name, season
from dabir.dates.grammar.relative import unit_away
from dabir.dates.grammar.years import (
    century,
    decade,
    is_full_year,
    with_calendar,
    year,
    year_after,
    year_number,
)
from dabir.dates.times import Month, Nth, Part, Season, Shifted, Year

_SIZES = {
    "day": "day",
    "week": "week",
    "decade": "ten days",
    "half-year": "half",
    "quarter": "months",
}


def part(words: Words, at: int) -> Read:
    """«اوایل …», «پایان …», «نیمه دوم …», «اول هفته»."""
    if words.has(at, "ordinal"):
        if words[at].value != 1 or not words.unit(at + 1, "week", "month", "year"):
            return None
        whole = _whole(words, at + 1)
        return (Part("first", whole[0]), whole[1]) if whole else None
    if not words.has(at, "part") or words.units(at - 1, "month"):
        return None  # «ماه‌های ابتدای سال» are no day
    name = str(words[at].value)
    if name == "half":
        return _half(words, at + 1)
    whole = _whole(words, at + 1)
    return (Part(name, whole[0]), whole[1]) if whole is not None else None


def _half(words: Words, at: int) -> Read:
    """«نیمه دوم سال», «نیمه مهر»; «نیمه شعبان» is a feast."""
    if words.has(at, "ordinal") and words[at].value in (1, 2):
        whole = _whole(words, at + 1)
        return (Nth("half", int(words[at].value), whole[0]), whole[1]) if whole else None
    if words[at].value == "hijri.8":
        return None
    whole = _whole(words, at) if words.has(at, "month") else month(words, at)
    return (Part("half", whole[0]), whole[1]) if whole else None


def _whole(words: Words, at: int) -> Read:
    """What can have parts: a month, year, decade, week, season; also «سال» alone."""
    at += words.unit(at, "day") and not words.away(at + 1)
    if words.has(at, "month"):  # after a part, a bare month name is a month
        name = month_name(words, at)
        assert name is not None
        year_, after = year_after(words, name[2])
        if (
            words[at].bearing == "timid"
            and after == name[2]
            and words.has(after, "other", "after-mi")
        ):
            return None  # «آغاز می شود»
        return Month(name[0], name[1], year_), after
    for rule in (month, season, year, decade, century, unit_away):
        read = rule(words, at)
        if read is not None:
            return read
    if is_full_year(words, at):
        return year_number(words, at)
    if words.has(at, "season"):
        return Season(int(words[at].value), Year()), at + 1
    return _bare_unit(words, at)


def _bare_unit(words: Words, at: int) -> Read:
    """«هفته», «ماه», «سال» alone, which are the ones now; «سال تحصیلی» is another thing."""
    if words.has(at + 1, "kind-of-year", "ordinal", "month", "new", "digits", "cardinal"):
        return None
    if words.unit(at, "week"):
        return Shifted("week", 0), at + 1
    if words.unit(at, "month"):
        return Shifted("month", 0), at + 1
    if words.unit(at, "year"):
        return with_calendar(words, Year(shift=0), at + 1)
    return None


def nth(words: Words, at: int) -> Read:
    """«هفته اول مهر», «دومین جمعه آبان», «سه‌ماهه نخست سال»."""
    if words.has(at, "nth"):
        return _nth_before(words, at)
    if words.unit(at, *_SIZES) and not words.has(at - 1, *COUNTS):
        unit, number = _SIZES[str(words[at].value)], _order(words, at + 1)
        if number is None or (unit == "day" and words.unit(at + 2, "month")):
            return None
        return _nth_of(words, at + 2, unit, number, 3 if unit == "months" else 0)
    if words.has(at, "digits", "cardinal") and words.unit(at + 1, "monthspan", "month"):
        return _months_of(words, at)
    if words.has(at, "digits", "cardinal") and words.unit(at + 1, "day", "week"):
        return _days_of(words, at)
    return None


def _days_of(words: Words, at: int) -> Read:
    """«۲۰ روز نخست مهر», «دو هفته پایانی سال»."""
    number = _order(words, at + 2)
    size = int(words[at].value) * (7 if words[at + 1].value == "week" else 1)
    if number not in (1, -1) or not 0 < size < 366:
        return None
    return _nth_of(words, at + 3, "days", number, size)


def _order(words: Words, at: int) -> int | None:
    """«اول», «دوم»; «آخر» and «پایانی» are -1."""
    if words.has(at, "ordinal"):
        return int(words[at].value)
    return -1 if words[at].value == "last" and words.has(at, "part", "closing") else None


def _nth_before(words: Words, at: int) -> Read:
    """The number before the unit: «آخرین جمعه ماه رمضان»."""
    number, at = int(words[at].value), at + 1
    if words.has(at, "weekday"):
        weekday = int(words[at].value)
        whole = _whole(words, at + 1)
        return (Nth("weekday", number, whole[0], weekday), whole[1]) if whole else None
    if words.unit(at, "day", "week"):
        return _nth_of(words, at + 1, str(words[at].value), number)
    return None


def _nth_of(words: Words, at: int, unit: str, number: int, size: int = 0) -> Read:
    if words.has(at, "from"):
        at += 1
    whole = _whole(words, at)
    return (Nth(unit, number, whole[0], 0, size), whole[1]) if whole is not None else None


def _months_of(words: Words, at: int) -> Read:
    """«چهار ماه نخست سال», «سه‌ماهه سوم امسال», «شش ماهه ۹۸»."""
    size, spanned = int(words[at].value), words[at + 1].value == "monthspan"
    number = _order(words, at + 2)
    if not 1 <= size <= 11 or (number is None and not spanned):
        return None
    at += 2 if number is None else 3
    year_, after = year_after(words, at)
    if after > at and year_.toward is None:
        return Nth("months", number or 1, year_, 0, size), after
    if number is None:
        return None
    read = _nth_of(words, at, "months", number, size)
    if read is None and spanned and words.has(at, "mark", "end", "and"):
        return Nth("months", number, Year(shift=0), 0, size), at
    return read
