"""Four models of names and raw lines -> `sentences/names-raw.json`: raw sentences they labelled.

One model learns from what several agree on more than from the annotated sentences alone: their
scores are added before the best chain is taken. Two of them remember the whole sentence.
"""

from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor

from dabir.language.chains import best_chains
from training.tagger.model import Layers, LongLayers, Model
from training.tagger.pretrain import raw_sentences
from training.tagger.train import (
    PLACES,
    SEED,
    SIZES,
    Batch,
    Hinter,
    Lexicon,
    batches,
    label_sets,
    load_hinter,
    load_lexicon,
    load_parts,
    place_rows,
    train,
)
from training.tagger.treebanks import Sentence

TEACHERS = ((Layers, 1, 7), (Layers, 2, 7), (LongLayers, 1, 5), (LongLayers, 2, 5))
"""Layers, seed and epochs of each teacher."""
WORDS = 600_000


def label_raw(
    models: list[Model],
    lexicon: Lexicon,
    hinter: Hinter,
    raw: list[Sentence],
    labels: list[str],
) -> list[Sentence]:
    """The raw sentences with the labels that the models give together."""
    rng = np.random.default_rng(0)
    steps = np.sum([model.chain.weights().detach().numpy() for model in models], axis=0)
    found: list[Sentence] = []
    for group in batches(raw, PLACES):
        batch = Batch(group, {})
        hints = hinter(batch)
        scores = np.sum([_scores(model, lexicon, batch, hints, rng) for model in models], axis=0)
        best = best_chains(scores, batch.ranges, steps)
        for sentence, (start, end) in zip(group, batch.ranges, strict=True):
            own: list[str | None] = [labels[i] for i in best[start:end]]
            found.append(Sentence(sentence.forms, {"name": own}))
    return found


def _scores(
    model: Model, lexicon: Lexicon, batch: Batch, hints: Tensor, rng: np.random.Generator
) -> np.ndarray:
    model.eval()
    with torch.no_grad():
        rows = place_rows(model, lexicon, batch, rng)
        scores: np.ndarray = model.heads["name"](model.layers(rows, batch.filled, hints)).numpy()
    return scores


def teach_all(shared: Path, work: Path) -> None:
    """Train the teachers and write the raw sentences that they label."""
    torch.set_num_threads(1)
    lexicon = load_lexicon(shared, work)
    parts = load_parts(work, ["names-train"])
    labels = label_sets(parts)
    start = torch.load(work / "layers.pt")
    hinter = load_hinter(lexicon, work)
    places = SIZES["names"][1]
    models = [
        train(lexicon, parts, labels, (epochs, places), seed, None, start, layers, hinter)
        for layers, seed, epochs in TEACHERS
    ]
    raw = list(raw_sentences(work / "lines.txt", SEED, WORDS))
    labelled = label_raw(models, lexicon, hinter, raw, labels["name"])
    (work / "sentences" / "names-raw.json").write_bytes(msgspec.json.encode(labelled))
    print(f"names-raw: {len(labelled)} sentences")
