"""One person or body: who that is, on what evidence, and all that they said, in time."""

from typing import NamedTuple

from dabir.web.answers import Missing, View
from dabir.web.asked import Asked
from dabir.web.columns import Person
from dabir.web.finding import Order, Wanted
from dabir.web.pages.search import COLUMNS, as_object, look_up, name_facet, table
from dabir.web.room import Room

ORDERS: tuple[Order, ...] = ("newest", "oldest")
SHOWN = ("outlet", "date", "stance")

OFFICES = """
    SELECT office, first, last, articles FROM offices WHERE person = ?
    ORDER BY articles DESC, office LIMIT 30"""
EVIDENCE = """
    SELECT evidence, count(*) FROM named WHERE person = ? GROUP BY evidence ORDER BY 2 DESC, 1"""
DOUBTS = """
    SELECT q.person, q.name, q.kind, d.reason FROM doubts d
    JOIN people q ON q.person = if(d.person = $person, d.other, d.person)
    WHERE $person IN (d.person, d.other) ORDER BY q.statements DESC, q.person LIMIT 30"""


class Known(NamedTuple):
    """What is known of a person beside what they said."""

    offices: list[tuple[object, ...]]
    evidence: list[tuple[str, int]]
    doubts: list[tuple[str, str, str, str]]


def show(asked: Asked) -> View:
    """The page of a person."""
    person = find_person(asked.room, asked.parts["person"])
    chosen = [("speaker", person.id)]
    chosen += [(name, asked.text(name)) for name in SHOWN if asked.text(name)]
    order = asked.choice("order", ORDERS)
    wanted = Wanted("statements", asked.text("q"), tuple(chosen), order, asked.words.calendar)
    results = look_up(asked, wanted)
    known = asked.room.remember(("known", person.id), lambda: _known(asked.room, person))
    facets = [name_facet(asked, f) for f in results.found.facets if f.name in SHOWN]
    return View(
        "person.html",
        person.name,
        {"person": person, "known": known, "results": results, "facets": facets, "orders": ORDERS},
        COLUMNS["statements"],
        table(results.rows),
        {"person": person._asdict(), "known": known._asdict(), **as_object(results)},
    )


def find_person(room: Room, wanted: str) -> Person:
    """The person of that id. Raises Missing."""
    for person in room.columns.people:
        if person.id == wanted:
            return person
    raise Missing(wanted)


def _known(room: Room, person: Person) -> Known:
    database = room.views.cursor()
    return Known(
        database.execute(OFFICES, [person.id]).fetchall(),
        database.execute(EVIDENCE, [person.id]).fetchall(),
        database.execute(DOUBTS, {"person": person.id}).fetchall(),
    )
