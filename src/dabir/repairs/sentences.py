"""Sentences: a paragraph is cut after final punctuation, and at the edges of its headings."""

import re
from collections.abc import Iterator

import msgspec

from dabir.resources import load_table

_END = re.compile("[.!?\u061f\u2026]+[\"'\u00bb\u201d\u2019)\\]]*(?=\\s+\\S)")


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
    for match in _END.finditer(text, start, end):
        if _ends_nothing(text, begin, match, abbreviations):
            continue
        yield begin, match.end()
        begin = match.end()
        while text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _ends_nothing(
    text: str, begin: int, match: re.Match[str], abbreviations: frozenset[str]
) -> bool:
    """Whether the dot belongs to a list number, an initial, or an abbreviation."""
    if match.group() != ".":
        return False
    low = max(begin, match.start() - 12)
    word = re.split('[\\s(\u00ab"]', text[low : match.start()])[-1]
    alone = match.start() - len(word) == begin
    return word in abbreviations or len(word) == 1 or (alone and word.isdigit())
