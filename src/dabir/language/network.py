"""A small network over the words of an article, computed with numpy.

Every form has a row of small integers. Three layers look at the words around, two to each side and
never out of the sentence; one matrix for each head gives the scores of its labels. Tags and names
are two such models over one list of forms; that of names also reads what the other says.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.language.forms import form_pieces

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
HINTS = ("perdt", "relation", "ezafe")  # heads of the words that the model of names reads
GAP = 2  # empty places between sentences: no layer reaches further than two words


class Head(NamedTuple):
    """The labels of one question that a model answers, and the columns of its scores."""

    labels: tuple[str, ...]
    columns: slice


class Model(NamedTuple):
    """One model as loaded.

    `rows` is int8 `[1 + forms + pieces, size]`, to be multiplied by `scales`; row 0 stands for the
    empty place and for a form that is not listed. `layers` are weights and biases; `hint_weights`
    are `[3 * hints, hidden]`, None where the model reads no hints.
    """

    rows: NDArray[np.int8]
    scales: Floats
    layers: tuple[tuple[Floats, Floats], ...]
    heads: dict[str, Head]
    head_weights: Floats
    head_bias: Floats
    hint_weights: Floats | None


class Network(NamedTuple):
    """Both models, and the numbers of forms and pieces.

    `name_steps` is the weight of each name label after each other one; see
    `dabir.language.chains`.
    """

    name: str
    forms: dict[str, int]
    pieces: dict[str, int]
    words: Model
    names: Model
    name_steps: Floats


class Article(NamedTuple):
    """The words of an article as numbers.

    `numbers` are those of its forms, each once, 0 for an unlisted one, whose pieces `unlisted`
    holds; `places` tells where each word stands among places with gaps, `filled` is 0 at the gaps.
    `forms` tells which of its forms stands at each place, and at `GAP` more to either side; one
    more than there are is none.
    """

    numbers: Numbers
    unlisted: dict[int, list[int]]
    places: Numbers
    filled: Floats
    forms: Numbers


class _Meta(msgspec.Struct):
    name: str
    forms: list[str]
    pieces: list[str]
    words: dict[str, list[str]]
    names: dict[str, list[str]]


def parse_network(data: bytes) -> Network:
    """The network in the bytes of an `.npz` that `training.tagger.pack` wrote."""
    with np.load(BytesIO(data)) as arrays:
        meta = msgspec.json.decode(arrays["meta"].tobytes(), type=_Meta)
        first_piece = len(meta.forms) + 1
        return Network(
            name=meta.name,
            forms=dict(zip(meta.forms, range(1, first_piece), strict=True)),
            pieces={piece: first_piece + i for i, piece in enumerate(meta.pieces)},
            words=_parse_model(arrays, "words", meta.words),
            names=_parse_model(arrays, "names", meta.names),
            name_steps=_floats(arrays["name_steps"]),
        )


def _parse_model(
    arrays: Mapping[str, NDArray[Any]], name: str, labels: dict[str, list[str]]
) -> Model:
    heads: dict[str, Head] = {}
    at = 0
    for head, own in labels.items():
        heads[head] = Head(tuple(own), slice(at, at + len(own)))
        at += len(own)
    return Model(
        rows=arrays[f"{name}_rows"],
        scales=_floats(arrays[f"{name}_scales"]),
        layers=tuple(
            (_floats(arrays[f"{name}_weights{i}"]), _floats(arrays[f"{name}_bias{i}"]))
            for i in range(3)
        ),
        heads=heads,
        head_weights=_floats(arrays[f"{name}_head_weights"]),
        head_bias=_floats(arrays[f"{name}_head_bias"]),
        hint_weights=_floats(arrays[f"{name}_hints"]) if f"{name}_hints" in arrays else None,
    )


def _floats(array: NDArray[np.float16]) -> Floats:
    return array.astype(np.float32)


def place_words(
    folds: Sequence[str], sentences: Sequence[tuple[int, int]], network: Network
) -> Article:
    """The words of an article as numbers; `folds` are folded forms, `sentences` their ranges."""
    words = len(folds)
    starts = np.zeros(words, np.intp)
    starts[[start for start, end in sentences if start < end]] = GAP
    places = np.arange(words) + np.cumsum(starts)
    filled = np.zeros(words + GAP * (len(sentences) + 1), np.float32)
    filled[places] = 1.0
    known = {fold: at for at, fold in enumerate(dict.fromkeys(folds))}
    numbers = [network.forms.get(fold, 0) for fold in known]
    unlisted = {
        at: [network.pieces[p] for p in form_pieces(fold) if p in network.pieces]
        for fold, at in known.items()
        if not numbers[at]
    }
    forms = np.full(len(filled) + 2 * GAP, len(known))
    forms[places + GAP] = [known[fold] for fold in folds]
    return Article(np.array(numbers, np.intp), unlisted, places, filled, forms)


def score_words(article: Article, model: Model, hints: Floats | None = None) -> Floats:
    """`[words, labels of all heads]`: unnormalised scores.

    `hints` are those of `word_hints`, for the model that reads them.
    """
    mask = article.filled[:, None]
    (near, bias), (wider, wider_bias), (widest, widest_bias) = model.layers
    x = _near_forms(article, model, near)
    if hints is not None and model.hint_weights is not None:
        placed = np.zeros((len(x), hints.shape[1]), np.float32)
        placed[article.places] = hints
        x += _around(placed, (-1, 0, 1)) @ model.hint_weights
    h = _activate(x, bias, mask)
    h += _activate(_around(h, (-1, 0, 1)) @ wider, wider_bias, mask)
    h += _activate(_around(h, (-2, 0, 2)) @ widest, widest_bias, mask)
    return h[article.places] @ model.head_weights + model.head_bias


def word_hints(scores: Floats, words: Model) -> Floats:
    """`[words, hints]`: the probabilities of the labels of every head in HINTS.

    `scores` are those of the model of words.
    """
    parts = []
    for head in HINTS:
        own = scores[:, words.heads[head].columns]
        own = np.exp(own - own.max(axis=1, keepdims=True))
        parts.append(own / own.sum(axis=1, keepdims=True))
    return np.concatenate(parts, axis=1)


def _near_forms(article: Article, model: Model, weights: Floats) -> Floats:
    """What each form of the article adds to the places around it, put together at each place."""
    rows = _form_rows(article, model)
    steps = 2 * GAP + 1
    added = rows @ weights.reshape(steps, rows.shape[1], -1)  # [steps, forms, size]
    n = len(article.filled)
    out: Floats = added[0].take(article.forms[:n], axis=0)
    for step in range(1, steps):
        out += added[step].take(article.forms[step : step + n], axis=0)
    return out


def _form_rows(article: Article, model: Model) -> Floats:
    """A row for each form of the article, and one of nothing."""
    rows = np.zeros((len(article.numbers) + 1, model.rows.shape[1]), np.float32)
    rows[:-1] = model.rows[article.numbers]
    rows[:-1] *= model.scales[article.numbers, None]
    for at, pieces in article.unlisted.items():
        rows[at] = model.scales[pieces] @ model.rows[pieces]
    return rows


def _around(x: Floats, steps: tuple[int, ...]) -> Floats:
    """Each place with its neighbours at the given steps, side by side."""
    reach = steps[-1]
    n, size = x.shape
    padded = np.zeros((n + 2 * reach, size), np.float32)
    padded[reach : reach + n] = x
    return np.concatenate([padded[reach + s : reach + s + n] for s in steps], axis=1)


def _activate(out: Floats, bias: Floats, mask: Floats) -> Floats:
    out += bias
    np.maximum(out, 0.0, out=out)
    out *= mask
    return out


def best_labels(scores: Floats, head: Head) -> list[str]:
    """The best label of each word."""
    return [head.labels[i] for i in _best(scores, head).tolist()]


def label_odds(scores: Floats, head: Head) -> tuple[list[str], Floats]:
    """The best label of each word and its probability among the labels of the head."""
    own = scores[:, head.columns]
    best = _best(scores, head)
    top = own[np.arange(len(own)), best]
    shares = 1.0 / np.exp(own - top[:, None]).sum(axis=1)
    return [head.labels[i] for i in best.tolist()], shares


def _best(scores: Floats, head: Head) -> Numbers:
    best: Numbers = scores[:, head.columns].argmax(axis=1)
    return best
