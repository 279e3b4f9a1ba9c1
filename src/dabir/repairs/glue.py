"""Where a glued sub-heading ends: a model looks at the spaces near the head of a paragraph."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.errors import ResourceError
from dabir.repairs import gaps
from dabir.resources import load_bytes

MODEL = "repairs_headings.bin"
HEAD = 220
LONGEST = 16
SHORTEST = 2
_DOT, _COLON = ord("."), ord(":")
_NO_END = gaps.signs(".:،؛,([«-/")
_COMMAS = gaps.signs("،؛,")


class _Header(msgspec.Struct, frozen=True):
    bits: int
    scale: float
    bias: float


class GlueKit(NamedTuple):
    """The model: one signed byte a slot."""

    bits: int
    scale: float
    bias: float
    weights: NDArray[np.int8]


def load_glue() -> GlueKit:
    """The model of glued headings. Raises ResourceError where the file is not what it should be."""
    head, _, body = load_bytes(MODEL).partition(b"\n")
    try:
        header = msgspec.json.decode(head, type=_Header)
    except msgspec.MsgspecError as error:
        raise ResourceError(f"data/{MODEL}: {error}") from error
    if len(body) != 1 << header.bits:
        raise ResourceError(f"data/{MODEL}: {len(body)} bytes of weights, not {1 << header.bits}")
    return GlueKit(header.bits, header.scale, header.bias, np.frombuffer(body, np.int8))


class Heads(NamedTuple):
    """The spaces at which a glued heading may end, in the heads of some paragraphs.

    `paragraph[i]` is the number of the paragraph of space `i`, `offset[i]` its place in it;
    `slots` are those of its features.
    """

    paragraph: NDArray[np.int64]
    offset: NDArray[np.int64]
    slots: gaps.Slots


def view_heads(
    heads: Sequence[str], bits: int, evidence: gaps.Evidence, powers: gaps.Powers
) -> Heads:
    """The places where headings may end in `heads`, together shorter than a block."""
    joined = "\n" + "\n".join(heads) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    seen = gaps.view(codes, powers)
    edge = codes == 0x0A
    places = np.arange(len(codes))
    begin = np.maximum.accumulate(np.where(edge, places + 1, 0))
    number = np.cumsum(edge) - 1

    def since(signs: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of the signs stand between the head's beginning and each place."""
        total = np.concatenate([[0], np.cumsum(signs)])
        counted: NDArray[np.int64] = total[places] - total[begin]
        return counted

    space = codes == 0x20
    words = since(space) + 1
    fits = space & (words >= SHORTEST) & (words <= LONGEST) & (since(codes == _DOT) == 0)
    fits[1:] &= ~gaps.is_one_of(codes[:-1], _NO_END) & ~space[:-1]
    spots = np.flatnonzero(fits)
    colon = np.minimum.accumulate(np.where(codes == _COLON, places, len(codes) - 1)[::-1])[::-1]
    colon = colon[spots]
    spoken = (number[colon] == number[spots]) & (codes[colon] == _COLON)
    to_colon = np.where(spoken, np.minimum(words[colon] - words[spots], 20), 21)
    slots = _features(
        seen,
        spots,
        begin[spots],
        words[spots],
        to_colon,
        np.where(spoken, colon, 0),
        np.minimum(since(gaps.is_one_of(codes, _COMMAS))[spots], 3),
        bits,
        evidence,
    )
    return Heads(number[spots], spots - begin[spots], slots)


