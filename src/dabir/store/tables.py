"""The tables of a data set: those of the CSV export, with types, and one for what was refused.

Every row begins with `article`, the id of the article in the data set. It is a hash of what the
input says of the article and of its text, so that two inputs which number their articles from 1
do not get mixed up; `articles.id` is the id that the input gave. `place` is the file, with a line
or an address.
"""

import hashlib
from collections.abc import Iterable

from dabir.errors import InputError
from dabir.export import csv
from dabir.export.csv import Cell, Line
from dabir.records import Article, Record

COLUMNS: dict[str, tuple[str, ...]] = {
    **csv.COLUMNS,
    "articles": ("article", *csv.COLUMNS["articles"], "place"),
    "errors": ("place", "reason"),
}
INTEGERS = {"start", "end", "number", "position", "nested_in", "statements", "statement"}
TYPES = {"score": "DOUBLE", "published": "DATE"}

Rows = dict[str, list[Line]]


def column_type(name: str) -> str:
    """The SQL type of a column, told by its name."""
    if name in INTEGERS or name.endswith(("_start", "_end")):
        return "INTEGER"
    return TYPES.get(name, "VARCHAR")


def article_key(article: Article) -> str:
    """The id of an article in a data set."""
    said = (article.id, article.url, article.outlet, article.published, article.text)
    joined = "\0".join(part or "" for part in said)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def empty_rows() -> Rows:
    """All tables without a row."""
    return {name: [] for name in COLUMNS}


def add_record(rows: Rows, key: str, record: Record, place: str) -> None:
    """Put the rows of one record at the end of each table."""
    for name, table in csv.TABLES.items():
        if name == "articles":
            (row,) = table(record)
            rows[name].append((key, *row, _clean(place)))
        else:
            rows[name].extend((key, *row[1:]) for row in table(record))


def add_errors(rows: Rows, errors: Iterable[InputError]) -> None:
    """Put what was refused at the end of its table."""
    rows["errors"].extend((_clean(error.where), _clean(error.reason)) for error in errors)


def _clean(text: str) -> Cell:
    return text.encode("utf-8", "replace").decode()
