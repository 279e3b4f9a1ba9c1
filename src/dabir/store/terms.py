"""Terms: the form of a word under which it is indexed and looked up.

Words that a reader takes for one have one term: with half-space, space or neither, with Arabic or
Persian letters and digits, singular and plural, with and without an attached pronoun or ezafe.
The term is for matching alone: it may be no word.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dabir.resources import load_table
from dabir.unicode import (
    ALEF_MAKSURA,
    ARABIC_INDIC_DIGITS,
    ARABIC_KAF,
    ARABIC_YEH,
    PERSIAN_DIGITS,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    TATWEEL,
    TEH_MARBUTA,
    ZWJ,
    ZWNJ,
)

FILLER = "\u2060"  # stands, as long as places are counted, for what folding drops
FOLDED = str.maketrans(
    ARABIC_YEH + ALEF_MAKSURA + ARABIC_KAF + TEH_MARBUTA + "ۀآأإٱؤئ" + PERSIAN_DIGITS
    + ARABIC_INDIC_DIGITS,
    PERSIAN_YEH * 2 + PERSIAN_KEHEH + "هه" + "اااا" + "و" + PERSIAN_YEH + "0123456789" * 2,
    TATWEEL + ZWJ + FILLER,
)  # fmt: skip
MARK_RANGES = ((0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))
MARKS = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in MARK_RANGES) + "]")
BLANKED = {
    **{place: letter or ord(FILLER) for place, letter in FOLDED.items()},
    **{place: ord(FILLER) for a, b in MARK_RANGES for place in range(a, b + 1)},
}
WORD = re.compile(rf"\w[\w{ZWNJ}{FILLER}]*")
PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
VERB_PREFIXES = frozenset(("می", "نمی"))
FREE_ENDINGS = frozenset(
    ("ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان")
)
ENDINGS = FREE_ENDINGS | frozenset(
    ("م", "ت", "ش", "مان", "تان", "شان", "ام", "ات", "اش", "ای", "ایم", "اید", "اند", "ی", "یی")
)
PLURAL = re.compile("(?<=..)ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?$")
HUMAN_PLURAL = re.compile("(?<=...)گان$")
PRONOUN = re.compile("(?<=...)(?:مان|تان|شان|ش)$")
EZAFE = re.compile("(?<=[او]..)ی$|(?<=..[او])ی$")


class _PluralRow(msgspec.Struct):
    plural: str
    singular: str


class _WholeRow(msgspec.Struct):
    word: str


class _VariantRow(msgspec.Struct):
    form: str
    word: str


class Lore(NamedTuple):
    """What the rules of endings do not know; all words folded and without half-spaces."""

    plurals: dict[str, str]
    whole: frozenset[str]
    variants: dict[str, str]


class Token(NamedTuple):
    """A word of a text with its term; `text[start:end]` is the word."""

    term: str
    start: int
    end: int


def load_lore() -> Lore:
    """The lexicons of the search."""
    rows = (*load_table("language_plurals", _PluralRow), *load_table("store_plurals", _PluralRow))
    variants = load_table("store_variants", _VariantRow)
    return Lore(
        {bare(row.plural): bare(row.singular) for row in rows},
        frozenset(bare(row.word) for row in load_table("store_whole", _WholeRow)),
        {bare(row.form): bare(row.word) for row in variants},
    )


def fold(text: str) -> str:
    """The text with one form for each letter and digit, as long as the text was or shorter."""
    if PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return MARKS.sub("", text.translate(FOLDED)).lower()


def bare(word: str) -> str:
    """A word folded and without half-spaces."""
    return fold(word).replace(ZWNJ, "")


class Terms:
    """Makes terms. Remembers words that it saw, up to a bound."""

    REMEMBERED = 1 << 17

    def __init__(self, lore: Lore) -> None:
        self.lore = lore
        self._seen: dict[str, str] = {}

    def of_text(self, text: str) -> list[str]:
        """The terms of a text, in order."""
        return [term for term, _, _ in self._join(self._words(fold(text)))]

    def tokens(self, text: str) -> Iterator[Token]:
        """The terms of a text, in order, with their places in it."""
        return self._join(self._words(_fold_in_place(text)))

    def of_word(self, word: str) -> str:
        """The term of one folded word."""
        term = self._seen.get(word)
        if term is None:
            if len(self._seen) >= self.REMEMBERED:
                self._seen.clear()
            term = self._seen[word] = self._make(word)
        return term

    def _words(self, folded: str) -> Iterator[tuple[str, int, int]]:
        return (
            (found[0].replace(FILLER, ""), found.start(), found.end())
            for found in WORD.finditer(folded)
        )

    def _join(self, words: Iterator[tuple[str, int, int]]) -> Iterator[Token]:
        """Take «می شود» for one word, and «کتاب ها» too."""
        held: tuple[str, int, int] | None = None
        for word, start, end in words:
            if held and held[0] in VERB_PREFIXES:
                held = (held[0] + ZWNJ + word, held[1], end)
                continue
            if held and word in FREE_ENDINGS:
                held = (held[0] + ZWNJ + word, held[1], end)
                continue
            if held:
                yield Token(self.of_word(held[0]), held[1], held[2])
            held = (word, start, end)
        if held:
            yield Token(self.of_word(held[0]), held[1], held[2])

    def _make(self, word: str) -> str:
        pieces = [piece for piece in word.split(ZWNJ) if piece]
        while len(pieces) > 1 and pieces[-1] in ENDINGS and pieces[0] not in VERB_PREFIXES:
            pieces.pop()
        return self._root("".join(pieces))

    def _root(self, word: str) -> str:
        word = self._singular(word)
        if word not in self.lore.whole:
            word = self._singular(PRONOUN.sub("", word))
        word = EZAFE.sub("", word)
        return self.lore.variants.get(word, word)

    def _singular(self, word: str) -> str:
        if word in self.lore.whole:
            return word
        singular = self.lore.plurals.get(word)
        if singular is None and word.endswith(PERSIAN_YEH):
            singular = self.lore.plurals.get(word[:-1])
        if singular is not None:
            return singular
        shorter = PLURAL.sub("", word)
        if shorter != word:
            return self.lore.plurals.get(shorter, shorter)
        return HUMAN_PLURAL.sub("ه", word)


def _fold_in_place(text: str) -> str:
    """As `fold`, but as long as `text`: a FILLER stands for what folding drops."""
    folded = text.translate(BLANKED).lower()
    if len(folded) == len(text) and not PRESENTATION.search(text):
        return folded
    return "".join(_fold_letter(letter) for letter in text)


def _fold_letter(letter: str) -> str:
    folded = fold(letter)
    return folded[0] if folded else FILLER


def load_terms() -> Terms:
    """The maker of terms with its lexicons."""
    return Terms(load_lore())
