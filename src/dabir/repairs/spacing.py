"""Half-spaces: a model decides at every gap whether one was lost there."""

from typing import Literal, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.errors import ResourceError
from dabir.records import Edit
from dabir.repairs import gaps
from dabir.resources import load_bytes
from dabir.unicode import ZWNJ

MODEL = "repairs_halfspace.bin"
Mode = Literal["cautious", "bold"]

THRESHOLDS: dict[Mode, float] = {"cautious": 0.5, "bold": -0.5}
_LOST_SHARE = 0.25
_FAINTEST = min(THRESHOLDS.values())


class Table(msgspec.Struct, frozen=True):
    """How the bytes of one weight table become scores."""

    scale: float
    bias: float


class _Header(msgspec.Struct, frozen=True):
    bits: int
    inner: Table
    spaces: Table


class SpacingKit(NamedTuple):
    """The weights: one signed byte for every slot, for gaps inside words and for spaces."""

    bits: int
    inner: Table
    inner_weights: NDArray[np.int8]
    spaces: Table
    space_weights: NDArray[np.int8]
    powers: gaps.Powers


def load_spacing() -> SpacingKit:
    """The half-space model. Raises ResourceError where the file is not what it should be."""
    content = load_bytes(MODEL)
    head, _, body = content.partition(b"\n")
    try:
        header = msgspec.json.decode(head, type=_Header)
    except msgspec.MsgspecError as error:
        raise ResourceError(f"data/{MODEL}: {error}") from error
    size = 1 << header.bits
    if len(body) != 2 * size:
        raise ResourceError(f"data/{MODEL}: {len(body)} bytes of weights, not {2 * size}")
    weights = np.frombuffer(body, np.int8)
    return SpacingKit(
        header.bits,
        header.inner,
        weights[:size],
        header.spaces,
        weights[size:],
        gaps.load_powers(),
    )


class Losses(NamedTuple):
    """Gaps that may have lost their half-space, in order, with a score (log odds) each."""

    places: gaps.Places
    scores: NDArray[np.float32]


def find_losses(text: str, kit: SpacingKit, near: gaps.Places | None = None) -> Losses:
    """The gaps of `text` whose score passes the lowest threshold; `near` limits the search.

    With `near` (sorted places), only gaps within `REACH` of one of them are looked at.
    """
    places, scores = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for start in range(0, len(text), gaps.BLOCK):
        low = max(0, start - gaps.REACH)
        high = min(len(text), start + gaps.BLOCK + gaps.REACH)
        if near is not None and not _any_between(near, low - gaps.REACH, high + gaps.REACH):
            continue
        piece = text[low:high].encode("utf-32-le", "surrogatepass")
        seen = gaps.view(np.frombuffer(piece, np.uint32), kit.powers)
        for found in (
            _score(seen, gaps.inner_gaps(seen), low, start, near, kit, inner=True),
            _score(seen, gaps.space_gaps(seen), low, start, near, kit, inner=False),
        ):
            places.append(found.places)
            scores.append(found.scores)
    every = np.concatenate(places)
    order = np.argsort(every, kind="stable")
    return Losses(every[order], np.concatenate(scores)[order])


def _any_between(near: gaps.Places, low: int, high: int) -> bool:
    return bool(np.searchsorted(near, low) < np.searchsorted(near, high))


def _score(
    seen: gaps.View,
    places: gaps.Places,
    low: int,
    start: int,
    near: gaps.Places | None,
    kit: SpacingKit,
    *,
    inner: bool,
) -> Losses:
    """The losses among `places` of one block; the block's own part begins at `start`."""
    own = (places >= start - low) & (places < start - low + gaps.BLOCK)
    if near is not None:
        at = places + low
        after = np.searchsorted(near, at - gaps.REACH)
        own &= np.searchsorted(near, at + gaps.REACH, "right") > after
    places = places[own]
    table = kit.inner if inner else kit.spaces
    weights = kit.inner_weights if inner else kit.space_weights
    features = gaps.inner_features if inner else gaps.space_features
    total = np.zeros(len(places), np.int32)
    for slot in features(seen, places, kit.bits):
        total += weights[slot]
    scores = total.astype(np.float32) * np.float32(table.scale) + np.float32(table.bias)
    passed = scores > _FAINTEST
    return Losses(places[passed] + low, scores[passed])


def choose_mode(text: str, losses: Losses) -> Mode:
    """Bold where the text has visibly lost a good share of its half-spaces."""
    lost = int(np.count_nonzero(losses.scores > 0))
    return "bold" if lost > _LOST_SHARE * (lost + text.count(ZWNJ)) else "cautious"


def to_edits(text: str, losses: Losses, mode: Mode) -> list[Edit]:
    """The edits that give back every half-space that `mode` is sure enough of."""
    passed = losses.scores > THRESHOLDS[mode]
    chances = 1 / (1 + np.exp(-losses.scores[passed]))
    edits = []
    for place, chance in zip(losses.places[passed].tolist(), chances.tolist(), strict=True):
        score = round(chance, 3)
        if text[place].isspace():
            edits.append(Edit(place, place + 1, ZWNJ, "halfspace.spaced", score))
        else:
            edits.append(Edit(place, place, ZWNJ, "halfspace.deleted", score))
    return edits


def places_after(edits: list[Edit]) -> gaps.Places:
    """Where the edits stand in the text that they make."""
    starts = np.array([edit.start for edit in edits])
    grown = np.array([len(edit.replacement) - (edit.end - edit.start) for edit in edits])
    shifted: gaps.Places = starts + np.cumsum(grown) - grown
    return shifted
