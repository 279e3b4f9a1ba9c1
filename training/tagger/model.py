"""The network as it is trained; `dabir.language.network` computes the same with numpy.

A form's row is the sum of its vector from raw news (through one matrix), a vector of its own where
the annotated text has it, and the vectors of its pieces and marks; at the end the sum is all that
ships. Three layers then look at the words around, and one small matrix a head gives the label.
"""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.tagger.chains import Chain

GAP = 2  # empty places between sentences: no layer reaches further than two words


class Model(nn.Module):
    """Rows of forms, three layers over the words around, and the heads."""

    def __init__(
        self,
        vectors: np.ndarray,
        pieces: int,
        marks: int,
        heads: dict[str, list[str]],
        size: int = 96,
        hidden: int = 128,
        drop: float = 0.33,
    ) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.from_numpy(vectors))
        self.from_vector = nn.Linear(vectors.shape[1], size, bias=False)
        self.own = nn.Embedding(vectors.shape[0], size, padding_idx=0)
        self.pieces = nn.EmbeddingBag(pieces, size, mode="sum")
        self.marks = nn.EmbeddingBag(marks, size, mode="sum")
        for table in (self.own, self.pieces, self.marks):
            nn.init.normal_(table.weight, std=0.05)
        nn.init.zeros_(self.own.weight)
        self.near = nn.Linear(5 * size, hidden)
        self.wider = nn.Linear(3 * hidden, hidden)
        self.widest = nn.Linear(3 * hidden, hidden)
        self.heads = nn.ModuleDict(
            {name: nn.Linear(hidden, len(labels)) for name, labels in heads.items()}
        )
        self.chain = Chain(heads["name"])
        self.drop = drop

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

    def encode(self, x: Tensor, filled: Tensor) -> Tensor:
        """`[places, hidden]` from `[places, size]`; `filled` is 0 at the empty places."""
        x = functional.dropout(x, self.drop, self.training) * filled
        h = torch.relu(self.near(around(x, (-2, -1, 0, 1, 2)))) * filled
        h = functional.dropout(h, self.drop, self.training)
        h = h + torch.relu(self.wider(around(h, (-1, 0, 1)))) * filled
        h = functional.dropout(h, self.drop, self.training)
        h = h + torch.relu(self.widest(around(h, (-2, 0, 2)))) * filled
        return functional.dropout(h, self.drop, self.training)


def around(x: Tensor, steps: tuple[int, ...]) -> Tensor:
    """`[places, len(steps) * size]`: each place with its neighbours at the given steps."""
    reach = max(steps)
    padded = functional.pad(x, (0, 0, reach, reach))
    n = x.shape[0]
    return torch.cat([padded[reach + s : reach + s + n] for s in steps], dim=1)
