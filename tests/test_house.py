"""The house: packed lexicons are fresh, imports run one way, importing the package is light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from build.pack import LexiconError, packed_files, read_table

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dabir"
STAGES = ["intake", "repairs", "language", "dates", "statements", "actors", "events"]
ORDER = [*STAGES, "export", "store"]
ABOVE = {"commands", "corrections", "web", "cli"}
PIPELINE = {"pipeline", "reader"}
# Calendars are arithmetic that dates of publication need as well.
SHARED = {"dabir.dates.calendars"}


def test_packed_lexicons_are_fresh() -> None:
    stale = [path.name for path, packed in packed_files().items() if path.read_bytes() != packed]
    assert stale == []


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("word\tsource\na\tb\n", "first column"),
        ("id\tword\tsource\na\tb\n", "2 cells"),
        ("id\tword\tsource\na\tb\tc\na\tb\tc\n", "twice"),
        ("id\tword\tsource\nالف\tb\tc\n", "ASCII"),
        ("id\tword\tsource\na\tb\t\n", "no source"),
        ("id\tword\tsource\na\te\u0301\tc\n", "NFC"),
        ("", "empty"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(table: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text(table, "utf-8")
    with pytest.raises(LexiconError, match=complaint):
        read_table(path)


def imports(path: Path) -> set[str]:
    """The rooms of dabir that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module not in SHARED:
            parts = node.module.split(".")
            if parts[0] == "dabir":
                names = parts[1:2] or [alias.name for alias in node.names]
                found.update(names)
        elif isinstance(node, ast.Import):
            found.update(a.name.split(".")[1] for a in node.names if a.name.startswith("dabir."))
    return found


@pytest.mark.parametrize("room", ORDER)
def test_no_stage_imports_a_later_one(room: str) -> None:
    later = set(ORDER[ORDER.index(room) + 1 :]) | ABOVE
    if room in STAGES:
        later |= PIPELINE
    for path in sorted((SOURCE / room).rglob("*.py")):
        assert imports(path) & later == set(), path


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, dabir; "
        "heavy = {'numpy', 'duckdb', 'rich', 'resiliparse', 'msgspec'} & set(sys.modules); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
