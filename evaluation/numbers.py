"""Fill the numbers of README and guide from the report: `python -m evaluation.numbers [--check]`.

A file that holds numbers has `<!-- numbers: TABLE -->` and `<!-- end of numbers -->`; what stands
between is made from `numbers.tsv` and `report.json`. `--check` writes nothing, names each line that
differs, and exits 1 if one does.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from build.pack import read_table
from dabir.resources import data_digest
from evaluation.report import Part, load_report

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_name("numbers.tsv")
PLACE = re.compile(r"(<!-- numbers: ([\w.-]+) -->\n).*?(<!-- end of numbers -->)", re.DOTALL)
NUMBER = re.compile(r"\{([^{}]+):([^{}:]+)\}")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
CODE = re.compile(r"(`[^`]*`)")
FIGURE = re.compile(r"(?<![A-Za-z\d.])\d+(?:\.\d+)*")


class Row(NamedTuple):
    """One row of `numbers.tsv`."""

    id: str
    table: str
    en: str
    fa: str
    cells: str
    source: str


class MissingError(Exception):
    """A number that the report does not hold; the text names it."""


def pages() -> list[Path]:
    """The files that hold numbers."""
    return sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")])


def fill(page: str, language: str, report: Mapping[str, Part]) -> str:
    """The text of a page with its numbers as in the report."""
    rows = [Row(*cells) for cells in read_table(TABLE)[1]]

    def table(match: re.Match[str]) -> str:
        lines = [render(row, language, report) for row in rows if row.table == match[2]]
        return f"{match[1]}{''.join(lines)}{match[3]}"

    return PLACE.sub(table, page)


def render(row: Row, language: str, report: Mapping[str, Part]) -> str:
    """One row as Markdown."""
    told = row.fa if language == "fa" else row.en
    if row.id.endswith("line"):
        return _local(_insert(told, report), language) + "\n"
    cells = told if row.id.endswith("head") else f"{told} | {row.cells}"
    line = _local(f"| {_insert(cells, report)} |", language) + "\n"
    return line + _rule(cells) if row.id.endswith("head") else line


def _rule(cells: str) -> str:
    return "|" + "---|" * (cells.count("|") + 1) + "\n"


def _insert(text: str, report: Mapping[str, Part]) -> str:
    return NUMBER.sub(lambda match: format(find(match[1], report), match[2]), text)


def find(path: str, report: Mapping[str, Part]) -> float | int | str:
    """The number at PART/SECTION/MEASURE, or the fact at PART/FACT. Raises MissingError."""
    name, _, rest = path.partition("/")
    part = report.get(name)
    if part is None:
        raise MissingError(f"the report has no part {name!r} ({path})")
    section, _, measure = rest.partition("/")
    if not measure:
        fact: float | int | str = getattr(part, section, None) or getattr(part.machine, section)
        return fact
    measures = part.figures.get(section, {})
    exact = [value for what, value in measures.items() if what == measure]
    versioned = [value for what, value in measures.items() if what.startswith(f"{measure} ")]
    for value in (*exact, *versioned):
        return value
    raise MissingError(f"the report has no number {path!r}")


def _local(text: str, language: str) -> str:
    """Persian digits outside code and names, on a Persian page."""
    if language != "fa":
        return text
    return "".join(
        piece if piece.startswith("`") else FIGURE.sub(_persian, piece)
        for piece in CODE.split(text)
    )


def _persian(figure: re.Match[str]) -> str:
    return figure[0].replace(".", "٫").translate(PERSIAN_DIGITS)


def language_of(path: Path) -> str:
    """`fa` for a Persian page, else `en`."""
    return "fa" if path.name.endswith(".fa.md") else "en"


def differences() -> Iterator[tuple[Path, str, str]]:
    """Pages that differ from the report: path, text as it is, text as it should be."""
    report = load_report()
    for path in pages():
        text = path.read_text("utf-8")
        wanted = fill(text, language_of(path), report)
        if wanted != text:
            yield path, text, wanted


def old_parts(report: Mapping[str, Part]) -> list[str]:
    """Parts of the report that were measured with other data than those that ship now."""
    return [name for name, part in report.items() if part.data != data_digest()[:16]]


def main() -> int:
    """Fill, or check; the exit status."""
    check = "--check" in sys.argv[1:]
    stale = list(differences())
    for path, text, wanted in stale:
        if not check:
            path.write_text(wanted, "utf-8")
        for was, now in zip(text.splitlines(), wanted.splitlines(), strict=False):
            if was != now:
                print(f"{path.relative_to(ROOT)}: {was}\n  in the report: {now}")
    if old := old_parts(load_report()):
        print(f"measured with other lexicons or models than now: {', '.join(old)}", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
