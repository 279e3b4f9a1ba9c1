"""The index of words: an SQLite file beside the parts, made from them and kept up with them."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from dabir.errors import StoreError
from dabir.store.dataset import DataSet
from dabir.store.manifest import Manifest
from dabir.store.terms import Terms, load_terms
from dabir.store.views import store_error, table_files

FILE = "search.sqlite"
LAYOUT = 1
SCHEMA = f"""
CREATE TABLE shards (key TEXT PRIMARY KEY, skipped INTEGER NOT NULL);
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT UNIQUE, terms TEXT NOT NULL);
CREATE TABLE docs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT UNIQUE NOT NULL, shard TEXT NOT NULL,
    outlet INTEGER, day TEXT, title TEXT, url TEXT
);
CREATE INDEX docs_day ON docs (day);
CREATE INDEX docs_outlet ON docs (outlet);
CREATE INDEX docs_shard ON docs (shard);
CREATE TABLE texts (id INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE said (
    id INTEGER PRIMARY KEY AUTOINCREMENT, doc INTEGER NOT NULL, number INTEGER NOT NULL,
    name TEXT, start INTEGER NOT NULL, stop INTEGER NOT NULL
);
CREATE INDEX said_doc ON said (doc);
CREATE VIRTUAL TABLE words USING fts5 (title, text, content='', tokenize='ascii');
CREATE VIRTUAL TABLE sayings USING fts5 (content, speaker, cue, content='', tokenize='ascii');
PRAGMA user_version = {LAYOUT};
"""
ARTICLES = "SELECT article, outlet, CAST(published AS VARCHAR), title, url, text, repaired FROM {}"
STATEMENTS = """
    SELECT article, number, name, concat_ws(' ', name, speaker_text), cue_text, content_text,
        content_start, content_end
    FROM {} WHERE content_start IS NOT NULL"""
OnShard = Callable[[int, int], None]


def update_index(dataset: DataSet, on_shard: OnShard = lambda done, all: None) -> Path:
    """Bring the index up to the whole shards of the data set; its path.

    One transaction a shard: may be stopped at any point. `on_shard` hears how many shards of how
    many are done. An index that another version made, or that is broken, is made anew. Raises
    StoreError.
    """
    path = dataset.folder / FILE
    manifests = {manifest.key: manifest for manifest in dataset.whole()[0]}
    try:
        if not _is_usable(path):
            _remove(path)
        with closing(_open(path)) as index:
            known = {key for (key,) in index.execute("SELECT key FROM shards")}
            if not _retire(index, known - manifests.keys()):
                index.close()
                _remove(path)
                return update_index(dataset, on_shard)
            missing = [manifests[key] for key in sorted(manifests.keys() - known)]
            terms = load_terms()
            for done, manifest in enumerate(missing, start=1):
                _add(index, dataset.folder, manifest, terms)
                on_shard(done, len(missing))
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from error
    except duckdb.Error as error:
        raise store_error(error) from error
    return path


def is_current(dataset: DataSet) -> bool:
    """Whether the index holds exactly the whole shards of the data set."""
    path = dataset.folder / FILE
    if not _is_usable(path):
        return False
    with closing(sqlite3.connect(path)) as index:
        known = {key for (key,) in index.execute("SELECT key FROM shards")}
    return known == {manifest.key for manifest in dataset.whole()[0]}


def open_index(dataset: DataSet) -> sqlite3.Connection:
    """A connection that only reads. Raises StoreError where there is no index."""
    path = dataset.folder / FILE
    if not _is_usable(path):
        raise StoreError(f"{path}: no index (dabir search {dataset.folder} makes it)")
    index = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    index.execute("PRAGMA mmap_size = 1073741824")
    return index


def _is_usable(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path)) as index:
            (layout,) = index.execute("PRAGMA user_version").fetchone()
            index.execute("SELECT count(*) FROM shards").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(layout == LAYOUT)


def _open(path: Path) -> sqlite3.Connection:
    fresh = not path.exists()
    index = sqlite3.connect(path, isolation_level=None)
    index.execute("PRAGMA journal_mode = WAL")
    index.execute("PRAGMA synchronous = NORMAL")
    index.execute("PRAGMA cache_size = -65536")
    if fresh:
        index.executescript(f"BEGIN; {SCHEMA} COMMIT;")
    return index


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _transaction(index: sqlite3.Connection) -> Iterator[None]:
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _retire(index: sqlite3.Connection, keys: set[str]) -> bool:
    """Take shards out; False where the index had better be made anew.

    That is where an article may stand in a shard that stays too, and where most of the words
    would be dead ones: they stay in the index, but lead nowhere any more.
    """
    if not keys:
        return True
    (skipped,) = index.execute("SELECT coalesce(sum(skipped), 0) FROM shards").fetchone()
    (shards,) = index.execute("SELECT count(*) FROM shards").fetchone()
    if skipped or 2 * len(keys) > shards:
        return False
    with _transaction(index):
        for key in sorted(keys):
            gone = "SELECT id FROM docs WHERE shard = ?"
            index.execute(f"DELETE FROM said WHERE doc IN ({gone})", (key,))
            index.execute(f"DELETE FROM texts WHERE id IN ({gone})", (key,))
            index.execute("DELETE FROM docs WHERE shard = ?", (key,))
            index.execute("DELETE FROM shards WHERE key = ?", (key,))
    return True


def _add(index: sqlite3.Connection, folder: Path, manifest: Manifest, terms: Terms) -> None:
    with _transaction(index), duckdb.connect(config={"threads": 1}) as database:
        docs: dict[str, int] = {}
        skipped = 0
        for article, outlet, day, title, url, text, repaired in _rows(
            database, ARTICLES, folder, "articles", manifest
        ):
            cursor = index.execute(
                "INSERT OR IGNORE INTO docs (article, shard, outlet, day, title, url)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (article, manifest.key, _outlet(index, outlet, terms), day, title, url),
            )
            if not cursor.rowcount:
                skipped += 1
                continue
            doc = docs[article] = cursor.lastrowid or 0
            index.execute("INSERT INTO texts VALUES (?, ?)", (doc, pack_text(text)))
            index.execute(
                "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
                (doc, _joined(terms, title), _joined(terms, repaired)),
            )
        for article, number, name, speaker, cue, content, start, stop in _rows(
            database, STATEMENTS, folder, "statements", manifest
        ):
            if article not in docs:
                continue
            cursor = index.execute(
                "INSERT INTO said (doc, number, name, start, stop) VALUES (?, ?, ?, ?, ?)",
                (docs[article], number, name, start, stop),
            )
            index.execute(
                "INSERT INTO sayings (rowid, content, speaker, cue) VALUES (?, ?, ?, ?)",
                (cursor.lastrowid, *(_joined(terms, t) for t in (content, speaker, cue))),
            )
        index.execute("INSERT INTO shards VALUES (?, ?)", (manifest.key, skipped))


def _rows(
    database: duckdb.DuckDBPyConnection, query: str, folder: Path, name: str, manifest: Manifest
) -> Iterator[tuple[str, ...]]:
    for file in table_files(folder, name, [manifest]):
        place = "'" + file.replace("'", "''") + "'"
        cursor = database.execute(query.format(place))
        while rows := cursor.fetchmany(500):
            yield from rows


def _outlet(index: sqlite3.Connection, name: str | None, terms: Terms) -> int | None:
    if name is None:
        return None
    found = index.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
    if found:
        return int(found[0])
    cursor = index.execute(
        "INSERT INTO outlets (name, terms) VALUES (?, ?)", (name, f" {_joined(terms, name)} ")
    )
    return cursor.lastrowid


def _joined(terms: Terms, text: str | None) -> str:
    return " ".join(terms.of_text(text)) if text else ""


def pack_text(text: str) -> bytes:
    """A text as it lies in the index."""
    return zlib.compress(text.encode(), 6)


def unpack_text(packed: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(packed).decode()
