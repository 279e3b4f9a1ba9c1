"""Web archives: the pages of WARC files, packed record by record or plain.

A slice of an archive is a range of bytes of the file that begins where a record begins. What is
broken is reported with its offset in the file, and the records behind it are read on.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dabir.errors import InputError
from dabir.intake.packed import CHUNK, GZIP, GZIP_HEADER, GZIP_MAGIC, Readable, unpack
from dabir.intake.sources import MAX_BYTES, OnError

PAGES = ("text/html", "application/xhtml+xml", None)
RECORD = re.compile(rb"\r?\n\r?\n(WARC/[01]\.\d)")
LONGEST_OPENING = 20
MOST_PAGE = 32 << 20  # bytes of one page, unpacked


class _TooLargeError(Exception):
    pass


class Page(NamedTuple):
    """A page as the server sent it; `offset` is where its record lies in the file."""

    offset: int
    url: str | None
    charset: str | None
    content: bytes


def read_pages(
    path: str, on_error: OnError, start: int = 0, end: int | None = None
) -> Iterator[Page]:
    """The HTML pages of the slice `start`…`end` (in bytes) of an archive, answered with 200."""
    with open(path, "rb") as stream:  # noqa: PTH123
        end = stream.seek(0, io.SEEK_END) if end is None else end
        for offset, data in _blocks(path, stream, start, end, on_error):
            yield from _pages(path, offset, data, on_error)


def find_records(path: str) -> Iterator[int]:
    """The offsets where the archive may be cut: those of its records, or of its gzip members."""
    with open(path, "rb") as stream:  # noqa: PTH123
        end = stream.seek(0, io.SEEK_END)
        for offset, _ in _blocks(path, stream, 0, end, lambda error: None):
            yield offset


Block = tuple[int, bytes]


def _blocks(
    path: str, stream: io.BufferedReader, start: int, end: int, on_error: OnError
) -> Iterator[Block]:
    """Pieces of the archive that hold whole records, each with its offset, unpacked."""
    stream.seek(start)
    if not stream.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC):
        yield from _records(path, _Slice(stream, end - start), start, on_error)
    elif start == 0 and _is_one_member(stream, end):
        stream.seek(0)
        yield from _one_place(0, _records(path, unpack(stream), 0, on_error))
    else:
        yield from _gzip_members(path, stream, start, end, on_error)


def _is_one_member(stream: io.BufferedReader, end: int) -> bool:
    """Whether the file was packed as a whole and not, as it should be, record by record."""
    try:
        _gunzip_member(stream, 0, end)
    except _TooLargeError:
        return True
    except (zlib.error, EOFError):
        return False
    return False


def _one_place(offset: int, blocks: Iterator[Block]) -> Iterator[Block]:
    for _, data in blocks:
        yield offset, data


def _gzip_members(
    path: str, stream: io.BufferedReader, start: int, end: int, on_error: OnError
) -> Iterator[Block]:
    offset = start
    while offset < end:
        try:
            data, next_offset = _gunzip_member(stream, offset, end)
            yield offset, data
        except (zlib.error, EOFError, _TooLargeError) as error:
            on_error(InputError(f"{path}, byte {offset:,}", f"a broken gzip member ({error})"))
            next_offset = _find_member(stream, offset + 1, end)
        offset = next_offset


def _gunzip_member(stream: io.BufferedReader, offset: int, end: int) -> tuple[bytes, int]:
    stream.seek(offset)
    member = zlib.decompressobj(GZIP)
    held: list[bytes] = []
    room = MAX_BYTES
    while not member.eof:
        packed = member.unconsumed_tail or stream.read(min(CHUNK, end - stream.tell()))
        if not packed:
            raise EOFError("it is cut short")
        held.append(member.decompress(packed, room + 1))
        room -= len(held[-1])
        if room < 0:
            raise _TooLargeError(f"more than {MAX_BYTES >> 20} MiB")
    return b"".join(held), stream.tell() - len(member.unused_data)


def _find_member(stream: io.BufferedReader, offset: int, end: int) -> int:
    """Where the next gzip member that opens a record begins, or `end`."""
    while offset < end:
        stream.seek(offset)
        window = stream.read(min(CHUNK, end - offset))
        at = window.find(GZIP_HEADER)
        if at < 0:
            offset += max(1, len(window) - len(GZIP_HEADER) + 1)
        elif _opens_record(stream, offset + at):
            return offset + at
        else:
            offset += at + 1
    return end


def _opens_record(stream: io.BufferedReader, offset: int) -> bool:
    stream.seek(offset)
    try:
        opened = zlib.decompressobj(GZIP).decompress(stream.read(4096), LONGEST_OPENING)
    except zlib.error:
        return False
    return RECORD.match(b"\n\n" + opened) is not None


def _records(path: str, stream: Readable, begin: int, on_error: OnError) -> Iterator[Block]:
    """Cut where a line opens a record: a wrong length spoils one record, not those behind it."""
    held = b""
    more = True
    while more:
        chunk = stream.read(CHUNK)
        more = bool(chunk)
        searched = max(0, len(held) - LONGEST_OPENING)
        held += chunk
        start = 0
        for found in RECORD.finditer(held, searched):
            yield begin + start, held[start : found.start(1)]
            start = found.start(1)
        begin, held = begin + start, held[start:]
        if len(held) > MAX_BYTES:
            on_error(InputError(f"{path}, byte {begin:,}", "a record of more than 64 MiB"))
            begin, held = begin + len(held), b""
    if held:
        yield begin, held


class _Slice:
    """The next `size` bytes of a stream."""

    def __init__(self, stream: Readable, size: int) -> None:
        self._stream = stream
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data


def _pages(path: str, offset: int, data: bytes, on_error: OnError) -> Iterator[Page]:
    where = f"{path}, byte {offset:,}"
    found = 0
    try:
        for record in ArchiveIterator(
            io.BytesIO(data),
            record_types=WarcRecordType.any_type,
            parse_http=True,
            auto_decode="all",
        ):
            found += 1
            page = _page(record, offset)
            if page:
                yield page
    except (OSError, ValueError, EOFError) as error:
        on_error(InputError(where, f"a broken WARC record ({error})"))
    else:
        if not found and data.strip():
            on_error(InputError(where, "a broken WARC record (no WARC header)"))


def _page(record: WarcRecord, offset: int) -> Page | None:
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    if record.http_headers is not None and record.http_headers.status_code not in (200, None):
        return None
    if record.http_content_type not in PAGES:
        return None
    content = _unpacked(record)
    url = record.headers.get("WARC-Target-URI")
    return Page(offset, url, record.http_charset, content)


def _unpacked(record: WarcRecord) -> bytes:
    """The page itself, where the server packed it; never more of it than a page may have."""
    content = record.reader.read(MOST_PAGE + 1)
    if len(content) > MOST_PAGE:
        raise ValueError(f"a page of more than {MOST_PAGE >> 20} MiB")
    coded = record.http_headers is not None and any(
        record.http_headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding")
    )
    if not coded and len(content) < record.content_length:
        raise ValueError(f"{len(content):,} bytes of {record.content_length:,}")
    return content
