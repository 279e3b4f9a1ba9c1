"""What the lexicon knows of pages: content systems, their selectors, and the outlets of hosts."""

from typing import Literal, NamedTuple

import msgspec

from dabir.resources import load_table

GENERIC = "generic"
Field = Literal["mark", "title", "kicker", "lead", "dateline", "body", "date", "drop"]


class _Row(msgspec.Struct, frozen=True):
    family: str
    field: Field
    selector: str


class _Outlet(msgspec.Struct, frozen=True):
    id: str
    name: str


class Family(NamedTuple):
    """A content system: for each field its CSS selectors, best first."""

    name: str
    selectors: dict[Field, tuple[str, ...]]


class PageLore(NamedTuple):
    """The families in the order in which they are tried, the generic one last; outlets by host."""

    families: tuple[Family, ...]
    outlets: dict[str, str]


def load_lore() -> PageLore:
    """The families and outlets of the lexicon."""
    families: dict[str, dict[Field, tuple[str, ...]]] = {}
    for row in load_table("intake_families", _Row):
        fields = families.setdefault(row.family, {})
        fields[row.field] = (*fields.get(row.field, ()), row.selector)
    outlets = {row.id: row.name for row in load_table("intake_outlets", _Outlet)}
    return PageLore(tuple(Family(*item) for item in families.items()), outlets)
