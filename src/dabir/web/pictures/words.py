"""What the pictures say, in Persian and in English: words, numbers, names of parties, periods."""

from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from dabir.actors.codes import NOBODY, parse_code
from dabir.dates.calendars import calendar_day
from dabir.export.view import persian_number
from dabir.resources import load_table

Language = Literal["fa", "en"]
Unit = Literal["day", "week", "month", "year"]
Calendar = Literal["jalali", "gregorian"]

THOUSANDS = "\u066c"  # the Persian sign between thousands


class _WordRow(msgspec.Struct):
    id: str
    fa: str
    en: str


class _CountryRow(msgspec.Struct):
    id: str
    name: str


class _NameRow(msgspec.Struct):
    words: str
    code: str
    kind: str


class _GroupRow(msgspec.Struct):
    words: str
    group: str


class Words(NamedTuple):
    """The words of one language."""

    language: Language
    sayings: dict[str, str]
    parties: dict[str, str]

    def say(self, key: str, **values: object) -> str:
        """The words of a key, with numbers and names filled in."""
        shown = {
            name: self.number(value) if isinstance(value, int) else str(value)
            for name, value in values.items()
        }
        return self.sayings[key].format(**shown)

    def number(self, value: int) -> str:
        """A number in the digits of the language, with signs between thousands."""
        if self.language == "en":
            return f"{value:,}"
        return persian_number(f"{value:,}").replace(",", THOUSANDS)

    def year(self, value: int) -> str:
        """A year in the digits of the language."""
        return persian_number(value) if self.language == "fa" else str(value)

    def party(self, code: str) -> str:
        """The name of a code: `RUS.GOV` gives «روسیه (دولت)»; the code itself where none is."""
        parsed = parse_code(code)
        if parsed.state == NOBODY:
            name = self.sayings["party.unknown"]
        else:
            name = self.parties.get(parsed.state) or parsed.state.partition(":")[2] or parsed.state
        role = self.sayings.get(f"role.{parsed.role}", parsed.role)
        return self.say("party.role", party=name, role=role) if role else name

    def period(self, first: date, unit: Unit, calendar: Calendar) -> str:
        """The name of the period that begins on a day: «آذر ۱۴۰۲»."""
        day = calendar_day(calendar, first.toordinal())
        year, month = self.year(day.year), self.sayings[f"{calendar}.{day.month}"]
        if unit == "year":
            return year
        if unit == "month":
            return f"{month} {year}"
        whole = f"{self.number(day.day)} {month} {year}"
        return self.say("week.of", day=whole) if unit == "week" else whole


@cache
def load_words(language: Language) -> Words:
    """The words of a language, loaded once."""
    rows = load_table("web_pictures", _WordRow)
    sayings = {row.id: row.fa if language == "fa" else row.en for row in rows}
    return Words(language, sayings, _english_names() if language == "en" else _persian_names())


def _english_names() -> dict[str, str]:
    return {row.id: row.name for row in load_table("web_country_names", _CountryRow)}


def _persian_names() -> dict[str, str]:
    """The first name of each country, body and group of states."""
    names: dict[str, str] = {}
    for row in load_table("actors_names", _NameRow):
        if row.kind == "name":
            names.setdefault(row.code, row.words)
    for group in load_table("actors_groups", _GroupRow):
        names.setdefault(f"MULTI:{group.group}", group.words)
    return names
