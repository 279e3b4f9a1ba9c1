"""Inputs are cut into shards: pieces that one process reads alone, named by what they hold."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from dabir.errors import InputError
from dabir.intake.sources import OnError, find_files, kind_of_name, open_source
from dabir.intake.warc import find_records
from dabir.store.manifest import Kind

SHARD_ARTICLES = 2000
SHARD_BYTES = 16 << 20  # of one shard's input, where articles are long
LAYOUT = "1"  # of the tables; part of every key


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the input.

    `key` is a hash of its content and of all that decides how it is read, so that an input which
    changes, moves or comes twice is known. `start` and `end` count lines of JSON Lines or bytes of
    a web archive; `end` is None for the last piece of a file. `weight` is its size in bytes.
    """

    key: str
    source: str
    kind: Kind
    files: tuple[str, ...]
    start: int
    end: int | None
    published: str | None
    outlet: str | None
    weight: int


class Settings(NamedTuple):
    """What decides, beside the input, what a shard becomes; `digest` is that of all data files."""

    version: str
    digest: str
    published: str | None
    outlet: str | None
    size: int = SHARD_ARTICLES


class _Cut(NamedTuple):
    start: int
    end: int | None
    digest: str
    weight: int


def cut_inputs(names: Iterable[str], settings: Settings, on_error: OnError) -> Iterator[Shard]:
    """The shards of files, folders and globs, in order. Reads every input once, to know it."""
    for (folder, kind), group in groupby(find_files(names, on_error), _source_of):
        if kind == "files":
            yield from _cut_folder(folder, list(group), settings, on_error)
            continue
        for name in group:
            try:
                cuts = list((_cut_lines if kind == "lines" else _cut_archive)(name, settings))
            except (InputError, OSError) as error:
                on_error(_input_error(name, error))
                continue
            for cut in cuts:
                yield _shard(_absolute(name), kind, (name,), cut, settings)


def _source_of(name: str) -> tuple[str, Kind]:
    kind = kind_of_name(name) or _look_into(name)
    if kind == "jsonl":
        return name, "lines"
    if kind == "warc":
        return name, "archive"
    return _absolute(str(Path(name).parent)), "files"


def _look_into(name: str) -> str | None:
    try:
        return open_source(name).kind
    except InputError:
        return None


def _cut_folder(
    folder: str, names: list[str], settings: Settings, on_error: OnError
) -> Iterator[Shard]:
    """Cut by the files' names, so that a file more or less changes one shard alone."""
    held: list[str] = []
    digest = hashlib.sha256()
    weight = 0
    for name in names:
        try:
            with open(name, "rb") as stream:  # noqa: PTH123
                content = hashlib.file_digest(stream, "sha256").hexdigest()
                weight += stream.tell()
        except OSError as error:
            on_error(_input_error(name, error))
            continue
        held.append(name)
        short = os.path.basename(name).encode("utf-8", "surrogateescape")  # noqa: PTH119
        digest.update(short + b"\0" + content.encode() + b"\n")
        full = len(held) >= 2 * settings.size or weight >= SHARD_BYTES
        if full or crc32(short) % settings.size == 0:
            cut = _Cut(0, None, digest.hexdigest(), weight)
            yield _shard(folder, "files", tuple(held), cut, settings)
            held, digest, weight = [], hashlib.sha256(), 0
    if held:
        cut = _Cut(0, None, digest.hexdigest(), weight)
        yield _shard(folder, "files", tuple(held), cut, settings)


def _cut_lines(name: str, settings: Settings) -> Iterator[_Cut]:
    """Cut after so many lines; a file that breaks off is cut up to there, and read to the end."""
    start, weight, digest = 0, 0, hashlib.sha256()
    number = 0
    lines = open_source(name).lines
    for number, line in enumerate(_until_broken(lines), start=1):
        if number - 1 - start >= settings.size or weight >= SHARD_BYTES:
            yield _Cut(start, number - 1, digest.hexdigest(), weight)
            start, weight, digest = number - 1, 0, hashlib.sha256()
        digest.update(line)
        weight += len(line)
    yield _Cut(start, None, digest.hexdigest(), weight)


def _until_broken(lines: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from lines
    except InputError as error:
        yield str(error).encode("utf-8", "replace")


def _cut_archive(name: str, settings: Settings) -> Iterator[_Cut]:
    size = Path(name).stat().st_size
    start = count = 0
    for offset in find_records(name):
        if offset > start and (count >= settings.size or offset - start >= SHARD_BYTES):
            yield _Cut(start, offset, _digest_of(name, start, offset), offset - start)
            start, count = offset, 0
        count += 1
    yield _Cut(start, None, _digest_of(name, start, size), size - start)


def _digest_of(name: str, start: int, end: int) -> str:
    digest = hashlib.sha256()
    with open(name, "rb") as stream:  # noqa: PTH123
        stream.seek(start)
        while start < end and (chunk := stream.read(min(1 << 20, end - start))):
            digest.update(chunk)
            start += len(chunk)
    return digest.hexdigest()


def _shard(source: str, kind: Kind, files: tuple[str, ...], cut: _Cut, settings: Settings) -> Shard:
    decides = (LAYOUT, settings.version, settings.digest, settings.published, settings.outlet)
    said = chain(decides, (kind, cut.digest))
    key = hashlib.sha256("\0".join(str(part) for part in said).encode()).hexdigest()[:20]
    return Shard(
        key=key,
        source=source,
        kind=kind,
        files=files,
        start=cut.start,
        end=cut.end,
        published=settings.published,
        outlet=settings.outlet,
        weight=cut.weight,
    )


def _absolute(name: str) -> str:
    return os.path.abspath(name)  # noqa: PTH100 - `resolve` would follow links


def _input_error(name: str, error: Exception) -> InputError:
    if isinstance(error, InputError):
        return error
    return InputError(name, str(getattr(error, "strerror", None) or error).lower())
