"""Repair: letters, half-spaces, sub-headings, sentences, tokens; every change is an edit."""

import re
from typing import NamedTuple

from dabir.records import Article, Edit, Mark, Repaired, align
from dabir.repairs.edits import apply_edits, compose
from dabir.repairs.headings import find_headings
from dabir.repairs.letters import LetterKit, find_letters, load_letters
from dabir.repairs.sentences import cut_sentences, load_abbreviations
from dabir.repairs.spacing import Mode, SpacingKit, load_spacing, repair_spacing
from dabir.repairs.tokens import cut_tokens

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


class Kit(NamedTuple):
    """The lexicons and weights of repair."""

    letters: LetterKit
    spacing: SpacingKit
    abbreviations: frozenset[str]


def load_kit() -> Kit:
    """The lexicons and weights that ship with the package."""
    return Kit(load_letters(), load_spacing(), load_abbreviations())


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
    headings = tuple(find_headings(text, paragraphs))
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
    alignment = align(edits, len(article.text))
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
