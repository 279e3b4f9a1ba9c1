"""What is told by its distance from the day of publication: «دیروز», «هفته گذشته»."""

from dabir.dates.grammar.cursor import COUNTS, NUMBERS, Read, Words, way
from dabir.dates.grammar.years import with_calendar
from dabir.dates.times import Shifted, Time, Year

UNITS = ("day", "night", "week", "month", "year")


def ago(words: Words, at: int) -> Read:
    """«دو سال پیش», «سه روز قبل», «دو ماه دیگر»; «دو سال گذشته» is a length of time."""
    if not words.has(at, "digits", "cardinal") or not words.unit(at + 1, *UNITS):
        return None
    if words.has(at - 1, "mark") and words[at - 1].text in "/." and words.has(at - 2, "digits"):
        return None
    if words.spans(at - 1) and words.has(at - 2, *COUNTS):
        return None  # «۱۰ تا ۱۲ سال پیش»
    direction = words[at + 2]
    if direction.role not in ("before", "more"):
        return None
    if words.has(at + 3, "from") and words[at + 4].role != "this":
        return None  # «دو سال پیش از انقلاب»
    count = int(words[at].value)
    end = at + 5 if words.has(at + 3, "from") else at + 3
    return _shifted(words, str(words[at + 1].value), count * way(direction), end)


def unit_away(words: Words, at: int) -> Read:
    """«روز گذشته», «هفته جاری», «ماه پیش», «این هفته»."""
    if words.has(at, "this"):
        if not words.unit(at + 1, "week", "month", "year") or words.has(at + 2, *NUMBERS, "month"):
            return None
        return _shifted(words, str(words[at + 1].value), 0, at + 2)
    if not words.unit(at, *UNITS) or words.has(at - 1, *COUNTS):
        return None  # «پنج سال گذشته» is a length of time
    if words.unit(at, "month") and words.has(at + 1, "calendar") and words.has(at + 2, "toward"):
        calendar = str(words[at + 1].value)  # «ماه میلادی جاری»
        return Shifted("month", way(words[at + 2]), calendar), at + 3  # type: ignore[arg-type]
    if not words.away(at + 1):
        return None
    return _shifted(words, str(words[at].value), way(words[at + 1]), at + 2)


def unit_after(words: Words, at: int) -> Read:
    """«هفته بعد», which is next week only where the sentence looks ahead."""
    if not words.unit(at, "week", "month", "year") or words.has(at - 1, *COUNTS):
        return None
    if words[at + 1].text not in ("بعد", "بعدی", "دیگر") or words.has(at + 2, "from"):
        return None
    return _shifted(words, str(words[at].value), 1, at + 2)


def day_away(words: Words, at: int) -> Read:
    """«امروز», «پریشب»."""
    return (Shifted("day", int(words[at].value)), at + 1) if words.has(at, "day") else None


def _shifted(words: Words, unit: str, shift: int, at: int) -> tuple[Time, int]:
    if unit == "year":
        return with_calendar(words, Year(shift=shift), at)
    if unit == "month":
        named, at = with_calendar(words, Year(), at)
        calendar = named.calendar if named.calendar in ("gregorian", "hijri") else None
        return Shifted("month", shift, calendar), at
    return Shifted("week" if unit == "week" else "day", shift), at
