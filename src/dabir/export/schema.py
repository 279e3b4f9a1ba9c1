"""The JSON Schema of a record."""

from typing import Any

import msgspec

from dabir.records import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The schema, with descriptions from the docstrings; keys that it does not name are allowed."""
    schema: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Record)))
    return {"$schema": DIALECT, **schema}
