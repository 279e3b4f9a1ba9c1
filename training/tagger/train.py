"""Sentences, vectors and pretrained layers -> `words.pt`, and with its hints `names.pt`."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dabir.language.forms import fold_forms, form_pieces
from dabir.language.network import HINTS
from training.tagger.chains import pad_chains
from training.tagger.model import GAP, Layers, Model
from training.tagger.treebanks import Sentence
from training.tagger.word_lists import form_marks

REPEAT = {
    "perdt-dev": 6,
    "perdt-silver": 1,
    "seraji-train": 1,
    "seraji-dev": 4,
    "informal-train": 0.5,
    "names-train": 1,
    "names-raw": 0.5,
}
WEIGHT = {
    "perdt": 1.0,
    "seraji": 1.0,
    "informal": 0.3,
    "xpos": 0.5,
    "relation": 0.4,
    "ezafe": 0.4,
    "clitic": 1.5,
    "verb": 0.3,
    "number": 0.4,
    "lemma": 0.8,
    "name": 1.0,
}
PLACES = 2500


class Lexicon:
    """Numbers for forms, pieces and marks, fixed before training."""

    def __init__(self, work: Path, shared: Path, sentences: list[Sentence]) -> None:
        listed = [line.split("\t")[0] for line in (work / "forms.txt").read_text().splitlines()]
        vectors = np.load(work / "vectors.npy")
        vectors /= np.linalg.norm(vectors, axis=1).mean()
        self.counts = Counter(f for s in sentences for f in s.forms)
        seen = [f for f, n in self.counts.items() if n >= 2]
        self.marks_of = form_marks(shared)
        more = sorted((set(seen) | _worth_listing(self.marks_of)) - set(listed))
        self.forms = {f: i for i, f in enumerate(["", *listed, *more])}
        self.vectors = np.zeros((len(self.forms), vectors.shape[1]), np.float32)
        self.vectors[1 : 1 + len(listed)] = vectors
        pieces = Counter(p for f in self.forms for p in form_pieces(f))
        self.pieces = {p: i for i, p in enumerate(sorted(p for p, n in pieces.items() if n >= 8))}
        marks = sorted({m for ms in self.marks_of.values() for m in ms})
        self.marks = {m: i for i, m in enumerate(marks)}
        self._made: dict[str, tuple[list[int], list[int]]] = {}

    def bags(self, folds: list[str]) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        """The pieces and the marks of each form, as bags."""
        made = [self._numbers(f) for f in folds]
        return _bag([pieces for pieces, _ in made]), _bag([marks for _, marks in made])

    def _numbers(self, fold: str) -> tuple[list[int], list[int]]:
        if fold not in self._made:
            pieces = [self.pieces[p] for p in form_pieces(fold) if p in self.pieces] if fold else []
            self._made[fold] = pieces, [self.marks[m] for m in self.marks_of.get(fold, ())]
        return self._made[fold]


def _worth_listing(marks_of: dict[str, list[str]]) -> set[str]:
    wanted = ("first-name", "territory", "place:2", "place:3", "place-of-iran")
    return {f for f, marks in marks_of.items() if any(m.startswith(wanted) for m in marks)}


def _bag(lists: list[list[int]]) -> tuple[Tensor, Tensor]:
    offsets = np.cumsum([0, *map(len, lists)])[:-1]
    flat = [n for numbers in lists for n in numbers]
    return torch.tensor(flat, dtype=torch.long), torch.from_numpy(offsets)


def load_parts(work: Path, names: list[str]) -> dict[str, list[Sentence]]:
    """The named parts, with folded forms."""
    parts = {}
    for name in names:
        data = (work / "sentences" / f"{name}.json").read_bytes()
        sentences = msgspec.json.decode(data, type=list[Sentence])
        parts[name] = [Sentence(fold_forms(s.forms), s.labels) for s in sentences]
    return parts


def label_sets(parts: dict[str, list[Sentence]]) -> dict[str, list[str]]:
    """The labels of every head, sorted; a label met less than four times is left out."""
    found: dict[str, Counter[str]] = {}
    for sentences in parts.values():
        for s in sentences:
            for head, labels in s.labels.items():
                found.setdefault(head, Counter()).update(x for x in labels if x is not None)
    return {head: sorted(x for x, n in found[head].items() if n > 3) for head in sorted(found)}


class Batch:
    """Sentences in one row of places, with gaps; labels -1 where nothing is known."""

    def __init__(self, sentences: list[Sentence], numbers: dict[str, dict[str, int]]) -> None:
        forms: list[str] = [""] * GAP
        labels = {head: [-1] * GAP for head in numbers}
        self.ranges: list[tuple[int, int]] = []
        for s in sentences:
            self.ranges.append((len(forms), len(forms) + len(s.forms)))
            forms += [*s.forms, *([""] * GAP)]
            for head, known in numbers.items():
                given = s.labels.get(head)
                labels[head] += (
                    [-1 if x is None else known.get(x, -1) for x in given]
                    if given
                    else [-1] * len(s.forms)
                )
                labels[head] += [-1] * GAP
        order = {f: i for i, f in enumerate(dict.fromkeys(forms))}
        self.folds = list(order)
        self.at = torch.tensor([order[f] for f in forms])
        self.filled = torch.tensor([[float(f != "")] for f in forms])
        self.labels = {head: torch.tensor(values) for head, values in labels.items()}


def place_rows(model: Model, lexicon: Lexicon, batch: Batch, rng: np.random.Generator) -> Tensor:
    """`[places, size]`; in training rare forms are sometimes taken for unknown ones."""
    known = np.array([f in lexicon.forms for f in batch.folds], np.float32)
    if model.training:
        counts = np.array([lexicon.counts.get(f, 0) for f in batch.folds])
        known *= rng.random(len(known)) >= 0.02 + 0.25 / (1 + counts)
    numbers = torch.tensor([lexicon.forms.get(f, 0) for f in batch.folds])
    pieces, marks = lexicon.bags(batch.folds)
    return model.rows(numbers, pieces, marks, torch.from_numpy(known))[batch.at]


class Hinter:
    """What a trained model of words says of each word of a batch."""

    def __init__(self, model: Model, lexicon: Lexicon) -> None:
        self._model, self._lexicon = model.eval(), lexicon
        self.size = sum(model.heads[head].out_features for head in HINTS)

    def __call__(self, batch: Batch) -> Tensor:
        """`[places, size]`: the probabilities of the labels of every head in HINTS."""
        with torch.no_grad():
            rows = place_rows(self._model, self._lexicon, batch, np.random.default_rng(0))
            hidden = self._model.layers(rows, batch.filled)
            shares = [functional.softmax(self._model.heads[head](hidden), 1) for head in HINTS]
        return torch.cat(shares, dim=1)


def batches(sentences: list[Sentence], places: int) -> list[list[Sentence]]:
    """The sentences, in order, in groups of about `places` words."""
    groups: list[list[Sentence]] = [[]]
    size = 0
    for s in sentences:
        if size + len(s.forms) > places and groups[-1]:
            groups.append([])
            size = 0
        groups[-1].append(s)
        size += len(s.forms) + GAP
    return groups


def batch_loss(model: Model, batch: Batch, hidden: Tensor) -> Tensor:
    """The weighted loss of every head, a name's being that of the chain of its sentence."""
    loss = torch.zeros(())
    for head, wanted in batch.labels.items():
        known = wanted >= 0
        if not known.any():
            continue
        if head == "name":
            ranges = [r for r in batch.ranges if known[r[0]]]
            scores, lengths = pad_chains(model.heads[head](hidden), ranges)
            labels, _ = pad_chains(wanted, ranges)
            sum_ = model.chain.loss(scores, labels, lengths)
        else:
            scores = model.heads[head](hidden[known])
            sum_ = functional.cross_entropy(scores, wanted[known], reduction="sum")
        loss = loss + WEIGHT[head] * sum_ / PLACES
    return loss


