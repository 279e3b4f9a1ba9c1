"""A timeline of statements and events, of all or of what a question and its facets narrow."""

from typing import NamedTuple

import numpy as np
from starlette.responses import Response

from dabir.store.timeline import Unit
from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.finding import Facet, Found, Wanted, find
from dabir.web.pages.contacts import choose_calendar
from dabir.web.pages.search import asks_for_speech, chosen_facets, name_facet
from dabir.web.periods import written
from dabir.web.pictures import Picture, draw_timeline
from dabir.web.pictures.patterns import STATUSES
from dabir.web.taking import svg_file
from dabir.web.timing import Timed, time_rows

UNITS: tuple[Unit, ...] = ("month", "week", "day", "year")
WHATS = ("articles", "statements")
COLUMNS = ("period", "first", "statements", *STATUSES)
NARROWING = ("outlet", "speaker", "type", "status", "party", "date")


class Shown(NamedTuple):
    """What the page shows, worked out once for the same question."""

    picture: Picture
    timed: Timed
    facets: list[Facet]
    statements: int
    events: int


def show(asked: Asked) -> View | Response:
    """The page of the timeline.

    Words are looked for in articles, whose statements and events are counted; with `what` in
    statements alone.
    """
    unit = asked.choice("by", UNITS)
    calendar = choose_calendar(asked)
    said = asked.choice("what", WHATS) == "statements" or asks_for_speech(asked.text("q"))
    wanted = Wanted("statements", asked.text("q"), chosen_facets(asked), "newest", calendar)
    key = ("timeline", wanted, said, unit, asked.language)
    shown = asked.room.remember(key, lambda: _work_out(asked, wanted, unit, said=said))
    if asked.form == "file.svg":
        return svg_file(shown.picture, "timeline")
    rows = [
        (
            written(slot.first, shown.timed.unit, calendar),
            slot.first,
            slot.statements,
            *(slot.events.get(status, 0) for status in STATUSES),
        )
        for slot in shown.timed.slots
    ]
    return View(
        "timeline.html",
        asked.words("menu.timeline"),
        {
            "shown": shown,
            "wanted": wanted,
            "unit": unit,
            "units": ("day", "week", "month", "year"),
            "calendar": calendar,
            "facets": [facet for facet in shown.facets if facet.name in NARROWING],
        },
        COLUMNS,
        rows,
    )


def _work_out(asked: Asked, wanted: Wanted, unit: Unit, *, said: bool) -> Shown:
    columns = asked.room.columns
    places = asked.room.searcher.find(wanted.words, said=said) if wanted.words else None
    found: Found = find(columns, wanted, places)
    events = find(columns, wanted._replace(what="events"), places).rows
    timed = time_rows(columns, np.asarray(found.rows), events, unit, wanted.calendar)
    picture = draw_timeline(timed.slots, timed.unit, wanted.calendar, asked.words)
    facets = [name_facet(asked, facet) for facet in found.facets]
    return Shown(picture, timed, facets, len(found.rows), len(events))
