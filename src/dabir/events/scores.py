"""How far an event may be believed: a logistic model over how its parts were found.

No feature names a country, an actor or a trigger; see data/events_weights.card.md.
"""

import math

from dabir.events.drafts import Draft
from dabir.events.occasions import GUESSES

BIAS = "bias"
_RULES = (*GUESSES, "speaker", "pair", "carried", "state", "government", "attack", "cue")


def features(draft: Draft) -> list[str]:
    """What speaks for or against the event."""
    source, target = ({c.state for c in side} for side in (draft.source, draft.target))
    found = {
        "echo": draft.echo,
        "source behind unknown": "unknown" in draft.source_rule,
        "in statement": draft.statement is not None,
        "one country": source == target and draft.source_rule != draft.target_rule,
        "told again": draft.times > 1,
    }
    return [
        f"source {_kind(draft.source_rule)}",
        f"target {_kind(draft.target_rule)}",
        f"status {draft.status.value}",
        f"zone {draft.zone}",
        f"type {draft.type}",
        f"voice {draft.voice or 'noun'}",
        *(name for name, holds in found.items() if holds),
    ]


def _kind(rule: str) -> str:
    """The rule without its details: told, or by which guess."""
    parts = rule.split("+")
    if not any(part.startswith(_RULES) for part in parts):
        return "told"
    return parts[-1].removesuffix(" behind unknown").removesuffix(" far")


def score(draft: Draft, weights: dict[str, float]) -> float:
    """The probability that the event is one."""
    total = weights[BIAS] + sum(weights.get(name, 0.0) for name in features(draft))
    return 1 / (1 + math.exp(-total))
