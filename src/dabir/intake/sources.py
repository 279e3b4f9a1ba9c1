"""Files, folders, globs and standard input become streams of bytes, each with its kind."""

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple, cast

from dabir.errors import InputError
from dabir.intake.encoding import MARKS, UndecodableError, decode, wide_encoding
from dabir.intake.packed import unpack

OnError = Callable[[InputError], None]
Kind = Literal["text", "html", "json", "jsonl", "warc"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
}
STANDARD_INPUT = "standard input"
MEBIBYTE = 1 << 20
MAX_BYTES = 64 * MEBIBYTE
BLANK = b"\0 \t\r\n"
PAGE = re.compile(
    rb"<(?:!--|(?:!doctype\s+html|\?xml|html|head|body|main|article|div|section|meta|title|span"
    rb"|h[1-6]|p)\b)",
    re.IGNORECASE,
)
JSON_START = re.compile(rb'\{\s*(?:"|$)|\[\s*(?:\{|\]|$)')
JSON_LINE = re.compile(rb'\{\s*".*\}', re.DOTALL)


class Source(NamedTuple):
    """An open input: its name for messages, its kind, its lines (each with its line feed)."""

    name: str
    kind: Kind
    lines: Iterator[bytes]


def find_files(names: Iterable[str], on_error: OnError) -> Iterator[str]:
    """The files that the names stand for, in their order; `-` stays as it is.

    A folder gives its files with a known suffix, its folders included, sorted; a name with `*`,
    `?` or `[` that is no file is a glob. What is not there, or holds no articles, is reported.
    """
    for name in names:
        if name == "-" or (os.path.lexists(name) and not Path(name).is_dir()):
            yield name
            continue
        found = _in_folder(name) if Path(name).is_dir() else iter(_matches(name, on_error))
        first = next(found, None)
        if first is not None:
            yield from chain([first], found)
        elif Path(name).is_dir():
            on_error(InputError(name, "a folder without articles"))
        else:
            on_error(InputError(name, "no such file"))


def _in_folder(name: str) -> Iterator[str]:
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and kind_of_name(file):
                yield str(Path(folder) / file)


def _matches(pattern: str, on_error: OnError) -> Iterator[str]:
    if not glob.has_magic(pattern):
        return
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - takes absolute ones
        if Path(name).is_dir():
            yield from _in_folder(name)
        else:
            yield name


def kind_of_name(name: str) -> Kind | None:
    """The kind that a file name's suffix tells, `.gz` and `.zst` passed over, or None."""
    return KINDS.get(Path(name.lower().removesuffix(".gz").removesuffix(".zst")).suffix)


def open_source(name: str) -> Source:
    """The input of that name; its kind is told by its suffix or, without one, by its content.

    gzip, zstd and UTF-16 are undone: the lines are plain bytes, UTF-8 where the input was UTF-16. A
    line of more than MAX_BYTES is cut off there. Raises InputError where it cannot be opened; so
    do the lines where it cannot be read on.
    """
    called = STANDARD_INPUT if name == "-" else name
    if name == "-" and (sys.stdin is None or sys.stdin.buffer.closed):
        raise InputError(called, "closed")
    try:
        stream = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: PTH123, SIM115
    except OSError as error:
        raise InputError(called, _why(error)) from None
    lines = _narrow(called, _lines(called, cast(BufferedReader, stream)))
    kind = kind_of_name(name)
    if kind is None:
        kind, lines = _sniff(lines)
    return Source(called, kind, lines)


def read_whole(source: Source) -> bytes:
    """All bytes of the source. Raises InputError for more than MAX_BYTES."""
    held: list[bytes] = []
    size = 0
    for line in source.lines:
        size += len(line)
        if size > MAX_BYTES:
            limit = MAX_BYTES // MEBIBYTE
            raise InputError(source.name, f"more than {limit} MiB: too large to be read at once")
        held.append(line)
    return b"".join(held)


def _lines(name: str, stream: BufferedReader) -> Iterator[bytes]:
    try:
        with stream:
            opened = unpack(stream)
            while line := opened.readline(MAX_BYTES + 1):
                yield line
                while len(line) > MAX_BYTES and not line.endswith(b"\n"):
                    line = opened.readline(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(name, _why(error)) from None


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (getattr(error, "strerror", None) or str(error)).lower()


def _narrow(name: str, lines: Iterator[bytes]) -> Iterator[bytes]:
    """The same lines, as UTF-8 where they are UTF-16 or UTF-32, without a byte order mark."""
    head: list[bytes] = []
    for line in lines:
        head.append(line)
        if line.strip(BLANK):
            break
    start = b"".join(head)
    mark = next((m for m in MARKS if start.startswith(m.signature)), None)
    if mark and mark.encoding == "utf-8":
        yield from BytesIO(start.removeprefix(mark.signature))
    elif mark or wide_encoding(start[: len(start) // 2 * 2]):
        whole = read_whole(Source(name, "text", chain([start], lines)))
        yield from BytesIO(_transcode(name, whole))
    else:
        yield from head
    yield from lines


def _transcode(name: str, data: bytes) -> bytes:
    try:
        return decode(data).encode()
    except UndecodableError as error:
        raise InputError(name, str(error)) from None


def _sniff(lines: Iterator[bytes]) -> tuple[Kind, Iterator[bytes]]:
    """The kind of what has no telling suffix, and its lines from the start.

    Looks on past a first line that is no JSON, so that one broken line does not hide the others.
    """
    held: list[bytes] = []
    size = 0
    kind: Kind | None = None
    for line in lines:
        held.append(line)
        size += len(line)
        content = line.strip()
        if not content:
            continue
        kind = "jsonl" if JSON_LINE.fullmatch(content) else kind or _kind_of_start(content)
        if kind != "text" or size > MAX_BYTES:
            break
    return kind or "text", chain(held, lines)


def _kind_of_start(content: bytes) -> Kind:
    if PAGE.match(content):
        return "html"
    if JSON_START.match(content):
        return "json"
    return "text"
