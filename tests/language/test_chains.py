"""The best chain of labels, against trying every chain."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.language.chains import best_chains, label_shares


def best_by_trying(scores: np.ndarray, steps: np.ndarray) -> tuple[int, ...]:
    def total(chain: tuple[int, ...]) -> float:
        before = (len(steps) - 1, *chain[:-1])
        return float(sum(scores[i, c] + steps[before[i], c] for i, c in enumerate(chain)))

    return max(product(range(scores.shape[1]), repeat=len(scores)), key=total)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=5), st.integers(0, 10_000))
def test_each_sentence_gets_its_best_chain(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = np.cumsum(lengths).tolist()
    sentences = list(zip([0, *ends[:-1]], ends, strict=True))
    scores = rng.normal(size=(ends[-1], 3)).astype(np.float32)
    steps = rng.normal(size=(4, 3)).astype(np.float32)
    found = best_chains(scores, sentences, steps)
    for start, end in sentences:
        if start < end:
            assert tuple(found[start:end]) == best_by_trying(scores[start:end], steps)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=5), st.integers(0, 10_000))
def test_shares_are_those_of_all_chains(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = np.cumsum(lengths).tolist()
    sentences = list(zip([0, *ends[:-1]], ends, strict=True))
    scores = rng.normal(size=(ends[-1], 3)).astype(np.float32)
    steps = rng.normal(size=(4, 3)).astype(np.float32)
    found = label_shares(scores, sentences, steps)
    for start, end in sentences:
        if start < end:
            wanted = shares_by_trying(scores[start:end], steps)
            np.testing.assert_allclose(found[start:end], wanted, atol=1e-4)


def shares_by_trying(scores: np.ndarray, steps: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.zeros(scores.shape)
    for chain in product(range(scores.shape[1]), repeat=len(scores)):
        before = (len(steps) - 1, *chain[:-1])
        weight = np.exp(sum(scores[i, c] + steps[before[i], c] for i, c in enumerate(chain)))
        for i, label in enumerate(chain):
            shares[i, label] += weight
    shares /= shares.sum(axis=1, keepdims=True)
    return shares
