"""Gaps between letters, as numbers: what the half-space model looks at.

A gap is a place where a half-space may be missing: between two letters that stand together (the
half-space was deleted), or at a single space between two words (it became a space). Every gap is
described by hashed pieces of the text around it; no feature looks farther than `REACH` code
points to either side.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Slots = NDArray[np.int64]  # [features, places]

BLOCK = 16_384
LONGEST_WORD = 24
REACH = 64

_EDGE, SPACE, _HALF, _DIGIT, _LATIN, _OTHER, _MARK, FIRST_LETTER = range(8)
_TABLE_SIZE = 0x0700
_BASE = 0x9E3779B97F4A7C15
_WORD = 1 << 64
_MIXERS = np.array(
    [(0xD6E8FEB86659FD93 * (2 * k + 1) + 0xA0761D6478BD642E * k) % _WORD | 1 for k in range(128)],
    np.uint64,
)
_NOT_JOINING = "اآأإدذرزژوؤءةۀى"


def _letter_table() -> NDArray[np.uint8]:
    """The kind of every code point below U+0700: a class, or a number of its own for a letter."""
    table = np.full(_TABLE_SIZE, _OTHER, np.uint8)
    letters = [*range(0x0621, 0x064B), *range(0x066E, 0x06D4), 0x06D5, 0x06EE, 0x06EF, 0x06FA]
    letters = [c for c in letters if c not in (0x0640, 0x0670)]
    table[letters] = np.arange(FIRST_LETTER, FIRST_LETTER + len(letters))
    table[[*range(0x064B, 0x0660), 0x0670]] = _MARK
    for digits in (range(0x30, 0x3A), range(0x0660, 0x066A), range(0x06F0, 0x06FA)):
        table[list(digits)] = _DIGIT
    table[[*range(0x41, 0x5B), *range(0x61, 0x7B)]] = _LATIN
    table[[ord(" "), 0xA0, ord("\t")]] = SPACE
    table[[0, ord("\n"), ord("\r")]] = _EDGE
    return table


_KINDS = _letter_table()
_JOINS = np.zeros(256, bool)
_JOINS[FIRST_LETTER:] = True
_JOINS[_KINDS[[ord(c) for c in _NOT_JOINING]]] = False


def kinds_of(codes: Codes) -> NDArray[np.uint8]:
    """The kind of every code point: edge, space, half-space, digit, ..., or one letter."""
    kinds = _KINDS[np.minimum(codes, _TABLE_SIZE - 1)]
    kinds[codes >= _TABLE_SIZE] = _OTHER
    kinds[codes == 0x200C] = _HALF
    return kinds


def joins(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether each kind is a letter that joins the next one."""
    return _JOINS[kinds]


def signs(written: str) -> NDArray[np.bool_]:
    """A table of these signs, all below U+0700, for `is_one_of`."""
    table = np.zeros(_TABLE_SIZE, bool)
    table[[ord(sign) for sign in written]] = True
    return table


