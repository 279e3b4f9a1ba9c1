"""Search: words and facets, over articles, statements or events."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.columns import Columns, Numbers
from dabir.web.finding import (
    CHOOSE,
    FACETS,
    Calendar,
    Facet,
    Found,
    Order,
    Value,
    Wanted,
    What,
    find,
)
from dabir.web.rows import ArticleRow, EventRow, Rows, StatementRow

PER_PAGE = 20
MOST_ON_SCREEN = 100
MOST_PER_PAGE = 1000
MOST_VALUES = 4  # of a facet that may have several
INSIDE = 3  # statements and events shown under an article
WHATS: tuple[What, ...] = ("articles", "statements", "events")
ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest")
COLUMNS = {
    "articles": ("published", "outlet", "title", "statements", "events", "article"),
    "statements": (
        *("published", "outlet", "title", "name", "person", "cue", "content", "kind", "stance"),
        *("score", "article", "number"),
    ),
    "events": (
        *("published", "outlet", "title", "type", "status", "source", "target", "date", "words"),
        *("voice", "score", "article", "number"),
    ),
}

AnyRow = ArticleRow | StatementRow | EventRow


class Results(NamedTuple):
    """One page of what was found; `places` of it are `total` on `pages` pages."""

    wanted: Wanted
    found: Found
    rows: Sequence[AnyRow]
    total: int
    page: int
    pages: int


def show(asked: Asked) -> View:
    """The page of search."""
    said = asks_for_speech(asked.text("q"))
    whats = ("statements", "articles", "events") if said else WHATS
    results = look_up(asked, Wanted(asked.choice("what", whats), *_state(asked)))
    name_values = [name_facet(asked, facet) for facet in results.found.facets]
    title = asked.text("q") or asked.words("menu.search")
    return View(
        "search.html",
        title,
        {"results": results, "facets": name_values, "whats": WHATS, "orders": ORDERS},
        COLUMNS[results.wanted.what],
        table(results.rows),
        as_object(results),
    )


def look_up(asked: Asked, wanted: Wanted) -> Results:
    """The page of results that the request asks for. Raises OptionError and StoreError."""
    room = asked.room
    said = wanted.what == "statements"
    found = room.remember(("found", wanted), lambda: _find(asked, wanted, said))
    default = PER_PAGE if asked.form == "html" else MOST_PER_PAGE if asked.form == "csv" else 100
    most = MOST_ON_SCREEN if asked.form == "html" else MOST_PER_PAGE
    per_page = asked.number("per", default, most)
    page = asked.number("page")
    part = found.rows[(page - 1) * per_page : page * per_page]
    rows = list(_rows(asked, wanted, part, said))
    pages = max(1, -(-len(found.rows) // per_page))
    return Results(wanted, found, rows, len(found.rows), page, pages)


def asks_for_speech(question: str) -> bool:
    """Whether a question looks for statements by its own words."""
    return any(f"{field}:" in question.lower() for field in ("speaker", "cue"))


def chosen_facets(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The facets and values that the address chooses; an event may have several parties."""
    return tuple(
        (name, value)
        for name in FACETS
        for value in (asked.texts(name)[:MOST_VALUES] if name == "party" else asked.texts(name)[:1])
    )


def _state(
    asked: Asked,
) -> tuple[str, tuple[tuple[str, str], ...], Order, Calendar]:
    words = asked.text("q")
    orders: tuple[Order, ...] = ORDERS if words else ("newest", "oldest", "relevance")
    chosen = chosen_facets(asked)
    calendar = asked.choice("calendar", _calendars(asked))
    return words, chosen, asked.choice("order", orders), calendar


def _calendars(asked: Asked) -> tuple[Calendar, ...]:
    calendars: tuple[Calendar, ...] = ("jalali", "gregorian")
    return calendars if asked.words.calendar == "jalali" else calendars[::-1]


def _find(asked: Asked, wanted: Wanted, said: bool) -> Found:
    places = asked.room.searcher.find(wanted.words, said=said) if wanted.words else None
    return find(asked.room.columns, wanted, places)


def _rows(asked: Asked, wanted: Wanted, part: Numbers, said: bool) -> Iterable[AnyRow]:
    columns = asked.room.columns
    rows = Rows(asked.room, wanted.words, said=said)
    if wanted.what == "statements":
        return (rows.statement(int(row)) for row in part)
    if wanted.what == "events":
        return (rows.event(int(row)) for row in part)
    narrowed = {FACETS[name] for name, _ in wanted.chosen}
    return (
        rows.article(
            int(place),
            _inside(columns, wanted, int(place), "statements") if "statements" in narrowed else (),
            _inside(columns, wanted, int(place), "events") if "events" in narrowed else (),
        )
        for place in part
    )


def _inside(columns: Columns, wanted: Wanted, place: int, level: What) -> list[int]:
    """The rows of an article's statements or events that meet the conditions on them."""
    firsts = columns.first_statement if level == "statements" else columns.first_event
    first, last = int(firsts[place]), int(firsts[place + 1])
    met = np.ones(last - first, np.bool_)
    for name, value in wanted.chosen:
        if FACETS[name] == level:
            met &= CHOOSE[name](columns, value)[first:last]
    return [first + int(at) for at in np.flatnonzero(met)[:INSIDE]]


# --- as a table and as an object -----------------------------------------------------------------


def table(rows: Iterable[AnyRow]) -> Iterable[tuple[object, ...]]:
    """The rows as those of a table, with the columns of COLUMNS."""
    for row in rows:
        head = row.head
        about = (head.day, head.outlet, head.title)
        if isinstance(row, StatementRow):
            said = (row.name, row.person, row.cue, row.content, row.kind, row.stance)
            yield (*about, *said, round(row.score, 3), head.article, row.number)
        elif isinstance(row, EventRow):
            words = f"{row.before}{row.anchor}{row.after}"
            found = (row.type, row.status, row.source, row.target, row.time, words, row.voice)
            yield (*about, *found, round(row.score, 3), head.article, row.number)
        else:
            yield (*about, row.said, row.found, head.article)


def as_object(results: Results) -> dict[str, object]:
    """The page of results as JSON."""
    names = COLUMNS[results.wanted.what]
    return {
        "what": results.wanted.what,
        "words": results.wanted.words,
        "chosen": dict(results.wanted.chosen),
        "order": results.found.order,
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "rows": [dict(zip(names, row, strict=True)) for row in table(results.rows)],
        "facets": {
            facet.name: {
                "counts": facet.level,
                "values": [
                    {"value": v.value, "name": v.name, "count": v.often} for v in facet.values
                ],
                "more": facet.more,
            }
            for facet in results.found.facets
        },
    }


def name_facet(asked: Asked, facet: Facet) -> Facet:
    """The facet with its values named in the language of the page."""
    return facet._replace(
        values=[v._replace(name=_name(asked, facet.name, v)) for v in facet.values]
    )


def _name(asked: Asked, facet: str, value: Value) -> str:
    if facet == "date":
        return asked.words.period(value.value)
    if facet in ("country", "party"):
        return asked.words.party(value.value)
    return value.name if facet in ("outlet", "speaker") else asked.words.code(facet, value.value)
