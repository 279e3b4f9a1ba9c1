"""The annotated articles, where they lie beside the repository: floors, no wish told as deed."""

import json
from pathlib import Path
from typing import Any

import pytest

from dabir.records import Event
from evaluation.events import given_article, tally_events
from evaluation.score import Tally
from tests.events.reading import READER

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="no annotated articles at ../shared")
FLOORS = {"event": 0.535, "event exact": 0.345, "event status": 0.94}
PRECISION = 0.585


def read(gold: dict[str, Any]) -> tuple[Event, ...]:
    return READER(given_article(gold)).events


def plain(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "source": list(event.source),
        "target": list(event.target),
        "status": event.status,
        "anchor": {"start": event.anchor.start, "end": event.anchor.end},
    }


def test_scores_keep_their_floors() -> None:
    tallies: dict[str, Tally] = {}
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        for what, tally in tally_events(gold["events"], [plain(e) for e in read(gold)]).items():
            tallies[what] = tallies.get(what, Tally()).plus(tally)
    assert tallies["event"].precision >= PRECISION
    for what, floor in FLOORS.items():
        assert tallies[what].f1 >= floor, what


def test_no_wish_of_the_founding_article_is_told_as_a_deed() -> None:
    gold = json.loads((GOLD / "seed.json").read_text("utf-8"))
    wishes = [e for e in gold["events"] if e["status"] != "actual"]
    assert wishes
    events = read(gold)
    assert events
    for wish in wishes:
        place = wish["anchor"]
        for event in events:
            touches = event.anchor.start < place["end"] and place["start"] < event.anchor.end
            if touches and event.type == wish["type"]:
                assert event.status != "actual", event.anchor.text
