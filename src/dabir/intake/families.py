"""What the lexicon and plug-ins know of pages: content systems, selectors, outlets of hosts."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

import msgspec

from dabir.errors import ResourceError
from dabir.plugins import Plugin, find_plugins
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
    """The families and outlets of the lexicon; families of plug-ins come first.

    Raises ResourceError where a plug-in's family is none.
    """
    families: dict[str, dict[Field, tuple[str, ...]]] = {}
    for row in load_table("intake_families", _Row):
        fields = families.setdefault(row.family, {})
        fields[row.field] = (*fields.get(row.field, ()), row.selector)
    outlets = {row.id: row.name for row in load_table("intake_outlets", _Outlet)}
    added = [family for p in find_plugins("dabir.families") for family in _added(p, families)]
    return PageLore((*added, *(Family(*item) for item in families.items())), outlets)


def _added(plugin: Plugin, ours: dict[str, dict[Field, tuple[str, ...]]]) -> Iterator[Family]:
    brought = plugin.load()
    listed = isinstance(brought, (list, tuple)) and not isinstance(brought, Family)
    for family in brought if listed else [brought]:
        problem = _problem(family, ours)
        if problem:
            raise ResourceError(f"{plugin.label}: {problem}")
        yield family


def _problem(family: object, ours: dict[str, dict[Field, tuple[str, ...]]]) -> str | None:
    if not isinstance(family, Family):
        return f"{family!r} is no dabir.intake.families.Family"
    if family.name in ours:
        return f"the family {family.name} is ours"
    if unknown := family.selectors.keys() - set(get_args(Field)):
        return f"family {family.name}: unknown field {min(unknown)}"
    if not family.selectors.get("mark"):
        return f"family {family.name}: without a mark no page belongs to it"
    return next(_bad_selectors(family), None)


def _bad_selectors(family: Family) -> Iterator[str]:
    from resiliparse.parse.html import HTMLTree

    page = HTMLTree.parse("<p></p>").document
    assert page is not None
    for field, selectors in family.selectors.items():
        if isinstance(selectors, str):
            yield f"family {family.name}, {field}: a tuple of selectors, not one string"
            return
        for selector in selectors:
            try:
                page.query_selector(selector)
            except Exception as error:
                yield f"family {family.name}, {field}: {selector!r} is no CSS selector ({error})"
