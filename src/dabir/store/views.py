"""A data set as tables in DuckDB: one view a table, and some that are often wanted."""

from pathlib import Path

import duckdb

from dabir.errors import StoreError
from dabir.store.dataset import DataSet
from dabir.store.manifest import Manifest
from dabir.store.tables import COLUMNS, column_type

VIEWS = {
    "said": """
        SELECT s.*, a.outlet, a.published, a.title, a.url, a.place
        FROM statements s JOIN articles a USING (article)""",
    "speakers": """
        SELECT name, count(*) AS statements, count(DISTINCT article) AS articles,
            min(published) AS first, max(published) AS last
        FROM said WHERE name IS NOT NULL GROUP BY name ORDER BY statements DESC, name""",
    "outlets": """
        SELECT outlet, count(*) AS articles, sum(statements) AS statements,
            min(published) AS first, max(published) AS last
        FROM articles GROUP BY outlet ORDER BY articles DESC, outlet""",
    "chains": """
        SELECT sources, count(*) AS articles, min(published) AS first, max(published) AS last
        FROM articles WHERE sources <> '' GROUP BY sources ORDER BY articles DESC, sources""",
    "days": """
        SELECT published AS day, count(*) AS articles, sum(statements) AS statements
        FROM articles WHERE published IS NOT NULL GROUP BY published ORDER BY day""",
}

WITHOUT_DOUBLES = """
    WHERE NOT EXISTS (SELECT 1 FROM doubles d
    WHERE d.article = a.article AND d.shown <> parse_filename(a.filename))"""


def connect(dataset: DataSet) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """A connection that sees the data set, and what is wrong with shards that it leaves out.

    Every table is a view over the parts of whole shards; an article that stands in two of them is
    seen once. Nothing can be written through it into the data set. Raises StoreError.
    """
    manifests, damages = dataset.whole()
    database = duckdb.connect()
    try:
        for name in COLUMNS:
            query = _table(name, table_files(dataset.folder, name, manifests))
            database.execute(f"CREATE VIEW all_{name} AS {query}")
        doubled = _find_doubles(database)
        for name, columns in COLUMNS.items():
            hidden = WITHOUT_DOUBLES if doubled and "article" in columns else ""
            database.execute(
                f"CREATE VIEW {name} AS SELECT * EXCLUDE (filename) FROM all_{name} a {hidden}"
            )
        for name, query in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {query}")
    except duckdb.Error as error:
        raise store_error(error) from error
    return database, damages


def store_error(error: duckdb.Error) -> StoreError:
    """The message of DuckDB, without its stack."""
    return StoreError(str(error).split("\n\nLINE", 1)[0].strip())


def table_files(folder: Path, name: str, manifests: list[Manifest]) -> list[str]:
    """The parts of one table that hold rows."""
    parts = [manifest.parts[name] for manifest in manifests if name in manifest.parts]
    return [str(folder / part.file) for part in parts if part.rows]


def _table(name: str, files: list[str]) -> str:
    if files:
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        return f"SELECT * FROM read_parquet([{listed}], filename = true)"
    columns = ", ".join(f'NULL::{column_type(c)} AS "{c}"' for c in COLUMNS[name])
    return f"SELECT {columns}, '' AS filename WHERE false"


def _find_doubles(database: duckdb.DuckDBPyConnection) -> bool:
    """Where shards share articles, choose for each the one shard that shows it, in every table."""
    shared = "SELECT article FROM all_articles GROUP BY article HAVING count(*) > 1"
    if not database.execute(f"{shared} LIMIT 1").fetchall():
        return False
    database.execute(
        "CREATE TABLE doubles AS SELECT article, min(parse_filename(filename)) AS shown"
        f" FROM all_articles WHERE article IN ({shared}) GROUP BY article"
    )
    return True
