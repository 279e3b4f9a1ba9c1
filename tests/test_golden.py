"""The golden articles: their annotations are sound, and the pipeline stays above its floors."""

import copy
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from persiantools.jdatetime import JalaliDate

import dabir
from dabir.records import Article
from dabir.unicode import ZWNJ
from evaluation.score import score
from tests.golden import GoldenError, load_golden, resolve, to_record

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = load_golden()
FLOORS_FILE = ROOT / "evaluation" / "floors.json"
FLOORS: dict[str, float] = json.loads(FLOORS_FILE.read_text("utf-8"))["golden articles"]
# «شنبه» ends the others' names: it comes last.
WEEKDAYS = [
    ("یکشنبه", 6),
    ("دوشنبه", 0),
    ("سهشنبه", 1),
    ("چهارشنبه", 2),
    ("پنجشنبه", 3),
    ("جمعه", 4),
    ("شنبه", 5),
]
every = pytest.mark.parametrize("gold", GOLDEN, ids=lambda gold: gold["id"])


def spans_of(gold: dict[str, Any]) -> list[dict[str, Any]]:
    said = gold["statements"]
    spans = [s[part] for s in said for part in ("cue", "speaker") if s[part]]
    spans += [span for s in said for span in s["content"]]
    return [*spans, *gold["dates"], *gold["headings"]]


def test_the_articles_are_many_and_of_many_manners() -> None:
    assert len({gold["manner"] for gold in GOLDEN}) >= 10
    kinds = Counter(s["kind"] for gold in GOLDEN for s in gold["statements"])
    assert min(kinds[kind] for kind in ("direct", "indirect", "mixed")) >= 5
    calendars = {d["calendar"] for gold in GOLDEN for d in gold["dates"]}
    assert calendars == {"jalali", "gregorian", "hijri", "relative"}


@every
def test_every_span_is_the_text_at_its_place(gold: dict[str, Any]) -> None:
    for span in spans_of(gold):
        assert gold["text"][span["start"] : span["end"]] == span["text"]
        assert span["text"].strip() == span["text"] != ""


@every
def test_nested_content_lies_inside_the_outer_content(gold: dict[str, Any]) -> None:
    for statement in gold["statements"]:
        if statement["nested_in"] is None:
            continue
        outer = gold["statements"][statement["nested_in"]]["content"]
        for span in statement["content"]:
            assert any(o["start"] <= span["start"] and span["end"] <= o["end"] for o in outer)


@every
def test_sources_stand_in_the_text(gold: dict[str, Any]) -> None:
    assert all(name in gold["text"] for name in gold["sources"])


@every
def test_values_fit_the_weekdays_and_days_that_are_written(gold: dict[str, Any]) -> None:
    for mention in gold["dates"]:
        if len(mention["value"]) != len("2024-05-12"):
            continue
        day = date.fromisoformat(mention["value"])
        weekdays = [i for name, i in WEEKDAYS if name in mention["text"].replace(ZWNJ, "")]
        assert weekdays[:1] in ([], [day.weekday()])
        if mention["calendar"] == "jalali":
            assert [int(n) for n in re.findall(r"\d+", mention["text"])][:1] in (
                [],
                [JalaliDate(day).day],  # type: ignore[no-untyped-call]
            )


def test_a_span_that_is_not_there_or_stands_twice_is_refused() -> None:
    note: dict[str, Any] = {"lines": ["گفت و گفت"], "manner": "", "sources": []}
    note |= {"statements": [], "dates": []}
    for words, problem in (("شنید", "has no"), ("گفت", "2 times"), ("گفت#3", "only 2")):
        note["headings"] = [{"line": 0, "words": words}]
        with pytest.raises(GoldenError, match=problem):
            resolve(copy.deepcopy(note), "made")


@every
def test_a_golden_article_becomes_a_record(gold: dict[str, Any]) -> None:
    record = json.loads(msgspec.json.encode(to_record(gold)))
    for ours, theirs in zip(record["statements"], gold["statements"], strict=True):
        assert {key: ours[key] for key in theirs} == theirs
    assert record["sources"] == gold["sources"]


def test_the_pipeline_stays_above_its_floors() -> None:
    reader = dabir.load()
    read = {}
    for gold in GOLDEN:
        known = {key: gold[key] for key in ("id", "text", "title", "outlet", "published")}
        read[gold["id"]] = json.loads(msgspec.json.encode(reader(Article(**known))))
    result = score(GOLDEN, read)
    measured = {what: round(tally.f1, 3) for what, tally in result.tallies.items()}
    assert measured.keys() == FLOORS.keys()
    low = {what: f1 for what, f1 in measured.items() if f1 < FLOORS[what]}
    assert not low, "\n".join([f"under the floor: {low}", *result.mistakes])
