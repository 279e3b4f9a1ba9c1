"""Lists of names that need no model: organisations, places, titles, words that open a body's name.

A name of several words is found as a run of folded tokens, the longest first.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from dabir.language.forms import fold_form
from dabir.records import NameKind
from dabir.resources import load_table


class NameRow(msgspec.Struct):
    """A row of `organisations.tsv` or `places.tsv`."""

    id: str
    name: str
    group: str
    sure: str


class TitleRow(msgspec.Struct):
    """A row of `titles.tsv`; `gender` is m, f or empty."""

    id: str
    title: str
    gender: str
    strict: str


class HeadRow(msgspec.Struct):
    """A row of `body_heads.tsv`."""

    id: str
    word: str


class Listed(NamedTuple):
    """A listed name: its further tokens, its kind, its row, and whether it needs no other sign."""

    rest: tuple[str, ...]
    kind: NameKind
    row: str
    sure: bool


class NameKit(NamedTuple):
    """The lists, by folded first token; titles as runs of folded tokens.

    `title_words` are the titles of one word, those included after which more than a name follows.
    """

    names: dict[str, tuple[Listed, ...]]
    titles: dict[str, tuple[tuple[str, ...], ...]]
    title_words: frozenset[str]


def load_names() -> NameKit:
    """The lists of the packed lexicons."""
    names: dict[str, list[Listed]] = {}
    tables: tuple[tuple[str, NameKind], ...] = (
        ("language_organisations", "ORG"),
        ("language_places", "LOC"),
    )
    for table, kind in tables:
        for row in load_table(table, NameRow):
            first, *rest = fold_form(row.name).split()
            own_kind: NameKind = "POG" if row.group == "party" else kind
            listed = Listed(tuple(rest), own_kind, row.id, row.sure == "yes")
            names.setdefault(first, []).append(listed)
    titles: dict[str, list[tuple[str, ...]]] = {}
    rows = load_table("language_titles", TitleRow)
    for title in rows:
        if title.strict == "yes":
            first, *rest = fold_form(title.title).split()
            titles.setdefault(first, []).append(tuple(rest))
    return NameKit(
        names={
            first: tuple(sorted(found, key=lambda x: -len(x.rest)))
            for first, found in names.items()
        },
        titles={
            first: tuple(sorted(found, key=lambda x: -len(x))) for first, found in titles.items()
        },
        title_words=frozenset(fold_form(row.title) for row in rows if " " not in row.title),
    )


def find_listed(
    folds: Sequence[str], names: dict[str, tuple[Listed, ...]]
) -> Iterator[tuple[int, int, Listed]]:
    """First token, end token and entry of each listed name, left to right, none overlapping."""
    free = 0
    for at, fold in enumerate(folds):
        if at < free or fold not in names:
            continue
        for listed in names[fold]:
            end = at + 1 + len(listed.rest)
            if tuple(folds[at + 1 : end]) == listed.rest:
                yield at, end, listed
                free = end
                break
