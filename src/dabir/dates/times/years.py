"""Years, decades and centuries."""

from dataclasses import dataclass
from typing import Literal

from dabir.dates.calendars import (
    CalendarName,
    calendar_day,
    day_number,
    month_length,
)
from dabir.dates.periods import Period, year_period, years_period
from dabir.dates.times.anchors import NO_DAY, NO_SUCH_DAY, NO_YEAR, Anchor, Tense, UnresolvedError


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
        elif self.same and (anchor.years or self.shift is None):
            if not anchor.years:
                raise UnresolvedError(NO_YEAR)
            before = anchor.years[-1]
            calendar = before.calendar or "jalali"
            year = calendar_day(calendar, before.first).year
        else:
            calendar = self.calendar if self.calendar in ("gregorian", "hijri") else "jalali"
            now = calendar_day(calendar, anchor.needed_day())
            year = now.year + (self.shift or 0)
            if self.new:
                year += now.month == 12 or (calendar == "jalali" and now.month == 11)
        if self.number == 0:
            raise UnresolvedError("there is no year 0")
        return calendar, year


def _numbered(year: Year, anchor: Anchor) -> tuple[CalendarName, int]:
    number = year.number or 0
    if year.calendar == "bc":
        return "gregorian", 1 - number
    if year.digits > 2:
        if year.calendar is None and _is_lunar(number, anchor):
            return "hijri", number
        if year.calendar == "era":
            return ("jalali", number) if 1250 <= number <= 1420 else ("hijri", number)
        return year.calendar or calendar_of_year(number), number
    if year.calendar in ("hijri", "era") and number < 100:
        return "hijri", number  # «سال ۶۱ هجری»
    if year.calendar is not None and year.calendar != "era":
        return year.calendar, _nearest_century(year.calendar, number, anchor)
    jalali = _nearest_century("jalali", number, anchor)
    if number in anchor.gregorian or _too_late(jalali, anchor):
        return "gregorian", _nearest_century("gregorian", number, anchor)
    return "jalali", jalali


def _is_lunar(number: int, anchor: Anchor) -> bool:
    """Whether a year like 1445 lies too far ahead to be a Jalali one."""
    if anchor.day is None or not 1400 <= number < 1500:
        return False
    return number > calendar_day("jalali", anchor.day).year + 20


def _too_late(jalali: int, anchor: Anchor) -> bool:
    """Whether a Jalali year lies so far ahead that a Gregorian one must be meant."""
    if anchor.day is None:
        return False
    ahead = jalali - calendar_day("jalali", anchor.day).year
    return ahead > 10 or (ahead > 1 and anchor.tense in ("past", "reported"))


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
        y for y in (this_year - 1, this_year, this_year + 1) if day_exists(calendar, y, month, day)
    ]
    if not years:
        raise UnresolvedError(NO_SUCH_DAY)
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
AGAINST: dict[Tense | None, int] = {
    "past": 12, "reported": 3, "present": 2, "future": 6, None: 1,
}  # fmt: skip


def _cost(distance: int, tense: Tense | None, weight: int) -> int:
    behind = tense in ("past", "reported")
    against = distance > 0 if behind else tense is not None and distance < 0
    return abs(distance) * (weight if against else 1)


def _year_in_frame(calendar: CalendarName, month: int, day: int, frame: Period) -> int:
    """The year in which the day lies inside the time that the text speaks of."""
    first = calendar_day(calendar, frame.first).year
    last = calendar_day(calendar, frame.last).year
    for year in range(first, min(last, first + 2) + 1):
        if day_exists(calendar, year, month, day):
            number = day_number(calendar, year, month, day)
            if frame.first <= number <= frame.last:
                return year
    raise UnresolvedError(NO_DAY)


def day_exists(calendar: CalendarName, year: int, month: int, day: int) -> bool:
    """Whether the month of that year has such a day."""
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


@dataclass(frozen=True, slots=True)
class Before:
    """«سال قبل از آن»: a year counted from the one named before."""

    unit: Literal["year"]
    shift: int

    def period(self, anchor: Anchor) -> Period:
        """The whole year. Raises UnresolvedError where none was named."""
        if not anchor.years:
            raise UnresolvedError(NO_YEAR)
        named = anchor.years[-1]
        calendar = named.calendar or "jalali"
        return year_period(calendar, calendar_day(calendar, named.first).year + self.shift)


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
        """The hundred years, as EDTF counts them: the 20th century is 19XX.

        Persian counts the centuries of old Iran and Islam, up to the 14th, by the Hijri years.
        """
        calendar = self.calendar or ("hijri" if 2 <= self.number <= 14 else "gregorian")
        first = 100 * (self.number - 1) + (calendar != "gregorian")
        return years_period(calendar, first, first + 99, "century")
