"""A page as it goes out: HTML for people, JSON and CSV for programs, from one View."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from dabir.export.csv import LIST, Cell, safe_cell
from dabir.export.view import one_line
from dabir.version import __version__
from dabir.web.asked import Asked

BOM = "\ufeff"
NO_VALUES: Mapping[str, object] = {}


class View(NamedTuple):
    """What a page shows.

    `values` go to the template. `columns` and `rows` are the page as a table; `data` is the page as
    an object, where it is more than its rows.
    """

    template: str
    title: str
    values: Mapping[str, object] = NO_VALUES
    columns: Sequence[str] = ()
    rows: Iterable[Sequence[object]] = ()
    data: object = None
    status: int = 200


class Missing(Exception):  # noqa: N818
    """There is no such page, article or person; the text says what is missing."""


class Renderer:
    """Writes views.

    `menu` are the pages in the head, a path and the id of the word for it; `static` are the static
    files with their digests, which stand in their addresses.
    """

    def __init__(self, menu: Sequence[tuple[str, str]], static: Mapping[str, str]) -> None:
        self._pages = Environment(
            loader=PackageLoader("dabir.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.filters.update(bdi=bdi, line=one_line)
        self._pages.globals.update(menu=menu, made_by=f"dabir {__version__}")
        self._pages.globals["static"] = lambda name: f"/static/{name}?v={static[name]}"

    def answer(self, asked: Asked, view: View) -> Response:
        """The view in the form that was asked for."""
        if asked.form == "json":
            return Response(as_json(view), view.status, media_type="application/json")
        if asked.form == "jsonl":
            return Response(as_jsonl(view), view.status, media_type="application/jsonl")
        if asked.form == "csv":
            name = asked.path.strip("/").replace("/", "-") or "start"
            kept = "".join(letter for letter in name if letter.isascii() and letter.isprintable())
            named = {
                "Content-Disposition": f'attachment; filename="{kept.replace(chr(34), "")}.csv"'
            }
            return Response(as_csv(view), view.status, named, media_type="text/csv; charset=utf-8")
        return Response(self.page(asked, view), view.status, media_type="text/html; charset=utf-8")

    def page(self, asked: Asked, view: View) -> str:
        """The view as HTML."""
        template = self._pages.get_template(view.template)
        other = "en" if asked.language == "fa" else "fa"
        values = {"asked": asked, "t": asked.words, "title": view.title, "other": other}
        return template.render(**values, **view.values)


def bdi(text: object, language: str = "fa") -> Markup:
    """Text of an article inside ours: isolated, on one line, without controls of direction."""
    return Markup('<bdi lang="{}">{}</bdi>').format(language, one_line(str(text)))


def as_json(view: View) -> bytes:
    """The view as one JSON object, or a list of its rows."""
    data = list(_objects(view)) if view.data is None else view.data
    return msgspec.json.encode(data) + b"\n"


def as_jsonl(view: View) -> bytes:
    """The rows of the view, one JSON object a line."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in _objects(view))


def _objects(view: View) -> Iterator[dict[str, object]]:
    for row in view.rows:
        yield dict(zip(view.columns, map(_plain, row), strict=True))


def as_csv(view: View) -> bytes:
    """The rows of the view as CSV that a spreadsheet opens and does not run."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(view.columns)
    for row in view.rows:
        writer.writerow([safe_cell(_cell(cell)) for cell in row])
    return (BOM + stream.getvalue()).encode("utf-8", "replace")


def _cell(cell: object) -> Cell:
    if isinstance(cell, list | tuple):
        return LIST.join(map(str, cell))
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return str(_plain(cell))


def _plain(cell: object) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell
