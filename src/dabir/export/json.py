"""JSON: one list of records."""

from pathlib import Path

from dabir.export import Rows
from dabir.export.encoding import encode_record
from dabir.export.output import open_output


def write(records: Rows, out: Path | None) -> None:
    """Write one list, one record a line. Holds one record in memory at a time."""
    with open_output(out) as stream:
        before = b"[\n"
        for record, unknown in records:
            stream.write(before + encode_record(record, unknown))
            before = b",\n"
        stream.write(b"[]\n" if before == b"[\n" else b"\n]\n")
