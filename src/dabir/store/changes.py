"""What was cut, changed or added between two tellings of one story, line by line."""

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from dabir.store.terms import Terms

SIMILAR = 0.5  # of the terms of two lines, to be one line that was changed


class Change(NamedTuple):
    """A line of either telling, or of both."""

    kind: Literal["kept", "changed", "cut", "added"]
    before: str | None
    after: str | None


def find_changes(before: str, after: str, terms: Terms) -> list[Change]:
    """The lines of both texts in order; lines with the same terms are the same line.

    Spelling, half-spaces, punctuation and empty lines make no difference.
    """
    old = [line for line in before.split("\n") if line.strip()]
    new = [line for line in after.split("\n") if line.strip()]
    old_terms = [tuple(terms.of_text(line)) for line in old]
    new_terms = [tuple(terms.of_text(line)) for line in new]
    changes: list[Change] = []
    matcher = SequenceMatcher(None, old_terms, new_terms, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(old[a:b], new[c:d], strict=True)
            changes.extend(Change("kept", *pair) for pair in pairs)
            continue
        paired = _pair(old_terms[a:b], new_terms[c:d])
        for number, line in enumerate(old[a:b]):
            if number in paired:
                changes.append(Change("changed", line, new[c + paired[number]]))
            else:
                changes.append(Change("cut", line, None))
        taken = set(paired.values())
        rest = (line for number, line in enumerate(new[c:d]) if number not in taken)
        changes.extend(Change("added", None, line) for line in rest)
    return changes


def _pair(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> dict[int, int]:
    """Which old line became which new one, in order, most alike first come."""
    paired: dict[int, int] = {}
    following = 0
    for number, terms in enumerate(old):
        shares = [(_share(terms, other), -place) for place, other in enumerate(new[following:])]
        share, place = max(shares, default=(0.0, 0))
        if share >= SIMILAR:
            paired[number] = following - place
            following += 1 - place
    return paired


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
