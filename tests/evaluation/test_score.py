"""The scorer: what counts as right, and that it agrees with the annotated articles' own."""

import copy
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dabir.unicode import ARABIC_YEH, PERSIAN_YEH, ZWNJ
from evaluation.score import Tally, same_name, score
from tests.golden import load_golden

SHARED = Path(__file__).parents[2].parent / "shared" / "gold"
SAME = {
    "statement found": "statement found",
    "statement attributed": "statement attributed",
    "statement boundary": "statement boundary",
    "kind": "kind (of found)",
    "cue": "cue (of found)",
    "nesting": "nesting (of found nested)",
    "date": "date",
    "date span": "date span overlaps",
    "heading": "heading",
    "sources": "sources",
}


def test_gold_against_itself_is_all_right() -> None:
    gold = load_golden()
    result = score(gold, {article["id"]: article for article in gold})
    assert result.mistakes == []
    assert {what: tally.f1 for what, tally in result.tallies.items()} == dict.fromkeys(SAME, 1.0)


def test_nothing_read_is_all_missed() -> None:
    gold = load_golden()
    found = score(gold, {}).tallies["statement found"]
    assert found == Tally(0, sum(len(article["statements"]) for article in gold), 0)
    assert (found.precision, found.recall, found.f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("بهرام شایگان", "شایگان", True),
        (f"خبرگزار{ARABIC_YEH} فارس", f"خبرگزار{PERSIAN_YEH} فارس", True),
        (f"پاک{ZWNJ}نهاد", "پاک نهاد", True),
        (f"گل{ZWNJ}احمد", "گلاحمد", True),
        ("بهرام شایگان", "بهرام کیانی سفیر ایران", False),
        ("بهرام شایگان", None, False),
        ("", "", False),
    ],
)
def test_same_name(one: str, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same


def test_content_half_shared_is_found_but_has_no_boundary() -> None:
    gold = _article([("۰", 0, 10)])
    assert _right(gold, [("۰", 5, 15)], "statement found") == 0
    assert _right(gold, [("۰", 3, 10)], "statement found") == 1
    assert _right(gold, [("۰", 3, 10)], "statement boundary") == 0
    assert _right(gold, [("۰", 1, 10)], "statement boundary") == 1


def test_one_content_under_two_names_is_matched_by_name() -> None:
    gold = _article([("نخست", 0, 10), ("دوم", 0, 10)])
    assert _right(gold, [("دوم", 0, 10), ("نخست", 0, 10)], "statement attributed") == 2


def test_a_date_needs_its_value() -> None:
    gold = _article([], dates=[(0, 5, "2024-05-12")])
    for value, right in (("2024-05-12", 1), ("2024-05", 0), (None, 0)):
        read = _article([], dates=[(3, 8, value)])
        tallies = score([gold], {"a": read}).tallies
        assert (tallies["date"].right, tallies["date span"].right) == (right, 1)


@pytest.mark.skipif(not SHARED.exists(), reason="the annotated articles are not beside this folder")
def test_agrees_with_the_scorer_of_the_annotated_articles(tmp_path: Path) -> None:
    gold = [json.loads(path.read_text("utf-8")) for path in sorted((SHARED / "dev").glob("*.json"))]
    read = [_damaged(article, random.Random(article["id"])) for article in gold]
    lines = "\n".join(json.dumps(record) for record in read)
    (tmp_path / "read.jsonl").write_text(lines, "utf-8")
    command = [SHARED / "score.py", SHARED / "dev", tmp_path / "read.jsonl", "--json"]
    theirs = json.loads(subprocess.check_output([sys.executable, *map(str, command)]))
    ours = score(gold, {record["id"]: record for record in read}).tallies
    for what, name in SAME.items():
        row = theirs[name]
        assert (what, *ours[what]) == (what, row["right"], row["gold"], row["predicted"])


def _damaged(article: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The article with findings moved, dropped, doubled and renamed."""
    record = copy.deepcopy(article)
    for statement in record["statements"]:
        statement["nested_in"] = chance.choice([None, statement["nested_in"]])
        statement["kind"] = chance.choice(["direct", statement["kind"]])
        statement["name"] = chance.choice([None, statement["name"], statement["name"].split()[0]])
        for span in (statement["cue"], *statement["content"]):
            span["end"] = chance.randint(span["start"] + 1, span["end"])
    for date in record["dates"]:
        date["start"] -= chance.randint(0, 9)
        date["value"] = chance.choice([None, date["value"]])
    for key in ("statements", "dates", "headings", "sources"):
        record[key] = [
            found for found in record[key] for _ in range(chance.choice([0, 1, 1, 1, 2]))
        ]
    return record


def _right(gold: dict[str, Any], contents: list[tuple[str, int, int]], what: str) -> int:
    return score([gold], {"a": _article(contents)}).tallies[what].right


def _article(
    contents: list[tuple[str, int, int]], dates: Sequence[tuple[int, int, str | None]] = ()
) -> dict[str, Any]:
    text = "." * 20

    def span(start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": text[start:end]}

    statements = [
        {
            "cue": span(15, 16),
            "speaker": None,
            "name": name,
            "kind": "direct",
            "content": [span(start, end)],
            "nested_in": None,
        }
        for name, start, end in contents
    ]
    found = [{**span(a, b), "value": value, "calendar": "jalali"} for a, b, value in dates]
    keys = {"id": "a", "text": text, "headings": [], "sources": []}
    return {**keys, "statements": statements, "dates": found}