def _features(
    seen: gaps.View,
    spots: gaps.Places,
    begin: gaps.Places,
    words: gaps.Places,
    to_colon: gaps.Places,
    colon: gaps.Places,
    commas: gaps.Places,
    bits: int,
    evidence: gaps.Evidence,
) -> gaps.Slots:
    p = gaps.Pieces(seen, bits, evidence)
    n = len(seen.kinds)

    def word_at(place: gaps.Places) -> tuple[gaps.Places, gaps.Places]:
        start = np.minimum(place, n - 1)
        return start, np.maximum(start, np.minimum(seen.last[start], start + gaps.LONGEST_WORD))

    left_start = np.maximum(seen.first[spots - 1], spots - gaps.LONGEST_WORD)
    left_start = np.minimum(left_start, spots)
    right_start, right_end = word_at(spots + 1)
    next_start, next_end = word_at(right_end + 1)
    _, third_end = word_at(next_end + 1)
    left, right = p.piece(left_start, spots), p.piece(right_start, right_end)
    previous = p.piece(*gaps.word_before(seen, left_start))
    following = p.piece(next_start, next_end)
    third = p.piece(
        np.minimum(next_end + 1, n - 1), np.maximum(third_end, np.minimum(next_end + 1, n - 1))
    )
    opening = p.piece(*word_at(begin))
    said = p.piece(*gaps.word_before(seen, colon + 1))
    edge, beyond = p.before(spots, 1), p.after(spots + 1, 1)
    c_left, c_right = p.word_class(left), p.word_class(right) + np.uint64(1 << 8)
    c_next, c_third = p.word_class(following) + np.uint64(2 << 8), p.word_class(third)
    c_previous = p.word_class(previous) + np.uint64(3 << 8)
    pair = p.count(gaps.pair_hash(left, right), gaps.SPACED) + np.uint64(64)
    b_pair = p.count(gaps.pair_hash(left, right), gaps.HALF) + np.uint64(16)
    opening_matches = (opening == right).astype(np.uint64) + np.uint64(90)
    size, wait = words.astype(np.uint64), to_colon.astype(np.uint64) + np.uint64(32)
    pauses = commas.astype(np.uint64) + np.uint64(80)
    features: list[tuple[gaps.Hashes, ...]] = [
        (left,),
        (right,),
        (left, right),
        (right, following),
        (right, following, third),
        (previous, left),
        (c_left,),
        (c_right,),
        (c_left, c_right),
        (c_right, c_next),
        (c_right, c_next, c_third),
        (c_previous, c_left),
        (c_previous, c_left, c_right, c_next),
        (left, c_right),
        (c_left, right),
        (right, c_next),
        (size,),
        (wait,),
        (wait, said),
        (wait, c_right),
        (wait, right),
        (size, pauses),
        (pauses, wait),
        (opening,),
        (p.word_class(opening), size),
        (edge, beyond),
        (edge, right),
        (pair, b_pair),
        (p.before(spots, 2),),
        (p.before(spots, 3),),
        (p.after(spots + 1, 2),),
        (p.after(spots + 1, 3),),
        (c_left, wait),
        (said, c_right),
        (left, c_right, c_next),
        (c_left, right, c_next),
        (c_left, right, following),
        (previous, left, c_right),
        (c_previous, c_left, right),
        (c_left, c_right, c_next, c_third),
        (c_left, size),
        (c_right, size),
        (p.word_class(opening), c_left, c_right),
        (opening, left),
        (opening, right),
        (opening_matches, c_right),
        (opening_matches, size),
    ]
    return p.slots(features)


def find_ends(
    paragraphs: Sequence[str],
    kit: GlueKit,
    evidence: gaps.Evidence,
    powers: gaps.Powers,
    threshold: float,
) -> Iterator[tuple[int, int, float]]:
    """The paragraphs with a heading: number, where it most likely ends, and the log odds.

    The odds are against no heading at all; only those over `threshold` are given.
    """
    at_once = gaps.BLOCK // (HEAD + 1)
    for first in range(0, len(paragraphs), at_once):
        heads = [text[:HEAD] for text in paragraphs[first : first + at_once]]
        seen = view_heads(heads, kit.bits, evidence, powers)
        total = kit.weights[seen.slots].sum(axis=0, dtype=np.int32)
        scores = total * kit.scale + kit.bias
        best = np.full(len(heads), threshold, float)
        np.maximum.at(best, seen.paragraph, scores)
        spots = np.flatnonzero((scores > threshold) & (scores == best[seen.paragraph]))
        for spot in spots[np.unique(seen.paragraph[spots], return_index=True)[1]]:
            number = int(seen.paragraph[spot])
            yield first + number, int(seen.offset[spot]), float(scores[spot])
