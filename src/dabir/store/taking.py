"""A data set as files for other programs: CSV, JSON Lines, Parquet, SQLite, GraphML."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import duckdb

from dabir.errors import OptionError, StoreError
from dabir.export.csv import safe_cell
from dabir.store.contacts import COUNTRY
from dabir.store.tables import COLUMNS, column_type
from dabir.store.views import FOUND, store_error

BOM = "\ufeff"  # Excel needs it to read UTF-8
AT_ONCE = 1000
NOT_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
AFFINITY = {
    "VARCHAR": "TEXT",
    "DATE": "TEXT",
    "INTEGER": "INTEGER",
    "DOUBLE": "REAL",
    "BOOLEAN": "INTEGER",
}
EDGES = """
    SELECT a, b, level, channel, count(*) AS events, count(DISTINCT article) AS articles,
        min(day)::VARCHAR AS first, max(day)::VARCHAR AS last
    FROM (SELECT *, {first} AS a, {second} AS b FROM contacts WHERE status = 'actual')
    WHERE a <> b GROUP BY ALL ORDER BY ALL"""


def take_csv(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """One CSV file a table, safe to open in a spreadsheet."""
    for name, columns in _tables().items():
        with _new(out, f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.write(BOM)
            writer = csv.writer(stream)
            writer.writerow(columns)
            for row in _rows(database, name):
                writer.writerow([safe_cell(_plain(cell)) for cell in row])


def take_jsonl(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """One file of JSON objects a table."""
    _copy(database, out, "jsonl", "FORMAT json")


def take_parquet(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """One Parquet file a table, not one a shard."""
    _copy(database, out, "parquet", "FORMAT parquet, COMPRESSION zstd")


def take_sqlite(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """One SQLite file: tables with keys between them, indexes, and full-text search on articles."""
    refuse_existing(out)
    try:
        with closing(sqlite3.connect(out)) as target, target:
            for name, columns in _tables().items():
                typed = ", ".join(
                    f'"{c}" {AFFINITY[kind]}{_key(name, c)}' for c, kind in columns.items()
                )
                target.execute(f"CREATE TABLE {name} ({typed})")
                holes = ", ".join("?" * len(columns))
                rows = ([_plain(cell) for cell in row] for row in _rows(database, name))
                target.executemany(f"INSERT INTO {name} VALUES ({holes})", rows)
                for column in ("article", "name", "published", "story", "person"):
                    if column in columns and not _key(name, column).startswith(" PRIMARY"):
                        target.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
            target.execute(
                "CREATE VIRTUAL TABLE articles_fts USING fts5 (title, repaired, content='articles')"
            )
            target.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    except sqlite3.Error as error:
        raise StoreError(f"{out}: cannot be written ({error})") from error


def take_graphml(database: duckdb.DuckDBPyConnection, out: Path) -> None:
    """The network of contacts that happened: countries and bodies, an edge a level and channel."""
    refuse_existing(out)
    first, second = (COUNTRY.format(column) for column in ("first", "second"))
    edges = _ask(database, EDGES.format(first=first, second=second)).fetchall()
    nodes = sorted({party for edge in edges for party in edge[:2]})
    keys = {"level": "string", "channel": "string", "events": "int", "articles": "int"}
    keys |= {"first": "string", "last": "string"}
    with out.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for key, kind in keys.items():
            stream.write(f'<key id="{key}" for="edge" attr.name="{key}" attr.type="{kind}"/>\n')
        stream.write('<graph id="contacts" edgedefault="undirected">\n')
        stream.writelines(f"<node id={_attribute(node)}/>\n" for node in nodes)
        for source, target, *values in edges:
            stream.write(f"<edge source={_attribute(source)} target={_attribute(target)}>")
            for key, value in zip(keys, values, strict=True):
                if value is not None:
                    stream.write(f'<data key="{key}">{escape(str(value))}</data>')
            stream.write("</edge>\n")
        stream.write("</graph>\n</graphml>\n")


TAKERS: dict[str, Callable[[duckdb.DuckDBPyConnection, Path], None]] = {
    "csv": take_csv,
    "jsonl": take_jsonl,
    "parquet": take_parquet,
    "sqlite": take_sqlite,
    "graphml": take_graphml,
}


def _tables() -> dict[str, dict[str, str]]:
    """All tables with their columns and types."""
    tables = {name: {c: column_type(c) for c in columns} for name, columns in COLUMNS.items()}
    for name, (_, columns) in FOUND.items():
        tables[name] = dict(column.split(" ") for column in columns.split(", "))
    return tables


def _key(table: str, column: str) -> str:
    if table == "articles" and column == "article":
        return " PRIMARY KEY"
    if table == "people" and column == "person":
        return " PRIMARY KEY"
    return " REFERENCES articles (article)" if column == "article" else ""


def _copy(database: duckdb.DuckDBPyConnection, out: Path, suffix: str, options: str) -> None:
    for name in _tables():
        path = str(_new(out, f"{name}.{suffix}")).replace("'", "''")
        _ask(database, f"COPY (SELECT * FROM {name}) TO '{path}' ({options})")


def _new(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    refuse_existing(folder / name)
    return folder / name


def refuse_existing(path: Path) -> None:
    """Raise OptionError where something is at that place."""
    if path.exists():
        raise OptionError(f"{path} is there already")


def _rows(database: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[object, ...]]:
    cursor = _ask(database, f"SELECT * FROM {name}")
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


def _ask(database: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    try:
        return database.execute(query)
    except duckdb.Error as error:
        raise store_error(error) from error


def _plain(cell: object) -> str | int | float | None:
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return str(cell)


def _attribute(text: str) -> str:
    return quoteattr(text.translate(NOT_XML))
