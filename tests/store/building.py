"""Builds data sets in tests, and says what stands in them."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dabir.building import Options, Step, build_dataset
from dabir.engines import Engine
from dabir.engines.local import LocalEngine
from dabir.reader import Reader, load
from dabir.store.manifest import Build


@cache
def reader() -> Reader:
    """One reader for all tests of a process."""
    return load()


def build(
    inputs: Iterable[Path],
    folder: Path,
    *,
    engine: Engine | None = None,
    size: int = 5,
    overwrite: bool = False,
    steps: list[Step] | None = None,
) -> Build:
    """Build in this process, with small shards."""
    on_step = (lambda step: None) if steps is None else steps.append
    options = Options(overwrite=overwrite, shard_size=size)
    names = [str(name) for name in inputs]
    return build_dataset(names, folder, engine or LocalEngine(1), options, on_step)


def rows(query: str) -> list[tuple[Any, ...]]:
    """The rows of a query over files."""
    with duckdb.connect() as database:
        return database.execute(query).fetchall()


def ids(folder: Path) -> Counter[str]:
    """How often each id stands in the table of articles, by the files that lie there."""
    if not list((folder / "articles").glob("*.parquet")):
        return Counter()
    return Counter(row[0] for row in rows(f"SELECT id FROM '{folder}/articles/*.parquet'"))


def parts(folder: Path) -> dict[str, bytes]:
    """Every part with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*.parquet")}


def once(numbers: Iterable[int]) -> Counter[str]:
    """These ids, each once."""
    return Counter(str(number) for number in numbers)