def is_one_of(codes: Codes, table: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each code point is one of the signs of a table."""
    found: NDArray[np.bool_] = table[np.minimum(codes, _TABLE_SIZE - 1)]
    return found


class Powers(NamedTuple):
    """Powers of the hash base and of its inverse, one for each place of a block."""

    up: Hashes
    down: Hashes


def load_powers() -> Powers:
    """Powers for the longest block."""
    count = BLOCK + 2 * REACH + 2
    inverse = pow(_BASE, -1, _WORD)
    up = np.full(count, _BASE, np.uint64)
    down = np.full(count, inverse, np.uint64)
    up[0] = down[0] = 1
    return Powers(np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64))


class View(NamedTuple):
    """One block of text made ready: kinds, running hash, and the word that every place is in.

    `first[i]` and `last[i]` are the ends (half-open) of the run of letters that place `i` is in.
    """

    kinds: NDArray[np.uint8]
    running: Hashes
    up: Hashes
    down: Hashes
    first: Places
    last: Places


def view(codes: Codes, powers: Powers) -> View:
    """The view of a block of at most `BLOCK + 2 * REACH` code points."""
    kinds = kinds_of(codes)
    n = len(codes)
    running = np.zeros(n + 1, np.uint64)
    np.cumsum((kinds + np.uint8(1)).astype(np.uint64) * powers.up[:n], out=running[1:])
    places = np.arange(n)
    outside = kinds < _MARK
    first = np.maximum.accumulate(np.where(outside, places + 1, 0))
    last = np.minimum.accumulate(np.where(outside, places, n)[::-1])[::-1]
    return View(kinds, running, powers.up, powers.down, first, last)


def inner_gaps(seen: View) -> Places:
    """Places `i` where a half-space may be missing between the letters `i - 1` and `i`."""
    kinds = seen.kinds
    fits = np.zeros(len(kinds), bool)
    fits[1:] = _JOINS[kinds[:-1]] & (kinds[1:] >= FIRST_LETTER)
    fits &= seen.last - seen.first <= LONGEST_WORD
    return np.flatnonzero(fits)


def space_gaps(seen: View) -> Places:
    """Places of single spaces between two words, the first of which ends in a joining letter."""
    kinds = seen.kinds
    n = len(kinds)
    fits = np.zeros(n, bool)
    if n < 3:
        return np.flatnonzero(fits)
    length = seen.last - seen.first
    short = length <= LONGEST_WORD
    fits[1:-1] = kinds[1:-1] == SPACE
    fits[1:-1] &= _JOINS[kinds[:-2]] & (kinds[2:] >= FIRST_LETTER)
    fits[1:-1] &= short[:-2] & short[2:]
    return np.flatnonzero(fits)


Counts = NDArray[np.uint8]
Classes = NDArray[np.uint16]

# What a count is of: a word, two words joined by a half-space, two words with a space between.
WORD, HALF, SPACED = (
    np.uint64(salt) for salt in (0x9FB21C651E98DF25, 0xE7037ED1A0B428DB, 0xC2B2AE3D27D4EB4F)
)


class Evidence(NamedTuple):
    """What is known of words: how often they and their pairs were met, and their classes.

    Both are hashed tables whose sizes are powers of two. A count is kept in two slots as a step
    on a logarithmic scale, and the smaller one counts. A class (1 to 255: words of a class stand
    beside the same words) is kept with a print of eight bits that tells its word from others.
    """

    counts: Counts
    classes: Classes


def word_hashes(words: Sequence[str], powers: Powers) -> Hashes:
    """The hash that each word has as a piece of text."""
    hashes = np.zeros(len(words), np.uint64)
    for k, word in enumerate(words):
        kinds = kinds_of(np.frombuffer(word.encode("utf-32-le"), np.uint32))
        hashes[k] = ((kinds + np.uint8(1)).astype(np.uint64) * powers.up[: len(kinds)]).sum()
    return hashes


def pair_hash(left: Hashes, right: Hashes) -> Hashes:
    """One hash for two pieces in this order."""
    mixed: Hashes = (left ^ (left >> np.uint64(31))) * _MIXERS[120] + right * _MIXERS[121]
    return mixed


def count_slots(hashes: Hashes, salt: np.uint64, size: int) -> tuple[Places, Places]:
    """The two slots of a table of `size` counts in which a hash is counted."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * salt
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIXERS[122]
    mask = np.uint64(size - 1)
    return (
        (mixed & mask).astype(np.int64),
        ((mixed >> np.uint64(32)) & mask).astype(np.int64),
    )


def class_slots(hashes: Hashes, size: int) -> tuple[Places, NDArray[np.uint16]]:
    """The slot of a table of `size` classes for a word, and the print that tells it from others."""
    mixed = (hashes ^ (hashes >> np.uint64(32))) * _MIXERS[123]
    slot = (mixed >> np.uint64(40)) & np.uint64(size - 1)
    return slot.astype(np.int64), (mixed >> np.uint64(30)).astype(np.uint16) & np.uint16(0xFF00)


class Pieces:
    """Hashes of pieces of a block, mixed into slots of a weight table of `1 << bits`."""

    def __init__(self, seen: View, bits: int, evidence: Evidence) -> None:
        self._seen = seen
        self._evidence = evidence
        self._shift = np.uint64(64 - bits)

    def piece(self, start: Places, end: Places) -> Hashes:
        """Of the text between two places."""
        running = self._seen.running
        hashed: Hashes = (running[end] - running[start]) * self._seen.down[start]
        return hashed

    def before(self, place: Places, size: int) -> Hashes:
        """Of the `size` code points before a place."""
        return self.piece(np.maximum(place - size, 0), place)

    def after(self, place: Places, size: int) -> Hashes:
        """Of the `size` code points from a place on."""
        return self.piece(place, np.minimum(place + size, len(self._seen.kinds)))

    def count(self, hashes: Hashes, salt: np.uint64) -> Hashes:
        """How often each was counted, as a step on a logarithmic scale; 0 is never."""
        counts = self._evidence.counts
        one, two = count_slots(hashes, salt, len(counts))
        step: Hashes = np.minimum(counts[one], counts[two]).astype(np.uint64)
        return step

    def word_class(self, hashes: Hashes) -> Hashes:
        """The class of each word, 0 where it has none."""
        classes = self._evidence.classes
        slot, mark = class_slots(hashes, len(classes))
        entry = classes[slot]
        known: Hashes = np.where((entry & 0xFF00) == mark, entry & 0xFF, 0).astype(np.uint64)
        return known

    def slots(self, features: Sequence[tuple[Hashes, ...]]) -> Slots:
        """Of each feature, which is hashes in an order, all places at once."""
        mixed = np.array([hashes[0] for hashes in features])
        mixed *= _MIXERS[: len(features), None]
        for k in range(1, max(map(len, features))):
            longer = [at for at, hashes in enumerate(features) if len(hashes) > k]
            own = mixed[longer]
            own ^= own >> np.uint64(29)
            own += np.array([features[at][k] for at in longer]) * _MIXERS[63 + k]
            mixed[longer] = own
        mixed ^= mixed >> np.uint64(32)
        mixed *= _MIXERS[1 : len(features) + 1, None]
        mixed >>= self._shift
        return mixed.view(np.int64)


def word_before(seen: View, place: Places) -> tuple[Places, Places]:
    """The word that ends one separator before `place`, cut to `LONGEST_WORD`."""
    end = np.maximum(place - 1, 0)
    start = np.maximum(seen.first[np.maximum(end - 1, 0)], end - LONGEST_WORD)
    return np.minimum(start, end), end


def word_after(seen: View, place: Places) -> tuple[Places, Places]:
    """The word that begins one separator after `place`, cut to `LONGEST_WORD`."""
    n = len(seen.kinds)
    start = np.minimum(place + 1, n)
    end = np.minimum(seen.last[np.minimum(start, n - 1)], start + LONGEST_WORD)
    return start, np.maximum(start, end)


def inner_features(seen: View, gaps: Places, bits: int, evidence: Evidence) -> Slots:
    """Slots of the features of gaps inside words."""
    p = Pieces(seen, bits, evidence)
    first, last = seen.first[gaps], seen.last[gaps]
    left, right = p.piece(first, gaps), p.piece(gaps, last)
    l1, l2, l3, l4, l5 = (p.before(gaps, k) for k in range(1, 6))
    r1, r2, r3, r4, r5 = (p.after(gaps, k) for k in range(1, 6))
    previous = p.piece(*word_before(seen, first))
    following = p.piece(*word_after(seen, last))
    edge_before = p.before(first, 1)
    edge_after = p.after(last, 1)
    pair = pair_hash(left, right)
    b_left, b_right = p.count(left, WORD), p.count(right, WORD) + np.uint64(16)
    b_whole = p.count(p.piece(first, last), WORD) + np.uint64(32)
    b_half = p.count(pair, HALF) + np.uint64(48)
    b_spaced = p.count(pair, SPACED) + np.uint64(64)
    c_left, c_right = p.word_class(left), p.word_class(right) + np.uint64(1 << 8)
    c_whole = p.word_class(p.piece(first, last)) + np.uint64(2 << 8)
    c_before, c_after = p.word_class(previous), p.word_class(following) + np.uint64(3 << 8)
    features: list[tuple[Hashes, ...]] = [
        (left, right),
        (left,),
        (right,),
        (left, edge_before),
        (right, edge_after),
        (left, r1),
        (left, r2),
        (left, r3),
        (l1, right),
        (l2, right),
        (l3, right),
        (l1, r1),
        (l2, r2),
        (l3, r3),
        (l4, r4),
        (l2, r4),
        (l4, r2),
        (l1, r3),
        (l3, r1),
        (l3,),
        (l4,),
        (l5,),
        (r3,),
        (r4,),
        (r5,),
        (left, right, previous),
        (left, right, following),
        (right, following),
        (left, previous),
        (right, edge_after, l1),
        (b_left, b_right, b_whole, b_half),
        (b_whole, b_half),
        (b_left, b_right, b_whole, l1, r1),
        (b_whole, l2),
        (b_whole, r2),
        (b_whole, left),
        (b_whole, right),
        (b_right, left),
        (b_left, right),
        (b_half, b_spaced, b_whole),
        (c_left, c_right),
        (c_left, right),
        (left, c_right),
        (c_left, c_right, c_whole),
        (c_before, left, right),
        (c_after, left, right),
        (c_left, right, c_after),
    ]
    return p.slots(features)


def space_features(seen: View, gaps: Places, bits: int, evidence: Evidence) -> Slots:
    """Slots of the features of single spaces."""
    p = Pieces(seen, bits, evidence)
    start = seen.first[gaps - 1]
    end = seen.last[gaps + 1]
    after = gaps + 1
    left, right = p.piece(start, gaps), p.piece(after, end)
    l1, l2, l3, l4 = (p.before(gaps, k) for k in range(1, 5))
    r1, r2, r3, r4 = (p.after(after, k) for k in range(1, 5))
    previous = p.piece(*word_before(seen, start))
    following = p.piece(*word_after(seen, end))
    edge_before = p.before(start, 1)
    edge_after = p.after(end, 1)
    pair = pair_hash(left, right)
    joined = left + right * seen.up[gaps - start]
    b_left, b_right = p.count(left, WORD), p.count(right, WORD) + np.uint64(16)
    b_joined = p.count(joined, WORD) + np.uint64(32)
    b_half = p.count(pair, HALF) + np.uint64(48)
    b_spaced = p.count(pair, SPACED) + np.uint64(64)
    c_left, c_right = p.word_class(left), p.word_class(right) + np.uint64(1 << 8)
    c_before, c_after = p.word_class(previous), p.word_class(following) + np.uint64(3 << 8)
    features: list[tuple[Hashes, ...]] = [
        (left, right),
        (left,),
        (right,),
        (left, edge_before),
        (right, edge_after),
        (left, r1),
        (left, r2),
        (left, r3),
        (l1, right),
        (l2, right),
        (l3, right),
        (l2, r2),
        (l3, r3),
        (l3, r2),
        (l2, r3),
        (l3,),
        (l4,),
        (r3,),
        (r4,),
        (left, previous),
        (right, following),
        (left, right, previous),
        (left, right, following),
        (left, following),
        (right, previous),
        (left, right, edge_before, edge_after),
        (l1, right, edge_after),
        (left, r1, edge_before),
        (b_left, b_right, b_joined, b_half, b_spaced),
        (b_half, b_spaced),
        (b_half, b_spaced, b_joined),
        (b_half, b_joined),
        (b_joined, right),
        (b_joined, left),
        (b_left, b_right, b_joined),
        (b_right, left),
        (b_left, right),
        (b_half, b_spaced, right),
        (b_left, b_right, l1, r1),
        (b_left, r3),
        (b_right, l3),
        (c_left, c_right),
        (c_left, right),
        (left, c_right),
        (c_left, c_right, c_after),
        (c_left, c_right, c_before),
        (left, right, c_after),
        (left, right, c_before),
        (c_left, right, c_after),
        (right, c_after),
        (left, c_before),
        (c_left, r3),
        (l3, c_right),
        (c_left, c_right, b_joined, b_half),
    ]
    return p.slots(features)
