"""The network as it is trained; `dabir.language.network` computes the same with numpy.

A form's row is the sum of its vector from raw news (through one matrix), a vector of its own where
the annotated text has it, and the vectors of its pieces and marks; at the end the sum is all that
ships. Three layers then look at the words around, and one small matrix a head gives the label.
Names are a model of their own: sharing rows or layers with the tags cost names one to two points
of F1 on the dev part. What the model of words says of a word is a hint to it, beside the rows.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.tagger.chains import Chain

SIZE = 96
HIDDEN = 128
MEMORY = 96
GAP = 2  # empty places between sentences: no layer reaches further than two words


class Layers(nn.Module):
    """Three layers that look at the words around, the first at `hints` numbers a word as well."""

    def __init__(self, size: int, hidden: int, drop: float, hints: int = 0) -> None:
        super().__init__()
        self.near = nn.Linear(5 * size, hidden)
        if hints:
            self.hints = nn.Linear(3 * hints, hidden, bias=False)
            nn.init.zeros_(self.hints.weight)
        self.wider = nn.Linear(3 * hidden, hidden)
        self.widest = nn.Linear(3 * hidden, hidden)
        self.drop = drop

    def forward(self, x: Tensor, filled: Tensor, hints: Tensor | None = None) -> Tensor:
        """`[places, hidden]` from `[places, size]`; `filled` is 0 at the empty places."""
        x = self._dropped(x) * filled
        near = self.near(around(x, (-2, -1, 0, 1, 2)))
        if hints is not None:
            near = near + self.hints(around(hints * filled, (-1, 0, 1)))
        h = self._dropped(torch.relu(near) * filled)
        h = self._dropped(h + torch.relu(self.wider(around(h, (-1, 0, 1)))) * filled)
        return self._dropped(h + torch.relu(self.widest(around(h, (-2, 0, 2)))) * filled)

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.drop, self.training)


class LongLayers(Layers):
    """The same layers, and on top a memory that runs over each sentence both ways.

    Only teachers have it: numpy would walk it word by word.
    """

    def __init__(self, size: int, hidden: int, drop: float, hints: int = 0) -> None:
        super().__init__(size, hidden, drop, hints)
        self.memory = nn.LSTM(hidden, MEMORY, batch_first=True, bidirectional=True)
        self.recall = nn.Linear(2 * MEMORY, hidden)

    def forward(self, x: Tensor, filled: Tensor, hints: Tensor | None = None) -> Tensor:
        """As above; a sentence is a run of filled places."""
        h = super().forward(x, filled, hints)
        edges = torch.diff(functional.pad(filled[:, 0], (1, 1)))
        starts, ends = torch.where(edges == 1)[0].tolist(), torch.where(edges == -1)[0].tolist()
        sentences = [h[start:end] for start, end in zip(starts, ends, strict=True)]
        packed, _ = self.memory(nn.utils.rnn.pack_sequence(sentences, enforce_sorted=False))
        read = self.recall(torch.cat(nn.utils.rnn.unpack_sequence(packed)))
        return h.index_add(0, torch.where(filled[:, 0] == 1)[0], self._dropped(read))


class Model(nn.Module):
    """Rows of forms, layers over them, and heads."""

    def __init__(
        self,
        vectors: np.ndarray,
        pieces: int,
        marks: int,
        heads: dict[str, list[str]],
        drop: float = 0.33,
        layers: type[Layers] = Layers,
        hints: int = 0,
    ) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.from_numpy(vectors))
        self.from_vector = nn.Linear(vectors.shape[1], SIZE, bias=False)
        self.own = nn.Embedding(vectors.shape[0], SIZE, padding_idx=0)
        self.pieces = nn.EmbeddingBag(pieces, SIZE, mode="sum")
        self.marks = nn.EmbeddingBag(marks, SIZE, mode="sum")
        for table in (self.own, self.pieces, self.marks):
            nn.init.normal_(table.weight, std=0.05)
        nn.init.zeros_(self.own.weight)
        self.layers = layers(SIZE, HIDDEN, drop, hints)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(HIDDEN, len(labels)) for name, labels in heads.items()}
        )
        self.chain = Chain(heads.get("name", []))

    def rows(
        self,
        forms: Tensor,
        piece_bags: tuple[Tensor, Tensor],
        mark_bags: tuple[Tensor, Tensor],
        known: Tensor,
    ) -> Tensor:
        """`[forms, size]`; where `known` is 0 a form is made of its pieces alone."""
        listed = self.from_vector(self.vectors[forms]) + self.own(forms) + self.marks(*mark_bags)
        return listed * known[:, None] + self.pieces(*piece_bags)


def around(x: Tensor, steps: tuple[int, ...]) -> Tensor:
    """`[places, len(steps) * size]`: each place with its neighbours at the given steps."""
    reach = max(steps)
    padded = functional.pad(x, (0, 0, reach, reach))
    n = x.shape[0]
    return torch.cat([padded[reach + s : reach + s + n] for s in steps], dim=1)
