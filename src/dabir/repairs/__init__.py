"""Repair: letters, half-spaces, sub-headings, sentences, tokens; every change is an edit."""

import re
from bisect import bisect_right
from typing import NamedTuple

from dabir.records import Alignment, Article, Edit, Mark, Part, Repaired, align
from dabir.repairs.edits import apply_edits, compose
from dabir.repairs.headings import HeadingKit, find_headings, load_headings
from dabir.repairs.letters import LetterKit, find_letters, load_letters
from dabir.repairs.sentences import cut_sentences, load_abbreviations
from dabir.repairs.spacing import Mode, SpacingKit, load_spacing, repair_spacing
from dabir.repairs.tokens import cut_tokens

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Kit(NamedTuple):
    """The lexicons and weights of repair."""

    letters: LetterKit
    spacing: SpacingKit
    headings: HeadingKit
    abbreviations: frozenset[str]


def load_kit() -> Kit:
    """The lexicons and weights that ship with the package."""
    return Kit(load_letters(), load_spacing(), load_headings(), load_abbreviations())


def repair_text(raw: str, kit: Kit) -> tuple[str, list[Edit], Mode]:
    """The repaired text, the edits of the raw text that make it, and how boldly it was done.

    Rounds are repeated until one changes nothing, so that repairing twice changes no more.
    """
    edits = list(find_letters(raw, kit.letters))
    text, found, mode = repair_spacing(apply_edits(raw, edits), kit.spacing)
    return text, compose(edits, apply_edits(raw, edits), found), mode


def repair_article(article: Article, kit: Kit) -> Repaired:
    """The article's text, repaired and cut up; sub-headings known from mark-up are taken over."""
    text, edits, mode = repair_text(article.text, kit)
    paragraphs = tuple(_paragraphs(text))
    alignment = align(edits, len(article.text))
    parts = [(part.kind, *_place(text, alignment, part)) for part in article.parts]
    headings = tuple(find_headings(text, paragraphs, parts, kit.headings, kit.spacing))
    sentences: list[tuple[int, int]] = []
    counts: list[tuple[int, int]] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _pieces(paragraphs, headings):
        for sentence in cut_sentences(text, start, end, kit.abbreviations):
            first = len(starts)
            cut_tokens(text, *sentence, starts, ends)
            sentences.append(sentence)
            counts.append((first, len(starts)))
    return Repaired(
        article.text,
        text,
        tuple(edits),
        mode,
        paragraphs,
        headings,
        tuple(sentences),
        starts,
        ends,
        tuple(counts),
        alignment,
    )


def _place(text: str, alignment: Alignment, part: Part) -> tuple[int, int]:
    """Where a part of the raw text stands in the repaired text, without white space around it."""
    start, end = (_to_text(alignment, place) for place in (part.start, part.end))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _to_text(alignment: Alignment, place: int) -> int:
    """The place in the repaired text of a place in the raw text, after edits that end there."""
    piece = bisect_right(alignment.raw_at, place) - 1
    if alignment.copied[piece]:
        return alignment.text_at[piece] + place - alignment.raw_at[piece]
    return alignment.text_at[piece]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        kept = line.strip()
        if kept:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(kept)))
    return found


def _pieces(
    paragraphs: tuple[tuple[int, int], ...], headings: tuple[Mark, ...]
) -> list[tuple[int, int]]:
    """The paragraphs, cut at the ends of the headings that begin them."""
    ends = {mark.start: mark.end for mark in headings}
    pieces = []
    for start, end in paragraphs:
        cut = ends.get(start, end)
        pieces.append((start, cut))
        if cut < end:
            pieces.append((cut + 1, end))
    return pieces
