"""One shard in, one set of parts out. Knows files; no stage knows it."""

import platform
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import duckdb

from dabir.errors import InputError
from dabir.intake import Entry, Kit, read_files, read_slice
from dabir.intake.sources import OnError
from dabir.plugins import plugin_versions
from dabir.pool import attempt
from dabir.shards import Shard
from dabir.store.dataset import DataSet
from dabir.store.manifest import Manifest
from dabir.store.parts import write_parts
from dabir.store.tables import add_errors, add_record, article_key, empty_rows
from dabir.version import __version__

if TYPE_CHECKING:
    from dabir.reader import Reader

LONGEST_REASON = 80


def process_shard(shard: Shard, folder: Path, reader: "Reader") -> Manifest:
    """Read a shard and put its parts and its manifest into the data set in `folder`.

    Depends on nothing but its arguments, so any engine may run it, twice too: a second run writes
    the same bytes to the same place. Raises StoreError where the parts cannot be written.
    """
    began = perf_counter()
    rows = empty_rows()
    errors: list[InputError] = []
    seen: set[str] = set()
    doubled = 0
    for entry in _entries(shard, reader.kit.intake, errors.append):
        key = article_key(entry.article)
        if key in seen:
            doubled += 1
            continue
        outcome = attempt(reader, entry.article, catch_all=True)
        if isinstance(outcome, InputError):
            errors.append(outcome)
        else:
            seen.add(key)
            add_record(rows, key, outcome, entry.article.where)
    add_errors(rows, errors)
    read = perf_counter()
    parts = write_parts(folder, shard.key, rows)
    manifest = Manifest(
        key=shard.key,
        source=shard.source,
        kind=shard.kind,
        start=shard.start,
        end=shard.end,
        articles=len(rows["articles"]),
        statements=len(rows["statements"]),
        refused=len(errors),
        doubled=doubled,
        reasons=dict(sorted(Counter(error.reason[:LONGEST_REASON] for error in errors).items())),
        parts=parts,
        seconds={"reading": round(read - began, 3), "writing": round(perf_counter() - read, 3)},
        versions={
            "dabir": __version__,
            "python": platform.python_version(),
            "duckdb": duckdb.__version__,
            **plugin_versions(),
        },
    )
    DataSet(folder).finish(manifest)
    return manifest


def _entries(shard: Shard, kit: Kit, on_error: OnError) -> Iterator[Entry]:
    if shard.kind == "files":
        return read_files(
            shard.files, kit, on_error=on_error, published=shard.published, outlet=shard.outlet
        )
    return read_slice(
        shard.files[0],
        kit,
        shard.start,
        shard.end,
        on_error=on_error,
        published=shard.published,
        outlet=shard.outlet,
    )
