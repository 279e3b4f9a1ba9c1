"""The grammar of date expressions: words in, times out.

Each rule takes a place in the words and returns what it read and the place after it, or None. The
rules stand from the whole to the parts; alternatives are tried longest first.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dabir.dates.calendars import CalendarName
from dabir.dates.times import (
    Century,
    Day,
    DayOfMonth,
    Decade,
    Figures,
    Month,
    Nth,
    Part,
    Range,
    Season,
    Shifted,
    Since,
    Time,
    Weekday,
    Year,
)
from dabir.dates.words import Word

Read = tuple[Time, int] | None

NUMBERS = ("digits", "cardinal", "ordinal")
COUNTS = ("digits", "cardinal", "several")
END = Word("end", 0, -1, -1, "")


class Expression(NamedTuple):
    """A time that was read from `words[first:last]`, and the rule that read it."""

    time: Time
    first: int
    last: int
    rule: str


class Grammar:
    """The rules over one list of words."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.rules: tuple[tuple[str, Callable[[int], Read]], ...] = (
            ("figures", self.figures),
            ("day", self.day),
            ("nth", self.nth),
            ("part", self.part),
            ("month", self.month),
            ("season", self.season),
            ("year", self.year),
            ("decade", self.decade),
            ("century", self.century),
            ("weekday", self.weekday),
            ("ago", self.ago),
            ("unit", self.shifted_unit),
            ("relative", self.relative),
        )

    def expressions(self) -> list[Expression]:
        """Every expression, from left to right; none overlaps another."""
        found: list[Expression] = []
        at = 0
        while at < len(self.words):
            expression = self.since(at) or self.range(at) or self.single(at)
            if expression is None:
                at += 1
            else:
                found.append(expression)
                at = expression.last
        return found

    # --- looking at words ---

    def __getitem__(self, at: int) -> Word:
        return self.words[at] if 0 <= at < len(self.words) else END

    def away(self, at: int) -> bool:
        """Whether a direction from now stands there: «گذشته», not «پیش از» nor «بعد»."""
        word = self[at]
        if word.role != "toward" or word.value == 2 or word.text == "دیگر":
            return False
        return word.text not in ("پیش", "قبل") or not self.is_(at + 1, "from")

    def is_(self, at: int, *roles: str) -> bool:
        """Whether the word there has one of the roles."""
        return self[at].role in roles

    def unit(self, at: int, *units: str) -> bool:
        """Whether the word there is one of the units, in the singular."""
        return self[at].role == "unit" and self[at].value in units

    # --- whole expressions ---

    def since(self, at: int) -> Expression | None:
        """«از … تاکنون»."""
        if not self.is_(at, "from"):
            return None
        read = self.single(at + 1)
        if read is None or not self.is_(read.last, "until-now"):
            return None
        return Expression(Since(read.time), at, read.last + 1, "since")

    def range(self, at: int) -> Expression | None:
        """«… تا …» of two times of one kind; the first may leave its year to the second."""
        first = self.single(at)
        if first is None or not (self.is_(first.last, "to") or self[first.last].text in "-–"):
            return None
        last = self.single(first.last + 1)
        if last is None or not _same_kind(first.time, last.time):
            return None
        time = Range(_with_year_of(first.time, last.time), last.time)
        return Expression(time, at, last.last, "range")

    def single(self, at: int) -> Expression | None:
        """One time."""
        for name, rule in self.rules:
            read = rule(at)
            if read is not None:
                return Expression(read[0], at, read[1], name)
        return None

    # --- days ---

    def figures(self, at: int) -> Read:
        """«۱۴۰۲/۰۹/۰۸», with or without its weekday."""
        weekday, after = self.day_names(at)
        if self.is_(after, "mark") and weekday is not None and self[after].text in "،,":
            after += 1
        after += self.is_(after, "dated") and weekday is not None
        if not self.is_(after, "numeric"):
            return None
        time = parse_figures(self[after].text, weekday)
        return (time, after + 1) if time is not None else None

    def day_names(self, at: int) -> tuple[int | None, int]:
        """[روز] [weekday] [part of the day], as far as they go."""
        start = at
        at += self.unit(at, "day", "night")
        if not self.is_(at, "weekday"):
            return None, at
        weekday = int(self[at].value)
        at += 1
        if self.unit(at, "night") or self.is_(at, "daypart"):
            at += 1
        return weekday, at if at > start else start

    def day(self, at: int) -> Read:
        """[روز] [weekday] day month [year]."""
        weekday, after = self.day_names(at)
        if weekday is not None:
            after = self.joint(after)
        elif self.is_(after, "units") and self[after].value == "day":
            after += 1
        days, after = self.day_numbers(after)
        if not days:
            return None
        return self.day_of_month(days, weekday, after)

    def joint(self, at: int) -> int:
        """What may stand between a weekday and its date: a comma, مورخ, روز."""
        if self.is_(at, "mark") and self[at].text in "،,":
            at += 1
        if self.is_(at, "dated"):
            at += 1
        return at + self.unit(at, "day")

    def day_numbers(self, at: int) -> tuple[tuple[int, ...], int]:
        """«۸», «۵ و ۶», «۵، ۶ و ۷», «۱۵ تا ۲۰»."""
        if not self.day_number(at):
            return (), at
        days = [int(self[at].value)]
        at += 1
        while (self.is_(at, "and", "to") or self[at].text in "،,-–") and self.day_number(at + 1):
            days.append(int(self[at + 1].value))
            at += 2
        return tuple(days), at

    def day_number(self, at: int) -> bool:
        """Whether a number stands there that could be a day."""
        word = self[at]
        return word.role in NUMBERS and 0 <= int(word.value) <= 39 and len(word.text) <= 12

    def day_of_month(self, days: tuple[int, ...], weekday: int | None, at: int) -> Read:
        """The month and year after the number of a day."""
        if self.unit(at, "month") and self.is_(at + 1, "toward"):
            if not (self.is_(at - 1, "ordinal") or self[at + 1].value == 0 or weekday is not None):
                return None  # «دو ماه گذشته» is a length of time
            shift = Shifted("month", _shift(self[at + 1]))
            return DayOfMonth(days, shift), at + 2
        if self.is_(at, "month-shift"):
            return DayOfMonth(days, Shifted("month", int(self[at].value))), at + 1
        month = self.month_name(at)
        if month is None:
            return None
        calendar, number, after, marked = month
        year, end = self.year_after(after)
        if weekday is None and end == after and not marked and self._doubtful(at):
            return None
        after = end
        return Day(calendar, number, days, year, weekday), after

    def _doubtful(self, at: int) -> bool:
        """Whether a number and a month name may be something else: «پنج صفر», «هفت تیر»."""
        number, bearing = self[at - 1].role, self[at].bearing
        if self.unit(at - 2, "day") or self[at].value == "gregorian.5":
            return number == "cardinal"
        return (number == "cardinal" and bearing != "free") or (
            number == "digits" and bearing == "timid"
        )

    # --- months ---

    def month_name(self, at: int) -> tuple[CalendarName, int, int, bool] | None:
        """[ماه] name [ماه]: its calendar, number, the place after it, whether ماه stands by."""
        before = self.unit(at, "month")
        at += before
        if not self.is_(at, "month"):
            return None
        calendar, number = str(self[at].value).split(".")
        behind = self.unit(at + 1, "month") and not self.is_(at + 2, "toward")
        marked = before or behind or self[at].bearing == "marked"
        return calendar, int(number), at + 1 + behind, marked  # type: ignore[return-value]

    def month(self, at: int) -> Read:
        """A month with its year, or alone where nothing else can be meant."""
        name = self.month_name(at)
        if name is None:
            return None
        calendar, number, after, marked = name
        year, end = self.year_after(after)
        if not (marked or end > after or self.stands_alone(at)):
            return None
        return Month(calendar, number, year), end

    def stands_alone(self, at: int) -> bool:
        """Whether a bare month name there is a month: «در خرداد», not «خبرگزاری مهر»."""
        word, before, following = self[at], self[at - 1], self[at + 1]
        if word.bearing == "free":
            return before.role in (
                "at",
                "from",
                "to",
                "part",
                "and",
                "dated",
                "half",
                "between",
            ) or following.role in ("to", "and")
        if word.bearing == "shy":
            return before.role in ("at", "from", "to", "part") and (
                following.role in ("mark", "to", "and", "end", "from", "at")
            )
        return before.role in ("at", "from", "to", "part") and following.role in (
            "mark",
            "to",
            "between",
            "end",
        )

    # --- years ---

    def year_after(self, at: int) -> tuple[Year, int]:
        """The year that belongs to the day or month before `at`, and the place after it."""
        if self.is_(at, "mark") and self[at].text in "،," and self._full_year(at + 1):
            at += 1
        if self.is_(at, "every"):
            return Year(every=True), at + 1
        if self.is_(at, "same-year"):
            return Year(same=True), at + 1
        if self.is_(at, "year"):
            return Year(shift=int(self[at].value)), at + 1
        if self.unit(at, "year"):
            read = self.year(at)
            if read is not None and isinstance(read[0], Year):
                return read[0], read[1]
            return Year(), at
        if self.away(at) and self[at].text not in ("پیش", "قبل"):
            return Year(toward=int(self[at].value)), at + 1
        if self._full_year(at) or self._short_year(at):
            return self.year_number(at)
        return Year(), at

    def year(self, at: int) -> Read:
        """«سال ۱۳۹۸», «سال‌های ۹۶ و ۹۸», «سال گذشته», «۲۰۱۱ میلادی», «متولد ۱۳۳۱»."""
        if self.is_(at, "units") and self[at].value == "year":
            return self.years(at + 1)
        if self.unit(at, "year"):
            return self.year_with_word(at + 1)
        if self._full_year(at) and self._bare_year(at):
            return self.year_number(at)
        return None

    def years(self, at: int) -> Read:
        """Two or more years: «۹۶ و ۹۸», «۱۳۶۰ تا ۱۳۶۸»."""
        if not self._year_digits(at):
            return None
        first, after = self.year_number(at)
        last = None
        while (self.is_(after, "and", "to") or self[after].text in "،,-–") and self._year_digits(
            after + 1
        ):
            last, after = self.year_number(after + 1)
        if last is None:
            return first, after
        if first.calendar is None:
            first = replace(first, calendar=last.calendar)
        return Range(first, last), after

    def year_with_word(self, at: int) -> Read:
        """What follows سال."""
        if self.is_(at, "toward"):
            if not self.away(at) or self.is_(at - 2, *COUNTS):
                return None
            return self.with_calendar(Year(shift=_shift(self[at])), at + 1)
        if self.is_(at, "new"):
            return self.with_calendar(Year(new=True), at + 1)
        if self._year_digits(at) or self._year_words(at):
            year, after = self.year_number(at)
            following = self[after]
            if (
                following.text in "-–/"
                and following.role == "mark"
                and self._year_digits(after + 1)
            ):
                last, end = self.year_number(after + 1)
                return self._two_years(year, last), end
            return year, after
        return None

    def _two_years(self, one: Year, other: Year) -> Time:
        """«سال ۹۸-۹۷» in either order."""
        first, last = sorted((one, other), key=lambda y: (y.number or 0) % 100)
        return Range(first, last)

    def with_calendar(self, year: Year, at: int) -> tuple[Year, int]:
        """The year with the name of its calendar, where one follows."""
        if self.is_(at, "calendar"):
            return replace(year, calendar=str(self[at].value)), at + 1  # type: ignore[arg-type]
        return year, at

    def year_number(self, at: int) -> tuple[Year, int]:
        """A year in figures or words, with its calendar."""
        if self.is_(at, "digits"):
            word = self[at]
            return self.with_calendar(Year(int(word.value), len(word.text)), at + 1)
        number, after = self.number_words(at)
        return self.with_calendar(Year(number, len(str(number))), after)

    def number_words(self, at: int) -> tuple[int, int]:
        """A number in words: «هزار و سیصد و نود و هشت»."""
        total = 0
        end = at
        while self.is_(at, "cardinal", "thousand", "hundred"):
            total += int(self[at].value)
            end = at = at + 1
            if self.is_(at, "and") and self.is_(at + 1, "cardinal", "hundred"):
                at += 1
        return total, end

    def _year_words(self, at: int) -> bool:
        number, after = self.number_words(at)
        return (1200 <= number <= 2100 or 30 <= number <= 99) and not self._counts(after)

    def _year_digits(self, at: int) -> bool:
        """Figures that are a year after the word سال."""
        word = self[at]
        if word.role != "digits" or self._counts(at + 1):
            return False
        if len(word.text) == 2:
            return int(word.value) >= 32 or word.text[0] == "0"
        if self.is_(at + 1, "calendar", "bc"):
            return True
        return len(word.text) == 4 and (
            1200 <= int(word.value) < 1500 or 1500 <= int(word.value) <= 2150
        )

    def _full_year(self, at: int) -> bool:
        word = self[at]
        return (
            word.role == "digits"
            and len(word.text) == 4
            and (1250 <= int(word.value) < 1480 or 1700 <= int(word.value) <= 2100)
            and not self._counts(at + 1)
        ) or (self.is_(at, "thousand") and self._year_words(at))

    def _short_year(self, at: int) -> bool:
        word = self[at]
        return (
            word.role == "digits"
            and len(word.text) == 2
            and (int(word.value) >= 40 or word.text[0] == "0")
            and not self._counts(at + 1)
        )

    def _counts(self, at: int) -> bool:
        """Whether the word there is what a number before it counts: «۸۶ نفر»."""
        word = self[at]
        if word.role == "mark":
            return word.text in "٪%:٫" or (
                word.text in "/." and self.is_(at + 1, "digits") and self[at + 1].start == word.end
            )
        return word.role in ("unit", "hundred", "thousand", "counted")

    def _bare_year(self, at: int) -> bool:
        """Whether four figures without سال are a year: «۲۰۱۱ میلادی», «متولد ۱۳۳۱»."""
        after = at + 1 if self.is_(at, "digits") else self.number_words(at)[1]
        return self.is_(after, "calendar") or self.is_(at - 1, "born")

    # --- decades, centuries, seasons ---

    def decade(self, at: int) -> Read:
        """«دهه ۶۰», «دهه نود میلادی»."""
        if not (self.unit(at, "decade") or (self.is_(at, "units") and self[at].value == "decade")):
            return None
        word = self[at + 1]
        if word.role not in ("digits", "cardinal") or int(word.value) % 10 or int(word.value) < 10:
            return None
        if word.role == "cardinal" and int(word.value) > 90:
            return None
        year, after = self.with_calendar(Year(), at + 2)
        calendar = None if year.calendar == "era" else year.calendar
        digits = len(word.text) if word.role == "digits" else 2
        return (Decade(int(word.value), digits, calendar), after) if digits in (2, 4) else None

    def century(self, at: int) -> Read:
        """«قرن بیستم», «سده ۱۹ میلادی»."""
        if not self.unit(at, "century") or not self.is_(at + 1, *NUMBERS):
            return None
        if not 1 <= int(self[at + 1].value) <= 30:
            return None
        year, after = self.with_calendar(Year(), at + 2)
        calendar = "hijri" if year.calendar == "era" else year.calendar
        return Century(int(self[at + 1].value), calendar), after

    def season(self, at: int) -> Read:
        """A season with its year."""
        at += self.unit(at, "quarter")
        if not self.is_(at, "season"):
            return None
        year, after = self.year_after(at + 1)
        return (Season(int(self[at].value), year), after) if after > at + 1 else None

    # --- parts ---

    def part(self, at: int) -> Read:
        """«اوایل …», «پایان …», «نیمه دوم …»."""
        if not self.is_(at, "part"):
            return None
        part = str(self[at].value)
        if part == "half":
            return self.half(at + 1)
        whole = self.whole(at + 1)
        return (Part(part, whole[0]), whole[1]) if whole is not None else None

    def half(self, at: int) -> Read:
        """«نیمه دوم سال», «نیمه مهر»."""
        if self.is_(at, "ordinal") and self[at].value in (1, 2):
            whole = self.whole(at + 1)
            return (Nth("half", int(self[at].value), whole[0]), whole[1]) if whole else None
        whole = self.month(at) or self.shifted_unit(at)
        return (Part("half", whole[0]), whole[1]) if whole else None

    def whole(self, at: int) -> Read:
        """What can have parts: a month, year, decade, week, season; also «سال» alone."""
        if self.is_(at, "month"):  # after a part, a bare month name is a month
            name = self.month_name(at)
            assert name is not None
            year, after = self.year_after(name[2])
            return Month(name[0], name[1], year), after
        for rule in (
            self.nth,
            self.month,
            self.season,
            self.year,
            self.decade,
            self.century,
            self.shifted_unit,
        ):
            read = rule(at)
            if read is not None:
                return read
        if self.is_(at, "year"):
            return Year(shift=int(self[at].value)), at + 1
        if self.unit(at, "week"):
            return Shifted("week", 0), at + 1
        return None

    def nth(self, at: int) -> Read:
        """«هفته اول مهر», «دومین جمعه آبان», «سه‌ماهه نخست سال»."""
        if self.is_(at, "nth"):
            return self.nth_before(at)
        if self.unit(at, "week", "decade", "half-year", "quarter") and self.is_(at + 1, "ordinal"):
            unit = {"week": "week", "decade": "ten days", "half-year": "half", "quarter": "months"}
            name = unit[str(self[at].value)]
            return self._nth_of(name, int(self[at + 1].value), at + 2, 3 if name == "months" else 0)
        if self.is_(at, "digits", "cardinal") and self.unit(at + 1, "monthspan", "month"):
            return self.months_of(at)
        return None

    def nth_before(self, at: int) -> Read:
        """The number before the unit: «آخرین جمعه ماه رمضان»."""
        number, at = int(self[at].value), at + 1
        if self.is_(at, "weekday"):
            weekday = int(self[at].value)
            whole = self.whole(at + 1)
            return (Nth("weekday", number, whole[0], weekday), whole[1]) if whole else None
        if self.unit(at, "day", "week"):
            return self._nth_of(str(self[at].value), number, at + 1)
        return None

    def _nth_of(self, unit: str, number: int, at: int, size: int = 0) -> Read:
        whole = self.whole(at)
        return (Nth(unit, number, whole[0], 0, size), whole[1]) if whole is not None else None

    def months_of(self, at: int) -> Read:
        """«چهار ماه نخست سال», «سه‌ماهه سوم امسال», «شش ماهه ۹۸»."""
        size, spanned = int(self[at].value), self[at + 1].value == "monthspan"
        at += 2
        number = 1
        if self.is_(at, "ordinal"):
            number, at = int(self[at].value), at + 1
        elif self.is_(at, "part") and self[at].value == "last":
            number, at = -1, at + 1
        elif not spanned:
            return None
        if not 1 <= size <= 11:
            return None
        if spanned and self.is_(at, "digits") and self._short_year(at):
            year, after = self.year_number(at)
            return Nth("months", number, year, 0, size), after
        return self._nth_of("months", number, at, size)

    # --- relative to the day of publication ---

    def weekday(self, at: int) -> Read:
        """A weekday alone or with its week: «جمعه», «دوشنبه هفته آینده», «شنبه گذشته»."""
        at += self.unit(at, "day")
        if not self.is_(at, "weekday"):
            return None
        weekday = int(self[at].value)
        at += 1
        week = at + (self.unit(at, "night") or self.is_(at, "daypart"))
        if self.unit(week, "week") and self.is_(week + 1, "toward"):
            return Weekday(weekday, week=_shift(self[week + 1])), week + 2
        if self.is_(week, "this") and self.unit(week + 1, "week"):
            return Weekday(weekday, week=0), week + 2
        if self.away(week):
            return Weekday(weekday, toward=_shift(self[week])), week + 1
        return Weekday(weekday), at

    def ago(self, at: int) -> Read:
        """«دو سال پیش», «سه روز قبل», «دو ماه دیگر»; «دو سال گذشته» is a length of time."""
        if not self.is_(at, "digits", "cardinal") or not self.unit(
            at + 1, "day", "night", "week", "month", "year"
        ):
            return None
        way = self[at + 2]
        if way.role != "toward" or way.text not in ("پیش", "قبل", "دیگر"):
            return None
        if self.is_(at + 3, "from") and not self[at + 4].text == "این":
            return None
        count = int(self[at].value) * (1 if way.text == "دیگر" else -1)
        end = at + 3
        return self._shifted(str(self[at + 1].value), count, end)

    def shifted_unit(self, at: int) -> Read:
        """«روز گذشته», «هفته جاری», «ماه پیش», «این هفته»."""
        if (
            self.is_(at, "this")
            and self.unit(at + 1, "week", "month", "year")
            and not self.is_(at + 2, "toward", *NUMBERS)
        ):
            return self._shifted(str(self[at + 1].value), 0, at + 2)
        if not self.unit(at, "day", "night", "week", "month", "year") or not self.away(at + 1):
            return None
        if self.is_(at - 1, *COUNTS):
            return None  # «پنج سال گذشته» is a length of time
        return self._shifted(str(self[at].value), _shift(self[at + 1]), at + 2)

    def _shifted(self, unit: str, shift: int, at: int) -> Read:
        if unit == "year":
            return self.with_calendar(Year(shift=shift), at)
        year, after = self.with_calendar(Year(), at) if unit == "month" else (Year(), at)
        calendar = None if year.calendar == "era" else year.calendar
        return Shifted("day" if unit == "night" else unit, shift, calendar), after  # type: ignore[arg-type]

    def relative(self, at: int) -> Read:
        """«امروز», «پارسال»."""
        if self.is_(at, "day"):
            return Shifted("day", int(self[at].value)), at + 1
        if self.is_(at, "year"):
            return Year(shift=int(self[at].value)), at + 1
        return None


