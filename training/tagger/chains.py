"""Names as chains of labels: how likely the right chain is among all, for training.

The weights of one label after another are learned with the network; a chain that continues a name
which was not begun is all but forbidden. `dabir.language.chains` finds the best chain.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

FORBIDDEN = -20.0


class Chain(nn.Module):
    """Weights `[labels + 1, labels]` of each label after each; the last row is the beginning."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(labels) + 1, len(labels)))
        rule = torch.zeros(len(labels) + 1, len(labels))
        for i, before in enumerate([*labels, "O"]):
            for j, label in enumerate(labels):
                if label.startswith("I-") and (before == "O" or before[2:] != label[2:]):
                    rule[i, j] = FORBIDDEN
        self.register_buffer("rule", rule)

    def weights(self) -> Tensor:
        """The learned weights and the rule together."""
        return self.steps + self.rule

    def loss(self, scores: Tensor, wanted: Tensor, lengths: Tensor) -> Tensor:
        """Summed negative log-likelihood; `scores` are `[chains, longest, labels]`, padded."""
        n = scores.shape[2]
        after, first = self.weights()[:n], self.weights()[n]
        here = scores.gather(2, wanted[:, :, None])[:, :, 0]
        reached = first + scores[:, 0]
        right = first[wanted[:, 0]] + here[:, 0]
        for i in range(1, scores.shape[1]):
            going_on = i < lengths
            onward = torch.logsumexp(reached[:, :, None] + after[None], dim=1) + scores[:, i]
            reached = torch.where(going_on[:, None], onward, reached)
            step = after[wanted[:, i - 1], wanted[:, i]] + here[:, i]
            right = right + torch.where(going_on, step, torch.zeros(()))
        return (torch.logsumexp(reached, dim=1) - right).sum()


def pad_chains(flat: Tensor, ranges: Sequence[tuple[int, int]]) -> tuple[Tensor, Tensor]:
    """The rows of `flat` at each range, as `[chains, longest, ...]`, and the lengths."""
    lengths = torch.tensor([end - start for start, end in ranges])
    parts = [flat[start:end] for start, end in ranges]
    return nn.utils.rnn.pad_sequence(parts, batch_first=True), lengths
