"""Damage to half-spaces, made on purpose, with the truth kept beside it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ZWNJ = 0x200C
SPACE = 0x20
NEWLINE = 0x0A


class Damaged(NamedTuple):
    """Damaged text as code points; `lost[i]` is true where a half-space stood.

    For a deleted one that is the letter after it, for a spaced one the space.
    """

    codes: NDArray[np.uint32]
    lost: NDArray[np.bool_]


def codes_of(text: str) -> NDArray[np.uint32]:
    """The code points of the text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def damage(
    codes: NDArray[np.uint32], deleted: NDArray[np.float64], spaced: NDArray[np.float64], seed: int
) -> Damaged:
    """Each half-space of line `i` is deleted or spaced with the shares `deleted[i]`, `spaced[i]`.

    Deleting is only seen, and only done, after a letter that joins; callers see to that by
    writing half-spaces nowhere else.
    """
    random = np.random.default_rng(seed)
    line = np.cumsum(codes == NEWLINE)
    halves = np.flatnonzero(codes == ZWNJ)
    draw = random.random(len(halves))
    of = line[halves]
    gone = halves[draw < deleted[of]]
    open_ = halves[(draw >= deleted[of]) & (draw < deleted[of] + spaced[of])]
    written = codes.copy()
    written[open_] = SPACE
    lost = np.zeros(len(codes) + 1, bool)
    lost[open_] = True
    lost[gone + 1] = True
    keep = np.ones(len(codes), bool)
    keep[gone] = False
    return Damaged(written[keep], lost[:-1][keep])


def draw_shares(lines: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shares of deleting and spacing for each line: all deleted, all spaced, mixed, or healthy."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, 10, lines)
    deleted = np.select([kind < 3, kind < 6, kind < 9], [1.0, 0.0, 0.5], 0.05)
    spaced = np.select([kind < 3, kind < 6, kind < 9], [0.0, 1.0, 0.5], 0.05)
    return deleted, spaced
