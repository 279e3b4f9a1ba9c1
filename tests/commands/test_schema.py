"""`dabir schema` over a real process."""

import json
import subprocess
import sys
from pathlib import Path

from dabir.export.schema import record_schema

DABIR = Path(sys.executable).with_name("dabir")


def test_the_command_prints_the_schema() -> None:
    done = subprocess.run([DABIR, "schema"], capture_output=True, check=True)
    assert json.loads(done.stdout) == record_schema()
    assert done.stderr == b""


def test_help_shows_an_example() -> None:
    done = subprocess.run([DABIR, "schema", "--help"], capture_output=True, check=True)
    assert b"dabir schema >" in done.stdout
