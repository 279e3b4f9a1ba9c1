"""A record as JSON."""

import json
import re
from typing import Any

import msgspec

from dabir.records import Record

SURROGATE = re.compile("[\ud800-\udfff]")


def encode_record(record: Record, unknown: dict[str, object]) -> bytes:
    """One JSON object on one line: the record's keys, then those of `unknown` that it lacks.

    A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape.
    """
    fields: dict[str, Any] = {name: getattr(record, name) for name in record.__struct_fields__}
    fields.update((key, value) for key, value in unknown.items() if key not in fields)
    try:
        return msgspec.json.encode(fields)
    except UnicodeEncodeError:
        return _encode_slowly(fields)


def _encode_slowly(fields: dict[str, Any]) -> bytes:
    text = json.dumps(msgspec.to_builtins(fields), ensure_ascii=False, separators=(",", ":"))
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()
