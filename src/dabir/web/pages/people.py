"""People and bodies: who speaks in the data set, those who speak most first."""

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.columns import Person
from dabir.web.room import Room

PER_PAGE = 60
KINDS = ("", "person", "body", "office", "surname")


def show(asked: Asked) -> View:
    """The page of all who speak, narrowed by words of the name, a kind and a country."""
    kind = asked.choice("kind", KINDS) if asked.text("kind") else ""
    country = asked.text("country")
    found = find_people(asked.room, asked.text("q"))
    found = [p for p in found if not kind or p.kind == kind]
    found = [p for p in found if not country or country in (p.countries or "").split("; ")]
    page = asked.number("page")
    per_page = asked.number("per", PER_PAGE if asked.form == "html" else 1000, 1000)
    part = found[(page - 1) * per_page : page * per_page]
    return View(
        "people.html",
        asked.words("menu.people"),
        {
            "people": part,
            "total": len(found),
            "page": page,
            "pages": max(1, -(-len(found) // per_page)),
            "kinds": KINDS[1:],
            "kind": kind,
            "against": asked.text("against"),
        },
        Person._fields,
        part,
    )


def find_people(room: Room, words: str) -> list[Person]:
    """Who bears a name that holds all these words; everybody where there are none."""
    wanted = set(room.searcher.terms.of_text(words))
    if not wanted:
        return room.columns.people if not words else []
    names = room.remember("names", lambda: _names(room))
    return [p for p, of in zip(room.columns.people, names, strict=True) if wanted <= of]


def _names(room: Room) -> list[frozenset[str]]:
    terms = room.searcher.terms
    return [
        frozenset(terms.of_text(f"{person.name} {person.other_names or ''}"))
        for person in room.columns.people
    ]
