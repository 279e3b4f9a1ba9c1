"""A newcomer's path: a fresh clone, then what README says under "Try it", until records are there.

The clone is of the last commit; nothing is installed before, and nothing is taken from the cache of
pip. Needs git and the package index.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from tests.guide.blocks import ROOT, blocks_of


def main() -> dict[str, float]:
    """Print and return how long it took."""
    steps = blocks_of(ROOT / "README.md")
    first, second = steps[0], steps[1]
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "dabir"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        seconds, printed = _follow(clone, first.text)
        if "direct" not in printed:
            raise SystemExit(f"no record after {seconds:.0f} seconds:\n{printed[-2000:]}")
        size = sum(f.stat().st_size for f in (clone / ".venv").rglob("*") if f.is_file())
        # What stands under "Use it" must work in the same clone.
        _follow(clone, f". .venv/bin/activate\n{second.text}")
    figures = {
        "seconds to the first record": seconds,
        "megabytes of its virtual environment": size / 1e6,
    }
    for what, value in figures.items():
        print(f"{what:40}{value:8.0f}")
    return figures


def _follow(clone: Path, steps: str) -> tuple[float, str]:
    """Wall seconds and output of shell lines in the clone."""
    kept = ("PATH", "LANG", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    began = time.perf_counter()
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", steps],
        cwd=clone,
        env={**known, "HOME": str(clone.parent), "PIP_NO_CACHE_DIR": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{steps}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - began, done.stdout


if __name__ == "__main__":
    main()
