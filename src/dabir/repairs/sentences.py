"""Sentences: a paragraph is cut after final punctuation, and at the edges of its headings.

A dateline («تهران - ایرنا:») is a sentence of its own, as in the treebanks.
"""

import re
from collections.abc import Iterator

import msgspec

from dabir.resources import load_table

MOST_TOKENS = 600  # of a sentence
_WORDS = "[^\\s.:!\u061f\u060c\u061b]{1,24}(?: [^\\s.:!\u061f\u060c\u061b]{1,24}){0,3}"
_DATELINE = re.compile(f"{_WORDS} ?[-\u2013\u2014] {_WORDS} ?:(?=\\s)")
_END = re.compile("(?<![.!?\u061f\u2026])[.!?\u061f\u2026]+[\"'\u00bb\u201d\u2019)\\]]*(?=\\s+\\S)")


class AbbreviationRow(msgspec.Struct, frozen=True):
    """A row of `lexicon/repairs/abbreviations.tsv`: what may stand before a dot."""

    id: str
    form: str


def load_abbreviations() -> frozenset[str]:
    """The abbreviations, without their dots."""
    return frozenset(row.form for row in load_table("repairs_abbreviations", AbbreviationRow))


def cut_sentences(
    text: str, start: int, end: int, abbreviations: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`, half-open, without the white space between them."""
    begin = start
    while begin < end:
        finish = _next_end(text, begin, end, abbreviations)
        yield begin, finish
        begin = _after_space(text, finish)


def _next_end(text: str, begin: int, end: int, abbreviations: frozenset[str]) -> int:
    dateline = _DATELINE.match(text, begin, end)
    if dateline:
        return dateline.end()
    for match in _END.finditer(text, begin, end):
        if not _ends_nothing(text, begin, match, abbreviations):
            return match.end()
    return end


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _ends_nothing(
    text: str, begin: int, match: re.Match[str], abbreviations: frozenset[str]
) -> bool:
    """Whether the dot belongs to a list number, an initial, an abbreviation or «و…» (etc.)."""
    if match.group()[0] in "…." and text.endswith((" و", " و "), begin, match.start()):
        return True
    if match.group() != ".":
        return False
    low = max(begin, match.start() - 12)
    word = re.split('[\\s(\u00ab"]', text[low : match.start()])[-1]
    alone = match.start() - len(word) == begin
    return word in abbreviations or len(word) == 1 or (alone and word.isdigit())


def cut_heap(
    sentence: tuple[int, int], first: int, starts: list[int], ends: list[int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The sentence, and its tokens from `first` to the last of all: in one piece, as a rule.

    What is longer than `MOST_TOKENS` is no sentence but a heap of words; it is cut, for later
    stages look from one end of a sentence to the other again and again.
    """
    end = len(starts)
    for at in range(first, max(end, first + 1), MOST_TOKENS):
        last = min(at + MOST_TOKENS, end)
        opens = sentence[0] if at == first else starts[at]
        closes = sentence[1] if last == end else ends[last - 1]
        yield (opens, closes), (at, last)
