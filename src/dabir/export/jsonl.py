"""JSON Lines: one record a line, written as soon as it is read."""

from pathlib import Path

from dabir.export import Rows
from dabir.export.encoding import encode_record
from dabir.export.output import open_output


def write(records: Rows, out: Path | None) -> None:
    """Write one line a record. Holds one record in memory at a time."""
    with open_output(out) as stream:
        for record, unknown in records:
            stream.write(encode_record(record, unknown) + b"\n")
            stream.flush()
