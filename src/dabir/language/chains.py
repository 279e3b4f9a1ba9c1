"""The best chain of labels through the words of each sentence (Viterbi)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


class _Walk(NamedTuple):
    """Sentences walked side by side, the longest first, so that those who go on stand in front.

    `order` holds all their words: the first of each sentence, the second of each that has one, …;
    `bounds[at]` are the ends (half-open) of words number `at` in it.
    """

    order: Places
    bounds: list[tuple[int, int]]


def _walk(sentences: Sequence[tuple[int, int]]) -> _Walk | None:
    ranges = sorted((s for s in sentences if s[0] < s[1]), key=lambda s: s[0] - s[1])
    if not ranges:
        return None
    starts, ends = np.array(ranges).T
    steps = np.arange(ends[0] - starts[0])[:, None]
    inside = starts + steps < ends
    going_on = np.cumsum(inside.sum(axis=1)).tolist()
    return _Walk((starts + steps)[inside], list(pairwise([0, *going_on])))


def best_chains(scores: Floats, sentences: Sequence[tuple[int, int]], steps: Floats) -> Places:
    """The label of every word; all sentences are walked at once.

    `scores` is `[words, labels]`; `steps` is `[labels + 1, labels]`, the weight of a label after
    each other one, the last row at the beginning of a sentence.
    """
    best = np.zeros(len(scores), np.intp)
    walk = _walk(sentences)
    if walk is None:
        return best
    after = steps[:-1, None, :]  # [label before, 1, label]
    reached = scores[walk.order]  # becomes the weight of the best chain that ends in each label
    (_, here), *later = walk.bounds
    last = reached[:here]
    last += steps[-1]
    for start, end in later:
        ways = np.add(last[: end - start].T[:, :, None], after, order="C")
        last = reached[start:end]
        last += np.maximum.reduce(ways, axis=0)
    # Which way was best is asked on the way back alone, for the labels that were taken.
    into = np.ascontiguousarray(steps[:-1].T)
    labels = np.zeros(len(reached), np.intp)
    taken = labels[:0]
    for start, end in reversed(walk.bounds):
        mid = start + len(taken)
        labels[start:mid] = (reached[start:mid] + into[taken]).argmax(axis=1)
        labels[mid:end] = reached[mid:end].argmax(axis=1)
        taken = labels[start:end]
    best[walk.order] = labels
    return best


def label_shares(scores: Floats, sentences: Sequence[tuple[int, int]], steps: Floats) -> Floats:
    """`[words, labels]`: the probability of each label over all chains; arguments as above.

    Forward and backward sums, each scaled to one so that long sentences do not run out of numbers.
    """
    shares = np.zeros_like(scores)
    walk = _walk(sentences)
    if walk is None:
        return shares
    odds = scores[walk.order]
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    after = np.exp(steps[:-1])
    back = after.T
    reached = odds.copy()
    (_, here), *later = walk.bounds
    last = reached[:here]
    last *= np.exp(steps[-1])
    last /= np.add.reduce(last, axis=1, keepdims=True)
    for start, end in later:
        known = last[: end - start] @ after
        last = reached[start:end]
        last *= known
        last /= np.add.reduce(last, axis=1, keepdims=True)
    ahead = np.ones_like(odds)
    for (before, _), (start, end) in reversed(list(pairwise(walk.bounds))):
        known = (odds[start:end] * ahead[start:end]) @ back
        known /= np.add.reduce(known, axis=1, keepdims=True)
        ahead[before : before + end - start] = known
    reached *= ahead
    reached /= reached.sum(axis=1, keepdims=True)
    shares[walk.order] = reached
    return shares
