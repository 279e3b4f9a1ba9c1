"""From a reading to the record that the reader of the text gets."""

from dabir.dates.agreement import Reading
from dabir.dates.periods import Period, to_edtf, weekday, write_day, write_original
from dabir.dates.times import (
    Anchor,
    Before,
    Day,
    DayOfMonth,
    Figures,
    Month,
    Nth,
    Part,
    Range,
    Season,
    Several,
    Shifted,
    Since,
    Time,
    Weekday,
    Year,
    calendar_of_year,
)
from dabir.records import Calendar, DateMention

SIGHTING = "Umm al-Qura; by Iran's sighting a day may differ"


def write_mention(text: str, reading: Reading) -> DateMention:
    """The mention, with its value, or with the problem that kept it from one."""
    time, period = reading.expression.time, reading.period
    calendar, leans = name_calendar(time, period), _leans(time)
    original = None
    told = period is not None and calendar != "relative" and not reading.sighted
    if told and period is not None and period.calendar is not None:
        original = write_original(period.calendar, period)
    return DateMention(
        reading.start,
        reading.end,
        text[reading.start : reading.end],
        value=_value(reading, period) if period is not None else None,
        calendar=calendar,
        granularity=period.unit if period is not None else "unknown",
        original=original,
        anchor=_anchor(reading, calendar, leans),
        problem=reading.problem or _wrong_weekday(time, period),
        reason="date." + reading.expression.rule.replace("_", "-"),
        score=_score(time, leans),
    )


def _value(reading: Reading, period: Period) -> str:
    time = reading.expression.time
    if isinstance(time, Several):
        return "{" + ",".join(map(to_edtf, time.periods(reading.anchor))) + "}"
    if isinstance(time, Since):
        return f"{to_edtf(period).split('/')[0]}/.."
    year = getattr(time, "year", None)
    if isinstance(year, Year) and year.every:
        return "/".join(f"XXXX{end[4:]}" for end in to_edtf(period).split("/"))
    return to_edtf(period)


def name_calendar(time: Time, period: Period | None) -> Calendar:
    """The calendar that the words are in; relative where they count from now."""
    if isinstance(time, Day | Month):
        return time.calendar
    if isinstance(time, Since):
        return name_calendar(time.first, period)
    if isinstance(time, Part | Nth):
        return name_calendar(time.whole, period)
    if isinstance(time, Range):
        return name_calendar(time.last, period)
    if isinstance(time, Several):
        return name_calendar(time.times[0], period)
    if isinstance(time, Weekday | Shifted | Before | DayOfMonth):
        return "relative"
    if isinstance(time, Season):
        if time.year.number is None:
            return "relative"
        return calendar_of_year(time.year.number) if time.year.digits == 4 else "jalali"
    if isinstance(time, Year) and time.number is None:
        return "relative"
    if period is not None and period.calendar is not None:
        return period.calendar
    if isinstance(time, Figures) and time.year.digits == 4:
        return calendar_of_year(time.year.number or 0)
    named = getattr(time, "calendar", None)
    return named if named in ("jalali", "gregorian", "hijri") else "jalali"


def _wrong_weekday(time: Time, period: Period | None) -> str | None:
    if period is None or not isinstance(time, Day | Figures) or time.weekday is None:
        return None
    if period.calendar == "hijri":
        return None  # by sighting the day may be another
    if weekday(period.first) == time.weekday:
        return None
    return "that day is another weekday"


def _leans(time: Time) -> bool:
    """Whether the words leave something to the day of publication."""
    if isinstance(time, Day | Month | Year):
        year = time if isinstance(time, Year) else time.year
        return year.number is None or year.digits <= 2
    if isinstance(time, Since):
        return _leans(time.first)
    if isinstance(time, Part | Nth):
        return _leans(time.whole)
    if isinstance(time, Range):
        return _leans(time.first) or _leans(time.last)
    if isinstance(time, Several):
        return any(map(_leans, time.times))
    if isinstance(time, Weekday | Shifted | DayOfMonth):
        return True
    inner = getattr(time, "year", None)
    return isinstance(inner, Year) and (inner.number is None or inner.digits <= 2)


def _anchor(reading: Reading, calendar: Calendar, leans: bool) -> str | None:
    """What filled in the missing part, in words."""
    notes = []
    if reading.period is not None and leans:
        notes = _ground(reading.anchor, getattr(reading.expression.time, "year", None))
    if calendar == "hijri":
        notes.append(SIGHTING)
    return "; ".join(notes) or None


def _ground(anchor: Anchor, year: object) -> list[str]:
    missing = isinstance(year, Year) and year.missing
    if missing and anchor.frame is not None and (anchor.day is None or anchor.is_history):
        return ["a time named before"]
    if anchor.day is None:
        return []
    notes = [f"{anchor.day_name} {write_day(anchor.day)}"]
    if missing and anchor.tense is not None:
        notes.append(f"{anchor.tense} tense")
    return notes


def _score(time: Time, leans: bool) -> float:
    if not leans:
        return 1.0
    year = getattr(time, "year", None)
    return 0.8 if isinstance(year, Year) and year.missing else 0.9
