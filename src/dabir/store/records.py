"""Records as they were read, put together again from the tables of a data set."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from dabir.export.csv import LIST, PATH
from dabir.records import Record, Span
from dabir.store.dataset import DataSet
from dabir.store.tables import COLUMNS
from dabir.store.views import store_error

Row = dict[str, Any]
PLACES = {  # what a table's rows are in the order of: how the stage that found them left them
    "articles": "article",
    "statements": "number",
    "events": "number",
    "sources": "position",
    "edits": 'start, "end"',
}
SHOWN = """
    SELECT min(parse_filename(filename, true)) AS shard, article FROM all_articles
    WHERE article IN (SELECT article FROM articles) GROUP BY article ORDER BY ALL"""


def load_records(database: duckdb.DuckDBPyConnection, dataset: DataSet) -> Iterator[Record]:
    """The records of all articles that the views of `database` show, each once.

    Holds one shard in memory at a time. Otherwise as `load_record`.
    """
    shards: dict[str, list[str]] = {}
    try:
        for shard, article in database.execute(SHOWN).fetchall():
            shards.setdefault(shard, []).append(article)
        for shard, articles in shards.items():
            tables = {name: _by_article(rows) for name, rows in _tables(database, dataset, shard)}
            for article in articles:
                yield _record({name: rows.get(article, []) for name, rows in tables.items()})
    except duckdb.Error as error:
        raise store_error(error) from error


def load_record(
    database: duckdb.DuckDBPyConnection, dataset: DataSet, shard: str, article: str
) -> Record | None:
    """The record of one article of a shard; None where the shard does not hold it.

    `database` is any connection: only files are asked. `id` is the article's id in the data set.
    `parts` of the page's mark-up are not stored: the record has none. Raises StoreError where a
    part cannot be read.
    """
    try:
        rows = dict(_tables(database, dataset, shard, article))
    except duckdb.Error as error:
        raise store_error(error) from error
    return _record(rows) if rows["articles"] else None


def _tables(
    database: duckdb.DuckDBPyConnection, dataset: DataSet, shard: str, article: str | None = None
) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each table of a shard, of one article or of all."""
    for name in COLUMNS:
        if name != "errors":
            path = dataset.folder / name / f"{shard}.parquet"
            yield name, _rows(database, path, name, article)


def _rows(
    database: duckdb.DuckDBPyConnection, path: Path, name: str, article: str | None
) -> list[Row]:
    if not path.exists():
        return []
    order = PLACES.get(name, 'start, "end"')
    place = str(path).replace("'", "''")
    query = f"SELECT * FROM read_parquet('{place}') WHERE article = ? OR ? IS NULL ORDER BY {order}"
    answer = database.execute(query, [article, article])
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def _by_article(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["article"], []).append(row)
    return found


def _record(rows: dict[str, list[Row]]) -> Record:
    (article,) = rows["articles"]
    text = article["text"]
    fields = {
        **{key: article[key] for key in ("outlet", "url", "title", "text", "repaired", "version")},
        "id": article["article"],
        "published": str(article["published"]) if article["published"] else None,
        "repair_mode": article["repair_mode"],
        "parts": (),
        "sources": _split(article["sources"], PATH),
        "edits": [_edit(row) for row in rows["edits"]],
        "relays": rows["sources"],
        "statements": [_statement(row, text) for row in rows["statements"]],
        "dates": rows["dates"],
        "headings": rows["headings"],
        "actors": [{**row, "codes": _split(row["codes"], LIST)} for row in rows["actors"]],
        "events": [_event(row) for row in rows["events"]],
    }
    return msgspec.convert(fields, Record)


def _edit(row: Row) -> Row:
    return {key: row[key] for key in ("start", "end", "replacement", "reason", "score")}


def _statement(row: Row, text: str) -> Row:
    return {
        **row,
        **{part: _span(row, part) for part in ("speaker", "cue", "addressee", "medium")},
        "content": [_piece(text, place) for place in (row["content_spans"] or "").split()],
        "path": _split(row["path"], PATH),
    }


def _event(row: Row) -> Row:
    known = row["level"] is not None or row["channel"] is not None
    contact = {"level": row["level"], "channel": row["channel"]}
    return {
        **row,
        **{key: _split(row[key], LIST) for key in ("contexts", "source", "target")},
        "anchor": _span(row, "anchor"),
        "contact": contact if known or row["type"] == "CONSULT" else None,
    }


def _span(row: Row, part: str) -> Span | None:
    if row[f"{part}_start"] is None:
        return None
    return Span(row[f"{part}_start"], row[f"{part}_end"], row[f"{part}_text"] or "")


def _piece(text: str, place: str) -> Span:
    start, end = map(int, place.split("-"))
    return Span(start, end, text[start:end])


def _split(joined: str | None, mark: str) -> list[str]:
    return joined.split(mark) if joined else []
