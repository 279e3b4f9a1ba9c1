"""Records as a table of pandas or polars: the tables of `dabir.export.csv`, with types."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, overload

from dabir.errors import OptionError
from dabir.export.csv import COLUMNS, TABLES
from dabir.records import Record

if TYPE_CHECKING:
    import pandas
    import polars

COUNTS = ("number", "nested_in", "statement", "statements", "position")
Library = Literal["pandas", "polars"]


@overload
def to_frame(
    records: Iterable[Record], table: str = "statements", *, library: Literal["pandas"] = "pandas"
) -> "pandas.DataFrame": ...


@overload
def to_frame(
    records: Iterable[Record], table: str = "statements", *, library: Literal["polars"]
) -> "polars.DataFrame": ...


def to_frame(
    records: Iterable[Record], table: str = "statements", *, library: Library = "pandas"
) -> Any:
    """One table of the records as a DataFrame: the columns of the CSV of that name, with types.

    Places and counts are 64-bit integers, scores are floats, all else is text; what is not known is
    null. Columns are the same for no record as for many. Raises OptionError for an unknown table,
    and where the library is not installed (`pip install dabir[frames]`).
    """
    if table not in TABLES:
        raise OptionError(f"no table {table!r}: one of {', '.join(TABLES)}")
    rows = [row for record in records for row in TABLES[table](record)]
    columns = COLUMNS[table]
    cells = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    if library == "polars":
        return _polars(cells)
    if library == "pandas":
        return _pandas(cells)
    raise OptionError(f"no library {library!r}: pandas or polars")


def _kind(column: str) -> Literal["count", "score", "text"]:
    if column == "score":
        return "score"
    if column in COUNTS or column.split("_")[-1] in ("start", "end"):
        return "count"
    return "text"


def _import(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise OptionError(f"{library} is not installed: pip install 'dabir[frames]'") from error


def _pandas(cells: dict[str, list[Any]]) -> Any:
    pandas = _import("pandas")
    types = {"count": "Int64", "score": "Float64", "text": "string"}
    return pandas.DataFrame(
        {name: pandas.array(column, dtype=types[_kind(name)]) for name, column in cells.items()}
    )


def _polars(cells: dict[str, list[Any]]) -> Any:
    polars = _import("polars")
    types = {"count": polars.Int64, "score": polars.Float64, "text": polars.String}
    return polars.DataFrame(cells, schema={name: types[_kind(name)] for name in cells})
