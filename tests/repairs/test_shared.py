"""Repair on the annotated articles and the treebanks, where they are."""

import json
from pathlib import Path

import pytest

from dabir import repairs
from dabir.records import Article

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not there")


def test_the_seed_article_is_restored(kit: repairs.Kit) -> None:
    gold = json.loads((SHARED / "gold" / "dev" / "seed.json").read_text("utf-8"))
    repaired = repairs.repair_article(Article(id="seed", text=gold["text"]), kit)
    spans = [repaired.span(mark.start, mark.end) for mark in repaired.headings]
    wanted = {(heading["start"], heading["end"]) for heading in gold["headings"]}
    found = {(span.start, span.end) for span in spans}
    assert repaired.mode == "bold"
    assert sum(edit.reason.startswith("halfspace") for edit in repaired.edits) >= 56
    assert "و آمدهای" in repaired.text
    assert len(found & wanted) >= 5
    assert found <= wanted


@pytest.mark.slow
def test_half_spaces_of_the_development_part(kit: repairs.Kit) -> None:
    from training.halfspace import evaluate

    scores = evaluate.score(lambda text: repairs.repair_text(text, kit).text, SHARED, "dev")
    assert scores["perdt", "mixed"].f1 > 96.5
    assert scores["seraji", "mixed"].f1 > 91
    assert scores["perdt", "undamaged"].wrong_edits < 1
    assert scores["seraji", "undamaged"].wrong_edits < 4