def _epoch(
    parts: dict[str, list[Sentence]], shuffler: random.Random, places: int
) -> list[list[Sentence]]:
    """Batches in random order; each part comes as often as REPEAT says.

    Of a part that comes less than once another share is taken each time.
    """
    pool: list[Sentence] = []
    for name, part in parts.items():
        times = REPEAT[name]
        pool += part * int(times) if times >= 1 else shuffler.sample(part, int(times * len(part)))
    shuffler.shuffle(pool)
    return batches(pool, places)


def train(
    lexicon: Lexicon,
    parts: dict[str, list[Sentence]],
    labels: dict[str, list[str]],
    size: tuple[int, int],
    seed: int,
    report: Any = None,
    start: dict[str, Tensor] | None = None,
    layers: type[Layers] = Layers,
    hinter: Hinter | None = None,
) -> Model:
    """A model trained on the parts, each repeated as REPEAT says, from pretrained layers.

    `size` is the number of epochs and of places in a batch; `hinter` says what to read beside rows.
    """
    epochs, places = size
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    shuffler = random.Random(seed)
    numbers = {head: {x: i for i, x in enumerate(xs)} for head, xs in labels.items()}
    hints = hinter.size if hinter else 0
    tables = len(lexicon.pieces), len(lexicon.marks)
    model = Model(lexicon.vectors, *tables, labels, layers=layers, hints=hints)
    if start:
        own = ("heads.", "chain.", "layers.hints.")
        kept = {k: v for k, v in start.items() if not k.startswith(own)}
        model.load_state_dict(kept, strict=False)
    steps = epochs * (len(_epoch(parts, shuffler, places)) + 5)
    # fused steps take half the time; the words keep the plain ones, by which they shipped
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=2e-3, weight_decay=1e-4, fused=hinter is not None
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 4e-3, total_steps=steps, pct_start=0.1
    )
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for group in _epoch(parts, shuffler, places):
            batch = Batch(group, numbers)
            rows = place_rows(model, lexicon, batch, rng)
            hidden = model.layers(rows, batch.filled, hinter(batch) if hinter else None)
            loss = batch_loss(model, batch, hidden)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total:.1f}", report(model) if report else "", flush=True)
    return model


