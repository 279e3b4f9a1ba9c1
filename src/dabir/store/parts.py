"""Parts: one Parquet file for each table of a shard, put in place only when it is whole."""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import msgspec
import numpy as np

from dabir.errors import StoreError
from dabir.export.csv import Line
from dabir.store.tables import COLUMNS, Rows, column_type


class Part(msgspec.Struct, frozen=True):
    """One file of a table: its path in the data set, and what must be true of it."""

    file: str
    rows: int
    bytes: int
    sha256: str


def write_parts(folder: Path, key: str, rows: Rows) -> dict[str, Part]:
    """Write all tables of a shard; the same rows give the same bytes.

    Files are made under temporary names, flushed to the disk, and moved into place together.
    Raises StoreError where they cannot be written; nothing is left behind then.
    """
    ready: list[tuple[Path, Path]] = []
    parts: dict[str, Part] = {}
    with _writing(folder, ready), duckdb.connect(config={"threads": 1}) as database:
        for name, lines in rows.items():
            place = folder / name / f"{key}.parquet"
            place.parent.mkdir(exist_ok=True)
            temporary = place.with_name(f".{key}.{secrets.token_hex(4)}")
            ready.append((temporary, place))
            types = {column: column_type(column) for column in COLUMNS[name]}
            _write_table(database, types, lines, temporary)
            parts[name] = _seal(temporary, f"{name}/{place.name}", len(lines))
        for temporary, place in ready:
            temporary.replace(place)
            flush(place.parent)
    return parts


def write_file(path: Path, columns: dict[str, str], lines: list[Line], mark: str) -> None:
    """Write one table, its types given, as one Parquet file that carries `mark` in its metadata.

    Raises StoreError.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    ready = [(temporary, path)]
    with _writing(path.parent, ready), duckdb.connect(config={"threads": 1}) as database:
        _write_table(database, columns, lines, temporary, f", KV_METADATA {{data_set: '{mark}'}}")
        flush(temporary)
        temporary.replace(path)
        flush(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that it is there as a whole or not at all. Raises StoreError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with _writing(path.parent, [(temporary, path)]):
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
        flush(path.parent)


def flush(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _writing(folder: Path, ready: list[tuple[Path, Path]]) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise StoreError(f"{folder}: cannot be written ({why})") from error
    finally:
        for temporary, _ in ready:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write_table(
    database: duckdb.DuckDBPyConnection,
    columns: dict[str, str],
    lines: list[Line],
    path: Path,
    options: str = "",
) -> None:
    cells = zip(*lines, strict=True) if lines else ((),) * len(columns)
    arrays = dict(zip(columns, map(_column, cells), strict=True))
    chosen = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in columns.items())
    database.register("lines", arrays)
    target = str(path).replace("'", "''")
    database.execute(
        f"COPY (SELECT {chosen} FROM lines) TO '{target}'"
        f" (FORMAT parquet, COMPRESSION zstd{options})"
    )
    database.unregister("lines")


def _column(cells: tuple[object, ...]) -> np.ndarray:
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return column


def _seal(path: Path, file: str, rows: int) -> Part:
    flush(path)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Part(file, rows, path.stat().st_size, digest)
