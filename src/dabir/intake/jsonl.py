"""JSON and JSON Lines: objects with `text` and, where known, id, title, outlet, published, url."""

import json
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import NamedTuple

import msgspec

from dabir.errors import InputError
from dabir.intake.check import HALF_PAIR
from dabir.intake.encoding import UndecodableError, decode
from dabir.intake.sources import MAX_BYTES, MEBIBYTE, OnError, Source, read_whole

KNOWN = ("id", "title", "outlet", "published", "url")
NULL = msgspec.Raw(b"null")


class Row(NamedTuple):
    """An object as it came in: the keys that dabir knows, and the others untouched."""

    where: str
    text: str
    known: dict[str, str | None]
    unknown: dict[str, object]


def read_lines(
    source: Source, on_error: OnError, start: int = 0, end: int | None = None
) -> Iterator[Row]:
    """The objects of JSON Lines; a broken line is reported and passed over. Empty lines are fine.

    `start` and `end` choose lines, from 0. Raises InputError where the source itself cannot be
    read on.
    """
    for number, line in islice(enumerate(source.lines, start=1), start, end):
        if line.strip():
            try:
                yield parse_line(line, f"{source.name}:{number}")
            except InputError as error:
                on_error(error)


def read_document(source: Source, on_error: OnError) -> Iterator[Row]:
    """The object, or the list of objects, of a JSON document; JSON Lines are understood as well.

    A broken object is reported and passed over. Raises InputError where nothing can be read.
    """
    try:
        content = decode(data := read_whole(source)).encode()
    except UndecodableError as error:
        line = data.count(b"\n", 0, error.offset) + 1
        raise InputError(f"{source.name}:{line}", str(error)) from None
    try:
        objects = _split(content)
    except (msgspec.DecodeError, RecursionError) as error:
        if not any(_is_object(line) for line in content.splitlines()):
            raise InputError(source.name, _broken(error, content)) from None
        yield from read_lines(source._replace(lines=BytesIO(content)), on_error)
        return
    for number, found in enumerate(objects, start=1):
        where = source.name if len(objects) == 1 else f"{source.name}, item {number}"
        try:
            yield parse_object(bytes(found), where)
        except InputError as error:
            on_error(error)


def parse_line(line: bytes, where: str) -> Row:
    """The object of one line. Raises InputError."""
    if len(line) > MAX_BYTES:
        raise InputError(where, f"a line of more than {MAX_BYTES // MEBIBYTE} MiB")
    try:
        return parse_object(decode(line).encode(), where)
    except UndecodableError as error:
        raise InputError(where, str(error)) from None


def parse_object(content: bytes, where: str) -> Row:
    """The row of one JSON object in UTF-8. Raises InputError.

    Values of unknown keys stay the bytes that they are (`msgspec.Raw`), numbers of any size too.
    """
    try:
        fields = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        text = _string(fields.pop("text", NULL), "text", where)
        known = {name: _string(fields.pop(name, NULL), name, where) for name in KNOWN}
    except msgspec.ValidationError:
        raise InputError(where, "not a JSON object") from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(where, _broken(error, content)) from None
    if text is None:
        raise InputError(where, "no text: the key `text` is missing")
    return Row(where, text, known, dict(fields))


def _split(content: bytes) -> list[msgspec.Raw]:
    if content.lstrip()[:1] == b"[":
        return msgspec.json.decode(content, type=list[msgspec.Raw])
    return [msgspec.json.decode(content, type=msgspec.Raw)]


def _is_object(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _string(raw: msgspec.Raw, key: str, where: str) -> str | None:
    value = msgspec.json.decode(raw)
    if value is None or isinstance(value, str):
        return value
    if key == "id" and type(value) is int:
        return str(value)
    raise InputError(where, f"`{key}` is not a string")


def _broken(error: Exception, content: bytes) -> str:
    """What is wrong; msgspec has no words for half a surrogate pair, which others let pass."""
    try:
        whole = json.dumps(json.loads(content), ensure_ascii=False)
    except (ValueError, RecursionError):
        return "broken JSON: " + str(error).removeprefix("JSON is malformed: ")
    half = HALF_PAIR.search(whole)
    return (
        f"half a surrogate pair (\\u{ord(half.group()):04x})" if half else f"broken JSON: {error}"
    )