MODELS = {
    "words": ("perdt-dev", "perdt-silver", "seraji-train", "seraji-dev", "informal-train"),
    "names": ("names-train", "names-raw"),
}
ANNOTATED = (*MODELS["words"], "names-train")
SIZES = {"words": (6, 2500), "names": (7, 2000)}  # epochs, places in a batch
SEED = 1


def load_lexicon(shared: Path, work: Path) -> Lexicon:
    """The numbers of forms, pieces and marks over all annotated training parts."""
    parts = load_parts(work, list(ANNOTATED))
    return Lexicon(work, shared, [s for part in parts.values() for s in part])


def train_model(shared: Path, work: Path, name: str) -> None:
    """Train a model of MODELS on all its parts; write it as `words.pt` or `names.pt`."""
    torch.set_num_threads(1)
    lexicon = load_lexicon(shared, work)
    parts = load_parts(work, list(MODELS[name]))
    labels = label_sets(parts)
    hinter = load_hinter(lexicon, work) if name == "names" else None
    start = torch.load(work / "layers.pt")
    model = train(lexicon, parts, labels, SIZES[name], SEED, start=start, hinter=hinter)
    torch.save({"state": model.state_dict(), "labels": labels}, work / f"{name}.pt")


def load_model(lexicon: Lexicon, path: Path) -> tuple[Model, dict[str, list[str]]]:
    """A model that `train_model` wrote, with its labels."""
    saved = torch.load(path)
    state = saved["state"]
    model = Model(
        lexicon.vectors,
        len(lexicon.pieces),
        len(lexicon.marks),
        saved["labels"],
        hints=state["layers.hints.weight"].shape[1] // 3 if "layers.hints.weight" in state else 0,
    )
    model.load_state_dict(state)
    return model, saved["labels"]


def load_hinter(lexicon: Lexicon, work: Path) -> Hinter:
    """The hinter of the trained model of words."""
    return Hinter(load_model(lexicon, work / "words.pt")[0], lexicon)
