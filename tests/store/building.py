"""Builds data sets in tests, and says what stands in them."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb

from dabir.batch import process_shard
from dabir.building import Options, Step, build_dataset
from dabir.engines import Engine, Outcomes
from dabir.engines.local import LocalEngine
from dabir.reader import Reader, load
from dabir.records import Article, Contact, Event, Record, Span
from dabir.shards import Shard
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


class ReaderEngine:
    """Runs shards in this process with a reader of the test's own."""

    name = "test"
    lost_workers = 0

    def __init__(self, read: Callable[[Article], Record]) -> None:
        self._read = read
        self.kit = reader().kit

    def __call__(self, article: Article) -> Record:
        """The record that the test makes."""
        return self._read(article)

    def run(self, shards: Iterable[Shard], folder: Path) -> Outcomes:
        """See `dabir.engines.Engine`."""
        for shard in shards:
            yield process_shard(shard, folder, cast(Reader, self))


def record_of(article: Article, **fields: Any) -> Record:
    """A record that holds nothing but what is given."""
    empty: dict[str, Any] = {
        **dict.fromkeys(("edits", "parts", "sources", "relays", "statements", "dates"), ()),
        **{name: getattr(article, name) for name in ("id", "outlet", "published", "url", "title")},
        "text": article.text,
        "repaired": article.text,
        "repair_mode": "cautious",
        "headings": (),
        "version": "0",
    }
    return Record(**{**empty, **fields})


def event(kind: str, parties: str, status: str, day: str | None, level: str | None = None) -> Event:
    """An event between parties, `IRN.GOV RUS.GOV`."""
    return Event(
        id="made",
        type=kind,
        mode=None,
        contexts=(),
        source=tuple(parties.split()),
        target=tuple(parties.split()),
        status=cast(Any, status),
        date=day,
        place=None,
        anchor=Span(0, 1, "x"),
        statement=None,
        contact=Contact(cast(Any, level), None) if kind == "CONSULT" else None,
        reason="made",
        score=1.0,
    )
