"""Formats that records are written in: one small file a format, imported when it is asked for.

Every format has `write(records, out)`. `records` are pairs of a record and the keys of the input
that dabir does not know; `jsonl` and `json` pass these through behind the record's own. `out` is
a file (a folder for `csv`), or None for standard output. What is written is always UTF-8.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from dabir.errors import OptionError
from dabir.records import Record

Rows = Iterable[tuple[Record, dict[str, object]]]

FORMATS = {
    "table": "a readable report",
    "jsonl": "one record a line",
    "json": "one list of records",
    "csv": "a folder of tables",
    "plover": "events as PLOVER JSON, one a line",
    "polecat": "events as a tab-separated table in the manner of POLECAT, with CAMEO codes",
    "html": "one page to read in a browser",
}


class Writer(Protocol):
    """A format: a module of this package."""

    def write(self, records: Rows, out: Path | None) -> None:
        """Write the records; raises StoreError where `out` cannot be written."""


def writer(name: str) -> Writer:
    """The format of that name. Raises OptionError for an unknown one."""
    if name not in FORMATS:
        raise OptionError(f"unknown format {name!r}: one of {', '.join(FORMATS)}")
    return cast(Writer, import_module(f"dabir.export.{name}"))
