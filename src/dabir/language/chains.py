"""The best chain of labels through the words of each sentence (Viterbi)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]


class _Walk(NamedTuple):
    """Sentences walked side by side, the longest first, so that those who go on stand in front.

    `starts` are their first words; `going[at]` tells how many have a word number `at`.
    """

    starts: Places
    going: list[int]

    def places(self, at: int) -> Places:
        """Word number `at` of every sentence that has one."""
        return self.starts[: self.going[at]] + at


def _walk(sentences: Sequence[tuple[int, int]]) -> _Walk | None:
    ranges = sorted((s for s in sentences if s[0] < s[1]), key=lambda s: s[0] - s[1])
    if not ranges:
        return None
    starts, ends = np.array(ranges).T
    lengths = ends - starts
    going = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    return _Walk(starts, going.tolist())


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
    last = steps[-1] + scores[walk.starts]
    reached = [last]
    for at in range(1, len(walk.going)):
        ways = np.add(last[: walk.going[at]].T[:, :, None], after, order="C")
        last = np.maximum.reduce(ways, axis=0)
        last += scores[walk.places(at)]
        reached.append(last)
    # Which way was best is asked on the way back alone, for the labels that were taken.
    into = np.ascontiguousarray(steps[:-1].T)
    label = np.empty(0, np.intp)
    for at in range(len(walk.going) - 1, -1, -1):
        ended = reached[at][len(label) :].argmax(axis=1)
        if len(label):
            label = (reached[at][: len(label)] + into[label]).argmax(axis=1)
        label = np.concatenate([label, ended])
        best[walk.places(at)] = label
    return best


def label_shares(scores: Floats, sentences: Sequence[tuple[int, int]], steps: Floats) -> Floats:
    """`[words, labels]`: the probability of each label over all chains; arguments as above.

    Forward and backward sums, each scaled to one so that long sentences do not run out of numbers.
    """
    shares = np.zeros_like(scores)
    walk = _walk(sentences)
    if walk is None:
        return shares
    places = [walk.places(at) for at in range(len(walk.going))]
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    after, first = np.exp(steps[:-1]), np.exp(steps[-1])
    here = [odds[at] for at in places]
    reached = first * here[0]
    for at, own in enumerate(here):
        if at:
            reached = (reached[: len(own)] @ after) * own
        reached /= np.add.reduce(reached, axis=1, keepdims=True)
        shares[places[at]] = reached
    ahead = np.ones_like(here[0])
    behind = np.ones_like(scores)
    back = after.T
    for at in range(len(here) - 1, 0, -1):
        own = here[at]
        known = (own * ahead[: len(own)]) @ back
        known /= np.add.reduce(known, axis=1, keepdims=True)
        ahead[: len(own)] = known
        behind[places[at] - 1] = known
    within = np.concatenate(places)
    found = shares[within] * behind[within]
    found /= found.sum(axis=1, keepdims=True)
    shares[within] = found
    return shares
