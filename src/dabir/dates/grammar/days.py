"""Days, months and seasons: «چهارشنبه هشتم آذرماه ۱۴۰۲», «۵ و ۶ مهر», «آبان ۹۸»."""

from dataclasses import replace

from dabir.dates.calendars import CalendarName
from dabir.dates.grammar.cursor import LONGEST_LIST, NUMBERS, Read, Words, way
from dabir.dates.grammar.years import together, year_after
from dabir.dates.times import (
    Day,
    DayOfMonth,
    Figures,
    Month,
    Nth,
    Range,
    Season,
    Shifted,
    Time,
    Weekday,
    Year,
)


def figures(words: Words, at: int) -> Read:
    """«۱۴۰۲/۰۹/۰۸», with or without its weekday."""
    weekday, after = _day_names(words, at)
    if weekday is not None:
        after = _joint(words, after)
    if not words.has(after, "numeric"):
        return None
    time = _figures(words[after].text, weekday)
    return (time, after + 1) if time is not None else None


def _figures(text: str, weekday: int | None) -> Figures | None:
    """A date in figures, year first or last; None where the figures are more likely no date."""
    dotted = "/" not in text
    first, month, last = (p.strip() for p in text.replace("-", "/").replace(".", "/").split("/"))
    if len(last) == 4 or (len(first) <= 2 and len(last) == 2 and int(last) > 31 and not dotted):
        first, last = last, first
    year = int(first)
    if len(first) == 4:
        if not (1200 <= year < 1500 or 1800 <= year <= 2100 or year == 0):
            return None
    elif (
        dotted
        or (year <= 31 and first[0] != "0")
        or not (1 <= int(month) <= 12 and 1 <= int(last) <= 31)
    ):
        return None
    named = Year(year, len(first), "jalali" if len(first) == 2 else None)
    return Figures(named, int(month), int(last), weekday)


def day(words: Words, at: int) -> Read:
    """[روز] [weekday] day month [year], or several days of one month."""
    weekday, after = _day_names(words, at)
    if weekday is not None:
        after = _joint(words, after)
    elif words.units(after, "day"):
        after += 1
    between = words.has(at - 1, "between")
    days, spans, after = _day_numbers(words, after)
    read = _of_month(words, after, days, weekday) if days else None
    if read is None or len(days) < 2 or spans or between or isinstance(read[0], DayOfMonth):
        return read
    return _one_by_one(read, days)


def _one_by_one(read: tuple[Time, int], days: tuple[int, ...]) -> Read:
    time, after = read
    assert isinstance(time, Day)
    each = [replace(time, days=(number,)) for number in days]
    listed = together(each, days, between=False)
    return (time if isinstance(listed, Range) else listed), after


def _day_names(words: Words, at: int) -> tuple[int | None, int]:
    """[روز] [weekday] [part of the day], as far as they go; of several weekdays the first."""
    several = words.units(at, "day")
    at += several or words.unit(at, "day", "night")
    if not words.has(at, "weekday"):
        return None, at - several
    weekday = int(words[at].value)
    at = after_weekdays(words, at + 1)
    if words.unit(at, "night") or words.has(at, "daypart"):
        at += 1
    return weekday, at


def after_weekdays(words: Words, at: int) -> int:
    """The place after further weekdays: «… و سه‌شنبه و چهارشنبه»."""
    last = at + 2 * LONGEST_LIST
    while at < last and words.joins(at) and words.has(at + 1, "weekday"):
        at += 2
    return at


def _joint(words: Words, at: int) -> int:
    """What may stand between a weekday and its date: a comma, مورخ, روز."""
    at += words.comma(at)
    at += words.has(at, "dated")
    return at + words.unit(at, "day")


def _day_numbers(words: Words, at: int) -> tuple[tuple[int, ...], bool, int]:
    """«۸», «۵ و ۶», «۵، ۶ و ۷», «۱۵ تا ۲۰», and whether they are the ends of a range."""
    if not _is_day_number(words, at):
        return (), False, at
    days, spans = [int(words[at].value)], False
    at += 1
    while len(days) < LONGEST_LIST and words.joins(at) and _is_day_number(words, at + 1):
        spans = spans or words.spans(at)
        days.append(int(words[at + 1].value))
        at += 2
    return tuple(days), spans, at


def _is_day_number(words: Words, at: int) -> bool:
    word = words[at]
    return word.role in NUMBERS and 0 <= int(word.value) <= 39 and len(word.text) <= 16


def _of_month(words: Words, at: int, days: tuple[int, ...], weekday: int | None) -> Read:
    """The month and year after the number of a day."""
    if words.unit(at, "month") and words.away(at + 1):
        clear = words.has(at - 1, "ordinal") or words[at + 1].value == 0 or weekday is not None
        if not clear:
            return None  # «دو ماه گذشته» is a length of time
        return DayOfMonth(days, Shifted("month", way(words[at + 1]))), at + 2
    if words.has(at, "this") and words.unit(at + 1, "month"):
        return DayOfMonth(days, Shifted("month", 0)), at + 2
    slashed = words.slash(at)
    month = month_name(words, at + slashed)
    if month is None:
        return None
    calendar, number, after, marked = month
    year, end = year_after(words, after + (slashed and words.slash(after)))
    end = end if end > after + 1 or not slashed else after
    if weekday is None and end == after and not marked and _doubtful(words, at + slashed):
        return None
    if year == Year() and _every_year(words, at):
        year = Year(every=True)
    return Day(calendar, number, days, year, weekday), end


