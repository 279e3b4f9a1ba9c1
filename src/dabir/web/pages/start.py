"""The first page: what the data set holds, and ways into it."""

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.finding import Facet, Wanted
from dabir.web.pages.search import COLUMNS, as_object, look_up, name_facet, table

FACETS = ("outlet", "speaker", "type", "status", "stance", "date")


def show(asked: Asked) -> View:
    """The first page."""
    columns = asked.room.columns
    newest = Wanted("articles", "", (), "newest", asked.words.calendar)
    results = look_up(asked, newest)
    days = columns.articles.days[columns.articles.days > 0]
    facets: dict[str, Facet] = {f.name: name_facet(asked, f) for f in results.found.facets}
    counts = {
        "articles": len(columns.articles.keys),
        "statements": len(columns.statements.article),
        "events": len(columns.events.article),
        "outlets": len(columns.articles.outlet.texts),
        "people": len(columns.people),
    }
    return View(
        "start.html",
        asked.words("brand"),
        {
            "counts": counts,
            "first": int(days.min()) if len(days) else 0,
            "last": int(days.max()) if len(days) else 0,
            "facets": [facets[name] for name in FACETS],
            "results": results,
            "damages": asked.room.damages,
        },
        COLUMNS["articles"],
        table(results.rows),
        {"counts": counts, "newest": as_object(results)},
    )
