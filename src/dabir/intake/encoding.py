"""Bytes become text: UTF-8, UTF-16 and UTF-32 with or without a mark, windows-1256."""

import codecs
import re
from typing import NamedTuple

from dabir.unicode import ZWJ, ZWNJ


class Mark(NamedTuple):
    """A byte order mark and the encoding that it announces."""

    signature: bytes
    encoding: str


MARKS = (
    Mark(codecs.BOM_UTF8, "utf-8"),
    Mark(codecs.BOM_UTF32_LE, "utf-32-le"),
    Mark(codecs.BOM_UTF32_BE, "utf-32-be"),
    Mark(codecs.BOM_UTF16_LE, "utf-16-le"),
    Mark(codecs.BOM_UTF16_BE, "utf-16-be"),
)
FILE_KINDS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip, Word or other office file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or other office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
WIDE_SAMPLE = 4096
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
PERSIAN_SIGN = re.compile(f"[\u060c-\u0652\u067e\u0686\u0698\u06a9\u06af{ZWNJ}{ZWJ}\u00ab\u00bb]")
FEW_LETTERS = 4
BEYOND_ASCII = re.compile("[^\x00-\x7f]")


class UndecodableError(ValueError):
    """Bytes that are no text; `offset` is where it shows, from 0."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.offset = offset


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`, without its byte order mark and otherwise unchanged.

    A mark decides; then UTF-16 by its look, UTF-8, the `declared` encoding, windows-1256 by its
    look. Raises UndecodableError for binary data and for bytes that fit none.
    """
    for start, kind in FILE_KINDS:
        if data.startswith(start):
            raise UndecodableError(f"this is {kind}, not text", 0)
    for mark in MARKS:
        if data.startswith(mark.signature):
            return _decode_strictly(data, mark.encoding, len(mark.signature))
    wide = wide_encoding(data)
    if wide:
        return _decode_strictly(data, wide)
    nul = data.find(0)
    if nul >= 0:
        raise UndecodableError(f"binary data (a zero byte at offset {nul})", nul)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_single_bytes(data, error.start, declared)


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 as its name where `data` looks like Persian in it without a mark, or None.

    Told by one half of all code units: in Arabic script and ASCII it is nearly always 06 or 00.
    """
    sample = data[:WIDE_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    for high, low, encoding in (
        (sample[1::2], sample[0::2], "utf-16-le"),
        (sample[0::2], sample[1::2], "utf-16-be"),
    ):
        common = sum(high.count(byte) for byte in (0x00, 0x06, 0x20, 0xFB, 0xFE))
        stray = low.count(0x00) + low.count(0x06)
        if common >= 0.95 * len(high) and stray <= 0.3 * len(low) and high.count(0x20) < common:
            return encoding
    return None


def _decode_strictly(data: bytes, encoding: str, start: int = 0) -> str:
    try:
        return data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad_byte(data, start + error.start, encoding) from None


def _decode_single_bytes(data: bytes, bad: int, declared: str | None) -> str:
    if declared and not declared.startswith("utf"):
        return _decode_strictly(data, declared)
    text = data.decode("cp1256")
    controls = len(CONTROLS.findall(text))
    if controls > len(text) // 50:
        raise UndecodableError(f"binary data (from offset {bad} on)", bad)
    if not controls and _looks_like_windows_1256(data, text):
        return text
    raise _bad_byte(data, bad, "utf-8")


def _looks_like_windows_1256(data: bytes, text: str) -> bool:
    """Whether most bytes beyond ASCII are broken UTF-8 and fine Persian in windows-1256."""
    as_utf8 = BEYOND_ASCII.findall(data.decode("utf-8", "replace"))
    broken = as_utf8.count("\ufffd")
    beyond = len(BEYOND_ASCII.findall(text))
    signs = len(PERSIAN_SIGN.findall(text))
    return broken > len(as_utf8) - broken and signs >= max(FEW_LETTERS, 0.85 * beyond)


def _bad_byte(data: bytes, start: int, encoding: str) -> UndecodableError:
    reason = f"byte 0x{data[start]:02x} at offset {start} is not {encoding.upper()}"
    return UndecodableError(reason, start)
