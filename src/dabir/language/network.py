"""A small network over the words of an article, computed with numpy.

Every form has a row of small integers. Three layers look at the words around, two to each side and
never out of the sentence; one matrix for each head gives the scores of its labels. Names have
layers of their own over the same rows.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.language.forms import fold_forms, form_pieces

Floats = NDArray[np.float32]
GAP = 2  # empty places between sentences: no layer reaches further than two words


class Head(NamedTuple):
    """The labels of one question that the network answers, and the columns of its scores."""

    labels: tuple[str, ...]
    columns: slice


class Stack(NamedTuple):
    """Weights and biases of three layers, then of the heads on top of them."""

    layers: tuple[tuple[Floats, Floats], ...]
    weights: Floats
    bias: Floats


class Network(NamedTuple):
    """The model as loaded.

    `rows` is int8 `[forms + 1 + pieces, size]`, to be multiplied by `scales`; row 0 stands for the
    empty place and for a form that is not listed. `name_steps` is the weight of each name label
    after each other one; see `dabir.language.chains`.
    """

    name: str
    forms: dict[str, int]
    pieces: dict[str, int]
    rows: NDArray[np.int8]
    scales: Floats
    words: Stack
    names: Stack
    heads: dict[str, Head]
    name_steps: Floats


class _Meta(msgspec.Struct):
    name: str
    forms: list[str]
    pieces: list[str]
    heads: dict[str, list[str]]


def parse_network(data: bytes) -> Network:
    """The network in the bytes of an `.npz` that `training.tagger.pack` wrote."""
    with np.load(BytesIO(data)) as arrays:
        meta = msgspec.json.decode(arrays["meta"].tobytes(), type=_Meta)
        rows, scales = arrays["rows"], _floats(arrays["scales"])
        words, names = _stack(arrays, "words", "head"), _stack(arrays, "names", "name")
        name_steps = _floats(arrays["name_steps"])
    listed = len(meta.forms)
    heads: dict[str, Head] = {}
    at = 0
    for head, labels in meta.heads.items():
        heads[head] = Head(tuple(labels), slice(at, at + len(labels)))
        at += len(labels)
    return Network(
        name=meta.name,
        forms=dict(zip(meta.forms, range(1, listed + 1), strict=True)),
        pieces=dict(zip(meta.pieces, range(listed + 1, len(rows)), strict=True)),
        rows=rows,
        scales=scales,
        words=words,
        names=names,
        heads=heads,
        name_steps=name_steps,
    )


def _stack(arrays: Mapping[str, NDArray[np.float16]], layers: str, heads: str) -> Stack:
    return Stack(
        layers=tuple(
            (_floats(arrays[f"{layers}_weights{i}"]), _floats(arrays[f"{layers}_bias{i}"]))
            for i in range(3)
        ),
        weights=_floats(arrays[f"{heads}_weights"]),
        bias=_floats(arrays[f"{heads}_bias"]),
    )


def _floats(array: NDArray[np.float16]) -> Floats:
    return array.astype(np.float32)


def score_words(
    forms: Sequence[str], sentences: Sequence[tuple[int, int]], network: Network
) -> Floats:
    """`[words, labels of all heads]`: unnormalised scores; `sentences` are ranges of words."""
    places, filled = _places(len(forms), sentences)
    x = np.zeros((len(filled), network.rows.shape[1]), np.float32)
    x[places] = _word_rows(fold_forms(forms), network)
    near = _around(x, (-2, -1, 0, 1, 2))
    mask = filled[:, None]
    return np.concatenate(
        [_stack_scores(near, places, mask, stack) for stack in (network.words, network.names)],
        axis=1,
    )


def _stack_scores(near: Floats, places: NDArray[np.intp], mask: Floats, stack: Stack) -> Floats:
    first, wider, widest = stack.layers
    h = _layer(near, first, mask)
    h += _layer(_around(h, (-1, 0, 1)), wider, mask)
    h += _layer(_around(h, (-2, 0, 2)), widest, mask)
    return h[places] @ stack.weights + stack.bias


def _places(words: int, sentences: Sequence[tuple[int, int]]) -> tuple[NDArray[np.intp], Floats]:
    starts = np.zeros(words, np.intp)
    starts[[start for start, end in sentences if start < end]] = GAP
    places = np.arange(words) + np.cumsum(starts)
    filled = np.zeros(words + GAP * (len(sentences) + 1), np.float32)
    filled[places] = 1.0
    return places, filled


def _word_rows(folds: list[str], network: Network) -> Floats:
    numbers = np.fromiter((network.forms.get(f, 0) for f in folds), np.intp, len(folds))
    rows = network.rows[numbers] * network.scales[numbers, None]
    for at in np.flatnonzero(numbers == 0):
        pieces = [network.pieces[p] for p in form_pieces(folds[at]) if p in network.pieces]
        rows[at] = (network.rows[pieces] * network.scales[pieces, None]).sum(axis=0)
    return rows


def _around(x: Floats, steps: tuple[int, ...]) -> Floats:
    """`[places, len(steps) * size]`: each place with its neighbours at the given steps."""
    reach = steps[-1]
    n, size = x.shape
    padded = np.zeros((n + 2 * reach, size), np.float32)
    padded[reach : reach + n] = x
    return np.concatenate([padded[reach + s : reach + s + n] for s in steps], axis=1)


def _layer(around: Floats, layer: tuple[Floats, Floats], mask: Floats) -> Floats:
    weights, bias = layer
    out = around @ weights
    out += bias
    np.maximum(out, 0.0, out=out)
    out *= mask
    return out


def best_labels(scores: Floats, head: Head) -> tuple[list[str], Floats]:
    """The best label of each word and its probability among the labels of the head."""
    own = scores[:, head.columns]
    best = own.argmax(axis=1)
    top = own[np.arange(len(own)), best]
    shares = 1.0 / np.exp(own - top[:, None]).sum(axis=1)
    return [head.labels[i] for i in best.tolist()], shares
