"""Engines: ways to run `process_shard` over many shards. The parts are the same from each."""

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Protocol

from dabir.shards import Shard
from dabir.store.manifest import Failure, Manifest

Outcomes = Generator[Manifest | Failure, None, None]

TRIES = 3  # a shard whose process dies so many times is given up


class Engine(Protocol):
    """Something that runs shards; `lost_workers` counts processes that died on the way."""

    name: str
    lost_workers: int

    def run(self, shards: Iterable[Shard], folder: Path) -> Outcomes:
        """What became of each shard, as soon as it is known, in any order.

        Raises StoreError where the data set cannot be written any more.
        """
        ...


def failure(shard: Shard, reason: str) -> Failure:
    """The failure of a shard."""
    return Failure(shard.key, shard.source, shard.start, shard.end, reason)
