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
    replace_signs,
)

_FOLD: dict[str, str] = {
    ARABIC_YEH: PERSIAN_YEH,
    ALEF_MAKSURA: PERSIAN_YEH,
    ARABIC_KAF: PERSIAN_KEHEH,
    TEH_MARBUTA: "ه",
    "أ": "ا",
    "إ": "ا",
    "ؤ": "و",
    "ئ": "ی",
    "ۀ": "ه",
    HAMZA_ABOVE: "",
    ZWNJ: "",
    TATWEEL: "",
} | dict.fromkeys(map(chr, range(0x064B, 0x0653)), "")
_BY_CODE = str.maketrans(_FOLD)


def fold(word: str) -> str:
    """The word without half-spaces and vowel marks, with Persian letters for Arabic ones."""
    return word.translate(_BY_CODE)


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
    words = "\n".join([text[a:b] for a, b in zip(starts, ends, strict=True)])
    return Words(text, starts, ends, replace_signs(words, _FOLD).split("\n") if starts else [])
