"""Words of the repaired text, folded so that spellings of one word are equal."""

from typing import NamedTuple

from dabir.records import Repaired
from dabir.unicode import (
    ALEF_MAKSURA,
    ARABIC_KAF,
    ARABIC_YEH,
    HAMZA_ABOVE,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    TATWEEL,
    TEH_MARBUTA,
    ZWNJ,
)

_FOLD: dict[int, str | None] = {
    ord(ARABIC_YEH): PERSIAN_YEH,
    ord(ALEF_MAKSURA): PERSIAN_YEH,
    ord(ARABIC_KAF): PERSIAN_KEHEH,
    ord(TEH_MARBUTA): "ه",
    ord("أ"): "ا",
    ord("إ"): "ا",
    ord("ؤ"): "و",
    ord("ئ"): "ی",
    ord("ۀ"): "ه",
    ord(HAMZA_ABOVE): None,
    ord(ZWNJ): None,
    ord(TATWEEL): None,
} | dict.fromkeys(range(0x064B, 0x0653), None)


def fold(word: str) -> str:
    """The word without half-spaces and vowel marks, with Persian letters for Arabic ones."""
    return word.translate(_FOLD)


def fold_all(words: str) -> list[str]:
    """The folded words of a phrase from a lexicon."""
    return [fold(word) for word in words.split()]


class Words(NamedTuple):
    """The tokens of one article: places in the repaired text, and folded forms."""

    text: str
    starts: list[int]
    ends: list[int]
    folded: list[str]

    def between(self, first: int, last: int) -> str:
        """The repaired text from token `first` up to, not with, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def words_of(repaired: Repaired) -> Words:
    """The words of a repaired text."""
    text, starts, ends = repaired.text, repaired.token_starts, repaired.token_ends
    return Words(text, starts, ends, [fold(text[a:b]) for a, b in zip(starts, ends, strict=True)])
