"""Phrases looked up in running text, however their words are spaced."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

Entry = TypeVar("Entry")


class Hit(NamedTuple, Generic[Entry]):
    """Tokens `first` up to, not with, `last`, and what the lexicon says of them."""

    first: int
    last: int
    entry: Entry


class Phrases(Generic[Entry]):
    """Entries by their folded words without spaces, and every beginning of these."""

    def __init__(self, rows: Iterable[tuple[str, Entry]]) -> None:
        """The first of two rows with the same words holds."""
        self._entries: dict[str, Entry] = {}
        for words, entry in rows:
            self._entries.setdefault(words, entry)
        self._beginnings = frozenset(w[:n] for w in self._entries for n in range(1, len(w) + 1))

    def get(self, words: str) -> Entry | None:
        """The entry of these folded words, or None."""
        return self._entries.get(words)

    def longest(self, folded: list[str], at: int, end: int) -> Hit[Entry] | None:
        """The longest phrase that begins at token `at` and ends by token `end`."""
        joined = folded[at]
        if joined not in self._beginnings:
            return None
        best = None
        for last in range(at + 1, end + 1):
            entry = self._entries.get(joined)
            if entry is not None:
                best = Hit(at, last, entry)
            if last == end:
                break
            joined += folded[last]
            if joined not in self._beginnings:
                break
        return best

    def find(self, folded: list[str], first: int, end: int) -> list[Hit[Entry]]:
        """Every phrase from token `first` to `end`, the longest at each place, none in another."""
        found: list[Hit[Entry]] = []
        at = first
        while at < end:
            hit = self.longest(folded, at, end)
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last
        return found
