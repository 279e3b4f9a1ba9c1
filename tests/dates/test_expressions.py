"""The table of date expressions, and the table against two calendar libraries."""

import json
from datetime import date
from typing import Any

import hijridate
import jdatetime  # type: ignore[import-untyped]
import pytest
from persiantools.jdatetime import JalaliDate

from dabir.dates import Kit, find_dates
from tests.casebook import CASES, cases

SHEETS = [path.stem for path in sorted(CASES.glob("dates*.jsonl"))]


def _all_cases() -> list[Any]:
    return [param for sheet in SHEETS for param in cases(sheet)]


@pytest.mark.parametrize("case", _all_cases())
def test_dates_of_a_case(case: dict[str, Any], dates_kit: Kit) -> None:
    named = case.get("named_days", False)
    found = find_dates(case["text"], case["published"], kit=dates_kit, named_days=named)
    read = [(d.start, d.text, d.value, d.calendar, d.problem) for d in found]
    assert read == [
        (d["start"], d["text"], d["value"], d["calendar"], d.get("problem")) for d in case["dates"]
    ]
    for mention, expected in zip(found, case["dates"], strict=True):
        assert mention.end == mention.start + len(mention.text)
        assert case["text"][mention.start : mention.end] == mention.text
        if "original" in expected and mention.calendar != "relative":
            assert mention.original == expected["original"]


def _expected() -> list[dict[str, Any]]:
    rows = []
    for sheet in SHEETS:
        lines = (CASES / f"{sheet}.jsonl").read_text("utf-8").splitlines()
        rows += [d for line in lines for d in json.loads(line)["dates"] if "original" in d]
    return rows


def test_there_are_enough_cases() -> None:
    assert len(_all_cases()) >= 400
    assert len(_expected()) >= 200


@pytest.mark.parametrize("expected", _expected(), ids=lambda d: d["original"])
def test_the_table_agrees_with_two_libraries(expected: dict[str, Any]) -> None:
    """The first day of every value is, by the libraries, the first day of its original."""
    first = date.fromisoformat(expected["value"].split("/")[0])
    year, month, day = (*map(int, expected["original"].split("-")), 1, 1)[:3]
    if expected["calendar"] == "hijri":
        assert date(*hijridate.Hijri(year, month, day).to_gregorian().datetuple()) == first
    else:
        assert jdatetime.date(year, month, day).togregorian() == first
        persian = JalaliDate(year, month, day)  # type: ignore[no-untyped-call]
        assert persian.to_gregorian() == first
