"""Cues: the words that attribute, found through the lexicon in any spelling of their spaces."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dabir.errors import ResourceError
from dabir.resources import load_table
from dabir.statements.inflection import Form, forms
from dabir.statements.words import Words, fold

MOST_TOKENS = 7


class _Stem(msgspec.Struct):
    past: str
    present: str


class _Verb(msgspec.Struct):
    id: str
    element: str
    verb: str
    frames: str
    stance: str


class _Phrase(msgspec.Struct):
    id: str
    opener: str
    core: str
    frames: str
    stance: str


class CueEntry(NamedTuple):
    """What the lexicon says of one form of a cue."""

    id: str
    frames: frozenset[str]
    stance: str
    form: Form | None


class Cue(NamedTuple):
    """A cue in a text: tokens `first` up to, not with, `last`."""

    first: int
    last: int
    entry: CueEntry

    def has(self, frame: str) -> bool:
        """Whether the cue can stand in that frame."""
        return frame in self.entry.frames

    @property
    def is_verb(self) -> bool:
        """Whether the cue is a finite verb."""
        return self.entry.form is not None


class CueLexicon(NamedTuple):
    """Entries by their folded form without spaces, and every prefix of a form.

    `elements` holds, for the words before a verb, the entry of the whole cue by that verb.
    """

    entries: dict[str, CueEntry]
    elements: dict[tuple[str, str], CueEntry]
    prefixes: frozenset[str]
    verb_forms: frozenset[str]


def load_cues() -> CueLexicon:
    """Every form of every cue of the lexicon."""
    stems = {row.past: list(forms(row.past, row.present)) for row in _stems()}
    entries: dict[str, CueEntry] = {}
    elements: dict[tuple[str, str], CueEntry] = {}
    for verb in load_table("statements_verbs", _Verb):
        if verb.verb not in stems:
            raise ResourceError(f"lexicon statements_verbs, row {verb.id}: no stem {verb.verb!r}")
        element = fold(verb.element.replace(" ", ""))
        frames = frozenset(verb.frames.split("+"))
        for form in stems[verb.verb]:
            key = element + fold(form.text)
            entries.setdefault(key, CueEntry(verb.id, frames, verb.stance, form))
            elements[element, fold(form.text)] = entries[key]
        if "ask" in frames:
            entries.setdefault(element, CueEntry(verb.id, frames, verb.stance, None))
    for key, entry in _phrase_entries():
        entries.setdefault(key, entry)
    prefixes = frozenset(key[:n] for key in entries for n in range(1, len(key) + 1))
    verb_forms = frozenset(fold(form.text) for group in stems.values() for form in group)
    return CueLexicon(entries, elements, prefixes, verb_forms)


def _stems() -> tuple[_Stem, ...]:
    return load_table("statements_stems", _Stem)


def _phrase_entries() -> Iterator[tuple[str, CueEntry]]:
    for row in load_table("statements_phrases", _Phrase):
        entry = CueEntry(row.id, frozenset(row.frames.split("+")), row.stance, None)
        for opener in row.opener.split("|"):
            for core in row.core.split("|"):
                key = fold((opener + core).replace(" ", ""))
                yield key, entry
                if core.endswith("ه"):
                    yield key + "ی", entry


def find_cues(words: Words, lexicon: CueLexicon) -> list[Cue]:
    """Every cue of the text, the longest at each place, none inside another."""
    found: list[Cue] = []
    at, count = 0, len(words.folded)
    while at < count:
        cue = _cue_at(words.folded, at, lexicon)
        if cue is None:
            at += 1
        else:
            found.extend(_sharing_verb(words.folded, cue, lexicon))
            found.append(cue)
            at = cue.last
    return found


def cues_between(cues: list[Cue], first: int, last: int) -> list[Cue]:
    """The cues that begin at the tokens `first` up to, not with, `last`."""
    return cues[bisect_left(cues, first, key=_first) : bisect_left(cues, last, key=_first)]


def _first(cue: Cue) -> int:
    return cue.first


def _sharing_verb(folded: list[str], cue: Cue, lexicon: CueLexicon) -> Iterator[Cue]:
    """The cue before «و» that shares the verb: «اعلام» in «X را Y اعلام و اظهار کرد»."""
    if cue.first < 2 or cue.last - cue.first < 2 or folded[cue.first - 1] != "و":
        return
    at = cue.first - 2
    entry = lexicon.elements.get((folded[at], folded[cue.last - 1]))
    if entry is not None:
        yield Cue(at, at + 1, entry)


def _cue_at(folded: list[str], at: int, lexicon: CueLexicon) -> Cue | None:
    joined, best = "", None
    for last in range(at, min(at + MOST_TOKENS, len(folded))):
        joined += folded[last]
        if joined not in lexicon.prefixes:
            break
        entry = lexicon.entries.get(joined)
        if entry is not None:
            best = Cue(at, last + 1, entry)
    return best
