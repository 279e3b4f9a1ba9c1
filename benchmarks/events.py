"""Scores and speed of actors and events on annotated articles.

usage: python -m benchmarks.events [ANNOTATED_DIR]

Prints the shipped scores, the precision and recall over the score where each article is scored by
a model fitted without it, the scores of each event type, and articles a second on one core.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from dabir import actors, events
from dabir.events.coder import THRESHOLD
from dabir.events.scores import score
from dabir.pipeline import Kit, load_kit, read_article
from dabir.records import Article
from dabir.repairs import repair_article
from evaluation.events import event_pairs, given_article
from evaluation.score import Tally
from training.events.fit import (
    Example,
    curve,
    held_out_scores,
    load_examples,
    make_table,
    tally_at,
)

ROUNDS = 5
DEV = Path("../shared/gold/dev")


def shipped_scores(examples: list[Example], kit: Kit) -> str:
    """The tallies at the shipped weights and threshold."""
    scores = [score(d, kit.events.weights) for example in examples for d in example.drafts]
    tallies = tally_at(examples, np.array(scores), THRESHOLD)
    return "\n".join(
        f"{what:14} P {t.precision:.3f}  R {t.recall:.3f}  F1 {t.f1:.3f}  "
        f"{t.right}/{t.gold}/{t.read}"
        for what, t in tallies.items()
    )


def by_type(examples: list[Example], kit: Kit) -> str:
    """Found, annotated and read events of each type."""
    tallies: dict[str, Tally] = {}
    for example in examples:
        kept = [
            e
            for e, d in zip(example.read, example.drafts, strict=True)
            if score(d, kit.events.weights) >= THRESHOLD
        ]
        hits = [example.gold[i]["type"] for i, _, _ in event_pairs(example.gold, kept)]
        for name in {e["type"] for e in (*example.gold, *kept)}:
            own = Tally(
                hits.count(name),
                sum(e["type"] == name for e in example.gold),
                sum(e["type"] == name for e in kept),
            )
            tallies[name] = tallies.get(name, Tally()).plus(own)
    return "\n".join(
        f"{name:10} {t.right}/{t.gold}/{t.read}" for name, t in sorted(tallies.items())
    )


def articles_a_second(articles: list[Article], kit: Kit) -> float:
    """How many articles a second the two stages read, the fastest of some rounds."""
    ready = []
    for article in articles:
        record = read_article(article, kit)
        ready.append((article, repair_article(article, kit.repairs), record))
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for article, repaired, record in ready:
            cast = actors.find_cast(repaired, record.statements, article, record.relays, kit.actors)
            events.code_events(repaired, cast, record.statements, record.dates, article, kit.events)
        best = min(best, time.perf_counter() - begun)
    return len(ready) / best


def main(folder: Path = DEV) -> None:
    """Print the report."""
    if not folder.is_dir():
        print(f"{folder} is not there: events are skipped")
        return
    kit = load_kit()
    examples = load_examples(folder, kit)
    print("shipped weights", shipped_scores(examples, kit), sep="\n")
    print(
        "\neach article held out", curve(examples, held_out_scores(make_table(examples))), sep="\n"
    )
    print("\nfound/annotated/read", by_type(examples, kit), sep="\n")
    articles = _articles(folder)
    print(f"\n{articles_a_second(articles, kit):.0f} articles a second for actors and events")


def _articles(folder: Path) -> list[Article]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return [given_article(g) for g in found]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