def _every_year(words: Words, at: int) -> bool:
    """«هر سال ۲۲ بهمن», «همه‌ساله در ۲۲ بهمن»."""
    start = at - 1
    while start > at - LONGEST_LIST and (
        words.has(start, *NUMBERS, "at", "unit") or words.joins(start)
    ):
        start -= 1
    return words.has(start, "every")


def named(words: Words, at: int) -> Read:
    """A feast day with or without its year: «عاشورای ۱۴۰۲», «روز قدس امسال»."""
    if not words.has(at, "named"):
        return None
    calendar, month, day_, weekday = str(words[at].value).split(".")
    year, end = year_after(words, at + 1)
    if weekday == "-":
        return Day(calendar, int(month), (int(day_),), year), end  # type: ignore[arg-type]
    whole = Month(calendar, int(month), year)  # type: ignore[arg-type]
    return Nth("weekday", int(day_), whole, int(weekday)), end


def _doubtful(words: Words, at: int) -> bool:
    """Whether a number and a month name may be something else: «پنج صفر», «هفت تیر»."""
    number, month = words[at - 1].role, words[at]
    if words.has(at + 1, "after-mi") and month.text == "می":
        return True  # «گوشی ۷ می تواند»
    told = words.unit(at - 2, "day") or words.has(at - 2, "dated")
    if told or month.value == "gregorian.5":
        return number == "cardinal"
    if words[at - 1].value == 0 and month.bearing == "timid":
        return True
    if number == "cardinal":
        return month.bearing not in ("open", "free")
    may_be_a_count = month.bearing == "timid" and not str(month.value).startswith("jalali")
    return number == "digits" and may_be_a_count and month.value != "hijri.2"


def month_name(words: Words, at: int) -> tuple[CalendarName, int, int, bool] | None:
    """[ماه] name [ماه]: its calendar, number, the place after it, whether ماه stands by."""
    before = words.unit(at, "month") or words.units(at, "month")
    at += before
    word = words[at]
    if word.role != "month":
        return None
    calendar, number = str(word.value).split(".")
    behind = words.unit(at + 1, "month")
    marked = before or behind or word.bearing == "marked"
    return calendar, int(number), at + 1 + behind, marked  # type: ignore[return-value]


def month(words: Words, at: int) -> Read:
    """A month with its year, or alone where nothing else can be meant."""
    name = month_name(words, at)
    if name is None:
        return None
    calendar, number, after, marked = name
    year, end = year_after(words, after)
    if not (marked or (end > after and year.toward is None) or _stands_alone(words, at)):
        return None
    return Month(calendar, number, year), end


def _is_clear_month(words: Words, at: int) -> bool:
    """Whether a month stands there that shows itself to be one."""
    name = month_name(words, at)
    if name is None:
        return False
    return name[3] or words[at].bearing == "open" or year_after(words, name[2])[1] > name[2]


def _stands_alone(words: Words, at: int) -> bool:
    """Whether a bare month name there is a month: «در خرداد», not «خبرگزاری مهر»."""
    bearing, before, following = words[at].bearing, words[at - 1].role, words[at + 1].role
    if bearing == "open":
        return True
    if bearing != "timid" and words.length == 1:
        return True  # the text is the month and nothing else
    if bearing != "timid" and words.joins(at + 1) and _is_clear_month(words, at + 2):
        return True  # «مهر و آبان امسال»
    led = before in ("at", "from", "to", "part", "between")
    if bearing == "free":
        return led or before in ("and", "dated", "half", "month") or following in ("to", "toward")
    if bearing == "timid" and words[at - 1].text.startswith("منتهی"):
        return not words.has(at + 1, "after-mi")
    closed = ("mark", "to", "and", "end", "from", "at", "toward", "between")
    return led and following in (closed if bearing == "shy" else ("mark", "end", "between"))


def season(words: Words, at: int) -> Read:
    """A season with its year."""
    at += words.unit(at, "quarter")
    if not words.has(at, "season"):
        return None
    number = int(words[at].value)
    year, after = year_after(words, at + 1)
    if after > at + 1:
        return Season(number, year), after
    if words.joins(at + 1) and words.has(at + 2, "season"):
        year, after = year_after(words, at + 3)  # «بهار و تابستان ۹۸»
        return (Season(number, year), at + 1) if after > at + 3 else None
    return None


def _week(words: Words, at: int) -> tuple[int | None, int]:
    """The week that weekdays before `at` belong to, counted from this one."""
    if words.unit(at, "week") and words.away(at + 1):
        return way(words[at + 1]), at + 2
    if words.has(at, "this") and words.unit(at + 1, "week"):
        return 0, at + 2
    return None, at


def weekday(words: Words, at: int) -> Read:
    """A weekday alone or with its week: «جمعه», «دوشنبه هفته آینده», «شنبه گذشته»."""
    at += words.unit(at, "day")
    if not words.has(at, "weekday"):
        return None
    number = int(words[at].value)
    at += 1
    after = at + (words.unit(at, "night") or words.has(at, "daypart"))
    further = after_weekdays(words, at)
    week, end = _week(words, max(after, further))
    if week is not None:  # «دوشنبه و سه‌شنبه هفته آینده» are both of that week
        return Weekday(number, week=week), at if further > at else end
    if words.away(after):
        return Weekday(number, toward=way(words[after])), after + 1
    if words[after].text in ("بعد", "بعدی") and not words.has(after + 1, "from"):
        return Weekday(number, toward=1), after + 1
    if words.has(after, "each"):
        return None  # «دوشنبه هر هفته» returns
    return Weekday(number), at
