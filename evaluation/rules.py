"""Measure how often each rule of the statements stage is right, and write it into the lexicon.

usage: python -m evaluation.rules GOLD_DIR

Rewrites the scores in `lexicon/statements/rules.tsv`; run `make lexicon` after it.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import dabir
from evaluation.gold import read_all, read_gold
from evaluation.score import same_name, statement_pairs

RULES = Path(__file__).resolve().parent.parent / "lexicon" / "statements" / "rules.tsv"

Shares = dict[str, tuple[int, int]]


def measure(gold: list[dict[str, Any]], reader: dabir.Reader) -> dict[str, float]:
    """The smoothed share of right findings of each rule, by its id."""
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    records = read_all(gold, reader)
    for article in gold:
        read = records[article["id"]]["statements"]
        pairs = {j: i for i, j, _ in statement_pairs(article["statements"], read)}
        for j, statement in enumerate(read):
            rule = statement["reason"].split(":")[0]
            tried[rule] += 1
            right[rule] += j in pairs
            if j in pairs and statement["name"] is not None:
                tried[statement["speaker_reason"]] += 1
                name = article["statements"][pairs[j]]["name"]
                right[statement["speaker_reason"]] += same_name(name, statement["name"])
    return {rule: (right[rule] + 1) / (tried[rule] + 2) for rule in tried}


def rewrite(table: str, scores: dict[str, float]) -> str:
    """The table with the new scores; rules that were not met keep theirs."""
    lines = []
    for line in table.splitlines():
        cells = line.split("\t")
        if cells[0] in scores:
            cells[2] = f"{scores[cells[0]]:.2f}"
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure and rewrite."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    gold = read_gold(parser.parse_args().gold)
    scores = measure(gold, dabir.load())
    RULES.write_text(rewrite(RULES.read_text("utf-8"), scores), "utf-8")


if __name__ == "__main__":
    main()