def _shift(word: Word) -> int:
    return min(int(word.value), 1)


def parse_figures(text: str, weekday: int | None) -> Figures | None:
    """A date in figures, year first or last; None where the figures are more likely no date."""
    parts = [p.strip() for p in text.replace("-", "/").replace(".", "/").split("/")]
    first, month, last = parts
    dotted = "." in text or "-" in text
    if len(last) == 4 or (len(first) <= 2 and len(last) == 2 and int(last) > 31 and not dotted):
        first, last = last, first
    elif len(first) == 2 and (int(first) <= 31 or dotted):
        return None
    year = int(first)
    if len(first) == 4 and not (1200 <= year < 1500 or 1800 <= year <= 2100 or year == 0):
        return None
    if len(first) == 2 and not (1 <= int(month) <= 12 and 1 <= int(last) <= 31):
        return None
    return Figures(Year(year, len(first)), int(month), int(last), weekday)


def _same_kind(first: Time, last: Time) -> bool:
    days = (Day, Figures, Part, DayOfMonth)
    if isinstance(first, days) and isinstance(last, days):
        return True
    return type(first) is type(last) and not isinstance(first, Nth | Range)


def _with_year_of(first: Time, last: Time) -> Time:
    """The first time, with the year of the second where it names none."""
    year = getattr(last, "year", None)
    if isinstance(first, Day | Month | Season) and first.year.missing and isinstance(year, Year):
        return replace(first, year=year)
    return first
