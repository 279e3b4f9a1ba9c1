"""Manifests: what a shard holds, where it came from, and what went wrong on the way."""

from typing import Literal

import msgspec

from dabir.errors import StoreError
from dabir.store.parts import Part

Kind = Literal["files", "lines", "archive"]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One finished shard.

    `source` is the file, or the folder of files, that it was cut from; `start` and `end` are lines
    or bytes of it. `doubled` counts articles that stood in the shard twice. `reasons` counts what
    was refused; the table `errors` has each. `seconds` were spent on reading and on writing.
    """

    key: str
    source: str
    kind: Kind
    start: int
    end: int | None
    articles: int
    statements: int
    refused: int
    doubled: int
    reasons: dict[str, int]
    parts: dict[str, Part]
    seconds: dict[str, float]
    versions: dict[str, str]


class Failure(msgspec.Struct, frozen=True):
    """A shard that could not be finished, and why."""

    key: str
    source: str
    start: int
    end: int | None
    reason: str


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """What the last build did, and what the data set holds since then.

    `read`, `kept` and `retired` count shards: read now, finished before, taken out because their
    input changed or went away. `lost_workers` counts processes that died and were replaced.
    """

    version: str
    began: str
    ended: str
    engine: str
    read: int
    kept: int
    retired: int
    lost_workers: int
    failed: list[Failure]
    unreadable: list[str]
    shards: int
    articles: int
    statements: int
    refused: int
    doubled: int


def encode(record: Manifest | Build) -> bytes:
    """The record as JSON that a person can read."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def decode(content: bytes, name: str) -> Manifest:
    """The manifest in a file. Raises StoreError."""
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise StoreError(f"{name}: not a manifest of dabir ({error})") from error
