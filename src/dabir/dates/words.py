"""From a stretch of text to the words that dates are made of.

Folding maps character to character, so that a place in the folded text is the same place in the
text: Arabic letters to Persian ones, the digits of three scripts to ASCII. Vowel signs and
stretching become soft hyphens, which no word notices; signs of direction become spaces.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from dabir import unicode as u

_VOWELS = "".join(map(chr, (*range(0x064C, 0x0654), 0x0670)))
_DIRECTING = (
    f"{u.NBSP}{u.LRM}{u.RLM}{u.LRI}{u.RLI}{u.FSI}{u.PDI}\u202a\u202b\u202c\u202d\u202e\u2009\t"
)
_FOLDS = {
    **dict.fromkeys(f"{u.ZWJ}{u.BOM}{u.HAMZA_ABOVE}\u064b", u.ZWNJ),
    **dict.fromkeys(u.TATWEEL + _VOWELS, u.SOFT_HYPHEN),
    **dict.fromkeys(_DIRECTING, " "),
    **{d: str(i) for i, d in enumerate(u.PERSIAN_DIGITS)},
    **{d: str(i) for i, d in enumerate(u.ARABIC_INDIC_DIGITS)},
    **dict.fromkeys(f"{u.ARABIC_YEH}{u.ALEF_MAKSURA}\u0626", u.PERSIAN_YEH),
    u.ARABIC_KAF: u.PERSIAN_KEHEH,
    **dict.fromkeys(f"{u.TEH_MARBUTA}\u06c0\u06d5\u06c1", "\u0647"),
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),
    "\u0624": "\u0648",
}

_NUMERIC = (
    r"(?<![\d/.])(?:\d{1,4} ?/ ?\d{1,2} ?/ ?\d{1,4}"
    r"|\d{4}(?P<a>[.-])\d{1,2}(?P=a)\d{1,2}|\d{1,2}(?P<b>[.-])\d{1,2}(?P=b)\d{4})(?![/.-]?\d)"
)
_NOTHING = u.ZWNJ + u.SOFT_HYPHEN  # what may stand between two letters of one word
_WORD = re.compile(
    rf"(?P<numeric>{_NUMERIC})|(?P<digits>\d+)|(?P<letters>[^\W\d_]+)|(?P<mark>[^\w\s{_NOTHING}])"
)
_PLURALS = ("ها", "های", "هایی")
_NO_NOUN = ("other", "mark", "digits")
# Roles of words that are no part of a date, and tell only what stands beside one.
_CONTEXT = frozenset(("counted", "bearer", "event", "vague", "after-mi", "more-than"))
_ORDINAL_ENDS = ("ام", "م")


class Word(NamedTuple):
    """A word, number or mark of the text with its role in dates.

    `role` is "other" for a word that no lexicon knows, "mark" for one punctuation mark, "numeric"
    for a date in figures, "digits" or "cardinal" or "ordinal" for a number, else a role of the
    lexicons; `bearing` is how surely a month's name is a month.
    """

    role: str
    value: int | str
    start: int
    end: int
    text: str
    bearing: str = ""


class Entry(NamedTuple):
    """What a lexicon says about a form: its role and its value."""

    role: str
    value: int | str
    bearing: str = ""


class Vocabulary(NamedTuple):
    """Every known form, spaces where a space may stand, and the beginnings of all of them.

    `glued` holds pairs of forms that lost the space between them, «سالجاری», and where it was.
    """

    entries: dict[str, Entry]
    beginnings: frozenset[str]
    glued: dict[str, int]


def fold(text: str) -> str:
    """The text with look-alikes folded, character for character."""
    return u.replace_signs(text, _FOLDS)


def spellings(form: str) -> Iterator[str]:
    """The folded keys of a form whose spaces may be spaces or nothing in the text."""
    parts = fold(form).replace(u.ZWNJ, " ").split()
    for gaps in product(("", " "), repeat=len(parts) - 1):
        yield "".join(p + g for p, g in zip(parts, (*gaps, ""), strict=True))


def make_vocabulary(entries: dict[str, Entry]) -> Vocabulary:
    """The vocabulary of these forms, each given in all its spellings."""
    beginnings = {key[:end] for key in entries for end in range(1, len(key) + 1)}
    heads = [key for key, entry in entries.items() if entry.role == "unit" and len(key) > 1]
    ways = [key for key, entry in entries.items() if entry.role in ("toward", "before")]
    glued = {head + way: len(head) for head in heads for way in ways}
    return Vocabulary(entries, frozenset(beginnings), glued)


def read_words(folded: str, start: int, end: int, vocabulary: Vocabulary) -> list[Word]:
    """The words of `folded[start:end]`; known forms of several words come as one, longest first."""
    pieces = list(_WORD.finditer(folded, start, end))
    words: list[Word] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        text, kind = piece.group(), piece.lastgroup
        if text == u.PERSIAN_YEH and words and words[-1].role not in _NO_NOUN:
            at += 1  # «هفته‌ی گذشته»
            continue
        if kind != "mark" and text in vocabulary.beginnings and not _is_tail(folded, words, piece):
            found, taken = _longest(folded, pieces, at, vocabulary)
            if found is not None:
                words.append(found)
                at += taken
                continue
        if text in vocabulary.glued:
            words += _parted(piece, vocabulary)
            at += 1
            continue
        word = _plain(piece)
        at += 1
        if word.role == "digits" and at < len(pieces) and _ends_ordinal(folded, word, pieces[at]):
            word = word._replace(role="ordinal", end=pieces[at].end())
            at += 1
        words.append(word)
    return words


def _is_tail(folded: str, words: list[Word], piece: re.Match[str]) -> bool:
    """Whether a half-space ties the piece to an unknown word before it: «ناک‌اوت»."""
    if not words or words[-1].role != "other":
        return False
    gap = folded[words[-1].end : piece.start()]
    return gap == u.ZWNJ


def _parted(piece: re.Match[str], vocabulary: Vocabulary) -> Iterator[Word]:
    """The two words of a pair that lost its space."""
    cut = piece.start() + vocabulary.glued[piece.group()]
    for start, end in ((piece.start(), cut), (cut, piece.end())):
        text = piece.string[start:end]
        entry = vocabulary.entries[text]
        yield Word(entry.role, entry.value, start, end, text, entry.bearing)


def _ends_ordinal(folded: str, word: Word, following: re.Match[str]) -> bool:
    """Whether «ام» or «م» makes the figures an ordinal: «۴ام», «۲۷ ام»."""
    gap = folded[word.end : following.start()]
    if following.group() not in _ORDINAL_ENDS:
        return False
    return not gap.strip(_NOTHING) or (gap == " " and following.group() == "ام")


def _plain(piece: re.Match[str]) -> Word:
    text, (start, end) = piece.group(), piece.span()
    kind = piece.lastgroup
    if kind == "digits":
        return Word("digits", int(text) if len(text) <= 6 else -1, start, end, text)
    return Word("other" if kind == "letters" else str(kind), text, start, end, text)


def _longest(
    folded: str, pieces: list[re.Match[str]], at: int, vocabulary: Vocabulary
) -> tuple[Word | None, int]:
    """The longest known form that begins at a piece, and how many pieces it takes."""
    key, found, taken = "", None, 0
    start = last = pieces[at].start()
    for count in range(at, len(pieces)):
        piece = pieces[count]
        gap = folded[last : piece.start()]
        key += (" " if " " in gap else "") + piece.group()
        if key not in vocabulary.beginnings or "\n" in gap or piece["mark"]:
            break
        last = piece.end()
        entry = vocabulary.entries.get(key)
        if entry is not None and not _runs_on(folded, last, pieces, count, vocabulary):
            found = Word(entry.role, entry.value, start, last, key, entry.bearing)
            taken = count - at + 1
    return found, taken


def _runs_on(
    folded: str, end: int, pieces: list[re.Match[str]], at: int, vocabulary: Vocabulary
) -> bool:
    """Whether an unknown word is tied to the form, or makes it plural: «می‌گوید», «شنبه ها»."""
    if at + 1 == len(pieces) or not pieces[at + 1]["letters"]:
        return False
    following = pieces[at + 1]
    gap = folded[end : following.start()]
    if following.group() in _PLURALS and gap in (" ", u.ZWNJ):
        return True
    if following.group() == u.PERSIAN_YEH:
        return False
    tied = u.ZWNJ in gap and not gap.strip(_NOTHING)
    entry = vocabulary.entries.get(following.group())
    return tied and (entry is None or entry.role in _CONTEXT)
