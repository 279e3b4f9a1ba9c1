"""The best chain of labels through the words of each sentence (Viterbi)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_chains(
    scores: Floats, sentences: Sequence[tuple[int, int]], steps: Floats
) -> NDArray[np.intp]:
    """The label of every word; all sentences are walked at once.

    `scores` is `[words, labels]`; `steps` is `[labels + 1, labels]`, the weight of a label after
    each other one, the last row at the beginning of a sentence.
    """
    ranges = sorted((s for s in sentences if s[0] < s[1]), key=lambda s: s[0] - s[1])
    starts = np.array([start for start, _ in ranges])
    lengths = np.array([end - start for start, end in ranges])
    best = np.zeros(len(scores), np.intp)
    if not ranges:
        return best
    after = steps[:-1].T[None]  # [1, label, label before]
    reached = steps[-1] + scores[starts]
    back: list[NDArray[np.intp]] = []
    for at in range(1, int(lengths[0])):
        going_on = int(np.searchsorted(-lengths, -at, side="left"))
        ways = reached[:going_on, None, :] + after
        choice = ways.argmax(axis=2)
        reached[:going_on] = ways.max(axis=2) + scores[starts[:going_on] + at]
        back.append(choice)
    label = reached.argmax(axis=1)
    for at in range(int(lengths[0]) - 1, -1, -1):
        here = int(np.searchsorted(-lengths, -at, side="left"))
        best[starts[:here] + at] = label[:here]
        if at:
            label[:here] = back[at - 1][np.arange(here), label[:here]]
    return best


def label_shares(scores: Floats, sentences: Sequence[tuple[int, int]], steps: Floats) -> Floats:
    """`[words, labels]`: the probability of each label over all chains; arguments as above.

    Forward and backward sums, each scaled to one so that long sentences do not run out of numbers.
    """
    ranges = sorted((s for s in sentences if s[0] < s[1]), key=lambda s: s[0] - s[1])
    shares = np.zeros_like(scores)
    if not ranges:
        return shares
    starts = np.array([start for start, _ in ranges])
    lengths = np.array([end - start for start, end in ranges])
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    after, first = np.exp(steps[:-1]), np.exp(steps[-1])
    counts = [int(np.searchsorted(-lengths, -at, side="left")) for at in range(int(lengths[0]))]
    reached = first * odds[starts]
    for at, here in enumerate(counts):
        if at:
            reached = (reached[:here] @ after) * odds[starts[:here] + at]
        reached /= reached.sum(axis=1, keepdims=True)
        shares[starts[:here] + at] = reached
    ahead = np.ones_like(odds[: len(ranges)])
    for at in range(len(counts) - 1, -1, -1):
        here = counts[at]
        places = starts[:here] + at
        shares[places] *= ahead[:here]
        shares[places] /= shares[places].sum(axis=1, keepdims=True)
        ahead[:here] = (odds[places] * ahead[:here]) @ after.T
        ahead[:here] /= ahead[:here].sum(axis=1, keepdims=True)
    return shares
