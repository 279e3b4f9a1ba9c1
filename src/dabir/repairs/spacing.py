"""Half-spaces: a model decides at every gap whether one was lost there.

The model's score is the log odds that a gap lost its half-space, in text of which about as much
was lost as in its training. How much this text lost is estimated from the text itself, separately
for deleted half-spaces and for those that became spaces, and moves all its scores: where «می‌» and
«ها» stand as they should, a doubtful compound is left alone; where they lost their half-space, it
gets the benefit of the doubt.
"""

import re
from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.errors import ResourceError
from dabir.records import Edit
from dabir.repairs import gaps
from dabir.repairs.edits import apply_edits, compose
from dabir.resources import load_bytes, load_table
from dabir.unicode import ZWNJ

MODEL = "repairs_halfspace.bin"
Mode = Literal["cautious", "bold"]

# Chosen on the development parts of UD PerDT and Seraji.
_INNER_THRESHOLD = 0.0
_SPACE_THRESHOLD = 0.8
_FAINTEST = -4.0
_USUAL_LOSS = 0.3
_USUAL_WEIGHT = 2.0
_LEAST_LOSS = 0.004
_TRAINED_LOSS = 0.455  # the mean share that `training.halfspace.damage.draw_shares` takes away
_ESTIMATION_ROUNDS = 8
_BOLD_LOSS = 0.25


class Table(msgspec.Struct, frozen=True):
    """How the bytes of one weight table become scores."""

    scale: float
    bias: float


class _Header(msgspec.Struct, frozen=True):
    bits: int
    counts: int
    classes: int
    inner: Table
    spaces: Table


class SpacingKit(NamedTuple):
    """The model: a signed byte for every slot of both tables, the evidence, phrases to keep."""

    bits: int
    inner: Table
    inner_weights: NDArray[np.int8]
    spaces: Table
    space_weights: NDArray[np.int8]
    evidence: gaps.Evidence
    powers: gaps.Powers
    kept: re.Pattern[str]


class KeptRow(msgspec.Struct, frozen=True):
    """A row of `lexicon/repairs/kept.tsv`."""

    id: str
    form: str


