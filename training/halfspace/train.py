"""Train the half-space model: `train TEXT EVIDENCE.npz WEIGHTS.npz`.

Two logistic regressions over hashed pieces of text, one for gaps inside words and one for spaces,
by Adagrad over blocks in random order, with new damage in every epoch. A first pair is trained on
the cleanest text alone; where it is sure of a half-space that a news line does not have, that gap
teaches the second pair nothing. The second pair's weights are averaged over the later half of its
training.
"""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dabir.repairs import gaps
from training.halfspace.damage import NEWLINE, Damaged, codes_of, damage, draw_shares

BITS = 20
SEED = 20
TEACHER_EPOCHS, TEACHER_RATE = 6, 0.15
EPOCHS, RATE = 10, 0.1
DOUBT = 0.5  # the teacher's log odds from which a missing half-space is not believed
IMPORTANCE = {"perdt": 3.0, "seraji": 3.0, "news0": 1.0, "news1": 1.0, "compounds": 1.0}

Slots = gaps.Slots
Numbers = NDArray[np.float32]
Features = Callable[[gaps.View, gaps.Places, int, gaps.Evidence], Slots]
FEATURES: dict[str, Features] = {"inner": gaps.inner_features, "spaces": gaps.space_features}


class Learner:
    """One logistic regression over hashed slots."""

    def __init__(self) -> None:
        self.weights = np.zeros(1 << BITS, np.float32)
        self.bias = -2.0
        self._squares = np.ones(1 << BITS, np.float32)
        self._sum = np.zeros(1 << BITS, np.float32)
        self._summed = 0

    def score(self, slots: Slots) -> Numbers:
        """Log odds of a lost half-space."""
        total = sum((self.weights[slot] for slot in slots), np.float32(self.bias))
        return np.asarray(total, np.float32)

    def learn(
        self, slots: Slots, truth: NDArray[np.bool_], importance: Numbers, rate: float
    ) -> None:
        """One step of Adagrad."""
        chance = 1 / (1 + np.exp(-np.clip(self.score(slots), -30, 30)))
        error = ((chance - truth) * importance).astype(np.float32)
        wrong = np.flatnonzero(np.abs(error) > 0.003)
        self.bias -= 0.001 * rate * float(error[wrong].sum())
        where = np.concatenate([slot[wrong] for slot in slots])
        step = np.tile(error[wrong], len(slots))
        np.add.at(self._squares, where, step * step)
        np.subtract.at(self.weights, where, rate * step / np.sqrt(self._squares[where]))

    def remember(self) -> None:
        """Add the weights of this moment to the average."""
        self._sum += self.weights
        self._summed += 1

    def settle(self) -> None:
        """Take the average for the weights."""
        self.weights = (self._sum / self._summed).astype(np.float32)


Pair = dict[str, Learner]


class Source(NamedTuple):
    """One file of text, how much it counts, and the evidence that it may be judged by."""

    codes: NDArray[np.uint32]
    lines: int
    importance: float
    evidence: gaps.Evidence
    doubted: bool


def read_source(path: Path, evidence: gaps.Evidence) -> Source:
    """The lines of the file in random order."""
    lines = path.read_text("utf-8").splitlines()
    np.random.default_rng(SEED).shuffle(lines)
    codes = codes_of("\n".join(lines) + "\n")
    doubted = path.stem.startswith("news")
    return Source(codes, len(lines), IMPORTANCE[path.stem], evidence, doubted)


def blocks_of(damaged: Damaged) -> Iterator[Damaged]:
    """The text in blocks of whole lines; a line longer than a block is passed over."""
    ends = np.flatnonzero(damaged.codes == NEWLINE) + 1
    start = 0
    while start < len(damaged.codes):
        fitting = int(np.searchsorted(ends, start + gaps.BLOCK, "right")) - 1
        if fitting < 0 or ends[fitting] <= start:
            start = int(ends[fitting + 1])
            continue
        end = int(ends[fitting])
        yield Damaged(damaged.codes[start:end], damaged.lost[start:end])
        start = end


def train(sources: list[Source], epochs: int, rate: float, teacher: Pair | None) -> Pair:
    """A trained pair."""
    powers = gaps.load_powers()
    pair = {name: Learner() for name in FEATURES}
    order = np.random.default_rng(SEED)
    for epoch in range(epochs):
        began = time.process_time()
        blocks = [
            (block, source)
            for source in sources
            for block in blocks_of(
                damage(source.codes, *draw_shares(source.lines + 1, SEED + epoch), SEED + epoch)
            )
        ]
        for count, k in enumerate(order.permutation(len(blocks))):
            block, source = blocks[k]
            _learn_block(pair, teacher, block, source, rate * (1 - epoch / epochs), powers)
            if 2 * epoch >= epochs and count % 20 == 0:
                for learner in pair.values():
                    learner.remember()
        print(f"epoch {epoch}: {time.process_time() - began:.0f} s", flush=True)
    for learner in pair.values():
        learner.settle()
    return pair


def _learn_block(
    pair: Pair,
    teacher: Pair | None,
    block: Damaged,
    source: Source,
    rate: float,
    powers: gaps.Powers,
) -> None:
    seen = gaps.view(block.codes, powers)
    for name, places in (("inner", gaps.inner_gaps(seen)), ("spaces", gaps.space_gaps(seen))):
        slots = FEATURES[name](seen, places, BITS, source.evidence)
        truth = block.lost[places]
        importance = np.full(len(places), source.importance, np.float32)
        if teacher is not None and source.doubted:
            importance[~truth & (teacher[name].score(slots) > DOUBT)] = 0
        pair[name].learn(slots, truth, importance, rate)


def main(text: Path, evidence: Path, weights: Path) -> None:
    """Train the teacher, then the model; write the model."""
    tables = np.load(evidence)
    known = {name: gaps.Evidence(tables[name], tables["classes"]) for name in tables}
    judged_by = {"news0": known["counts0"], "news1": known["counts1"]}
    sources = {
        name: read_source(text / f"{name}.txt", judged_by.get(name, known["counts"]))
        for name in IMPORTANCE
    }
    teacher = train([sources["perdt"]], TEACHER_EPOCHS, TEACHER_RATE, None)
    pair = train(list(sources.values()), EPOCHS, RATE, teacher)
    saved: dict[str, NDArray[np.float32]] = {}
    for name, learner in pair.items():
        saved[name] = learner.weights
        saved[f"{name}_bias"] = np.array(learner.bias, np.float32)
    np.savez(weights, **saved)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
