"""Which texts are nearly the same: MinHash finds candidates, their shingles decide."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

Hashes = NDArray[np.uint64]

PERMUTATIONS = 128
BAND = 2  # slots that must agree: a pair with a fifth in common is met with 93 %
SEED = 1405
AT_ONCE = 4096  # texts whose digests are made at once
CROWD = 16  # a bucket of more texts is compared along a chain, not each with each
FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64
)


class Alike(NamedTuple):
    """Two texts, by number, that share shingles.

    `of_first` and `of_second` are the shares of each one's shingles that the other has too.
    """

    first: int
    second: int
    of_first: float
    of_second: float


class Shingles:
    """Makes the shingle sets of texts: runs of `length` terms, one in `sample` of them kept.

    The same runs are kept in every text, so shares can be told from what is kept.
    """

    def __init__(self, length: int, sample: int) -> None:
        self._length = length
        self._sample = np.uint64(sample)
        self._terms: dict[str, int] = {}

    def of(self, terms: Sequence[str]) -> Hashes:
        """The kept shingles, sorted; empty for a text shorter than one."""
        known = self._terms
        numbers = np.array([known.get(t) or self._number(t) for t in terms], np.uint64)
        count = len(numbers) - self._length + 1
        if count < 1:
            return np.empty(0, np.uint64)
        mixed = np.zeros(count, np.uint64)
        for place in range(self._length):
            mixed += numbers[place : place + count] * FACTORS[place]
            mixed ^= mixed >> np.uint64(29)
        return np.unique(mixed[mixed % self._sample == 0])

    def _number(self, term: str) -> int:
        number = int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little") | 1
        self._terms[term] = number
        return number


def find_alike(texts: Sequence[Hashes]) -> Iterator[Alike]:
    """All pairs that MinHash puts together and that share a shingle, in order."""
    for first, second in _candidates(texts):
        one, other = texts[first], texts[second]
        common = len(np.intersect1d(one, other, assume_unique=True))
        if common:
            yield Alike(first, second, common / len(one), common / len(other))


def _candidates(texts: Sequence[Hashes]) -> list[tuple[int, int]]:
    numbers = np.array([n for n, hashes in enumerate(texts) if len(hashes)], np.int64)
    if len(numbers) < 2:
        return []
    matrix = _digests([texts[number] for number in numbers])
    found: list[NDArray[np.int64]] = []
    for band in range(0, PERMUTATIONS, BAND):
        keys = matrix[:, band].astype(np.uint64) << np.uint64(32) | matrix[:, band + 1]
        found.append(_pairs(keys))
    pairs = np.unique(np.concatenate(found), axis=0)
    return [(int(numbers[a]), int(numbers[b])) for a, b in pairs]


def _digests(texts: Sequence[Hashes]) -> NDArray[np.uint32]:
    matrix = np.empty((len(texts), PERMUTATIONS), np.uint32)
    for start in range(0, len(texts), AT_ONCE):
        some = texts[start : start + AT_ONCE]
        offsets = np.cumsum([0, *map(len, some)]).astype(np.uint64)
        digests = RMinHash.digest_matrix_from_flat_token_hashes(
            np.concatenate(some), offsets, num_perm=PERMUTATIONS, seed=SEED
        )
        matrix[start : start + AT_ONCE] = digests.to_rows()
    return matrix


def _pairs(keys: Hashes) -> NDArray[np.int64]:
    """The pairs of rows with one key, smaller row first."""
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=~keys[order[0]]))
    ends = np.append(starts[1:], len(order))
    crowds = [order[a:b] for a, b in zip(starts, ends, strict=True) if b - a > 1]
    pairs: list[NDArray[np.int64]] = [np.empty((0, 2), np.int64)]
    for crowd in crowds:
        if len(crowd) <= CROWD:
            first, second = np.triu_indices(len(crowd), 1)
            pairs.append(np.column_stack((crowd[first], crowd[second])))
        else:
            pairs.append(np.column_stack((crowd[:-1], crowd[1:])))
            pairs.append(np.column_stack((np.full(len(crowd) - 1, crowd[0]), crowd[1:])))
    return np.concatenate(pairs)


class Groups:
    """Puts things together that are alike, and what is alike to these too."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def join(self, first: int, second: int) -> None:
        """Put two things, and all that are with them, into one group."""
        one, other = sorted((self.find(first), self.find(second)))
        self._of[other] = one

    def find(self, number: int) -> int:
        """The smallest number of the group."""
        while self._of[number] != number:
            self._of[number] = self._of[self._of[number]]
            number = self._of[number]
        return number

    def members(self) -> dict[int, list[int]]:
        """All groups of two and more."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._of)):
            groups.setdefault(self.find(number), []).append(number)
        return {first: group for first, group in groups.items() if len(group) > 1}
