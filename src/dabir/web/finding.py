"""Search with facets: which rows are meant, how many stand under each value, which come first.

Conditions on articles, statements and events narrow one another: an article is found where it
meets its own conditions and holds one statement and one event that meet all of theirs. A facet that
is chosen counts its values as if it were not, so that another can be chosen.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.dates.calendars import day_to_jalali
from dabir.store.queries import parse_days
from dabir.store.search import Places
from dabir.web.columns import Columns, Numbers, Texts

Mask = NDArray[np.bool_]
What = Literal["articles", "statements", "events"]
Order = Literal["relevance", "newest", "oldest"]
Calendar = Literal["jalali", "gregorian"]
Level = Literal["articles", "statements", "events"]

SHOWN = 12  # values of a facet
FACETS: dict[str, Level] = {
    "outlet": "articles",
    "date": "articles",
    "speaker": "statements",
    "role": "statements",
    "country": "statements",
    "stance": "statements",
    "type": "events",
    "status": "events",
    "party": "events",
}


class Wanted(NamedTuple):
    """What is asked for. `chosen` are pairs of a facet and a value; `words` a question or empty."""

    what: What
    words: str
    chosen: tuple[tuple[str, str], ...]
    order: Order
    calendar: Calendar = "jalali"


class Value(NamedTuple):
    """A value of a facet: as it stands in the address, as it is named, and how often it is."""

    value: str
    name: str
    often: int
    chosen: bool


class Facet(NamedTuple):
    """A facet with its most frequent values, `more` of them left out; `level` is what it counts."""

    name: str
    level: Level
    values: list[Value]
    more: int


class Found(NamedTuple):
    """Rows of what was asked for, in order, and the facets."""

    rows: Numbers
    facets: list[Facet]
    order: Order


class Masks(NamedTuple):
    """Which rows of each table are meant."""

    articles: Mask
    statements: Mask
    events: Mask


Condition = tuple[str, Level, Mask]


def find(columns: Columns, wanted: Wanted, places: Places | None) -> Found:
    """The rows that are asked for; `places` is what the words find, None where there are none.

    Raises OptionError for a `date` that is none.
    """
    conditions = list(_conditions(columns, wanted))
    if places is not None:
        conditions.append(_words(columns, places))
    masks = _masks(columns, conditions)
    facets = [_facet(columns, wanted, name, conditions, masks) for name in FACETS]
    meant: Mask = getattr(masks, wanted.what)
    order = wanted.order
    if places is not None and places.ranked and order == "relevance" and places.what == wanted.what:
        rows = _rows_of(columns, places)
        rows = rows[meant[rows]]
    else:
        order = "newest" if order == "relevance" else order
        rows = np.flatnonzero(meant).astype(np.int32)
    if order == "oldest":
        rows = _oldest(columns, wanted.what, rows)
    return Found(rows, facets, order)


def article_of(columns: Columns, what: What, rows: Numbers) -> Numbers:
    """The rows of the articles in which those rows stand."""
    if what == "articles":
        return rows
    return (columns.statements if what == "statements" else columns.events).article[rows]


def _oldest(columns: Columns, what: What, rows: Numbers) -> Numbers:
    """The same rows, oldest article first, in the order of the text inside an article."""
    articles = article_of(columns, what, rows)
    days = columns.articles.days[articles]
    return rows[np.lexsort((rows, articles, np.where(days, days, np.iinfo(np.int32).max)))]


# --- conditions ----------------------------------------------------------------------------------


def _conditions(columns: Columns, wanted: Wanted) -> Iterator[Condition]:
    for name, value in wanted.chosen:
        yield name, FACETS[name], CHOOSE[name](columns, value)


def _masks(columns: Columns, conditions: Iterable[Condition]) -> Masks:
    """The rows that meet all conditions, theirs and those of the other tables."""
    met = Masks(
        np.ones(len(columns.articles.keys), np.bool_),
        np.ones(len(columns.statements.article), np.bool_),
        np.ones(len(columns.events.article), np.bool_),
    )
    narrowed = set()
    for _, level, mask in conditions:
        getattr(met, level).__iand__(mask)
        narrowed.add(level)
    for level, table in (("statements", columns.statements), ("events", columns.events)):
        if level in narrowed:
            holds = np.zeros(len(met.articles), np.bool_)
            holds[table.article[getattr(met, level)]] = True
            np.logical_and(met.articles, holds, out=met.articles)
    if narrowed:
        np.logical_and(met.statements, met.articles[columns.statements.article], out=met.statements)
        np.logical_and(met.events, met.articles[columns.events.article], out=met.events)
    return met


def _words(columns: Columns, places: Places) -> Condition:
    table = columns.statements.article if places.what == "statements" else columns.articles.keys
    mask = np.zeros(len(table), np.bool_)
    mask[_rows_of(columns, places)] = True
    return "words", places.what, mask


def _rows_of(columns: Columns, places: Places) -> Numbers:
    """The rows of what the words find, in its order; what the columns do not know is left out."""
    known = columns.sayings if places.what == "statements" else columns.docs
    ids = np.asarray(places.ids, np.int32)
    rows: Numbers = known[ids[ids < len(known)]]
    return rows[rows >= 0]


def _text_is(texts: Texts, value: str) -> Mask:
    place = texts.texts.index(value) if value in texts.texts else len(texts.texts)
    mask: Mask = texts.places == place
    return mask


def _day_is(columns: Columns, value: str) -> Mask:
    first, last = (date.fromisoformat(day).toordinal() for day in parse_days(value))
    days = columns.articles.days
    mask: Mask = (days >= max(first, 1)) & (days <= last)
    return mask


def _speaker_is(columns: Columns, value: str) -> Mask:
    ids = (place for place, person in enumerate(columns.people) if person.id == value)
    mask: Mask = columns.statements.speaker == next(ids, len(columns.people))
    return mask


def _party_is(columns: Columns, value: str) -> Mask:
    events = columns.events
    if value not in events.party:
        return np.zeros(len(events.article), np.bool_)
    mask: Mask = (events.parties == events.party.index(value)).any(axis=1)
    return mask


CHOOSE: dict[str, Callable[[Columns, str], Mask]] = {
    "outlet": lambda columns, value: _text_is(columns.articles.outlet, value),
    "date": _day_is,
    "speaker": _speaker_is,
    "role": lambda columns, value: _text_is(columns.statements.role, value),
    "country": lambda columns, value: _text_is(columns.statements.country, value),
    "stance": lambda columns, value: _text_is(columns.statements.stance, value),
    "type": lambda columns, value: _text_is(columns.events.type, value),
    "status": lambda columns, value: _text_is(columns.events.status, value),
    "party": _party_is,
}


# --- counting ------------------------------------------------------------------------------------


def _facet(
    columns: Columns, wanted: Wanted, name: str, conditions: list[Condition], masks: Masks
) -> Facet:
    chosen = {value for facet, value in wanted.chosen if facet == name}
    if chosen:
        masks = _masks(columns, [c for c in conditions if c[0] != name])
    counts = list(COUNT[name](columns, wanted, masks))
    shown = sorted(counts, key=lambda v: (-v.often, v.name))[:SHOWN] if name != "date" else counts
    shown = [value._replace(chosen=value.value in chosen) for value in shown]
    present = {value.value for value in shown}
    for value in sorted(chosen - present):
        known = next((v for v in counts if v.value == value), Value(value, value, 0, True))
        shown.append(known._replace(chosen=True))
    return Facet(name, FACETS[name], shown, max(0, len(counts) - len(shown)))


def _count(places: Numbers, size: int) -> Numbers:
    return np.bincount(places[places >= 0], minlength=size).astype(np.int32)


def _texts_in(texts: Texts, mask: Mask) -> Iterator[Value]:
    counts = _count(texts.places[mask], len(texts.texts))
    for place in np.flatnonzero(counts):
        text = texts.texts[place]
        yield Value(text, text, int(counts[place]), False)


def _speakers(columns: Columns, _: Wanted, masks: Masks) -> Iterator[Value]:
    counts = _count(columns.statements.speaker[masks.statements], len(columns.people))
    for place in np.flatnonzero(counts):
        person = columns.people[place]
        yield Value(person.id, person.name, int(counts[place]), False)


def _parties(columns: Columns, _: Wanted, masks: Masks) -> Iterator[Value]:
    counts = _count(columns.events.parties[masks.events].ravel(), len(columns.events.party))
    for place in np.flatnonzero(counts):
        party = columns.events.party[place]
        yield Value(party, party, int(counts[place]), False)


def _periods(columns: Columns, wanted: Wanted, masks: Masks) -> list[Value]:
    """Years, or months where they are not too many, the newest first."""
    days, counts = np.unique(columns.articles.days[masks.articles], return_counts=True)
    months: dict[str, int] = {}
    for day, count in zip(days.tolist(), counts.tolist(), strict=True):
        if day:
            month = _month(day, wanted.calendar)
            months[month] = months.get(month, 0) + count
    if len(months) > SHOWN:
        years: dict[str, int] = {}
        for month, count in months.items():
            years[month[:4]] = years.get(month[:4], 0) + count
        months = years if len(years) > 1 else months
    return [Value(name, name, count, False) for name, count in reversed(months.items())]


def _month(day: int, calendar: str) -> str:
    if calendar == "jalali":
        named = day_to_jalali(day)
        return f"{named.year:04d}/{named.month:02d}"
    return date.fromordinal(day).isoformat()[:7]


COUNT: dict[str, Callable[[Columns, Wanted, Masks], Iterable[Value]]] = {
    "outlet": lambda columns, _, masks: _texts_in(columns.articles.outlet, masks.articles),
    "date": _periods,
    "speaker": _speakers,
    "role": lambda columns, _, masks: _texts_in(columns.statements.role, masks.statements),
    "country": lambda columns, _, masks: _texts_in(columns.statements.country, masks.statements),
    "stance": lambda columns, _, masks: _texts_in(columns.statements.stance, masks.statements),
    "type": lambda columns, _, masks: _texts_in(columns.events.type, masks.events),
    "status": lambda columns, _, masks: _texts_in(columns.events.status, masks.events),
    "party": _parties,
}