def load_spacing() -> SpacingKit:
    """The half-space model. Raises ResourceError where the file is not what it should be."""
    content = load_bytes(MODEL)
    head, _, body = content.partition(b"\n")
    try:
        header = msgspec.json.decode(head, type=_Header)
    except msgspec.MsgspecError as error:
        raise ResourceError(f"data/{MODEL}: {error}") from error
    size = 1 << header.bits
    wanted = 2 * size + header.counts // 2 + 2 * header.classes
    if len(body) != wanted:
        raise ResourceError(f"data/{MODEL}: {len(body)} bytes of tables, not {wanted}")
    weights = np.frombuffer(body, np.int8, 2 * size)
    pairs = np.frombuffer(body, np.uint8, header.counts // 2, 2 * size)
    counts = np.empty(header.counts, np.uint8)
    counts[::2] = pairs & 15
    counts[1::2] = pairs >> 4
    classes = np.frombuffer(body, "<u2", header.classes, 2 * size + header.counts // 2)
    return SpacingKit(
        header.bits,
        header.inner,
        weights[:size],
        header.spaces,
        weights[size:],
        gaps.Evidence(counts, classes),
        gaps.load_powers(),
        re.compile("|".join(re.escape(row.form) for row in load_table("repairs_kept", KeptRow))),
    )


class Losses(NamedTuple):
    """Gaps that may have lost their half-space, in order, with a score (log odds) each.

    `spaced` tells gaps that are a space now from those where nothing is left.
    """

    places: gaps.Places
    scores: NDArray[np.float32]
    spaced: NDArray[np.bool_]


class Shares(NamedTuple):
    """Which share of its half-spaces a text has lost: deleted, and turned into spaces."""

    deleted: float
    spaced: float


def repair_spacing(text: str, kit: SpacingKit) -> tuple[str, list[Edit], Mode]:
    """The text with its half-spaces, the edits that gave them back, and how boldly.

    A half-space changes what stands around the gaps near it: these are looked at again until
    nothing changes. No round takes a half-space away, so the rounds come to an end.
    """
    losses = find_losses(text, kit)
    shares = estimate_shares(text, losses)
    mode: Mode = "bold" if shares.deleted + shares.spaced > _BOLD_LOSS else "cautious"
    edits: list[Edit] = []
    while found := to_edits(losses, shares):
        edits = compose(edits, text, found)
        text = apply_edits(text, found)
        losses = _look_again(text, losses, found, kit)
        shares = estimate_shares(text, losses)
    return text, edits, mode


def find_losses(text: str, kit: SpacingKit, near: gaps.Places | None = None) -> Losses:
    """The gaps of `text` that are not quite unlikely to have lost a half-space.

    With `near` (sorted places), only gaps within `REACH` of one of them are looked at.
    """
    found = [_no_losses()]
    for start in range(0, len(text), gaps.BLOCK):
        low = max(0, start - gaps.REACH)
        high = min(len(text), start + gaps.BLOCK + gaps.REACH)
        if near is not None and not _touches(near, low, high):
            continue
        piece = text[low:high].encode("utf-32-le", "surrogatepass")
        seen = gaps.view(np.frombuffer(piece, np.uint32), kit.powers)
        for spaced in (False, True):
            places = gaps.space_gaps(seen) if spaced else gaps.inner_gaps(seen)
            own = (places >= start - low) & (places < start - low + gaps.BLOCK)
            if near is not None:
                own &= _within_reach(places + low, near)
            found.append(_score(seen, places[own], low, kit, spaced=spaced))
    return _outside(_in_order(found), [match.span() for match in kit.kept.finditer(text)])


def _outside(losses: Losses, kept: list[tuple[int, int]]) -> Losses:
    """The losses that do not lie within what is kept."""
    if not kept:
        return losses
    starts, ends = np.array(kept).T
    k = np.searchsorted(starts, losses.places) - 1
    free = (k < 0) | (losses.places >= ends[k])
    return Losses(losses.places[free], losses.scores[free], losses.spaced[free])


def _no_losses() -> Losses:
    return Losses(np.empty(0, np.int64), np.empty(0, np.float32), np.empty(0, bool))


def _in_order(found: list[Losses]) -> Losses:
    places = np.concatenate([losses.places for losses in found])
    order = np.argsort(places, kind="stable")
    scores = np.concatenate([losses.scores for losses in found])
    spaced = np.concatenate([losses.spaced for losses in found])
    return Losses(places[order], scores[order], spaced[order])


def _touches(near: gaps.Places, low: int, high: int) -> bool:
    first, last = np.searchsorted(near, (low - gaps.REACH, high + gaps.REACH))
    return bool(first < last)


def _within_reach(places: gaps.Places, near: gaps.Places) -> NDArray[np.bool_]:
    first = np.searchsorted(near, places - gaps.REACH)
    within: NDArray[np.bool_] = np.searchsorted(near, places + gaps.REACH, "right") > first
    return within


def _score(
    seen: gaps.View, places: gaps.Places, low: int, kit: SpacingKit, *, spaced: bool
) -> Losses:
    table = kit.spaces if spaced else kit.inner
    weights = kit.space_weights if spaced else kit.inner_weights
    features = gaps.space_features if spaced else gaps.inner_features
    slots = features(seen, places, kit.bits, kit.evidence)
    total = weights[slots].sum(axis=0, dtype=np.int32)
    scores = total.astype(np.float32) * np.float32(table.scale) + np.float32(table.bias)
    kept = scores > _FAINTEST
    count = int(np.count_nonzero(kept))
    return Losses(places[kept] + low, scores[kept], np.full(count, spaced))


def estimate_shares(text: str, losses: Losses) -> Shares:
    """What the text has lost, by expectation maximisation from a weak prior."""
    intact = text.count(ZWNJ) + _USUAL_WEIGHT
    deleted_scores = losses.scores[~losses.spaced]
    spaced_scores = losses.scores[losses.spaced]
    deleted = spaced = _USUAL_LOSS
    for _ in range(_ESTIMATION_ROUNDS):
        gone = _chances(deleted_scores + _shift(deleted)).sum()
        opened = _chances(spaced_scores + _shift(spaced)).sum()
        total = gone + opened + intact
        deleted = max(float((gone + _USUAL_WEIGHT * _USUAL_LOSS) / total), _LEAST_LOSS)
        spaced = max(float((opened + _USUAL_WEIGHT * _USUAL_LOSS) / total), _LEAST_LOSS)
    return Shares(deleted, spaced)


def _chances(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def _shift(share: float) -> np.float32:
    """How far a share of losses moves the scores: healthy text doubly, to be left in peace."""
    shift = np.log(share / _TRAINED_LOSS)
    return np.float32(2 * shift if shift < 0 else shift)


def to_edits(losses: Losses, shares: Shares) -> list[Edit]:
    """The edits that give back every half-space whose loss is likely enough in this text."""
    shift = np.where(losses.spaced, _shift(shares.spaced), _shift(shares.deleted))
    scores = losses.scores + shift
    likely = scores > np.where(losses.spaced, _SPACE_THRESHOLD, _INNER_THRESHOLD)
    chances = _chances(scores[likely])
    found = zip(
        losses.places[likely].tolist(),
        losses.spaced[likely].tolist(),
        chances.tolist(),
        strict=True,
    )
    return [
        Edit(place, place + spaced, ZWNJ, _REASON[spaced], round(chance, 3))
        for place, spaced, chance in found
    ]


_REASON = {False: "halfspace.deleted", True: "halfspace.spaced"}


def _look_again(text: str, losses: Losses, edits: list[Edit], kit: SpacingKit) -> Losses:
    """The losses of `text`, which `edits` made: moved where nothing changed near, else found."""
    starts = np.array([edit.start for edit in edits])
    inserted = np.array([edit.end == edit.start for edit in edits])
    near = starts + np.cumsum(inserted) - inserted
    before = np.concatenate([[0], np.cumsum(inserted)])
    places = losses.places + before[np.searchsorted(starts, losses.places, "right")]
    kept = ~_within_reach(places, near)
    moved = Losses(places[kept], losses.scores[kept], losses.spaced[kept])
    return _in_order([moved, find_losses(text, kit, near)])
