"""Reads the case tables in `tests/cases/`.

One JSON object a line. `shelf` says where a case comes from and what it must do: `seen` (met in
the wild, told in our own words), `made` (made up), `untouched` (nothing may be found or changed),
`failing` (a known failure: the day it passes, the suite asks to move it).
"""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
SHELVES = {"seen", "made", "untouched", "failing"}


def cases(name: str) -> list[Any]:
    """The cases of `tests/cases/NAME.jsonl` as parameters, known failures marked strict."""
    params = []
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        case = json.loads(line)
        if case.get("shelf") not in SHELVES:
            raise ValueError(f"{name}.jsonl:{number}: shelf {case.get('shelf')!r}")
        marks = [pytest.mark.xfail(strict=True)] if case["shelf"] == "failing" else []
        params.append(pytest.param(case, id=f"{name}-{number}", marks=marks))
    return params
