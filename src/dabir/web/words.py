"""The words of the pages in both languages: numbers, days, names of codes and countries."""

import re
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec
from markupsafe import Markup, escape

from dabir.actors.codes import NOBODY, parse_code
from dabir.dates.calendars import CalendarDay, day_to_jalali, month_length
from dabir.errors import ResourceError
from dabir.export.view import persian_number
from dabir.resources import load_table
from dabir.web.parties import load_parties

Language = Literal["fa", "en"]
LANGUAGES: tuple[Language, ...] = ("fa", "en")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})")
YEAR = re.compile(r"\d{4}")
TABLES = ("web_words", "web_pictures", "web_desk")


class _Row(msgspec.Struct):
    id: str
    fa: str
    en: str


class Both(NamedTuple):
    """A time in both calendars, in words; `second` is empty where the other calendar has none."""

    first: str
    second: str


@cache
def _load(language: Language) -> dict[str, str]:
    rows = (row for name in TABLES for row in load_table(name, _Row))
    return {row.id: row.fa if language == "fa" else row.en for row in rows}


class Words:
    """Words of one language: `words("search.title")`. Raises ResourceError for an unknown id."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.direction = "rtl" if language == "fa" else "ltr"
        self.calendar: Literal["jalali", "gregorian"] = (
            "jalali" if language == "fa" else "gregorian"
        )
        self._words = _load(language)

    def __call__(self, name: str, /, **values: object) -> str:
        """The word of that id, with {values} put in."""
        if name not in self._words:
            raise ResourceError(f"lexicon/web: no word {name}")
        word = self._words[name]
        return word.format(**values) if values else word

    def html(self, name: str, /, **values: object) -> Markup:
        """The word of that id as HTML, with {values} put in that may be HTML too."""
        return Markup(escape(self(name))).format(**values)

    def __contains__(self, name: str) -> bool:
        return name in self._words

    def number(self, number: float) -> str:
        """The number in the digits of the language, thousands apart."""
        written = f"{number:,}"
        return persian_number(written).replace(",", "٬") if self.language == "fa" else written

    def count(self, name: str, number: int) -> str:
        """A number with its word."""
        ending = "one" if number == 1 else "other"
        return self(f"{name}.{ending}", n=self.number(number))

    def digits(self, text: object) -> str:
        """The text with the digits of the language."""
        return persian_number(str(text)) if self.language == "fa" else str(text)

    def percent(self, share: float) -> str:
        """A share as per cent."""
        return f"{self.number(round(100 * share))}{'٪' if self.language == 'fa' else '%'}"

    def code(self, kind: str, code: str | None) -> str:
        """The name of a code (`status`, `planned`); the code itself where there is none."""
        return self._words.get(f"{kind}.{code}", code or "") if code else self("unknown")

    def said(self, kind: str, phrase: str) -> str:
        """What a table says in an English phrase, in the language of the page."""
        return self._words.get(f"{kind}.{phrase.replace(',', '').replace(' ', '-')}", phrase)

    def party(self, code: str) -> str:
        """The name of a code: `RUS.GOV` gives «روسیه (دولت)»; the code itself where it has none."""
        parsed = parse_code(code)
        if parsed.state == NOBODY:
            name = self("party.unknown")
        else:
            known = load_parties(self.language).get(parsed.state)
            name = known or parsed.state.partition(":")[2] or parsed.state
        role = self.code("role", parsed.role) if parsed.role else ""
        return self("party.role", party=name, role=role) if role else name

    # --- days ------------------------------------------------------------------------------------

    def day(self, day: date | str) -> Both:
        """A day in both calendars, that of the language first."""
        day = date.fromisoformat(day) if isinstance(day, str) else day
        try:
            jalali = self._written("jalali", day_to_jalali(day.toordinal()))
        except ValueError:  # before the first Jalali year
            return Both(str(day), "")
        return self._both(
            jalali, self._written("gregorian", CalendarDay(day.year, day.month, day.day))
        )

    def ordinal(self, number: int) -> Both:
        """A day by its number, in both calendars."""
        return self.day(date.fromordinal(number))

    def time(self, value: str) -> Both:
        """An EDTF value in both calendars; as it stands where it is more than days and months."""
        ends = value.split("/")
        if len(ends) > 2:
            return Both(value, "")
        if len(ends) == 2 and all(DAY.fullmatch(end) for end in ends):
            return self._interval(date.fromisoformat(ends[0]), date.fromisoformat(ends[1]))
        said = [self._one(end) for end in ends]
        if None in said:
            return Both(value, "")
        known = [one for one in said if one]
        other = [one.second for one in known]
        return Both(self._range([b.first for b in known]), self._range(other) if all(other) else "")

    def _one(self, value: str) -> Both | None:
        if value in ("", ".."):
            return Both("…", "")
        if DAY.fullmatch(value):
            return self.day(value)
        if found := MONTH.fullmatch(value):
            return Both(f"{self._month('gregorian', int(found[2]))} {self.digits(found[1])}", "")
        return Both(self.digits(value), "") if YEAR.fullmatch(value) else None

    def _range(self, ends: list[str]) -> str:
        return self("days.range", first=ends[0], last=ends[1]) if len(ends) == 2 else ends[0]

    def _interval(self, first: date, last: date) -> Both:
        """Two days, as a whole month or year of either calendar where they are one."""
        ends = [day_to_jalali(day.toordinal()) for day in (first, last)]
        jalali = self._whole(ends) or self._range([self._written("jalali", end) for end in ends])
        days = [CalendarDay(day.year, day.month, day.day) for day in (first, last)]
        return self._both(jalali, self._range([self._written("gregorian", day) for day in days]))

    def _whole(self, ends: list[CalendarDay]) -> str:
        first, last = ends
        if first.day != 1 or last.day != month_length("jalali", last.year, last.month):
            return ""
        if first[:2] == last[:2]:
            return f"{self._month('jalali', first.month)} {self.digits(first.year)}"
        return (
            self.digits(first.year)
            if first.year == last.year and last.month - first.month == 11
            else ""
        )

    def _both(self, jalali: str, gregorian: str) -> Both:
        return Both(jalali, gregorian) if self.language == "fa" else Both(gregorian, jalali)

    def _written(self, calendar: str, day: CalendarDay) -> str:
        return f"{self.digits(day.day)} {self._month(calendar, day.month)} {self.digits(day.year)}"

    def _month(self, calendar: str, month: int) -> str:
        return self(f"{calendar}.{month}")

    def period(self, value: str) -> str:
        """A year, month or day of a facet: `1402/09`, `2023-11`."""
        parts = re.split("[-/]", value)
        if len(parts) == 1 or not all(part.isdecimal() for part in parts):
            return self.digits(value)
        calendar = "jalali" if "/" in value else "gregorian"
        day = f"{self.digits(int(parts[2]))} " if len(parts) == 3 else ""
        return f"{day}{self._month(calendar, int(parts[1]))} {self.digits(parts[0])}"

    def days(self, day: date | str | None) -> Markup:
        """A day as HTML: in the calendar of the language, and in the other one beside it."""
        if not day:
            return Markup('<span class="undated">{}</span>').format(self("undated"))
        both = self.day(day)
        return Markup('<time datetime="{}">{} <span class="other">{}</span></time>').format(
            str(day), both.first, both.second
        )
