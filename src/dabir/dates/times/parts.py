"""Parts of longer times, and ranges."""

from dataclasses import dataclass

from dabir.dates.calendars import calendar_day
from dabir.dates.periods import Period, months_period, one_day, weekday, years_period
from dabir.dates.times.anchors import NO_SUCH_DAY, Anchor, Time, UnresolvedError

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
            middle = 14 if whole.unit == "month" else (whole.last - whole.first) // 2
            return one_day(whole.first + middle, whole.calendar)
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

    `unit` is day, week, ten days, weekday, half, or months or days (of which `size` make a part).
    `number` counts from 1, or is -1 for the last.
    """

    unit: str
    number: int
    whole: Time
    weekday: int = 0
    size: int = 0

    def period(self, anchor: Anchor) -> Period:
        """The part. Raises UnresolvedError where the whole has no such part."""
        whole = self.whole.period(anchor)
        if self.unit == "weekday":
            return self._weekday(whole)
        if self.unit in ("months", "half") and whole.unit == "year":
            size = self.size or 6
            number = 12 // size if self.number < 0 else self.number
            if not 1 <= number * size <= 12:
                raise UnresolvedError("no such part of the year")
            calendar = whole.calendar or "jalali"
            year = calendar_day(calendar, whole.first).year
            first = size * (number - 1) + 1
            return months_period(calendar, year, first, first + size - 1, f"{size} months")
        if whole.unit in ("century", "decade"):
            return self._years(whole)
        if self.unit == "half":
            middle = (
                whole.first + 15 if whole.unit == "month" else (whole.first + whole.last + 1) // 2
            )
            first, last = (whole.first, middle - 1) if self.number == 1 else (middle, whole.last)
            return Period(first, last, "half", "day", whole.calendar)
        if self.unit == "days":
            return self._some_days(whole)
        return self._days(whole, {"day": 1, "week": 7, "ten days": 10}.get(self.unit, 1))

    def _years(self, whole: Period) -> Period:
        calendar = whole.calendar or "gregorian"
        first = calendar_day(calendar, whole.first).year
        years = calendar_day(calendar, whole.last).year - first + 1
        size = {"half": years // 2, "ten days": 10}.get(self.unit, 0)
        start = first + size * (self.number - 1) if self.number > 0 else first + years - size
        if not 0 < size < years or not first <= start <= first + years - size:
            raise UnresolvedError("no such part")
        unit = "decade" if size == 10 else f"half of {whole.unit}"
        return years_period(calendar, start, start + size - 1, unit)

    def _some_days(self, whole: Period) -> Period:
        first = whole.first if self.number > 0 else whole.last - self.size + 1
        if self.size > whole.last - whole.first + 1:
            raise UnresolvedError("no such part")
        return Period(first, first + self.size - 1, "days", "day", whole.calendar)

    def _weekday(self, whole: Period) -> Period:
        if self.number < 0:
            day = whole.last - (weekday(whole.last) - self.weekday) % 7
        else:
            day = whole.first + (self.weekday - weekday(whole.first)) % 7 + 7 * (self.number - 1)
        if not whole.first <= day <= whole.last:
            raise UnresolvedError(NO_SUCH_DAY)
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
            raise UnresolvedError("no such part")
        return Period(first, last, "day" if size == 1 else self.unit, "day", whole.calendar)


@dataclass(frozen=True, slots=True)
class Range:
    """«مهر تا آبان ۹۸»: from the beginning of one time to the end of another."""

    first: Time
    last: Time

    def period(self, anchor: Anchor) -> Period:
        """All days from one end to the other. Raises UnresolvedError where it runs backwards."""
        first = self.first.period(anchor)
        last = self.last.period(anchor)
        if last.last < first.first:  # an end that names no year is the next one after the start
            last = self.last.period(anchor._replace(day=first.first, tense="future"))
        if last.last < first.first:
            raise UnresolvedError("the range runs backwards")
        grain = first.grain if first.grain == last.grain else "day"
        calendar = first.calendar if first.calendar == last.calendar else None
        unit = f"{last.unit}s" if first.unit == last.unit else "range"
        return Period(first.first, last.last, unit, grain, calendar)


@dataclass(frozen=True, slots=True)
class Several:
    """«سال‌های ۱۳۹۱ و ۱۳۹۵», «۵ و ۹ مهر»: times that do not follow on each other."""

    times: tuple[Time, ...]

    def periods(self, anchor: Anchor) -> tuple[Period, ...]:
        """Each of the times."""
        return tuple(time.period(anchor) for time in self.times)

    def period(self, anchor: Anchor) -> Period:
        """From the first of the times to the last."""
        periods = self.periods(anchor)
        first, last = periods[0], periods[-1]
        if last.last < first.first:
            raise UnresolvedError("the range runs backwards")
        return Period(first.first, last.last, f"{first.unit}s", first.grain, first.calendar)


@dataclass(frozen=True, slots=True)
class Since:
    """«از سال ۲۰۱۸ تاکنون»."""

    first: Time

    def period(self, anchor: Anchor) -> Period:
        """The time at its beginning; its end is open."""
        return self.first.period(anchor)
