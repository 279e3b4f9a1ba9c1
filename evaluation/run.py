"""Score the reader on annotated articles, whole and damaged; fail below the floors.

usage: python -m evaluation.run GOLD_DIR [--errors N] [--report]

GOLD_DIR holds one JSON file an article. The reader is given id, outlet, date of publication,
address and text, never an annotation. `floors.json` holds, by section and measure, the share that
must be reached; for the article `seed` it holds counts. With --report every stage is measured
alone as well (`evaluation.stages`), and all of it is written into the report.
"""

import argparse
import json
import sys
from pathlib import Path

import dabir
from evaluation.damage import DAMAGES
from evaluation.gold import Gold, read_all, read_gold
from evaluation.report import Watch, save_part
from evaluation.score import Score, score
from evaluation.stages import SECTIONS

FLOORS = Path(__file__).with_name("floors.json")
WHOLE = "as they are"
SEED = "seed"
COUNTED = ("statement attributed", "date", "heading")

Figures = dict[str, dict[str, float]]


def conditions(gold: list[Gold]) -> dict[str, list[Gold]]:
    """The articles as they are, and damaged in every way."""
    damaged = {name: [damage(a) for a in gold] for name, damage in DAMAGES.items()}
    return {WHOLE: gold, **damaged}


def seed_counts(gold: list[Gold], reader: dabir.Reader) -> dict[str, float]:
    """How many statements, dates and headings of the article `seed` are right."""
    seed = [article for article in gold if article["id"] == SEED]
    tallies = score(seed, read_all(seed, reader)).tallies
    return {what: tallies[what].right for what in COUNTED if what in tallies}


def measure_articles(gold: list[Gold], reader: dabir.Reader, errors: int) -> Figures:
    """F1 by condition and measure, and the counts of the seed; prints them."""
    figures: Figures = {}
    for name, articles in conditions(gold).items():
        result = score(articles, read_all(articles, reader))
        print_table(name, result)
        figures[name] = {what: tally.f1 for what, tally in result.tallies.items()}
        if name == WHOLE:
            print("\n".join(result.mistakes[:errors]))
    figures[SEED] = seed_counts(gold, reader)
    print(f"\nseed: {figures[SEED]}")
    figures["size"] = {"articles": len(gold), "statements": sum(len(a["statements"]) for a in gold)}
    return figures


def measure_stages(shared: Path, reader: dabir.Reader) -> Figures:
    """The measures of every stage alone; prints them. What is not there is told and left out."""
    figures: Figures = {}
    for name, measure in SECTIONS.items():
        try:
            figures[name] = measure(shared, reader)
        except FileNotFoundError as error:
            print(f"{name}: not measured, {error.filename} is not there", file=sys.stderr)
            continue
        print(f"\n{name}")
        for what, value in figures[name].items():
            print(f"{what:34}{value:8.3f}")
    return figures


def print_table(name: str, result: Score) -> None:
    """Print precision, recall and F1 of every measure."""
    print(f"\n{name:24}{'P':>8}{'R':>8}{'F1':>8}   right/gold/read")
    for what, tally in result.tallies.items():
        figures = f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        print(f"{what:24}{figures}   {tally.right}/{tally.gold}/{tally.read}")


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
    parser.add_argument("--report", action="store_true", help="measure all, write the report")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    if not gold:
        print(f"no annotated articles in {options.gold}", file=sys.stderr)
        return 1
    watch = Watch("make eval")
    reader = dabir.load()
    figures = measure_articles(gold, reader, options.errors)
    if options.report:
        figures |= measure_stages(options.gold.parent.parent, reader)
        save_part("eval", watch.part(figures))
    floors = json.loads(FLOORS.read_text("utf-8"))
    fallen = [
        line
        for section, measures in figures.items()
        for line in below(floors.get(section, {}), measures, section)
    ]
    print("\n".join(fallen), file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
