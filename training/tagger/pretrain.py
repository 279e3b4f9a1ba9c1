"""`lines.txt` and vectors -> `layers.pt`: layers that have learned to guess a hidden word.

A sixth of the words of raw news are hidden, and the layers tell from the words around which of the
batch's hidden words stood there. No annotation is used.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.tagger.model import HIDDEN, Model
from training.tagger.train import SEED, Batch, Lexicon, batches, load_lexicon
from training.tagger.treebanks import Sentence

HIDDEN_SHARE = 0.17
WORDS = 11_000_000
PLACES = 4000
_END = re.compile(r"(?<= [.!؟:؛]) ")


def raw_sentences(path: Path, seed: int, words: int) -> Iterator[Sentence]:
    """About so many words of raw lines, cut at the ends of sentences, in ever new random order."""
    lines = path.read_text("utf-8").splitlines()
    shuffler = random.Random(seed)
    total = 0
    while True:
        shuffler.shuffle(lines)
        for line in lines:
            for part in _END.split(line):
                forms = part.split()[:60]
                total += len(forms)
                if forms:
                    yield Sentence(forms, {})
            if total > words:
                return


def pretrain(lexicon: Lexicon, model: Model, path: Path, seed: int) -> None:
    """Teach the model's rows and layers in place."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    guess = nn.Linear(HIDDEN, lexicon.vectors.shape[1])
    parameters = [*model.parameters(), *guess.parameters()]
    groups = batches(list(raw_sentences(path, seed, WORDS)), PLACES)
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=len(groups) + 1)
    model.train()
    total = 0.0
    for number, group in enumerate(groups, start=1):
        loss = _guess_loss(lexicon, model, guess, Batch(group, {}), rng)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 2.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if number % 200 == 0:
            print(f"pretrain {number}/{len(groups)}: loss {total / 200:.3f}", flush=True)
            total = 0.0


def _guess_loss(
    lexicon: Lexicon, model: Model, guess: nn.Linear, batch: Batch, rng: np.random.Generator
) -> Tensor:
    numbers = torch.tensor([lexicon.forms.get(f, 0) for f in batch.folds])
    known = torch.from_numpy((rng.random(len(numbers)) >= 0.03).astype(np.float32))
    pieces, marks = lexicon.bags(batch.folds)
    rows = model.rows(numbers, pieces, marks, known * (numbers > 0))
    place_numbers = numbers[batch.at]
    hidden = torch.from_numpy(rng.random(len(place_numbers)) < HIDDEN_SHARE) & (place_numbers > 0)
    x = rows[batch.at] * (~hidden)[:, None]
    found = guess(model.layers(x, batch.filled)[hidden])
    candidates, wanted = place_numbers[hidden].unique(return_inverse=True)
    return functional.cross_entropy(found @ model.vectors[candidates].T, wanted)


def pretrain_all(shared: Path, work: Path) -> None:
    """Write `layers.pt`."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    lexicon = load_lexicon(shared, work)
    model = Model(lexicon.vectors, len(lexicon.pieces), len(lexicon.marks), {}, drop=0.1)
    pretrain(lexicon, model, work / "lines.txt", SEED)
    torch.save(model.state_dict(), work / "layers.pt")
