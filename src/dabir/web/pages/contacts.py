"""Contacts: a network or a matrix of who talks to whom, how high, and when."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, get_args

import numpy as np
from starlette.responses import Response

from dabir.errors import OptionError
from dabir.records import ContactChannel
from dabir.store.contacts import By, DailyContacts
from dabir.store.queries import parse_days
from dabir.store.timeline import Calendar
from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.contacting import (
    UNTOLD,
    Meant,
    Stretch,
    Sum,
    daily_contacts,
    meant,
    stretches,
    sum_contacts,
)
from dabir.web.pictures import Picture, draw_matrix, draw_network
from dabir.web.pictures.glyphs import LEVELS
from dabir.web.taking import svg_file

PICTURES = ("network", "matrix")
PARTIES: tuple[By, ...] = ("country", "code")
LEVEL_CHOICES = ("", *(level or UNTOLD for level in LEVELS))
CHANNEL_CHOICES = ("", *get_args(ContactChannel), UNTOLD)
COLUMNS = Sum._fields
ROWS_SHOWN = 40  # in the table; CSV and JSON have all
PARTIES_SHOWN = 300  # to choose from
NARROWING = ("from", "to", "level", "channel", "party")
EVER = (1, date.max.toordinal())


class Shown(NamedTuple):
    """What the page shows, worked out once for the same question."""

    picture: Picture
    rows: Sequence[Sum]
    stretches: Sequence[Stretch]
    parties: Sequence[tuple[str, str]]


def show(asked: Asked) -> View | Response:
    """The page of contacts."""
    kind = asked.choice("picture", PICTURES)
    by = asked.choice("parties", PARTIES)
    calendar = choose_calendar(asked)
    wanted = Meant(*_days(asked), asked.choice("level", LEVEL_CHOICES), asked.text("party"))
    channel = asked.choice("channel", CHANNEL_CHOICES)
    key = ("contacts", kind, by, channel, calendar, wanted, asked.language)
    shown = asked.room.remember(key, lambda: _work_out(asked, kind, by, channel, calendar, wanted))
    if asked.form == "file.svg":
        return svg_file(shown.picture, kind)
    return View(
        "contacts.html",
        asked.words("menu.contacts"),
        {
            "shown": shown,
            "shown_rows": shown.rows[:ROWS_SHOWN],
            "kind": kind,
            "kinds": PICTURES,
            "by": by,
            "bys": PARTIES,
            "calendar": calendar,
            "levels": LEVEL_CHOICES,
            "channels": CHANNEL_CHOICES,
            "most": max((s.happened + s.planned for s in shown.stretches), default=1),
            "narrowed": any(asked.text(name) for name in NARROWING),
            "untold": UNTOLD,
        },
        COLUMNS,
        shown.rows,
        {
            "from": asked.text("from"),
            "to": asked.text("to"),
            "level": wanted.level,
            "channel": channel,
            "party": wanted.party,
            "parties": by,
            "contacts": [row._asdict() for row in shown.rows],
            "periods": [stretch._asdict() for stretch in shown.stretches],
        },
    )


def choose_calendar(asked: Asked) -> Calendar:
    """The calendar asked for, that of the language where none is."""
    calendars: tuple[Calendar, ...] = ("jalali", "gregorian")
    return asked.choice("calendar", calendars if asked.language == "fa" else calendars[::-1])


def _work_out(
    asked: Asked, kind: str, by: By, channel: str, calendar: Calendar, wanted: Meant
) -> Shown:
    contacts = daily_contacts(asked.room, by, channel)
    mask = meant(contacts, wanted)
    rows = sum_contacts(contacts, mask)
    draw = draw_network if kind == "network" else draw_matrix
    named = [(code, asked.words.party(code)) for code in _most(contacts)]
    return Shown(
        draw(rows, asked.words, kind),
        rows,
        stretches(contacts, mask, calendar),
        sorted(named, key=lambda party: party[1]),
    )


def _most(contacts: DailyContacts) -> list[str]:
    """The parties with most contacts, to choose from."""
    counts = np.bincount(contacts.one, contacts.happened, len(contacts.parties))
    counts += np.bincount(contacts.other, contacts.happened, len(contacts.parties))
    return [contacts.parties[place] for place in np.argsort(-counts, kind="stable")[:PARTIES_SHOWN]]


def _days(asked: Asked) -> tuple[int, int]:
    """The first and the last day asked for, as day numbers. Raises OptionError."""
    first, last = asked.text("from"), asked.text("to")
    begin = date.fromisoformat(parse_days(first)[0]).toordinal() if first else EVER[0]
    end = date.fromisoformat(parse_days(last)[1]).toordinal() if last else EVER[1]
    if begin > end:
        raise OptionError(f"from={first} is later than to={last}")
    return begin, end
