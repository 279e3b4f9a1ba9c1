"""Repair, its scores in full and its speed: `python -m benchmarks.repairs`.

Half-space F1 is defined in `training.halfspace.evaluate`, sentence and token F1 in
`evaluation.segments`, heading F1 in `training.headings.evaluate`. Peers: `benchmarks.peers`.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path

from dabir import repairs
from dabir.records import Article
from evaluation import segments
from training.halfspace import evaluate as halfspace
from training.headings import evaluate as headings

SHARED = Path("../shared")
PART = "test"
SPEED_CHARACTERS = 2_000_000


def main() -> None:
    """Print the tables."""
    if not SHARED.exists():
        print("repairs: ../shared is not there, nothing to measure")
        return
    began = time.process_time()
    kit = repairs.load_kit()
    loading = time.process_time() - began
    score_halfspaces(kit)
    score_seed(kit)
    score_headings(kit)
    score_segments(kit)
    time_repair(kit)
    print(f"loading the kit: {loading:.3f} s of processor time")


def score_halfspaces(kit: repairs.Kit) -> None:
    """Half-space F1, wrong edits, closed spaces."""
    print(f"{'half-spaces':12}{'':8}" + "".join(f"{kind:>11}" for kind in halfspace.KINDS))
    print_halfspaces("dabir", lambda text: repairs.repair_text(text, kit).text)


def print_halfspaces(name: str, repair: Callable[[str], str]) -> None:
    """F1 for every kind of damage, then wrong gaps and closed spaces per 1,000."""
    scores = halfspace.score(repair, SHARED, PART)
    for bank in ("perdt", "seraji"):
        of = [scores[bank, kind] for kind in halfspace.KINDS]
        print(f"{name:12}{bank:8}" + "".join(f"{s.f1:11.2f}" for s in of) + "   F1")
        print(
            f"{'':20}" + "".join(f"{s.wrong_edits:11.2f}" for s in of) + "   wrong in 1,000 tokens"
        )
        closed = "".join(f"{s.closed_spaces:11.2f}" for s in of)
        print(f"{'':20}{closed}   spaces closed in 1,000")


def score_seed(kit: repairs.Kit) -> None:
    """What is repaired in the annotated article `seed`, and its headings."""
    gold = json.loads((SHARED / "gold" / "dev" / "seed.json").read_text("utf-8"))
    repaired = repairs.repair_article(Article(id="seed", text=gold["text"]), kit)
    wanted = {(h["start"], h["end"]) for h in gold["headings"]}
    spans = [repaired.span(mark.start, mark.end) for mark in repaired.headings]
    found = {(span.start, span.end) for span in spans}
    print(
        f"\nseed: {len(repaired.edits)} edits, {repaired.mode}; "
        f"headings {len(found & wanted)} of {len(wanted)}, {len(found - wanted)} wrong"
    )


def score_headings(kit: repairs.Kit) -> None:
    """Synthetic glueings and ordinary paragraphs."""
    sets = headings.page_sets(SHARED)
    glued = headings.score(sets["glueings"], kit.headings, kit.spacing)
    plain = headings.score(sets["paragraphs"], kit.headings, kit.spacing)
    print(
        f"glued headings: P {glued.precision:.3f} R {glued.recall:.3f} F1 {glued.f1:.3f};"
        f" false in 100 ordinary paragraphs {plain.false:.2f}"
    )


def score_segments(kit: repairs.Kit) -> None:
    """Sentence and token F1."""
    for bank in ("perdt", "seraji"):
        path = SHARED / "data" / "ud" / f"fa_{bank}-ud-{PART}.conllu"
        sentences, tokens = segments.score(path, kit)
        print(f"{bank}: sentence F1 {sentences:.2f}, token F1 {tokens:.2f}")


def time_repair(kit: repairs.Kit) -> None:
    """Characters a CPU-second of the whole repair, on healthy and on damaged text."""
    banks = [text for _, text in halfspace.treebanks(SHARED, PART)]
    healthy = ("\n".join(banks) + "\n") * (SPEED_CHARACTERS // sum(map(len, banks)))
    for kind in ("undamaged", "mixed"):
        text = halfspace.damaged(healthy, kind)
        began = time.process_time()
        repairs.repair_article(Article(id="speed", text=text), kit)
        spent = time.process_time() - began
        print(f"speed, {kind}: {len(text) / spent / 1000:.0f}k characters a CPU-second")


if __name__ == "__main__":
    main()
