"""Corrections in an SQLite file: rows are added and read, never changed or taken away."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dabir.corrections.records import Correction, Finding, Value, What
from dabir.errors import OptionError, StoreError

APPLICATION = 0x64616269  # "dabi"
LAYOUT = 1
MOST_OF_ONE = 500  # corrections of one finding
WAIT = 5.0  # seconds for another writer
SCHEMA = f"""
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT, made TEXT NOT NULL, who TEXT NOT NULL,
    article TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL, what TEXT NOT NULL,
    value TEXT NOT NULL, undoes INTEGER REFERENCES corrections, version TEXT NOT NULL,
    finding TEXT NOT NULL
);
CREATE INDEX corrections_article ON corrections (article, kind, record);
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections
    BEGIN SELECT RAISE(ABORT, 'corrections are never taken away'); END;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {LAYOUT};
"""
COLUMNS = "number, made, who, article, what, value, undoes, version, finding"


class Corrections:
    """The file of corrections at a path. May be used by several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """Make the file where it is missing. Raises StoreError, also for a file that is another."""
        with self._open("rwc") as table:
            if not table.execute("SELECT 1 FROM sqlite_schema").fetchone():
                table.executescript(SCHEMA)
            self._check(table)

    def add(
        self, who: str, article: str, what: What, finding: Finding, version: str, value: Value
    ) -> Correction:
        """Keep a correction; it with its number and time. Raises OptionError and StoreError."""
        return self._keep(who, article, what, finding, version, value, None)

    def undo(self, who: str, article: str, number: int) -> Correction:
        """Take a correction of an article back. Raises OptionError where it is not in force."""
        kept = self.of_article(article)
        taken = next((c for c in kept if c.number == number and c.what != "undo"), None)
        if taken is None or any(c.undoes == number for c in kept):
            raise OptionError(f"{number}: there is no such correction to undo")
        return self._keep(who, article, "undo", taken.finding, taken.version, {}, number)

    def of_article(self, article: str) -> list[Correction]:
        """All corrections of an article, in the order in which they were made."""
        query = f"SELECT {COLUMNS} FROM corrections WHERE article = ? ORDER BY number"
        with self._open("ro") as table:
            return [_correction(row) for row in table.execute(query, [article])]

    def latest(self, most: int) -> list[Correction]:
        """The corrections made last, the last first."""
        query = f"SELECT {COLUMNS} FROM corrections ORDER BY number DESC LIMIT ?"
        with self._open("ro") as table:
            return [_correction(row) for row in table.execute(query, [most])]

    def articles(self) -> list[str]:
        """The articles that have corrections, sorted."""
        with self._open("ro") as table:
            rows = table.execute("SELECT DISTINCT article FROM corrections ORDER BY article")
            return [article for (article,) in rows]

    def _keep(
        self,
        who: str,
        article: str,
        what: What,
        finding: Finding,
        version: str,
        value: Value,
        undoes: int | None,
    ) -> Correction:
        made = datetime.now(UTC).isoformat(timespec="seconds")
        about = (article, finding.kind, finding.id)
        written = (_json(value), undoes, version, _json(finding))
        with self._open("rw") as table, table:
            table.execute("BEGIN IMMEDIATE")
            count = "SELECT count(*) FROM corrections WHERE article = ? AND kind = ? AND record = ?"
            (many,) = table.execute(count, about).fetchone()
            if many >= MOST_OF_ONE:
                raise OptionError(f"this finding has {many} corrections already")
            number = table.execute(
                "INSERT INTO corrections (made, who, article, kind, record, what, value, undoes,"
                " version, finding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (made, who, *about, what, *written),
            ).lastrowid
        return Correction(
            number=number or 0,
            made=made,
            who=who,
            article=article,
            what=what,
            finding=finding,
            version=version,
            value=value,
            undoes=undoes,
        )

    @contextmanager
    def _open(self, mode: str) -> Iterator[sqlite3.Connection]:
        try:
            address = f"{self.path.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(address, uri=True, timeout=WAIT)) as table:
                table.isolation_level = None
                yield table
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: corrections cannot be kept there ({error})") from error

    def _check(self, table: sqlite3.Connection) -> None:
        (application,) = table.execute("PRAGMA application_id").fetchone()
        (layout,) = table.execute("PRAGMA user_version").fetchone()
        if (application, layout) != (APPLICATION, LAYOUT):
            raise StoreError(f"{self.path}: no file of corrections of this version of dabir")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _correction(row: Sequence[object]) -> Correction:
    number, made, who, article, what, value, undoes, version, finding = row
    return msgspec.convert(
        {
            "number": number,
            "made": made,
            "who": who,
            "article": article,
            "what": what,
            "undoes": undoes,
            "version": version,
            "value": msgspec.json.decode(str(value)),
            "finding": msgspec.json.decode(str(finding)),
        },
        Correction,
    )
