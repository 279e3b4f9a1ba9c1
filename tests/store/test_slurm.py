"""The datatrove step of the example, run on this machine. Skipped where datatrove is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.building import build, ids, once, parts
from tests.store.made import write_jsonl

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "slurm.py"


@pytest.mark.slow
def test_tasks_of_datatrove_write_the_same_parts(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    sources = [write_jsonl(tmp_path / f"{n}.jsonl", range(9 * n, 9 * n + 9)) for n in range(4)]
    names = [str(source) for source in sources]
    command = [sys.executable, str(EXAMPLE), *names, str(tmp_path / "news"), "--tasks", "3"]
    done = subprocess.run([*command, "--local"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ids(tmp_path / "news") == once(range(36))
    build(sources, tmp_path / "other", size=2000)
    assert parts(tmp_path / "news") == parts(tmp_path / "other")
    again = build(sources, tmp_path / "news", size=2000)
    assert (again.read, again.kept) == (0, 4)
