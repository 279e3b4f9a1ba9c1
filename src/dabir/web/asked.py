"""What a request asks for: its page, its language, and the state that its address holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode

from dabir.errors import OptionError
from dabir.web.words import Language, Words

if TYPE_CHECKING:
    from dabir.web.desk import Desk
    from dabir.web.room import Room

Choice = TypeVar("Choice", bound=str)

LONGEST = 1000  # characters of one value
LAST_PAGE = 10_000


class Asked:
    """One question to one page.

    `path` is that of the page without its language and form («/search»). `parts` are the pieces of
    the path that are not fixed, such as an article's id. `form` is html, json, jsonl, csv, or for a
    file `file.` and its suffix. `desk` takes corrections, where the room was opened with one;
    `posted` are the fields of a form that was sent.
    """

    def __init__(
        self,
        room: "Room",
        words: Words,
        path: str,
        parts: Mapping[str, str],
        params: Iterable[tuple[str, str]],
        form: str = "html",
        desk: "Desk | None" = None,
        posted: Iterable[tuple[str, str]] | None = None,
    ) -> None:
        self.room = room
        self.words = words
        self.path = path
        self.parts = parts
        self.params = [(name, value.strip()) for name, value in params if value.strip()]
        self.form = form
        self.desk = desk
        self.posted = None if posted is None else dict(posted)
        for name, value in self.params:
            if len(value) > LONGEST:
                raise OptionError(f"{name}: {len(value):,} characters, at most {LONGEST:,}")

    @property
    def language(self) -> Language:
        """fa or en."""
        return self.words.language

    def text(self, name: str) -> str:
        """The value of that name, empty where there is none."""
        return next((value for given, value in self.params if given == name), "")

    def texts(self, name: str) -> list[str]:
        """All values of that name, each once."""
        return list(dict.fromkeys(value for given, value in self.params if given == name))

    def choice(self, name: str, choices: tuple[Choice, ...]) -> Choice:
        """One of the choices, the first where none is given. Raises OptionError."""
        value = self.text(name) or choices[0]
        for choice in choices:
            if choice == value:
                return choice
        raise OptionError(f"{name}={value}: one of {', '.join(choices)}")

    def number(self, name: str, default: int = 1, most: int = LAST_PAGE) -> int:
        """A number from 1 to `most`. Raises OptionError."""
        value = self.text(name) or str(default)
        if not value.isdecimal() or len(value) > 9 or not 1 <= int(value) <= most:
            raise OptionError(f"{name}={value}: a number from 1 to {most:,}")
        return int(value)

    # --- addresses --------------------------------------------------------------------------------

    def link(self, path: str, /, **values: object) -> str:
        """The address of a page in the same language, without the values that are None or empty.

        A list stands for several values of one name.
        """
        return _address(f"/{self.language}{path}", list(_pairs(values)))

    def here(self, /, **changes: object) -> str:
        """The address of this page with some values changed; one that is None or empty goes.

        Goes back to the first page unless `page` is among the changes.
        """
        kept = [(name, value) for name, value in self.params if name not in {"page", *changes}]
        kept += _pairs(changes)
        return _address(f"/{self.language}{self.path}", kept)

    def without(self, name: str, value: str) -> str:
        """The address of this page with one of the values of that name taken away."""
        return self.here(**{name: [one for one in self.texts(name) if one != value]})

    def as_form(self, form: str) -> str:
        """The address of this page as JSON or CSV."""
        return _address(f"/{self.language}{self.path.rstrip('/') or '/start'}.{form}", self.params)

    def in_language(self, language: str) -> str:
        """The address of this page in the other language."""
        return _address(f"/{language}{self.path}", self.params)


def _pairs(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if one not in (None, ""):
                yield name, str(one)


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    query = urlencode(pairs, errors="replace")
    return quote(path, safe="/~", errors="replace") + (f"?{query}" if query else "")
