"""Two people side by side: what each said, on the same words."""

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.finding import Order, Wanted
from dabir.web.pages.people import find_people
from dabir.web.pages.person import find_person
from dabir.web.pages.search import COLUMNS, Results, look_up, table

ORDERS: tuple[Order, ...] = ("newest", "oldest")
OFFERED = 12


def show(asked: Asked) -> View:
    """The page of a comparison; who is not chosen yet is looked for by a name."""
    sides = []
    tables: list[tuple[object, ...]] = []
    for name in ("a", "b"):
        chosen = asked.text(name)
        person = find_person(asked.room, chosen) if chosen else None
        results: Results | None = None
        offered = []
        if person:
            results = look_up(asked, _wanted(asked, person.id))
            tables += [(name, *row) for row in table(results.rows)]
        elif asked.text(f"name_{name}"):
            offered = find_people(asked.room, asked.text(f"name_{name}"))[:OFFERED]
        sides.append((name, person, results, offered))
    pages = max((results.pages for _, _, results, _ in sides if results), default=1)
    return View(
        "compare.html",
        asked.words("menu.compare"),
        {"sides": sides, "page": asked.number("page"), "pages": pages, "orders": ORDERS},
        ("side", *COLUMNS["statements"]),
        tables,
    )


def _wanted(asked: Asked, person: str) -> Wanted:
    order = asked.choice("order", ORDERS)
    return Wanted(
        "statements", asked.text("q"), (("speaker", person),), order, asked.words.calendar
    )
