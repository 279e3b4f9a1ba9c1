"""What the words of a date say, as small trees, and the days that they mean.

Each class is one way to name a time and answers `period(anchor)`. What the words leave out comes
from the anchor: the day of publication, the tense of the sentence, the years named before.
`Unresolved` carries the reason why there is no value.
"""

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, Protocol

from dabir.dates.calendars import (
    FIRST_YEAR,
    LAST_YEAR,
    CalendarName,
    calendar_day,
    day_number,
    month_length,
)
from dabir.dates.periods import (
    Period,
    months_period,
    one_day,
    week_period,
    weekday,
    year_period,
    years_period,
)

Tense = Literal["past", "present", "future"]
NO_DAY = "no publication date"
NO_SUCH_DAY = "no such day"


class Unresolved(Exception):
    """No value; the text says why."""


class Anchor(NamedTuple):
    """What a date may lean on.

    `day` is the day of publication, by the name `day_name`; `tense` that of the sentence, None
    when it shows none; `years` the years named before in the text, latest last; `gregorian` the
    two-digit numbers that the text elsewhere calls Gregorian; `frame` the explicit time that the
    text speaks of, named up to `frame_end` (below 0: of the whole text).
    """

    day: int | None = None
    tense: Tense | None = None
    years: tuple[Period, ...] = ()
    gregorian: frozenset[int] = frozenset()
    frame: Period | None = None
    frame_end: int = -1
    day_name: str = "published"

    def needed_day(self) -> int:
        """The day of publication. Raises Unresolved without one."""
        if self.day is None:
            raise Unresolved(NO_DAY)
        return self.day


class Time(Protocol):
    """One way to name a time."""

    def period(self, anchor: Anchor) -> Period:
        """The days that are meant. Raises Unresolved."""


