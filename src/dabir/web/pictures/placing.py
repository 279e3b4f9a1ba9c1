"""Where the parties of a network stand: on a ring, those who talk most next to each other."""

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


def ring_order(weights: Weights) -> list[int]:
    """An order on a ring that keeps strong ties short; the same for the same weights.

    `weights` is symmetric, shape (n, n). Begins with the tie-richest and changes places as long as
    that makes the sum of weight times distance on the ring smaller.
    """
    count = len(weights)
    places = np.arange(count)
    apart = np.abs(places[:, None] - places[None, :])
    apart = np.minimum(apart, count - apart)
    order = _chain(weights)
    best = _cost(weights, order, apart)
    for _ in range(count):
        before = best
        for one in range(count):
            for other in range(one + 1, count):
                order[[one, other]] = order[[other, one]]
                cost = _cost(weights, order, apart)
                if cost < best - 1e-9:
                    best = cost
                else:
                    order[[one, other]] = order[[other, one]]
        if best == before:
            break
    return [int(party) for party in order]


def _chain(weights: Weights) -> NDArray[np.int64]:
    """Each beside the one to whom it is tied most of those that are left."""
    left = set(range(len(weights)))
    at = int(np.argmax(weights.sum(axis=1)))
    order = [at]
    left.discard(at)
    while left:
        at = max(left, key=lambda party: (weights[at, party], weights[party].sum(), -party))
        order.append(at)
        left.discard(at)
    return np.array(order)


def _cost(weights: Weights, order: NDArray[np.int64], apart: NDArray[np.int64]) -> float:
    return float((weights[np.ix_(order, order)] * apart).sum())


def ring_points(count: int, centre: tuple[float, float], radii: tuple[float, float]) -> Weights:
    """The points of a ring, shape (count, 2), evenly along an ellipse; two lie side by side."""
    begin = np.pi if count == 2 else -np.pi / 2
    turns = np.linspace(0, 2 * np.pi, 721)
    along = np.stack([radii[0] * np.cos(turns + begin), radii[1] * np.sin(turns + begin)], axis=1)
    steps = np.hypot(*np.diff(along, axis=0).T)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = length[-1] * np.arange(count) / max(count, 1)
    points = [np.interp(wanted, length, along[:, axis]) + centre[axis] for axis in (0, 1)]
    return np.stack(points, axis=1)
