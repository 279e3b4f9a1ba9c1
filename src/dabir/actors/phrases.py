"""Phrases looked up in running text, however their words are spaced."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from dabir.statements.words import fold
from dabir.unicode import ZWNJ

Entry = TypeVar("Entry")


class Hit(NamedTuple, Generic[Entry]):
    """Tokens `first` up to, not with, `last`, and what the lexicon says of them."""

    first: int
    last: int
    entry: Entry


class Phrases(Generic[Entry]):
    """Entries by their folded words without spaces, and every beginning of these (`beginnings`).

    A word without a space or half-space is found as one token only, so that «قرار داد» is no
    «قرارداد».
    """

    def __init__(self, rows: Iterable[tuple[str, Entry]]) -> None:
        """Rows of words as they are written; the first of two with the same words holds."""
        self._entries: dict[str, Entry] = {}
        whole: set[str] = set()
        parted: set[str] = set()
        for words, entry in rows:
            key = fold(words.replace(" ", ""))
            self._entries.setdefault(key, entry)
            (parted if " " in words or ZWNJ in words else whole).add(key)
        self._whole = whole - parted
        self.beginnings = frozenset(w[:n] for w in self._entries for n in range(1, len(w) + 1))

    def longest(self, folded: list[str], at: int, end: int) -> Hit[Entry] | None:
        """The longest phrase that begins at token `at` and ends by token `end`."""
        joined = folded[at]
        if joined not in self.beginnings:
            return None
        found = self._entries.get(joined)
        found_last = at + 1
        for last in range(at + 2, end + 1):
            joined += folded[last - 1]
            if joined not in self.beginnings:
                break
            entry = self._entries.get(joined)
            if entry is not None and joined not in self._whole:
                found, found_last = entry, last
        return None if found is None else Hit(at, found_last, found)

    def find(self, folded: list[str], first: int, end: int) -> list[Hit[Entry]]:
        """Every phrase from token `first` to `end`, the longest at each place, none in another."""
        found: list[Hit[Entry]] = []
        at = first
        while at < end:
            hit = self.longest(folded, at, end) if folded[at] in self.beginnings else None
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last
        return found
