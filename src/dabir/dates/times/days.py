"""Days, weekdays, weeks, months and seasons."""

from dataclasses import dataclass, replace
from typing import Literal

from dabir.dates.calendars import (
    CalendarName,
    calendar_day,
    day_number,
    month_length,
)
from dabir.dates.periods import Period, months_period, one_day, week_period, weekday
from dabir.dates.times.anchors import NO_SUCH_DAY, Anchor, UnresolvedError
from dabir.dates.times.years import Year, choose_year, day_exists


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
        year = self._year(anchor)
        first, last = self._number(year, min(self.days)), self._number(year, max(self.days))
        return Period(first, last, "day" if first == last else "days", "day", self.calendar)

    def in_year(self, year: int) -> "Day":
        """The same day of a year that is known."""
        return replace(self, year=Year(year, 4, self.calendar))

    def _number(self, year: int, day: int) -> int:
        if not day_exists(self.calendar, year, self.month, day):
            raise UnresolvedError(NO_SUCH_DAY)
        return day_number(self.calendar, year, self.month, day)

    def _falls_on_weekday(self, year: int) -> bool:
        day = self.days[0]
        if not day_exists(self.calendar, year, self.month, day):
            return False
        return self.weekday == weekday(day_number(self.calendar, year, self.month, day))

    def _year(self, anchor: Anchor) -> int:
        day = self.days[0]
        if not self.year.missing:
            return choose_year(self.calendar, self.month, day, self.year, anchor)
        if not _ever(self.calendar, self.month, day):
            raise UnresolvedError(NO_SUCH_DAY)
        if anchor.frame is not None and (anchor.is_history or anchor.day is None):
            year = choose_year(self.calendar, self.month, day, self.year, anchor._replace(day=None))
            if self.weekday is None or self._falls_on_weekday(year):
                return year
            anchor = anchor._replace(frame=None)  # the weekday speaks against that year
        year = choose_year(self.calendar, self.month, day, self.year, anchor)
        if self.weekday is None:
            return year
        likely = (year, year - 1, year + 1)  # the weekday tells which one is meant
        return next(filter(self._falls_on_weekday, likely), year)


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
        if not 1 <= self.month <= 12 or not day_exists(calendar, year, self.month, self.day):
            raise UnresolvedError(NO_SUCH_DAY)
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
        weight = {"present": 2, "future": 4}.get(anchor.tense or "", 0)
        if ahead == 0 or ahead < weight * (7 - ahead):  # «شنبه» six days ahead is «شنبه آینده»
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
            raise UnresolvedError(NO_SUCH_DAY)
        first, last = (month.first + day - 1 for day in (self.days[0], self.days[-1]))
        return Period(first, last, "day" if first == last else "days", "day", month.calendar)


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
