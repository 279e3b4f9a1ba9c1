"""Score the reader on annotated articles, whole and damaged; fail below the floors.

usage: python -m evaluation.run GOLD_DIR [--errors N]

GOLD_DIR holds one JSON file an article. The reader is given id, outlet, date of publication,
address and text, never an annotation. `floors.json` holds, by condition and measure, the F1 that
must be reached; for the article `seed` it holds counts.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import dabir
from dabir.records import Article
from evaluation.damage import DAMAGES
from evaluation.score import Score, Tally, score

FLOORS = Path(__file__).with_name("floors.json")
SEED = "seed"
COUNTED = ("statement attributed", "date", "heading")

Gold = dict[str, Any]


def read_gold(folder: Path) -> list[Gold]:
    """The annotated articles of a folder, sorted by file name."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def read_all(gold: list[Gold], reader: dabir.Reader) -> dict[str, Any]:
    """The records of the articles, by id, read without their annotations."""
    return {
        article["id"]: reader(
            Article(
                id=article["id"],
                text=article["text"],
                outlet=article.get("outlet"),
                published=article.get("published"),
                url=article.get("url"),
            )
        ).to_dict()
        for article in gold
    }


def conditions(gold: list[Gold]) -> dict[str, list[Gold]]:
    """The articles as they are, and damaged in every way."""
    damaged = {name: [damage(a) for a in gold] for name, damage in DAMAGES.items()}
    return {"as they are": gold, **damaged}


def seed_counts(gold: list[Gold], reader: dabir.Reader) -> dict[str, int]:
    """How many statements, dates and headings of the article `seed` are right."""
    seed = [article for article in gold if article["id"] == SEED]
    tallies = score(seed, read_all(seed, reader)).tallies
    return {what: tallies[what].right for what in COUNTED if what in tallies}


def print_table(name: str, result: Score) -> None:
    """Print precision, recall and F1 of every measure."""
    print(f"\n{name:24}{'P':>8}{'R':>8}{'F1':>8}   right/gold/read")
    for what, tally in result.tallies.items():
        print(f"{what:24}{_figures(tally)}   {tally.right}/{tally.gold}/{tally.read}")


def _figures(tally: Tally) -> str:
    return f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"


def below(floors: dict[str, float], reached: dict[str, float], where: str) -> list[str]:
    """A line for each measure that is below its floor or was not measured."""
    return [
        f"{where}: {what} is {reached.get(what, 0):.3f}, the floor is {floor}"
        for what, floor in floors.items()
        if reached.get(what, 0) < floor
    ]


def main() -> int:
    """Score, print, compare with the floors; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print up to N mistakes")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    if not gold:
        print(f"no annotated articles in {options.gold}", file=sys.stderr)
        return 1
    floors = json.loads(FLOORS.read_text("utf-8"))
    reader = dabir.load()
    fallen: list[str] = []
    for name, articles in conditions(gold).items():
        result = score(articles, read_all(articles, reader))
        print_table(name, result)
        reached = {what: tally.f1 for what, tally in result.tallies.items()}
        fallen += below(floors.get(name, {}), reached, name)
        if name == "as they are":
            print("\n".join(result.mistakes[: options.errors]))
    counts: dict[str, float] = dict(seed_counts(gold, reader))
    print(f"\nseed: {counts}")
    fallen += below(floors[SEED], counts, SEED)
    print("\n".join(fallen), file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
