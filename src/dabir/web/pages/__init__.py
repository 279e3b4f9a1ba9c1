"""The pages of the room, in the order in which their addresses are tried."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.responses import Response

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.pages import about, article, compare, people, person, search, start


class Page(NamedTuple):
    """A page: its address behind the language, and what makes it.

    With `writes` it also takes forms. Each page is also there as `.json` and `.csv`.
    """

    path: str
    show: Callable[[Asked], View | Response]
    writes: bool = False


PAGES = (
    Page("/", start.show),
    Page("/search", search.show),
    Page("/article/{article}", article.show),
    Page("/article/{article}/statement/{number}", article.show_statement),
    Page("/people", people.show),
    Page("/person/{person}", person.show),
    Page("/compare", compare.show),
    Page("/about", about.show),
)

# The pages in the head: path, and the id of the word for it.
MENU = (
    ("/search", "menu.search"),
    ("/people", "menu.people"),
    ("/about", "menu.about"),
)
