"""Quotes: who said what, one statement a line, with tabs between name, cue and words."""

from pathlib import Path

from dabir.export import Rows
from dabir.export.output import open_output


def write(records: Rows, out: Path | None) -> None:
    """Write one line a statement; `?` stands for a name that is not known."""
    with open_output(out) as stream:
        for record, _ in records:
            for said in record.statements:
                words = " … ".join(span.text for span in said.content)
                line = "\t".join((said.name or "?", said.cue.text, " ".join(words.split())))
                stream.write(line.encode("utf-8", "replace") + b"\n")
