"""Names of parties in both languages, by the states, bodies and groups of their codes."""

from functools import cache
from typing import Literal

import msgspec

from dabir.resources import load_table

Names = dict[str, str]


class _CountryRow(msgspec.Struct):
    id: str
    name: str


class _NameRow(msgspec.Struct):
    words: str
    code: str
    kind: str


class _GroupRow(msgspec.Struct):
    words: str
    group: str


@cache
def load_parties(language: Literal["fa", "en"]) -> Names:
    """The name of each state, body and group that has one in the language, loaded once."""
    return _english_names() if language == "en" else _persian_names()


def _english_names() -> Names:
    return {row.id: row.name for row in load_table("web_country_names", _CountryRow)}


def _persian_names() -> Names:
    """The first name of each country, body and group of states."""
    names: Names = {}
    for row in load_table("actors_names", _NameRow):
        if row.kind == "name":
            names.setdefault(row.code, row.words)
    for group in load_table("actors_groups", _GroupRow):
        names.setdefault(f"MULTI:{group.group}", group.words)
    return names