# --- years ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """A year as written, or as left out.

    `number` with its count of `digits`; `shift` from this year («سال گذشته» is -1); `toward` a
    direction alone («دی گذشته»); `every` for each year; `same` for the year named before; `new`
    for «سال جدید».
    """

    number: int | None = None
    digits: int = 0
    calendar: CalendarName | Literal["era", "bc"] | None = None
    shift: int | None = None
    toward: int | None = None
    every: bool = False
    same: bool = False
    new: bool = False

    @property
    def missing(self) -> bool:
        """Whether the words name no year."""
        return self.number is None and self.shift is None and not (self.same or self.new)

    def period(self, anchor: Anchor) -> Period:
        """The whole year."""
        calendar, year = self.resolved(anchor)
        return year_period(calendar, year)

    def resolved(self, anchor: Anchor) -> tuple[CalendarName, int]:
        """The calendar and the full number."""
        if self.number is not None:
            calendar, year = _numbered(self, anchor)
        elif self.same:
            if not anchor.years:
                raise Unresolved("no year named before")
            before = anchor.years[-1]
            calendar = before.calendar or "jalali"
            year = calendar_day(calendar, before.first).year
        else:
            calendar = self.calendar if self.calendar in ("gregorian", "hijri") else "jalali"
            now = calendar_day(calendar, anchor.needed_day())
            year = now.year + (self.shift or 0)
            if self.new:
                year += now.month == 12 or (calendar == "jalali" and now.month == 11)
        first = -9998 if self.calendar == "bc" else FIRST_YEAR[calendar]
        if not first <= year < LAST_YEAR[calendar]:
            raise Unresolved("the year is outside the calendar")
        return calendar, year


def _numbered(year: Year, anchor: Anchor) -> tuple[CalendarName, int]:
    number = year.number or 0
    if year.calendar == "bc":
        return "gregorian", 1 - number
    if year.digits > 2:
        if year.calendar == "era":
            return ("jalali", number) if 1250 <= number <= 1420 else ("hijri", number)
        return year.calendar or calendar_of_year(number), number
    if year.calendar is not None and year.calendar != "era":
        return year.calendar, _nearest_century(year.calendar, number, anchor)
    jalali = _nearest_century("jalali", number, anchor)
    if number in anchor.gregorian or _too_late(jalali, anchor):
        return "gregorian", _nearest_century("gregorian", number, anchor)
    return "jalali", jalali


def _too_late(jalali: int, anchor: Anchor) -> bool:
    """Whether a Jalali year lies so far ahead that a Gregorian one must be meant."""
    if anchor.day is None:
        return False
    ahead = jalali - calendar_day("jalali", anchor.day).year
    return ahead > 10 or (ahead > 1 and anchor.tense == "past")


def calendar_of_year(number: int) -> CalendarName:
    """The calendar that a year of three or four digits belongs to when nothing says so."""
    return "jalali" if 1200 <= number < 1500 else "gregorian"


def _nearest_century(calendar: CalendarName, number: int, anchor: Anchor) -> int:
    if anchor.day is not None:
        now = calendar_day(calendar, anchor.day).year
        return max(c + number for c in range(0, now + 100, 100) if c + number <= now + 14)
    if calendar == "jalali":
        return 1300 + number if number >= 20 else 1400 + number
    return 1900 + number if number >= 40 else 2000 + number


def choose_year(calendar: CalendarName, month: int, day: int, year: Year, anchor: Anchor) -> int:
    """The number of the year of a day (or month) whose words say `year`."""
    if not year.missing:
        if year.number is not None and year.digits <= 2 and year.calendar in (None, "era"):
            return _nearest_century(calendar, year.number, anchor)
        if year.shift is not None or year.new:
            year_calendar = year.calendar or ("gregorian" if calendar == "gregorian" else "jalali")
            year = Year(shift=year.shift, calendar=year_calendar, new=year.new)
        if year.number is not None and year.digits == 4 and calendar == "hijri":
            return (
                year.number if year.number < 1600 else _year_inside(year, calendar, month, anchor)
            )
        return _year_inside(year, calendar, month, anchor)
    if anchor.day is None and anchor.frame is not None:
        return _year_in_frame(calendar, month, day, anchor.frame)
    now = anchor.needed_day()
    this_year = calendar_day(calendar, now).year
    years = [
        y for y in (this_year - 1, this_year, this_year + 1) if _exists(calendar, y, month, day)
    ]
    if not years:
        raise Unresolved(NO_SUCH_DAY)
    if year.toward:
        tense: Tense | None = "past" if year.toward < 0 else "future"
        weight = 1000
    else:
        tense, weight = anchor.tense, AGAINST[anchor.tense]

    def cost(y: int) -> int:
        distance = day_number(calendar, y, month, day) - now
        return _cost(distance, tense, weight)

    return min(years, key=cost)


# How much farther a day seems when the tense speaks against it.
AGAINST: dict[Tense | None, int] = {"past": 4, "present": 2, "future": 4, None: 1}


def _cost(distance: int, tense: Tense | None, weight: int) -> int:
    against = distance > 0 if tense == "past" else tense is not None and distance < 0
    return abs(distance) * (weight if against else 1)


def _year_in_frame(calendar: CalendarName, month: int, day: int, frame: Period) -> int:
    """The year in which the day lies inside the time that the text speaks of."""
    first = calendar_day(calendar, frame.first).year
    last = calendar_day(calendar, frame.last).year
    for year in range(first, min(last, first + 2) + 1):
        if _exists(calendar, year, month, day):
            number = day_number(calendar, year, month, day)
            if frame.first <= number <= frame.last:
                return year
    raise Unresolved(NO_DAY)


def _exists(calendar: CalendarName, year: int, month: int, day: int) -> bool:
    return 1 <= day <= month_length(calendar, year, month)


def _year_inside(year: Year, calendar: CalendarName, month: int, anchor: Anchor) -> int:
    """The year of `calendar` whose month begins in the named year, which may be of another."""
    named_in, number = year.resolved(anchor)
    if named_in == calendar:
        return number
    whole = year_period(named_in, number)
    first = calendar_day(calendar, whole.first).year
    for candidate in (first, first + 1):
        if whole.first <= day_number(calendar, candidate, month, 1) <= whole.last:
            return candidate
    return first


# --- days, months and what is made of them -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Day:
    """«۸ آذر ۱۴۰۲», «۵ و ۶ مهر», «۱۵ تا ۲۰ آبان»: days of one month."""

    calendar: CalendarName
    month: int
    days: tuple[int, ...]
    year: Year
    weekday: int | None = None

    def period(self, anchor: Anchor) -> Period:
        """The day, or the days from the first to the last."""
        first = self._number(self.days[0], anchor)
        last = self._number(self.days[-1], anchor) if len(self.days) > 1 else first
        if last < first:
            raise Unresolved("the range runs backwards")
        return Period(first, last, "day" if first == last else "days", "day", self.calendar)

    def in_year(self, year: int) -> "Day":
        """The same day of a year that is known."""
        return replace(self, year=Year(year, 4, self.calendar))

    def _number(self, day: int, anchor: Anchor) -> int:
        if not 1 <= day <= 31:
            raise Unresolved(NO_SUCH_DAY)
        year = self._year(day, anchor)
        if not FIRST_YEAR[self.calendar] <= year < LAST_YEAR[self.calendar]:
            raise Unresolved("the year is outside the calendar")
        if not _exists(self.calendar, year, self.month, day):
            raise Unresolved(NO_SUCH_DAY)
        return day_number(self.calendar, year, self.month, day)

    def _year(self, day: int, anchor: Anchor) -> int:
        if self.year.missing and not _ever(self.calendar, self.month, day):
            raise Unresolved(NO_SUCH_DAY)
        year = choose_year(self.calendar, self.month, day, self.year, anchor)
        if not self.year.missing or self.weekday is None:
            return year
        for candidate in (year, year - 1, year + 1):  # the weekday tells which year is meant
            if _exists(self.calendar, candidate, self.month, day) and self.weekday == weekday(
                day_number(self.calendar, candidate, self.month, day)
            ):
                return candidate
        return year


def _ever(calendar: CalendarName, month: int, day: int) -> bool:
    """Whether the day stands in any year: a leap year of each calendar tells."""
    leap_year = {"jalali": 1403, "gregorian": 2024, "hijri": 1445}[calendar]
    return calendar == "hijri" or day <= month_length(calendar, leap_year, month)


@dataclass(frozen=True, slots=True)
class Month:
    """«آبان ۱۳۹۸», «دی‌ماه»."""

    calendar: CalendarName
    month: int
    year: Year

    def period(self, anchor: Anchor) -> Period:
        """The whole month."""
        year = choose_year(self.calendar, self.month, 15, self.year, anchor)
        if not FIRST_YEAR[self.calendar] <= year < LAST_YEAR[self.calendar]:
            raise Unresolved("the year is outside the calendar")
        return months_period(self.calendar, year, self.month, self.month)


@dataclass(frozen=True, slots=True)
class Figures:
    """«۱۴۰۲/۰۹/۰۸»: year, month and day in figures."""

    year: Year
    month: int
    day: int
    weekday: int | None = None

    def period(self, anchor: Anchor) -> Period:
        """The day."""
        calendar, year = self.year.resolved(anchor)
        if not 1 <= self.month <= 12 or not _exists(calendar, year, self.month, self.day):
            raise Unresolved(NO_SUCH_DAY)
        return one_day(day_number(calendar, year, self.month, self.day), calendar)


@dataclass(frozen=True, slots=True)
class Weekday:
    """«چهارشنبه», «دوشنبه هفته گذشته» (`week`), «جمعه گذشته» (`toward`)."""

    weekday: int
    week: int | None = None
    toward: int | None = None

    def period(self, anchor: Anchor) -> Period:
        """The day: the last one by then, or the next one where the tense says so."""
        now = anchor.needed_day()
        if self.week is not None:
            return one_day(week_period(now, self.week).first + self.weekday)
        ahead = (self.weekday - weekday(now)) % 7
        if self.toward == 0:
            return one_day(week_period(now).first + self.weekday)
        if self.toward is not None:
            return one_day(now + (ahead or 7) if self.toward > 0 else now + ahead - 7)
        if ahead == 0 or anchor.tense == "future":
            return one_day(now + ahead)
        if anchor.tense == "present" and ahead < 2 * (7 - ahead):
            return one_day(now + ahead)
        return one_day(now + ahead - 7)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A unit counted from now: «دیروز», «هفته گذشته», «دو ماه پیش», «سال جاری میلادی»."""

    unit: Literal["day", "week", "month"]
    shift: int
    calendar: CalendarName | None = None

    def period(self, anchor: Anchor) -> Period:
        """The whole unit."""
        now = anchor.needed_day()
        if self.unit == "day":
            return one_day(now + self.shift)
        if self.unit == "week":
            return week_period(now, self.shift)
        calendar = self.calendar or "jalali"
        year, month, _ = calendar_day(calendar, now)
        months = 12 * year + month - 1 + self.shift
        if not FIRST_YEAR[calendar] <= months // 12 < LAST_YEAR[calendar]:
            raise Unresolved("the year is outside the calendar")
        return months_period(calendar, months // 12, months % 12 + 1, months % 12 + 1)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month that is told from now: «بیستم ماه جاری»."""

    days: tuple[int, ...]
    month: Shifted

    def period(self, anchor: Anchor) -> Period:
        """The day, or the days from the first to the last."""
        month = self.month.period(anchor)
        if not 1 <= self.days[0] <= self.days[-1] <= month.last - month.first + 1:
            raise Unresolved(NO_SUCH_DAY)
        first, last = (month.first + day - 1 for day in (self.days[0], self.days[-1]))
        return Period(first, last, "day" if first == last else "days", "day", month.calendar)


@dataclass(frozen=True, slots=True)
class Before:
    """«سال قبل از آن»: a year counted from the one named before."""

    unit: Literal["year"]
    shift: int

    def period(self, anchor: Anchor) -> Period:
        """The whole year. Raises Unresolved where none was named."""
        if not anchor.years:
            raise Unresolved("no year named before")
        named = anchor.years[-1]
        calendar = named.calendar or "jalali"
        return year_period(calendar, calendar_day(calendar, named.first).year + self.shift)


@dataclass(frozen=True, slots=True)
class Season:
    """«بهار ۹۸», «تابستان سال گذشته»: three months of a Jalali year."""

    season: int
    year: Year

    def period(self, anchor: Anchor) -> Period:
        """The three months; a Gregorian year is given the season that begins in it."""
        month = 3 * self.season - 2
        year = choose_year("jalali", month, 1, self.year, anchor)
        return months_period("jalali", year, month, month + 2, "season")


@dataclass(frozen=True, slots=True)
class Decade:
    """«دهه ۶۰», «دهه ۱۹۹۰»."""

    number: int
    digits: int
    calendar: CalendarName | None = None

    def period(self, anchor: Anchor) -> Period:
        """The ten years."""
        if self.digits > 2:
            calendar: CalendarName = self.calendar or calendar_of_year(self.number)
            return years_period(calendar, self.number, self.number + 9, "decade")
        calendar = self.calendar or self._calendar(anchor)
        century = _decade_century(calendar, self.number, anchor)
        return years_period(calendar, century + self.number, century + self.number + 9, "decade")

    def _calendar(self, anchor: Anchor) -> CalendarName:
        if self.number in anchor.gregorian:
            return "gregorian"
        jalali = 1300 + self.number
        if anchor.day is not None and jalali > calendar_day("jalali", anchor.day).year:
            return "gregorian"
        return "jalali"


def _decade_century(calendar: CalendarName, number: int, anchor: Anchor) -> int:
    if calendar == "jalali":
        return 1300 if number >= 20 else 1400
    if anchor.day is not None and 2000 + number <= calendar_day("gregorian", anchor.day).year:
        return 2000
    return 1900


@dataclass(frozen=True, slots=True)
class Century:
    """«قرن بیستم», «سده چهارم هجری»."""

    number: int
    calendar: CalendarName | None = None

    def period(self, anchor: Anchor) -> Period:
        """The hundred years, as EDTF counts them: the 20th century is 19XX."""
        calendar = self.calendar or "gregorian"
        if not 1 <= self.number <= 30:
            raise Unresolved("the year is outside the calendar")
        first = 100 * (self.number - 1)
        return years_period(calendar, max(first, 1), first + 99, "century")


# --- parts and ranges ----------------------------------------------------------------------------

THIRDS = {"early": 0, "mid": 1, "late": 2}


@dataclass(frozen=True, slots=True)
class Part:
    """«اوایل مهر», «پایان تیرماه», «ابتدای سال ۹۸», «نیمه مهر» of a longer time."""

    part: str
    whole: Time

    def period(self, anchor: Anchor) -> Period:
        """A third, the first or last day, or the day in the middle."""
        whole = self.whole.period(anchor)
        if self.part == "first":
            return one_day(whole.first, whole.calendar)
        if self.part == "last":
            return one_day(whole.last, whole.calendar)
        if self.part == "half":
            return one_day(whole.first + (whole.last - whole.first) // 2, whole.calendar)
        return _third(whole, THIRDS[self.part])


def _third(whole: Period, third: int) -> Period:
    """A third: ten days of a month, four months of a year, the years that a third touches."""
    unit = f"part of {whole.unit}"
    if whole.unit == "month":
        first = whole.first + 10 * third
        return Period(first, whole.last if third == 2 else first + 9, unit, "day", whole.calendar)
    calendar = whole.calendar or "jalali"
    if whole.unit == "year":
        year = calendar_day(calendar, whole.first).year
        return months_period(calendar, year, 4 * third + 1, 4 * third + 4, unit)
    if whole.unit in ("decade", "century"):
        start, years = (
            calendar_day(calendar, whole.first).year,
            10 if whole.unit == "decade" else 100,
        )
        first_year, last_year = start + third * years // 3, start + -(-(third + 1) * years // 3) - 1
        return years_period(calendar, first_year, last_year, unit)
    length = whole.last - whole.first + 1
    first, last = third * length // 3, -(-(third + 1) * length // 3) - 1
    return Period(whole.first + first, whole.first + last, unit, "day", whole.calendar)


@dataclass(frozen=True, slots=True)
class Nth:
    """«هفته اول مهر», «آخرین جمعه رمضان», «سه‌ماهه نخست ۹۸», «نیمه دوم سال».

    `unit` is day, week, ten days, weekday, quarter, half, or months (of which `size` make a part).
    `number` counts from 1, or is -1 for the last.
    """

    unit: str
    number: int
    whole: Time
    weekday: int = 0
    size: int = 0

    def period(self, anchor: Anchor) -> Period:
        """The part. Raises Unresolved where the whole has no such part."""
        whole = self.whole.period(anchor)
        if self.unit == "weekday":
            return self._weekday(whole)
        if self.unit in ("months", "half") and whole.unit == "year":
            size = self.size or 6
            number = 12 // size if self.number < 0 else self.number
            if not 1 <= number * size <= 12:
                raise Unresolved("no such part of the year")
            calendar = whole.calendar or "jalali"
            year = calendar_day(calendar, whole.first).year
            first = size * (number - 1) + 1
            return months_period(calendar, year, first, first + size - 1, f"{size} months")
        if self.unit == "half":
            middle = (
                whole.first + 15 if whole.unit == "month" else (whole.first + whole.last + 1) // 2
            )
            first, last = (whole.first, middle - 1) if self.number == 1 else (middle, whole.last)
            return Period(first, last, "half", "day", whole.calendar)
        return self._days(whole, {"day": 1, "week": 7, "ten days": 10}.get(self.unit, 1))

    def _weekday(self, whole: Period) -> Period:
        if self.number < 0:
            day = whole.last - (weekday(whole.last) - self.weekday) % 7
        else:
            day = whole.first + (self.weekday - weekday(whole.first)) % 7 + 7 * (self.number - 1)
        if not whole.first <= day <= whole.last:
            raise Unresolved(NO_SUCH_DAY)
        return one_day(day, whole.calendar)

    def _days(self, whole: Period, size: int) -> Period:
        last_of = {"week": 4, "ten days": 3}
        if self.number < 0 and size == 1:
            return one_day(whole.last, whole.calendar)
        number = last_of.get(self.unit, 1) if self.number < 0 else self.number
        first = whole.first + size * (number - 1)
        closing = number == last_of.get(self.unit)
        last = whole.last if closing else first + size - 1
        if not whole.first <= first <= last <= whole.last:
            raise Unresolved("no such part")
        return Period(first, last, "day" if size == 1 else self.unit, "day", whole.calendar)


@dataclass(frozen=True, slots=True)
class Range:
    """«مهر تا آبان ۹۸»: from the beginning of one time to the end of another."""

    first: Time
    last: Time

    def period(self, anchor: Anchor) -> Period:
        """All days from one end to the other. Raises Unresolved where it runs backwards."""
        last = self.last.period(anchor)
        first = self.first.period(anchor)
        if last.last < first.first:
            raise Unresolved("the range runs backwards")
        grain = first.grain if first.grain == last.grain else "day"
        calendar = first.calendar if first.calendar == last.calendar else None
        unit = f"{last.unit}s" if first.unit == last.unit else "range"
        return Period(first.first, last.last, unit, grain, calendar)


@dataclass(frozen=True, slots=True)
class Since:
    """«از سال ۲۰۱۸ تاکنون»."""

    first: Time

    def period(self, anchor: Anchor) -> Period:
        """The time at its beginning; its end is open."""
        return self.first.period(anchor)
