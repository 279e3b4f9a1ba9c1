"""The dates of the annotated articles, which are not part of the repository."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dabir import dates, repairs
from dabir.records import Article, DateMention

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
pytestmark = pytest.mark.skipif(
    not (GOLD / "dev").is_dir(), reason="the annotated articles are not at ../shared/gold/dev"
)
FLOORS = {"date": 0.95, "date span overlaps": 0.97}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((GOLD / "dev").glob("*.json"))]


def _f1(
    scorer: ModuleType, articles: list[dict[str, Any]], found: dict[str, Any]
) -> dict[str, float]:
    tally, _ = scorer.score(articles, found, 0)
    return {name: f1 for name, _, _, f1, *_ in tally.rows() if name in FLOORS}


def _row(mentions: tuple[DateMention, ...]) -> dict[str, Any]:
    spans = [{"start": m.start, "end": m.end, "value": m.value} for m in mentions]
    return {"dates": spans}


def test_dates_of_raw_text(
    scorer: ModuleType, articles: list[dict[str, Any]], dates_kit: dates.Kit
) -> None:
    found = {
        a["id"]: _row(dates.find_dates(a["text"], a["published"], kit=dates_kit)) for a in articles
    }
    scores = _f1(scorer, articles, found)
    assert all(scores[name] >= floor for name, floor in FLOORS.items()), scores


def test_dates_through_the_repaired_text(
    scorer: ModuleType, articles: list[dict[str, Any]], dates_kit: dates.Kit
) -> None:
    kit = repairs.load_kit()
    found = {}
    for a in articles:
        repaired = repairs.repair_article(Article(id=a["id"], text=a["text"]), kit)
        mentions = dates.read_dates(repaired, a["published"], dates_kit)
        assert all(a["text"][m.start : m.end] == m.text for m in mentions)
        found[a["id"]] = _row(mentions)
    scores = _f1(scorer, articles, found)
    assert all(scores[name] >= floor for name, floor in FLOORS.items()), scores
