"""Train the half-space model: `train.py CLEAN OUT.npz` reads what `prepare.py` wrote.

Two logistic regressions over hashed pieces of text, one for gaps inside words, one for spaces,
by Adagrad in one pass of blocks after another, with new damage in every epoch.
"""

import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir.repairs import gaps
from training.halfspace.damage import NEWLINE, codes_of, damage, draw_shares

BITS = 20
EPOCHS = 4
RATE = 0.15
SEED = 20


class Learner:
    """One logistic regression over hashed slots."""

    def __init__(self) -> None:
        self.weights = np.zeros(1 << BITS, np.float32)
        self.squares = np.full(1 << BITS, 1.0, np.float32)
        self.bias = -2.0

    def learn(
        self,
        slots: list[NDArray[np.int64]],
        truth: NDArray[np.bool_],
        importance: float,
        rate: float,
    ) -> float:
        """One step; the summed loss."""
        score = np.full(len(truth), self.bias, np.float32)
        for slot in slots:
            score += self.weights[slot]
        chance = 1 / (1 + np.exp(-score))
        error = (chance - truth).astype(np.float32) * importance
        loss = -np.log(np.maximum(np.where(truth, chance, 1 - chance), 1e-9)).sum()
        wrong = np.flatnonzero(np.abs(error) > 0.003)
        if len(wrong):
            self.bias -= 0.001 * rate * float(error.sum())
            where = np.concatenate([slot[wrong] for slot in slots])
            step = np.tile(error[wrong], len(slots))
            np.add.at(self.squares, where, step * step)
            np.subtract.at(self.weights, where, rate * step / np.sqrt(self.squares[where]))
        return float(loss)


def main(clean: Path, out: Path, names: list[str]) -> None:
    """Train on `names`, write weights."""
    lines = [
        line for name in names for line in (clean / f"{name}.txt").read_text("utf-8").splitlines()
    ]
    np.random.default_rng(SEED).shuffle(lines)
    codes = codes_of("\n".join(lines) + "\n")
    powers = gaps.load_powers()
    inner, spaces = Learner(), Learner()
    for epoch in range(EPOCHS):
        began = time.process_time()
        rate = RATE * (1 - epoch / EPOCHS)
        damaged = damage(codes, *draw_shares(len(lines) + 1, SEED + epoch), SEED + epoch)
        ends = np.flatnonzero(damaged.codes == NEWLINE) + 1
        start, loss = 0, 0.0
        while start < len(damaged.codes):
            fitting = int(np.searchsorted(ends, start + gaps.BLOCK, "right")) - 1
            if fitting < 0 or ends[fitting] <= start:
                start = int(ends[fitting + 1])  # a line longer than a block
                continue
            end = int(ends[fitting])
            seen = gaps.view(damaged.codes[start:end], powers)
            lost = damaged.lost[start:end]
            for learner, places, features in (
                (inner, gaps.inner_gaps(seen), gaps.inner_features),
                (spaces, gaps.space_gaps(seen), gaps.space_features),
            ):
                loss += learner.learn(features(seen, places, BITS), lost[places], 1.0, rate)
            start = end
        print(f"epoch {epoch}: loss {loss:.0f}, {time.process_time() - began:.0f} s", flush=True)
    np.savez(
        out,
        inner=inner.weights,
        inner_bias=inner.bias,
        spaces=spaces.weights,
        spaces_bias=spaces.bias,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split(","))
