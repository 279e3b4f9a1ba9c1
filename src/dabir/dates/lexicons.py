"""The date reader's lexicons, made ready for reading."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dabir.dates.tense import VerbForm
from dabir.dates.times import Day, Time
from dabir.dates.words import Entry, Vocabulary, fold, make_vocabulary, spellings
from dabir.resources import load_table
from dabir.unicode import SOFT_HYPHEN, ZWNJ

# The roles of words without which there is no date, beside the names of months.
HEAD_ROLES = frozenset(("weekday", "day", "year", "unit", "season", "calendar", "born"))
TRIGGERS = (
    r"شنبه",
    r"\d ?[/.-] ?\d{1,2} ?[/.-] ?\d",
    SOFT_HYPHEN,
    rf"شب[ {ZWNJ}]?(?:گذ|پی|قبل)",
    r"(?<=(?:در|از|تا) )(?:1[34]|19|20)\d\d(?!\d)",
    r"(?<!\w)(?:اوایل|اواسط|اواخر) ",
    r"(?:پایان|ابتدای|انتهای|اغاز|نیمه) (?:اول|دوم|نخست|\d)",
)


class MonthRow(msgspec.Struct):
    """One month of one calendar."""

    id: str
    calendar: str
    number: int
    bearing: str
    forms: str


class FormsRow(msgspec.Struct):
    """A weekday."""

    id: str
    number: int
    forms: str


class NumberRow(msgspec.Struct):
    """A number word."""

    id: str
    value: int
    rank: str
    cardinal: str
    ordinal: str


class WordRow(msgspec.Struct):
    """A small word of dates."""

    id: str
    role: str
    value: str
    forms: str


class NamedDayRow(msgspec.Struct):
    """A feast day; a weekday other than `-` makes it the last or nth such weekday of the month."""

    id: str
    calendar: str
    month: int
    day: int
    weekday: str
    forms: str


class VerbRow(msgspec.Struct):
    """Verb forms of one tense."""

    id: str
    tense: VerbForm
    forms: str


class AnniversaryRow(msgspec.Struct):
    """A day that is named without its year beside certain words."""

    id: str
    calendar: str
    month: int
    day: int
    year: int
    beside: str


class Anniversary(NamedTuple):
    """The year of a well-known day, and the words beside which it is meant."""

    year: int
    beside: re.Pattern[str]


class Kit(NamedTuple):
    """What the date reader needs to know; `feasts` is a pattern for the names of feast days."""

    vocabulary: Vocabulary
    triggers: re.Pattern[str]
    feasts: str
    verbs: dict[str, VerbForm]
    anniversaries: dict[tuple[str, int, int], Anniversary]

    def known_year(self, time: Time, folded: str, start: int, end: int) -> int | None:
        """The year of «حملات ۱۱ سپتامبر», a day told by the event beside it."""
        if not isinstance(time, Day) or not time.year.missing or time.year.every:
            return None
        known = self.anniversaries.get((time.calendar, time.month, time.days[0]))
        if known is None or not known.beside.search(folded, max(0, start - 25), end + 25):
            return None
        return known.year


def load_kit() -> Kit:
    """The lexicons of this stage."""
    months = load_table("dates_months", MonthRow)
    entries: dict[str, Entry] = {}
    for word in load_table("dates_words", WordRow):
        value = int(word.value) if word.value.lstrip("-").isdigit() else word.value
        _add(entries, word.forms, Entry(word.role, value))
    _add_numbers(entries, load_table("dates_numbers", NumberRow))
    for day in load_table("dates_weekdays", FormsRow):
        _add(entries, day.forms, Entry("weekday", day.number))
    for month in months:
        name = f"{month.calendar}.{month.number}"
        _add(entries, month.forms, Entry("month", name, month.bearing))
        for form in fold(month.forms).split("|"):
            entries[form.replace(" ", "") + "ماه"] = Entry("month", name, "marked")
    feasts = load_table("dates_named_days", NamedDayRow)
    for feast in feasts:
        value = f"{feast.calendar}.{feast.month}.{feast.day}.{feast.weekday}"
        _add(entries, feast.forms, Entry("named", value))
    verbs: dict[str, VerbForm] = {
        fold(form): row.tense
        for row in load_table("dates_verbs", VerbRow)
        for form in row.forms.split("|")
    }
    anniversaries = {
        (row.calendar, row.month, row.day): Anniversary(
            row.year, re.compile(rf"(?<!\w)(?:{fold(row.beside)})(?!\w)")
        )
        for row in load_table("dates_anniversaries", AnniversaryRow)
    }
    names = "|".join(fold(row.forms).replace(" ", f"[ {ZWNJ}]?") for row in feasts)
    return Kit(make_vocabulary(entries), _triggers(months, entries), names, verbs, anniversaries)


def _add(entries: dict[str, Entry], forms: str, entry: Entry) -> None:
    for form in forms.split("|"):
        for key in spellings(form):
            entries[key] = entry


def _add_numbers(entries: dict[str, Entry], rows: tuple[NumberRow, ...]) -> None:
    """Number words from one to ninety-nine, and the hundreds and thousands of years."""
    units = [row for row in rows if row.rank == "unit"]
    for row in rows:
        rank = row.rank if row.rank in ("hundred", "thousand") else "cardinal"
        _add(entries, row.cardinal, Entry(rank, row.value))
        if row.ordinal != "-":
            _add_ordinals(entries, row.ordinal.split("|"), row.value)
    for ten in (row for row in rows if row.rank == "ten"):
        for unit in units:
            for head in ten.cardinal.split("|"):
                ordinals = [o for o in unit.ordinal.split("|") if o not in ("اول", "نخست")]
                cardinals = "|".join(f"{head} و {tail}" for tail in unit.cardinal.split("|"))
                _add(entries, cardinals, Entry("cardinal", ten.value + unit.value))
                joined = [f"{head} و {tail}" for tail in ordinals]
                _add_ordinals(entries, joined, ten.value + unit.value)


def _add_ordinals(entries: dict[str, Entry], forms: list[str], value: int) -> None:
    """«هجدهم», and «هجدهمین» as in «هجدهمین روز خرداد»."""
    _add(entries, "|".join(forms), Entry("ordinal", value))
    _add(entries, "|".join(f"{form}ین" for form in forms), Entry("nth", value))


def _triggers(months: tuple[MonthRow, ...], entries: dict[str, Entry]) -> re.Pattern[str]:
    """One scan for the words without which there is no date."""
    heads = {key for key, entry in entries.items() if entry.role in HEAD_ROLES and len(key) > 2}
    heads = {key for key in heads if key.isalpha() and "شنبه" not in key}
    bare: set[str] = set()
    timid: set[str] = set()
    for month in months:
        for form in fold(month.forms).split("|"):
            (timid if month.bearing == "timid" else bare).add(form.split()[0])
    patterns = (
        rf"(?<![^\W\d_])(?:{any_of(heads)}|{any_of(bare)}(?:ماه|(?![^\W\d_]))"
        rf"|{any_of(timid)}(?:ماه|(?= ?(?:سال|بین |\d{{4}}|[،.؛)]))))",
        rf"(?:(?<=[\dم] )|(?<=اول )){any_of(timid)}(?!\w|{ZWNJ})",
        *TRIGGERS,
    )
    return re.compile("|".join(patterns))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; shared beginnings are tried once, which is much faster."""
    by_letter: dict[str, set[str]] = {}
    for word in set(words):
        by_letter.setdefault(word[:1], set()).add(word[1:])
    ends = by_letter.pop("", None) is not None
    branches = [re.escape(letter) + any_of(rest) for letter, rest in sorted(by_letter.items())]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{whole})?" if ends else whole
