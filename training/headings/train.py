"""Train the model of glued headings: `train TEXT MODEL`.

`TEXT` is the folder that `prepare` wrote; the packed half-space model gives the evidence on
words. Three quarters of the headings that have a paragraph after them are glued to it, all others
to any paragraph. One softmax goes over the places of a paragraph and the case that no heading is
glued to it. The last tenth of all files is kept for choosing the threshold.
"""

import json
import random
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir.repairs import gaps
from dabir.repairs.glue import HEAD, view_heads
from dabir.repairs.spacing import load_spacing

BITS = 18
EPOCHS = 6
RATE = 0.1
SEED = 7
PLAIN = 90_000

Example = tuple[str, int]


def examples(text: Path, seed: int, held_out: bool) -> list[Example]:
    """Paragraphs with the place where their glued heading ends, or 0."""
    choose = random.Random(seed)

    def part(lines: list[str]) -> list[str]:
        cut = len(lines) * 9 // 10
        return lines[cut:] if held_out else lines[:cut]

    glued = part((text / "glued.tsv").read_text("utf-8").splitlines())
    plain = part((text / "plain.txt").read_text("utf-8").splitlines())
    alone = part((text / "alone.txt").read_text("utf-8").splitlines())
    made = [(line, 0) for line in choose.sample(plain, min(len(plain), PLAIN))]
    if not held_out:
        made += [(f"{heading} {choose.choice(plain)}", len(heading)) for heading in alone]
    for row in glued:
        heading, after = row.split("\t")
        body = after if choose.random() < 0.75 else choose.choice(plain)
        made.append((f"{heading} {body}", len(heading)))
    choose.shuffle(made)
    return made


def train(text: Path) -> tuple[NDArray[np.float32], float]:
    """Weights and bias."""
    kit = load_spacing()
    weights = np.zeros(1 << BITS, np.float32)
    squares = np.ones(1 << BITS, np.float32)
    bias = -3.0
    total, summed = np.zeros(1 << BITS, np.float32), 0
    at_once = gaps.BLOCK // (HEAD + 1)
    for epoch in range(EPOCHS):
        made = examples(text, SEED + epoch, held_out=False)
        rate = RATE * (1 - epoch / EPOCHS)
        for first in range(0, len(made), at_once):
            batch = made[first : first + at_once]
            seen = view_heads([x[:HEAD] for x, _ in batch], BITS, kit.evidence, kit.powers)
            ends = np.array([end for _, end in batch])
            truth = seen.offset == ends[seen.paragraph]
            score = bias + sum(weights[slot] for slot in seen.slots)
            odds = np.exp(np.minimum(score, 30))
            none = np.bincount(seen.paragraph, odds, len(batch)) + 1
            error = (odds / none[seen.paragraph] - truth).astype(np.float32)
            bias -= 0.0005 * float(error.sum())
            where = np.concatenate(seen.slots)
            step = np.tile(error, len(seen.slots))
            np.add.at(squares, where, step * step)
            np.subtract.at(weights, where, rate * step / np.sqrt(squares[where]))
            if 2 * epoch >= EPOCHS:
                total += weights
                summed += 1
    return (total / summed).astype(np.float32), bias


def main(text: Path, model: Path) -> None:
    """Train and write the packed model: a line of JSON, then one signed byte a slot."""
    weights, bias = train(text)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    packed = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    header = json.dumps({"bits": BITS, "scale": scale, "bias": bias})
    model.write_bytes(header.encode() + b"\n" + packed.tobytes())
    print(f"{model}: {model.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
