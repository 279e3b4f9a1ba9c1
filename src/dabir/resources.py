"""The only code that opens `data/`: packed lexicons, with what plug-ins add, and model files."""

import hashlib
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from dabir.errors import ResourceError
from dabir.plugins import AddedTable, added_tables, plugins_digest

Row = TypeVar("Row", bound=msgspec.Struct)


class _Table(msgspec.Struct):
    columns: list[str]
    rows: list[list[str]]


def load_bytes(name: str) -> bytes:
    """The content of `data/NAME`. Raises ResourceError where it is missing."""
    try:
        return (files("dabir") / "data" / name).read_bytes()
    except OSError as error:
        raise ResourceError(f"data/{name}: cannot be read ({error.strerror})") from error


def load_table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of the packed lexicon `data/NAME.json`, each as one `row` struct.

    Rows that plug-ins add come after our own. Columns are matched to fields by name; a column that
    `row` does not know is passed over. All cells are text; a field of another type is converted.
    Raises ResourceError with the row's id.
    """
    try:
        table = msgspec.json.decode(load_bytes(f"{name}.json"), type=_Table)
    except msgspec.MsgspecError as error:
        raise ResourceError(f"data/{name}.json: {error}") from error
    rows = [_to_row(f"lexicon {name}", table.columns, cells, row) for cells in table.rows]
    seen = {cells[0] for cells in table.rows}
    for added in _added(name):
        if set(added.columns) != set(table.columns):
            columns = ", ".join(table.columns)
            raise ResourceError(f"{added.where}: its columns are not those of our table: {columns}")
        if twice := seen.intersection(cells[0] for cells in added.rows):
            raise ResourceError(f"{added.where}: id {min(twice)} is taken")
        seen.update(cells[0] for cells in added.rows)
        rows += (_to_row(added.where, added.columns, cells, row) for cells in added.rows)
    return tuple(rows)


def _added(name: str) -> tuple[AddedTable, ...]:
    """What plug-ins add to that table. Raises ResourceError where one adds to a table we lack."""
    tables = added_tables()
    for unknown in tables.keys() - set(lexicon_names()):
        raise ResourceError(f"{tables[unknown][0].where}: we have no such table")
    return tables.get(name, ())


def _to_row(where: str, columns: list[str], cells: list[str], row: type[Row]) -> Row:
    try:
        return msgspec.convert(dict(zip(columns, cells, strict=True)), row, strict=False)
    except (msgspec.ValidationError, ValueError) as error:
        raise ResourceError(f"{where}, row {cells[0]}: {error}") from error


@cache
def lexicon_names() -> tuple[str, ...]:
    """The names of all packed lexicons, sorted."""
    folder = files("dabir") / "data"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".json")))


def model_digests() -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of every model file, sorted; a model is what has a card beside it."""
    folder = files("dabir") / "data"
    names = sorted(f.name for f in folder.iterdir())
    cards = tuple(n.removesuffix("card.md") for n in names if n.endswith(".card.md"))
    models = [n for n in names if cards and n.startswith(cards) and not n.endswith(".card.md")]
    return tuple((name, hashlib.sha256(load_bytes(name)).hexdigest()) for name in models)


@cache
def data_digest() -> str:
    """SHA-256 of everything in `data/`, names and content, and of what plug-ins bring: another
    digest, another reading.
    """
    digest = hashlib.sha256(plugins_digest().encode())
    for file in sorted((files("dabir") / "data").iterdir(), key=lambda f: f.name):
        if file.is_file():
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.name} {content}\n".encode())
    return digest.hexdigest()
