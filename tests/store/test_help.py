"""Help of the commands that ask: an example first, and nothing heavy imported."""

import subprocess
import sys

import pytest

CHECK = """
import sys
from dabir.cli import main
try:
    main([{name!r}, "--help"])
except SystemExit:
    pass
heavy = {{"duckdb", "numpy", "rensa", "fastwarc", "ray"}} & sys.modules.keys()
assert not heavy, heavy
"""
COMMANDS = ("build", "search", "timeline", "contacts", "person", "stories", "export", "sql")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_light_and_begins_with_an_example(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK.format(name=name)], capture_output=True, text=True, check=True
    )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    assert lines[0].startswith("Example")
    assert lines[1].strip().startswith(f"dabir {name} ")
