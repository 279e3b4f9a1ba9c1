"""Repair: letters, half-spaces, sub-headings, sentences, tokens; every change is an edit."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from dabir.records import Article, Edit, Repaired, align
from dabir.repairs.edits import apply_edits, compose
from dabir.repairs.headings import HeadingKit, find_headings, load_headings
from dabir.repairs.letters import LetterKit, find_letters, load_letters
from dabir.repairs.paragraphs import cut_at_headings, find_paragraphs, place_part
from dabir.repairs.sentences import cut_heap, cut_sentences, load_abbreviations
from dabir.repairs.spacing import Mode, SpacingKit, load_spacing, repair_spacing
from dabir.repairs.style import find_digits, find_punctuation
from dabir.repairs.tokens import cut_tokens
from dabir.repairs.typos import find_typos
from dabir.repairs.untouched import cover
from dabir.repairs.wordbreaks import BreakKit, find_breaks, load_breaks


class Kit(NamedTuple):
    """The lexicons and weights of repair."""

    letters: LetterKit
    spacing: SpacingKit
    breaks: BreakKit
    headings: HeadingKit
    abbreviations: frozenset[str]


class Wishes(NamedTuple):
    """What repair does beyond letters, half-spaces and word breaks."""

    digits: bool = False
    punctuation: bool = False
    typos: bool = False


NO_WISHES = Wishes()


class Draft(NamedTuple):
    """A text with the edits of the raw text that made it, and how boldly it was repaired."""

    text: str
    edits: list[Edit]
    mode: Mode


def load_kit() -> Kit:
    """The lexicons and weights that ship with the package."""
    spacing = load_spacing()
    return Kit(load_letters(), spacing, load_breaks(spacing), load_headings(), load_abbreviations())


@cache
def _shipped_kit() -> Kit:
    return load_kit()


def repair(
    text: str, *, digits: bool = False, punctuation: bool = False, typos: bool = False
) -> Repaired:
    """The text repaired and cut up, with the lexicons and weights that ship with the package.

    Any string is accepted. Letters, half-spaces and word breaks are always repaired; `digits`,
    `punctuation` and likely `typos` only on request.
    """
    article = Article(id="text", text=text)
    return repair_article(article, _shipped_kit(), Wishes(digits, punctuation, typos))


def repair_text(raw: str, kit: Kit, wishes: Wishes = NO_WISHES) -> Draft:
    """The repaired text and its edits.

    Letters come first, for all that follows knows Persian letters only; then word breaks, so that
    half-spaces are looked for in whole words. What a step made may be work for one before it, so
    all is done again until nothing changes: repairing twice changes no more.
    """
    covered = cover(raw)
    text, edits = covered, list[Edit]()
    first: Mode | None = None
    while True:
        draft = _repair_once(text, kit, wishes, whole=first is None)
        if first is None:
            first = draft.mode
        if not draft.edits:
            edits = [edit for edit in edits if raw[edit.start : edit.end] != edit.replacement]
            return Draft(apply_edits(raw, edits), edits, first)
        edits = compose(edits, text, draft.edits)
        text = draft.text


def _repair_once(text: str, kit: Kit, wishes: Wishes, *, whole: bool) -> Draft:
    """One round. Unless it is to be `whole`, half-spaces rest where no other step changed a thing:
    they were repaired to the end in the round before.
    """
    edits: list[Edit] = []
    for find in _steps(kit, wishes):
        found = find(text)
        edits = compose(edits, text, found)
        text = apply_edits(text, found)
    if not edits and not whole:
        return Draft(text, [], "cautious")
    spaced, found, mode = repair_spacing(text, kit.spacing)
    return Draft(spaced, compose(edits, text, found), mode)


def _steps(kit: Kit, wishes: Wishes) -> Iterator[Callable[[str], list[Edit]]]:
    """The steps before half-spaces, in order; each finds edits in the text of the one before."""
    yield lambda text: list(find_letters(text, kit.letters))
    if wishes.digits:
        yield find_digits
    if wishes.punctuation:
        yield find_punctuation
    if wishes.typos:
        yield lambda text: find_typos(text, kit.breaks)
    yield lambda text: find_breaks(text, kit.breaks)


def repair_article(article: Article, kit: Kit, wishes: Wishes = NO_WISHES) -> Repaired:
    """The article's text, repaired and cut up; sub-headings known from mark-up are taken over."""
    text, edits, mode = repair_text(article.text, kit, wishes)
    alignment = align(edits, len(article.text))
    paragraphs = find_paragraphs(text)
    placed = ((part.kind, place_part(text, alignment, part)) for part in article.parts)
    parts = [(kind, *place) for kind, place in placed if place is not None]
    headings = find_headings(text, paragraphs, parts, kit.headings, kit.spacing)
    sentences: list[tuple[int, int]] = []
    counts: list[tuple[int, int]] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in cut_at_headings(text, paragraphs, headings):
        for sentence in cut_sentences(text, *piece, kit.abbreviations):
            first = len(starts)
            cut_tokens(text, *sentence, starts, ends)
            for part, tokens in cut_heap(sentence, first, starts, ends):
                sentences.append(part)
                counts.append(tokens)
    return Repaired(
        article.text,
        text,
        tuple(edits),
        mode,
        tuple(paragraphs),
        tuple(headings),
        tuple(sentences),
        starts,
        ends,
        tuple(counts),
        alignment,
    )
