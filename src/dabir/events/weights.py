"""The weights of the model that scores events; see data/events_weights.card.md."""

import msgspec

from dabir.resources import load_table


class _WeightRow(msgspec.Struct):
    feature: str
    weight: float


def load_weights() -> dict[str, float]:
    """The weight of each feature."""
    return {row.feature: row.weight for row in load_table("events_weights", _WeightRow)}
