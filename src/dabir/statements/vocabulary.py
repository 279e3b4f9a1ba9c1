"""The lexicons of this stage, loaded once and made ready for look-up."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from dabir.resources import load_table
from dabir.statements.cues import CueLexicon, load_cues
from dabir.statements.words import fold, fold_all


class _Word(msgspec.Struct):
    id: str
    word: str


class _Phrase(msgspec.Struct):
    id: str
    words: str


class _Stopper(msgspec.Struct):
    word: str
    kind: str


class _Joint(msgspec.Struct):
    word: str
    preposition: str


class _Pronoun(msgspec.Struct):
    word: str
    number: str


class _Honorific(msgspec.Struct):
    word: str
    gender: str


class Medium(msgspec.Struct):
    """A row of `media.tsv`: what takes a partner after it, and of what kind it is."""

    words: str
    takes: str
    medium: str


class _Capital(msgspec.Struct):
    capital: str
    country: str


class _Rule(msgspec.Struct):
    id: str
    score: float


class _Outlet(msgspec.Struct):
    name: str


class Vocabulary(NamedTuple):
    """What the statement reader knows of words. All words are folded."""

    cues: CueLexicon
    grammar: dict[str, frozenset[str]]
    scores: dict[str, float]
    titles: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    posts: frozenset[str]
    quantifiers: frozenset[str]
    capitals: dict[str, str]
    exclusive: frozenset[str]
    plurals: frozenset[str]
    label_heads: frozenset[str]
    no_speakers: frozenset[str]
    honorifics: dict[str, str]
    pronouns: dict[str, str]
    stoppers: dict[str, str]
    joints: frozenset[tuple[str, str]]
    adverbials: dict[str, list[list[str]]]
    narrator: dict[str, list[list[str]]]
    outlets: dict[str, list[list[str]]]
    compounds: dict[str, list[list[str]]]
    contrasts: dict[str, list[list[str]]]
    comma_names: dict[str, list[list[str]]]
    media: dict[str, list[list[str]]]
    media_kinds: dict[str, Medium]


def load_vocabulary() -> Vocabulary:
    """The shipped lexicons. Raises ResourceError where one is wrong."""
    return Vocabulary(
        cues=load_cues(),
        grammar=_grammar(),
        scores={rule.id: rule.score for rule in load_table("statements_rules", _Rule)},
        titles=_words("titles"),
        bodies=_words("bodies"),
        documents=_words("documents"),
        posts=_words("posts"),
        quantifiers=_words("quantifiers"),
        capitals={
            fold(row.capital): fold(row.country)
            for row in load_table("statements_capitals", _Capital)
        },
        exclusive=_words("exclusive"),
        plurals=_words("plurals"),
        label_heads=_words("label_heads"),
        no_speakers=_words("no_speakers"),
        honorifics={
            fold(r.word): r.gender for r in load_table("statements_honorifics", _Honorific)
        },
        pronouns={fold(r.word): r.number for r in load_table("statements_pronouns", _Pronoun)},
        stoppers={fold(r.word): r.kind for r in load_table("statements_stoppers", _Stopper)},
        joints=frozenset(
            (fold(r.word), fold(r.preposition)) for r in load_table("statements_joints", _Joint)
        ),
        adverbials=_by_first(_phrases("adverbials")),
        narrator=_by_first(_phrases("narrator")),
        compounds=_by_first(_phrases("compounds")),
        contrasts=_by_first(_phrases("contrasts")),
        comma_names=_by_first(_phrases("comma_names")),
        media=_by_first(_phrases("media")),
        media_kinds={
            " ".join(fold_all(row.words)): row for row in load_table("statements_media", Medium)
        },
        outlets=_by_first(fold_all(r.name) for r in load_table("statements_outlets", _Outlet)),
    )


def _grammar() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in load_table("statements_grammar", _Stopper):
        kinds.setdefault(row.kind, set()).add(fold(row.word))
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(row.word) for row in load_table(f"statements_{name}", _Word))


def _phrases(name: str) -> Iterable[list[str]]:
    return (fold_all(row.words) for row in load_table(f"statements_{name}", _Phrase))


def _by_first(phrases: Iterable[list[str]]) -> dict[str, list[list[str]]]:
    """Phrases by their first word, the longest first."""
    table: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase)
    for group in table.values():
        group.sort(key=len, reverse=True)
    return table


def phrase_end(words: list[str], at: int, table: dict[str, list[list[str]]]) -> int:
    """The token after the longest phrase of `table` that begins at token `at`, or `at`."""
    for phrase in table.get(words[at], ()):
        if words[at : at + len(phrase)] == phrase:
            return at + len(phrase)
    return at
