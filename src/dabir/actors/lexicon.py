"""The lexicons of this stage, loaded once and made ready for look-up."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dabir.actors.codes import NOBODY, UNKNOWN, Code
from dabir.actors.phrases import Phrases
from dabir.resources import load_table
from dabir.statements.inflection import forms
from dabir.statements.words import fold, fold_all
from dabir.unicode import ZWNJ


class _NameRow(msgspec.Struct):
    id: str
    words: str
    code: str
    role: str
    kind: str
    start: str
    end: str
    sure: str


class _RoleRow(msgspec.Struct):
    id: str
    words: str
    role: str
    strength: str
    level: str


class _GroupRow(msgspec.Struct):
    id: str
    words: str
    group: str
    part_of: str


class _BlockRow(msgspec.Struct):
    words: str
    place: str


class _ReferenceRow(msgspec.Struct):
    id: str
    words: str
    kind: str


class _WordRow(msgspec.Struct):
    word: str


class _OutletRow(msgspec.Struct):
    name: str
    country: str


class _StemRow(msgspec.Struct):
    past: str
    present: str


class Term(NamedTuple):
    """Years in which a person held an office, None where open."""

    start: int | None
    end: int | None
    role: str

    def holds(self, year: int | None) -> bool:
        """Whether the year lies in the term; an unknown year does."""
        if year is None:
            return True
        return (self.start or 0) <= year <= (self.end or 9999)


class Name(NamedTuple):
    """A name: `kind` is name, adjective, people, seat, body, person, group or reference."""

    id: str
    code: Code
    kind: str
    sure: bool
    terms: tuple[Term, ...] = ()

    def in_year(self, year: int | None) -> Code:
        """The code at that time: a person out of office keeps the country alone."""
        if not self.terms:
            return self.code
        for term in self.terms:
            if term.holds(year):
                return Code(self.code.state, term.role)
        return Code(self.code.state)


class Role(NamedTuple):
    """A word of an office or body, and the level of a contact with it. `lone` is who it
    is where no country follows, if that is nobody known: «افراد مسلح», «کشتی»."""

    id: str
    role: str
    strong: bool
    level: str
    lone: Code | None = None


class Kit(NamedTuple):
    """What the actor reader knows of words, which are folded.

    `beginnings` holds the words with which a name, an office or a blocked phrase may begin.
    `groups` gives for a group of states the larger one that it is part of; `press` the country
    that an outlet writes for.
    """

    names: Phrases[Name]
    roles: Phrases[Role]
    blocked: Phrases[str]
    blocked_before: Phrases[str]
    blocked_after: Phrases[str]
    beginnings: frozenset[str]
    honorifics: frozenset[str]
    stoppers: frozenset[str]
    verbs: frozenset[str]
    groups: dict[str, str]
    press: dict[str, str]


def load_kit() -> Kit:
    """The shipped lexicons. Raises ResourceError where one is wrong."""
    blocks = load_table("actors_blockers", _BlockRow)
    names, roles = Phrases(_name_rows()), Phrases(_role_rows())
    blocked, blocked_before = _blocks(blocks, "whole"), _blocks(blocks, "before")
    return Kit(
        names=names,
        roles=roles,
        blocked=blocked,
        blocked_before=blocked_before,
        blocked_after=_blocks(blocks, "after"),
        beginnings=frozenset().union(
            names.beginnings, roles.beginnings, blocked.beginnings, blocked_before.beginnings
        ),
        honorifics=_words("statements_honorifics") | _words("actors_honorifics"),
        stoppers=_words("statements_stoppers"),
        groups={
            f"MULTI:{row.group}": f"MULTI:{row.part_of}"
            for row in load_table("actors_groups", _GroupRow)
            if row.part_of
        },
        press={
            "".join(fold_all(row.name)): row.country
            for row in load_table("statements_outlets", _OutletRow)
        },
        verbs=frozenset(
            fold(form.text)
            for row in load_table("statements_stems", _StemRow)
            for form in forms(row.past, row.present)
        ),
    )


def _words(table: str) -> frozenset[str]:
    return frozenset(fold(row.word) for row in load_table(table, _WordRow))


def _blocks(rows: tuple[_BlockRow, ...], place: str) -> Phrases[str]:
    return Phrases((r.words, r.words) for r in rows if r.place == place)


def _name_rows() -> Iterator[tuple[str, Name]]:
    for reference in load_table("actors_references", _ReferenceRow):
        yield (
            reference.words,
            Name(reference.id, UNKNOWN, f"reference-{reference.kind}", True),
        )
    for group in load_table("actors_groups", _GroupRow):
        yield group.words, Name(group.id, Code(f"MULTI:{group.group}"), "group", True)
    yield from _person_rows()
    for row in load_table("actors_names", _NameRow):
        if row.kind == "person":
            continue
        key, sure = row.words, row.sure == "yes"
        name = Name(row.id, Code(row.code, row.role), row.kind, sure)
        if row.kind == "adjective":
            yield from _adjective_forms(key, name)
        else:
            yield from ((form, name) for form in _joined_forms(key))


def _person_rows() -> Iterator[tuple[str, Name]]:
    """One name for all the offices that a person held."""
    found: dict[str, Name] = {}
    for row in load_table("actors_names", _NameRow):
        if row.kind != "person":
            continue
        key = row.words
        term = Term(int(row.start or 0) or None, int(row.end or 0) or None, row.role)
        known = found.get(key)
        if known is None:
            code = Code(row.code, row.role)
            found[key] = Name(row.id, code, "person", row.sure == "yes", (term,))
        elif known.code.state == row.code:
            found[key] = known._replace(terms=(*known.terms, term))
    yield from found.items()


def _joined_forms(key: str) -> Iterator[str]:
    """The word with what is written onto it: an ezafe after a vowel, «است»."""
    yield key
    if key[-1] in "او":
        yield key + "ی"
        yield key + "ست"
    if key[-1] == "ه":
        yield key + "ی"


def _adjective_forms(key: str, name: Name) -> Iterator[tuple[str, Name]]:
    yield key, name
    if key.endswith("ی"):
        yield key + "ی", name
    people = name._replace(kind="people")
    plurals = ("ها", "های", "هایی", "هاست", "هایش", "ان") if name.sure else ("ها", "های", "هایی")
    for ending in plurals:
        yield (key + ending if ending == "ان" else key + ZWNJ + ending), people


def _role_rows() -> Iterator[tuple[str, Role]]:
    rows = load_table("actors_roles", _RoleRow)
    for plural in (False, True):  # what the table says itself goes before what is made of it
        for row in rows:
            key = row.words
            lone = {"nobody": UNKNOWN, "thing": Code(NOBODY, row.role)}.get(row.strength)
            strong = lone is not None or row.strength == "strong"
            role = Role(row.id, row.role, strong, row.level, lone)
            yield from ((form, role) for form in (_plurals(key) if plural else (key,)))


def _plurals(key: str) -> Iterator[str]:
    yield key + "ی"
    if key.endswith(("ها", "های")):
        return
    for ending in ("ها", "های", "هایی", "ای") if key.endswith("ه") else ("ها", "های", "هایی"):
        yield key + ZWNJ + ending
