"""Packed files as streams: gzip with several members, zstd, or neither."""

import io
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

GZIP_MAGIC = b"\x1f\x8b"
GZIP_HEADER = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
CHUNK = 1 << 16
GZIP = 31  # zlib's window bits for a gzip header


class Readable(Protocol):
    """Anything with `read`."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


def unpack(stream: io.BufferedReader) -> io.BufferedReader:
    """The unpacked content of `stream`, told by its first bytes; the stream itself where plain.

    A broken gzip member ends there; a line feed takes the place of its rest, the members behind
    it are read on, and OSError is raised at the end with the offsets of all that were broken.
    """
    start = stream.peek(4)[:4]
    if start.startswith(GZIP_MAGIC):
        return io.BufferedReader(_Gunzipped(stream), CHUNK)
    if start == ZSTD_MAGIC:
        from fastwarc.stream_io import ZstdReader

        return io.BufferedReader(_Chunks(ZstdReader(stream).read), CHUNK)
    return stream


def is_packed(name: str) -> bool:
    """True where the file of that name begins like gzip or zstd. Raises OSError."""
    with open(name, "rb") as stream:  # noqa: PTH123
        start = stream.read(4)
    return start.startswith(GZIP_MAGIC) or start == ZSTD_MAGIC


class _Chunks(io.RawIOBase):
    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Gunzipped(_Chunks):
    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(self._next)
        self._stream = stream
        self._packed = b""
        self._offset = 0  # of the first byte of _packed in the file
        self._member: zlib._Decompress | None = None
        self._began = 0
        self._whole = True  # nothing was broken since the last good member
        self._broken: list[str] = []

    def _next(self, size: int) -> bytes:
        """At most `size` unpacked bytes; none at the end of the last member."""
        while True:
            if self._member is None and not self._open_member():
                self._complain()
                return b""
            assert self._member is not None
            try:
                data = self._member.decompress(self._packed, size)
            except zlib.error as error:
                return self._give_up(str(error))
            self._took(self._member.unconsumed_tail or self._member.unused_data)
            if self._member.eof:
                self._member = None
            elif not self._packed and not data and not self._fill():
                return self._give_up("it is cut short")
            if data:
                return data

    def _open_member(self) -> bool:
        """Go to the next gzip header, over zeros and over what is left of a broken member."""
        while True:
            at = self._packed.find(GZIP_HEADER)
            self._skip(at if at >= 0 else max(0, len(self._packed) - 2))
            if at >= 0:
                self._began, self._member = self._offset, zlib.decompressobj(GZIP)
                self._whole = True
                return True
            if not self._fill():
                self._skip(len(self._packed))
                return False

    def _skip(self, count: int) -> None:
        if self._whole and self._packed[:count].strip(b"\0"):
            self._broken.append(f"bytes that are no gzip at byte {self._offset:,}")
            self._whole = False
        self._took(self._packed[count:])

    def _give_up(self, why: str) -> bytes:
        self._broken.append(f"a broken gzip member at byte {self._began:,} ({why})")
        self._member = None
        self._whole = False
        self._took(self._packed[max(0, self._began + 1 - self._offset) :])
        return b"\n"

    def _took(self, rest: bytes) -> None:
        self._offset += len(self._packed) - len(rest)
        self._packed = rest

    def _fill(self) -> bool:
        more = self._stream.read(CHUNK)
        self._packed += more
        return bool(more)

    def _complain(self) -> None:
        broken, self._broken = self._broken, []
        if broken:
            raise OSError("; ".join(broken))
