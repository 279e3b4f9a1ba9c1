"""Fit the weights that score events, on annotated articles.

usage: python -m training.events.fit ANNOTATED_DIR

Reads the articles, drafts their events, and fits a logistic model with an L2 penalty by Newton's
method; no random part, so the same articles give the same bytes. Prints the precision and recall
of every threshold, each article scored by a model that was fitted without it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir import actors, events
from dabir.events.drafts import Draft
from dabir.events.scores import BIAS, features
from dabir.pipeline import Kit, load_kit, read_article
from dabir.records import Record
from dabir.repairs import repair_article
from evaluation.events import event_pairs, given_article, tally_events
from evaluation.score import Tally
from training.cards import stamp_card

PENALTY = 5.0
STEPS = 25
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
OUT = Path(__file__).resolve().parents[2] / "src" / "dabir" / "data" / "events_weights.json"

Floats = NDArray[np.float64]


class Example(NamedTuple):
    """One article: its annotated events, its drafts, and these in the shape of the annotation."""

    gold: list[dict[str, Any]]
    drafts: list[Draft]
    read: list[dict[str, Any]]


def load_examples(folder: Path, kit: Kit) -> list[Example]:
    """The examples of every annotated article of a folder."""
    return [
        example_of(json.loads(path.read_text("utf-8")), kit)
        for path in sorted(folder.glob("*.json"))
    ]


def example_of(gold: dict[str, Any], kit: Kit) -> Example:
    """The example of one annotated article."""
    article = given_article(gold)
    record: Record = read_article(article, kit)
    repaired = repair_article(article, kit.repairs)
    cast = actors.find_cast(repaired, record.statements, article, record.relays, kit.actors)
    drafts = events.draft_events(cast, record.statements, kit.events)
    read = [
        {
            "type": draft.type,
            "source": [str(code) for code in draft.source],
            "target": [str(code) for code in draft.target],
            "status": draft.status.value,
            "anchor": {
                "start": cast.places[draft.first][0],
                "end": cast.places[draft.last - 1][1],
            },
        }
        for draft in drafts
    ]
    return Example(gold["events"], drafts, read)


class Table(NamedTuple):
    """One row a draft: features (rows × features), whether it is right, its article."""

    names: list[str]
    values: Floats
    right: Floats
    article: NDArray[np.int64]


def make_table(examples: Sequence[Example]) -> Table:
    """The table of all drafts."""
    found = [features(draft) for example in examples for draft in example.drafts]
    names = sorted({name for row in found for name in row})
    column = {name: at for at, name in enumerate(names)}
    values = np.zeros((len(found), len(names)))
    for at, row in enumerate(found):
        values[at, [column[name] for name in row]] = 1.0
    right: list[float] = []
    article: list[int] = []
    for number, example in enumerate(examples):
        hits = {j for _, j, _ in event_pairs(example.gold, example.read)}
        right += [float(j in hits) for j in range(len(example.drafts))]
        article += [number] * len(example.drafts)
    return Table(names, values, np.array(right), np.array(article))


def fit(values: Floats, right: Floats) -> tuple[Floats, float]:
    """The weights (one a feature) and the bias."""
    weights = np.zeros(values.shape[1])
    bias = float(np.log(right.mean() / (1 - right.mean())))
    penalty = PENALTY * np.eye(len(weights))
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-(values @ weights + bias)))
        spread = share * (1 - share) + 1e-6
        slope = values.T @ (right - share) - PENALTY * weights
        curve = values.T @ (values * spread[:, None]) + penalty
        weights = weights + np.linalg.solve(curve, slope)
        bias += 0.5 * float((right - share).sum() / spread.sum())
    return weights, bias


def held_out_scores(table: Table) -> Floats:
    """The score of each draft by a model fitted on the other articles."""
    scores = np.zeros(len(table.right))
    for number in np.unique(table.article):
        out = table.article == number
        weights, bias = fit(table.values[~out], table.right[~out])
        scores[out] = 1 / (1 + np.exp(-(table.values[out] @ weights + bias)))
    return scores


def tally_at(examples: Sequence[Example], scores: Floats, threshold: float) -> dict[str, Tally]:
    """The tallies of the drafts that reach the threshold."""
    tallies: dict[str, Tally] = {}
    at = 0
    for example in examples:
        own = scores[at : at + len(example.read)]
        at += len(example.read)
        kept = [e for e, score in zip(example.read, own, strict=True) if score >= threshold]
        for what, tally in tally_events(example.gold, kept).items():
            tallies[what] = tallies.get(what, Tally()).plus(tally)
    return tallies


def curve(examples: Sequence[Example], scores: Floats) -> str:
    """Precision and recall over the threshold, as a table to be printed."""
    lines = ["threshold  precision  recall  F1     exact F1  status"]
    for threshold in THRESHOLDS:
        t = tally_at(examples, scores, threshold)
        event, exact, status = t["event"], t["event exact"], t["event status"]
        lines.append(
            f"{threshold:9.2f}  {event.precision:9.3f}  {event.recall:6.3f}  {event.f1:.3f}"
            f"  {exact.f1:8.3f}  {status.precision:6.3f}"
        )
    return "\n".join(lines)


def pack_weights(names: Sequence[str], weights: Floats, bias: float) -> bytes:
    """The packed table of weights, one a line."""
    pairs = [(BIAS, bias), *zip(names, weights.tolist(), strict=True)]
    rows = [[f"w-{n:03d}", name, f"{weight:.3f}"] for n, (name, weight) in enumerate(pairs)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{{"columns": ["id", "feature", "weight"], "rows": [\n{lines}\n]}}\n'.encode()


def main() -> int:
    """Fit, print the curve, write the weights; the exit status."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    examples = load_examples(Path(sys.argv[1]), load_kit())
    table = make_table(examples)
    print(curve(examples, held_out_scores(table)))
    weights, bias = fit(table.values, table.right)
    OUT.write_bytes(pack_weights(table.names, weights, bias))
    stamp_card(OUT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
