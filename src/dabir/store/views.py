"""A data set as tables in DuckDB: one view a table, and some that are often wanted."""

import hashlib
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
    "contacts": """
        SELECT e.article, e.number, e.first, e.second, e.level, e.channel, e.status,
            coalesce(TRY_CAST(regexp_extract(e.date, '^\\d{4}-\\d{2}-\\d{2}') AS DATE),
                a.published) AS day, a.outlet, a.published
        FROM (
            SELECT DISTINCT article, number, date, level, channel, status,
                least(x, y) AS first, greatest(x, y) AS second
            FROM (SELECT *, unnest(string_split(target, '; ')) AS y
                FROM (SELECT *, unnest(string_split(source, '; ')) AS x FROM events
                    WHERE type = 'CONSULT' AND status IN ('actual', 'planned')))
            WHERE x <> y AND x <> '---' AND y <> '---') e
        JOIN articles a USING (article) WHERE day IS NOT NULL""",
    "days": """
        SELECT published AS day, count(*) AS articles, sum(statements) AS statements
        FROM articles WHERE published IS NOT NULL GROUP BY published ORDER BY day""",
}

WITHOUT_DOUBLES = """NOT EXISTS (SELECT 1 FROM doubles d
    WHERE d.article = a.article AND d.shown <> parse_filename(a.filename))"""
WITHOUT_COPIES = "a.article NOT IN (SELECT article FROM stories WHERE NOT shown)"
FOUND = {
    "stories": (
        "stories.parquet",
        "article VARCHAR, story VARCHAR, shown BOOLEAN, first BOOLEAN, first_reason VARCHAR,"
        " origin VARCHAR, kept DOUBLE, own DOUBLE",
    ),
    "retold": ("retold.parquet", "article VARCHAR, number INTEGER, saying VARCHAR, shown BOOLEAN"),
    "people": (
        "people.parquet",
        "person VARCHAR, kind VARCHAR, name VARCHAR, other_names VARCHAR, countries VARCHAR,"
        " articles INTEGER, statements INTEGER, first DATE, last DATE",
    ),
    "named": ("named.parquet", "article VARCHAR, name VARCHAR, person VARCHAR, evidence VARCHAR"),
    "offices": (
        "offices.parquet",
        "person VARCHAR, office VARCHAR, first DATE, last DATE, articles INTEGER",
    ),
    "doubts": ("doubts.parquet", "person VARCHAR, other VARCHAR, reason VARCHAR"),
}


def connect(dataset: DataSet, *, once: bool = False) -> tuple[duckdb.DuckDBPyConnection, list[str]]:
    """A connection that sees the data set, and what is wrong with shards that it leaves out.

    Every table is a view over the parts of whole shards; an article that stands in two of them is
    seen once. what is found in the whole data set (`stories`, `retold`, `people` and
    their tables; see `dabir.store.stories` and `people`) is empty until it was looked for.
    With `once` every table shows of each story only the article that stands for it; raises
    StoreError where stories were not found since the data set changed.
    """
    if once and not stories_are_current(dataset):
        raise StoreError(
            f"{dataset.folder}: no stories (dabir stories {dataset.folder} finds them)"
        )
    manifests, damages = dataset.whole()
    database = duckdb.connect()
    try:
        for name in COLUMNS:
            query = _table(name, table_files(dataset.folder, name, manifests))
            database.execute(f"CREATE VIEW all_{name} AS {query}")
        doubled = _find_doubles(database)
        for name, (file, typed) in FOUND.items():
            database.execute(f"CREATE VIEW {name} AS {_found(dataset, file, typed)}")
        for name, columns in COLUMNS.items():
            hidden = []
            if "article" in columns:
                hidden = [WITHOUT_DOUBLES] * doubled + [WITHOUT_COPIES] * once
            shown = f"WHERE {' AND '.join(hidden)}" if hidden else ""
            database.execute(
                f"CREATE VIEW {name} AS SELECT * EXCLUDE (filename) FROM all_{name} a {shown}"
            )
        for name, query in VIEWS.items():
            database.execute(f"CREATE VIEW {name} AS {query}")
    except duckdb.Error as error:
        raise store_error(error) from error
    return database, damages


def stories_are_current(dataset: DataSet) -> bool:
    """Whether stories and retellings were found since the data set changed."""
    return _are_current(dataset, ("stories", "retold"))


def people_are_current(dataset: DataSet) -> bool:
    """Whether people were found since the data set changed."""
    return _are_current(dataset, ("people", "named", "offices", "doubts"))


def _are_current(dataset: DataSet, names: tuple[str, ...]) -> bool:
    mark = data_set_mark(dataset.whole()[0])
    return all(_mark_of(dataset.folder / FOUND[name][0]) == mark for name in names)


def data_set_mark(manifests: list[Manifest]) -> str:
    """What tells one state of a data set from another."""
    keys = "\n".join(sorted(manifest.key for manifest in manifests))
    return hashlib.sha256(keys.encode()).hexdigest()


def _mark_of(path: Path) -> str | None:
    if not path.exists():
        return None
    query = "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'data_set'"
    try:
        with duckdb.connect() as database:
            rows = database.execute(query, [str(path)]).fetchall()
    except duckdb.Error:
        return None
    return str(rows[0][0]) if rows else None


def _found(dataset: DataSet, file: str, columns: str) -> str:
    if _mark_of(dataset.folder / file) is not None:
        place = str(dataset.folder / file).replace("'", "''")
        return f"SELECT * FROM read_parquet('{place}')"
    typed = (column.rsplit(" ", 1) for column in columns.split(", "))
    nulls = ", ".join(f"NULL::{kind} AS {name}" for name, kind in typed)
    return f"SELECT {nulls} WHERE false"


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
