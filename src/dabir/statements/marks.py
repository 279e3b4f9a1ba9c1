"""Marks and small closed words that bound phrases, and the phrase itself."""

from typing import NamedTuple

SEPARATORS = frozenset("،,؛;-–—ـ")
BRACKETS = {"(": ")", "[": "]"}
QUOTE_MARKS = frozenset('«»"“”„″')
END_MARKS = frozenset(".!?؟:…*•/|")
TERMINAL = frozenset(".!?؟…")
DEMONSTRATIVES = frozenset(("این", "آن", "همین", "همان"))


class Phrase(NamedTuple):
    """Tokens `first` up to, not with, `last`."""

    first: int
    last: int
