"""Plug-ins: installed packages that add to dabir through entry points.

    dabir.families   how the pages of a content system are built: a `Family`, or a list of them
    dabir.lexicons   more rows for our tables: a package with ROOM/NAME.tsv, like `lexicon/`
    dabir.exporters  a format for `dabir read -f NAME`: a module with `write(records, out)`

They are looked for when a reader is loaded or an unknown format is asked for, never before.
`DABIR_PLUGINS=off` in the environment reads without them. Families and lexicons change what is
read: they stand in the version of every record and in the keys of a data set.
"""

import hashlib
import os
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any, Literal, NamedTuple

from dabir.errors import ResourceError
from dabir.tsv import parse_table
from dabir.version import __version__

Group = Literal["dabir.families", "dabir.lexicons", "dabir.exporters"]
GROUPS: tuple[Group, ...] = ("dabir.families", "dabir.lexicons", "dabir.exporters")
READING: tuple[Group, ...] = ("dabir.families", "dabir.lexicons")
SWITCH = "DABIR_PLUGINS"


class Plugin(NamedTuple):
    """One entry point of an installed package."""

    group: Group
    name: str
    package: str
    version: str
    entry: EntryPoint

    @property
    def label(self) -> str:
        """How messages name it."""
        return f"plug-in {self.name} of {self.package} {self.version}"

    def load(self) -> Any:
        """What the entry point names. Raises ResourceError where it cannot be imported."""
        try:
            return self.entry.load()
        except Exception as error:
            raise ResourceError(f"{self.label}: {type(error).__name__}: {error}") from error


class AddedTable(NamedTuple):
    """Rows that a plug-in adds to one of our tables; `where` names it for messages."""

    where: str
    columns: list[str]
    rows: list[list[str]]


@cache
def find_plugins(group: Group) -> tuple[Plugin, ...]:
    """The plug-ins of that kind, sorted by name and package; none where they are switched off."""
    if os.environ.get(SWITCH, "").lower() in ("off", "0", "no"):
        return ()
    found = {_plugin(group, entry) for entry in entry_points(group=group)}
    return tuple(sorted(found, key=lambda plugin: plugin[:4]))


def _plugin(group: Group, entry: EntryPoint) -> Plugin:
    package = entry.dist
    if package is None:
        return Plugin(group, entry.name, entry.value, "?", entry)
    return Plugin(group, entry.name, package.name, package.version, entry)


@cache
def added_tables() -> dict[str, tuple[AddedTable, ...]]:
    """What the lexicons of plug-ins add, by the name of the table, `ROOM_NAME`.

    Raises ResourceError for a plug-in that is no package, holds no table, or a broken one.
    """
    tables: dict[str, tuple[AddedTable, ...]] = {}
    for plugin in find_plugins("dabir.lexicons"):
        for name, file in _table_files(plugin):
            where = f"{plugin.label}, {name}.tsv"
            try:
                text = file.read_bytes().decode()
            except (OSError, UnicodeDecodeError) as error:
                raise ResourceError(f"{where}: cannot be read ({error})") from error
            added = AddedTable(where, *parse_table(text, where))
            key = name.replace("/", "_")
            tables[key] = (*tables.get(key, ()), added)
    return tables


def _table_files(plugin: Plugin) -> list[tuple[str, Traversable]]:
    """The tables of a lexicon with their names, `ROOM/NAME`, sorted."""
    package = plugin.load()
    if not isinstance(package, ModuleType) or not hasattr(package, "__path__"):
        raise ResourceError(f"{plugin.label}: {plugin.entry.value} is no package of tables")
    found = [
        (f"{room.name}/{file.name.removesuffix('.tsv')}", file)
        for room in files(package).iterdir()
        if room.is_dir()
        for file in room.iterdir()
        if file.name.endswith(".tsv")
    ]
    if not found:
        raise ResourceError(f"{plugin.label}: no ROOM/NAME.tsv in {plugin.entry.value}")
    return sorted(found, key=lambda pair: pair[0])


@cache
def plugins_digest() -> str:
    """SHA-256 of all that plug-ins bring to the reading; empty where there are none."""
    reading = [plugin for group in READING for plugin in find_plugins(group)]
    if not reading:
        return ""
    said = [repr(plugin[:4]) for plugin in reading]
    said += [repr(item) for item in sorted(added_tables().items())]
    said += [repr(plugin.load()) for plugin in find_plugins("dabir.families")]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@cache
def reading_version() -> str:
    """The version that a record says it was read by: dabir's, and that of each plug-in's package
    that changes the reading, `0.1.0+harbour-1.2`.
    """
    reading = {p[2:4] for group in READING for p in find_plugins(group)}
    added = "+".join(f"{package}-{version}" for package, version in sorted(reading))
    return f"{__version__}+{added}" if added else __version__


def plugin_versions() -> dict[str, str]:
    """Package and version of every plug-in that changes the reading, sorted."""
    return dict(sorted(p[2:4] for group in READING for p in find_plugins(group)))
