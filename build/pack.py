"""Pack every `lexicon/ROOM/NAME.tsv` into `src/dabir/data/ROOM_NAME.json`; the same bytes each run.

A table has a header line, an ASCII `id` first, a `source` last; `#` begins a comment line.
`python -m build.pack --check` writes nothing and exits 1 where a packed file is out of date.
"""

import json
import sys
from pathlib import Path

from build.pack_actors import ActorError, pack_actors
from dabir.errors import ResourceError
from dabir.tsv import parse_table

ROOT = Path(__file__).resolve().parent.parent
LEXICON = ROOT / "lexicon"
DATA = ROOT / "src" / "dabir" / "data"


class LexiconError(Exception):
    """A table that cannot be packed; the text names file and line."""


def read_table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of one table. Raises LexiconError with file and line."""
    try:
        return parse_table(path.read_text("utf-8"), str(path))
    except ResourceError as error:
        raise LexiconError(str(error)) from error


def pack(path: Path) -> bytes:
    """The packed bytes of one table: one row a line, rows in the order of the file."""
    columns, rows = read_table(path)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"columns": {json.dumps(columns)}, "rows": [\n{lines}\n]}}\n'.encode()


def packed_files() -> dict[Path, bytes]:
    """Every packed file and the bytes that it should hold."""
    tables = sorted(LEXICON.glob("*/*.tsv"))
    packed = {DATA / f"{path.parent.name}_{path.stem}.json": pack(path) for path in tables}
    packed[DATA / "actors_names.json"] = pack_actors(LEXICON / "actors")
    return packed


def main() -> int:
    """Pack, or check; the exit status."""
    try:
        wanted = packed_files()
    except (LexiconError, ActorError) as error:
        print(error, file=sys.stderr)
        return 1
    stale = [p for p, b in wanted.items() if not p.exists() or p.read_bytes() != b]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run make lexicon", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(wanted[path])
        print(f"packed {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
