"""Which corrections hold: of each finding the latest that was not taken back."""

from collections.abc import Iterable
from typing import NamedTuple

from dabir.corrections.records import Correction, Finding, Kind, What

JUDGING: tuple[What, ...] = ("right", "wrong", "speaker", "span", "code")


class Force(NamedTuple):
    """What holds of one finding; None where nobody said anything.

    `verdict` is the latest that judges it: `wrong`, or anything else for a finding that stands as
    it was read or with the speaker, span and code that are given. `history` is everything that was
    ever said of it, in order.
    """

    finding: Finding
    verdict: Correction | None
    speaker: Correction | None
    span: Correction | None
    code: Correction | None
    note: Correction | None
    history: tuple[Correction, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether the finding should not be there."""
        return self.verdict is not None and self.verdict.what == "wrong"

    @property
    def last(self) -> Correction | None:
        """The latest correction that was not taken back."""
        gone = {correction.undoes for correction in self.history}
        held = [c for c in self.history if c.what != "undo" and c.number not in gone]
        return held[-1] if held else None


def in_force(corrections: Iterable[Correction]) -> dict[tuple[Kind, str], Force]:
    """What holds of each finding of an article, by kind and id."""
    histories: dict[tuple[Kind, str], list[Correction]] = {}
    for correction in sorted(corrections, key=lambda c: c.number):
        key = (correction.finding.kind, correction.finding.id)
        histories.setdefault(key, []).append(correction)
    return {key: _force(history) for key, history in histories.items()}


def _force(history: list[Correction]) -> Force:
    undone = {correction.undoes for correction in history}
    held = [c for c in history if c.what != "undo" and c.number not in undone]

    def latest(*whats: What) -> Correction | None:
        return next((c for c in reversed(held) if c.what in whats), None)

    return Force(
        history[-1].finding,
        latest(*JUDGING),
        latest("speaker"),
        latest("span"),
        latest("code"),
        latest("note"),
        tuple(history),
    )
