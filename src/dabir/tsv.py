"""Tables of the lexicon as people edit them: lines with tabs, an ASCII id first, a source last."""

import re
import unicodedata

from dabir.errors import ResourceError

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*")


def parse_table(text: str, where: str) -> tuple[list[str], list[list[str]]]:
    """Columns and rows of one table; `#` begins a comment line.

    Raises ResourceError with `where` and the line for a row that is not as the header says, an id
    that is not plain ASCII or stands twice, a missing source, and text that is not in Unicode NFC.
    """
    columns: list[str] = []
    rows: list[list[str]] = []
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            if columns[0] != "id" or columns[-1] != "source":
                raise ResourceError(f"{where}:{number}: the first column is id, the last is source")
            continue
        problem = _problem(columns, cells, seen)
        if problem:
            raise ResourceError(f"{where}:{number}: {problem}")
        seen.add(cells[0])
        rows.append(cells)
    if not columns:
        raise ResourceError(f"{where}:1: empty")
    return columns, rows


def _problem(columns: list[str], cells: list[str], seen: set[str]) -> str | None:
    if len(cells) != len(columns):
        return f"{len(cells)} cells in a table of {len(columns)} columns"
    if not ID.fullmatch(cells[0]):
        return f"id {cells[0]!r} is not plain ASCII"
    if cells[0] in seen:
        return f"id {cells[0]} stands twice"
    if not cells[-1]:
        return "no source"
    if any(unicodedata.normalize("NFC", cell) != cell for cell in cells):
        return "not in Unicode form NFC"
    return None
