"""The evaluation: damage leads annotations along, floors catch a fall, the gold is not read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dabir
from dabir.unicode import ZWNJ
from evaluation.damage import DAMAGES
from evaluation.gold import read_all
from evaluation.rules import rewrite
from evaluation.run import FLOORS, SEED, WHOLE, below
from evaluation.stages import SECTIONS
from tests.golden import load_golden

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold" / "dev"


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_damage_leads_every_span_along(damage: object) -> None:
    assert callable(damage)
    for article in load_golden():
        damaged = damage(article)
        assert ZWNJ not in damaged["text"]
        for was, now in zip(article["statements"], damaged["statements"], strict=True):
            assert damaged["text"][now["cue"]["start"] : now["cue"]["end"]] == now["cue"]["text"]
            assert now["cue"]["text"].replace(" ", "") == was["cue"]["text"].replace(
                ZWNJ, ""
            ).replace(" ", "")


def test_the_reader_sees_no_annotation() -> None:
    article = load_golden()[0]
    bare = {key: article.get(key) for key in ("id", "text", "outlet", "published")}
    reader = dabir.load()
    assert read_all([article], reader) == read_all([bare], reader)


def test_a_fall_below_a_floor_is_told() -> None:
    assert below({"date": 0.9}, {"date": 0.89}, "x") == ["x: date is 0.890, the floor is 0.9"]
    assert below({"date": 0.9}, {"date": 0.9}, "x") == []
    assert below({"date": 0.9}, {}, "x") != []


def test_rule_scores_are_rewritten_in_place() -> None:
    table = "# note\nid\tpart\tscore\tsource\ncolon\tstatement\t0.50\tx\nthat\tstatement\t0.50\tx\n"
    changed = rewrite(table, {"colon": 0.987})
    assert changed == table.replace("colon\tstatement\t0.50", "colon\tstatement\t0.99")


def test_floors_name_what_is_measured() -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))
    assert set(floors) == {WHOLE, *DAMAGES, SEED, *SECTIONS}
    assert all(floor > 0 for measures in floors.values() for floor in measures.values())


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared/gold/dev")
def test_the_command_holds_its_floors() -> None:
    command = [sys.executable, "-m", "evaluation.run", str(SHARED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
