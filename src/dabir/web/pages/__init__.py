"""The pages of the room, in the order in which their addresses are tried."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.responses import Response

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.pages import (
    about,
    article,
    compare,
    contacts,
    correct,
    people,
    person,
    search,
    start,
    timeline,
)


class Page(NamedTuple):
    """A page: its address behind the language, and what makes it.

    With `writes` it also takes forms; with `desk` it is there only where corrections are taken.
    Each page is also there as `.json`, `.jsonl` and `.csv`, and as the `files` that it makes.
    """

    path: str
    show: Callable[[Asked], View | Response]
    writes: bool = False
    files: tuple[str, ...] = ()
    desk: bool = False


PAGES = (
    Page("/", start.show),
    Page("/search", search.show),
    Page("/article/{article}", article.show, files=("html",)),
    Page("/article/{article}/statement/{number}", article.show_statement),
    Page("/article/{article}/correct/{kind}/{finding}", correct.show, writes=True, desk=True),
    Page("/people", people.show),
    Page("/person/{person}", person.show),
    Page("/compare", compare.show),
    Page("/contacts", contacts.show, files=("svg",)),
    Page("/timeline", timeline.show, files=("svg",)),
    Page("/corrections", correct.show_latest, desk=True),
    Page("/about", about.show),
)

# The pages in the head: path, and the id of the word for it.
MENU = (
    ("/search", "menu.search"),
    ("/people", "menu.people"),
    ("/contacts", "menu.contacts"),
    ("/timeline", "menu.timeline"),
    ("/about", "menu.about"),
)
