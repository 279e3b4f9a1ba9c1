"""Contacts narrowed to a time, a level and a party, and summed up; fast enough for a page."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.store.contacts import By, DailyContacts, load_daily
from dabir.store.timeline import Calendar, Unit, period_of
from dabir.web.periods import written
from dabir.web.room import Room

UNTOLD = "untold"
MONTHS_SHOWN = 36  # periods, before years stand for months
Mask = NDArray[np.bool_]


class Meant(NamedTuple):
    """Which contacts are meant. Days are day numbers, the last one included; empty is any."""

    first: int
    last: int
    level: str
    party: str


class Sum(NamedTuple):
    """The contacts of two parties at a level (None where it is not told) in the time asked for."""

    first: str
    second: str
    level: str | None
    occasions: int
    planned: int
    articles: int


class Stretch(NamedTuple):
    """A period with contacts: as an address has it (`1402/09`), how many happened, were planned."""

    value: str
    happened: int
    planned: int


def daily_contacts(room: Room, by: By, channel: str = "") -> DailyContacts:
    """The contacts of the room, loaded once: all, or those by one way."""
    way = {"": None, UNTOLD: ""}.get(channel, channel)
    key = ("contacts", by, channel)
    return room.remember(key, lambda: load_daily(room.views.cursor(), by, way))


def meant(contacts: DailyContacts, wanted: Meant) -> Mask:
    """The rows that are meant."""
    mask: Mask = (contacts.day >= wanted.first) & (contacts.day <= wanted.last)
    if wanted.level:
        level = "" if wanted.level == UNTOLD else wanted.level
        mask &= contacts.level == _place(contacts.levels, level)
    if wanted.party:
        parties = np.array([_is_of(party, wanted.party) for party in contacts.parties], np.bool_)
        mask &= parties[contacts.one] | parties[contacts.other]
    return mask


def _is_of(code: str, party: str) -> bool:
    """Whether a code is that party, or an office of that country."""
    return party in (code, code.partition(".")[0])


def _place(texts: list[str], text: str) -> int:
    return texts.index(text) if text in texts else -1


def sum_contacts(contacts: DailyContacts, mask: Mask) -> list[Sum]:
    """The meant rows summed by pair and level, those with most contacts first."""
    levels, parties = len(contacts.levels), len(contacts.parties)
    one, other = contacts.one[mask].astype(np.int64), contacts.other[mask].astype(np.int64)
    keys = (one * parties + other) * levels + contacts.level[mask]
    known, places = np.unique(keys, return_inverse=True)
    columns = (contacts.happened, contacts.planned, contacts.articles)
    sums = [np.bincount(places, column[mask], len(known)).astype(int) for column in columns]
    found = [
        Sum(
            contacts.parties[key // levels // parties],
            contacts.parties[key // levels % parties],
            contacts.levels[key % levels] or None,
            *counts,
        )
        for key, *counts in zip(known.tolist(), *(s.tolist() for s in sums), strict=True)
    ]
    return sorted(found, key=lambda s: (-s.occasions, -s.planned, s.first, s.second, str(s.level)))


def stretches(contacts: DailyContacts, mask: Mask, calendar: Calendar) -> list[Stretch]:
    """The periods in which the meant contacts lie: years, months or days, by how many there are."""
    days, places = np.unique(contacts.day[mask], return_inverse=True)
    happened, planned = (
        np.bincount(places, column[mask], len(days)).astype(int)
        for column in (contacts.happened, contacts.planned)
    )
    counted = list(zip(days.tolist(), happened.tolist(), planned.tolist(), strict=True))
    if not counted:
        return []
    span = counted[-1][0] - counted[0][0]
    unit: Unit = "year" if span > 31 * MONTHS_SHOWN else "month" if span > 31 else "day"
    return list(_stretches(counted, unit, calendar))


def _stretches(
    counted: Iterable[tuple[int, int, int]], unit: Unit, calendar: Calendar
) -> Iterable[Stretch]:
    sums: dict[date, tuple[int, int]] = {}
    for day, happened, planned in counted:
        first = period_of(date.fromordinal(day), unit, calendar)[1]
        before = sums.get(first, (0, 0))
        sums[first] = before[0] + happened, before[1] + planned
    for first, counts in sums.items():
        yield Stretch(written(first, unit, calendar), *counts)
