"""dabir reads Persian news and returns records: who said what, through whom, and when.

Importing this package loads no model and no lexicon; the names below load on first use.
"""

from typing import TYPE_CHECKING

from dabir.version import __version__

if TYPE_CHECKING:
    from dabir.errors import DabirError, InputError, OptionError, ResourceError, StoreError
    from dabir.export.frames import to_frame
    from dabir.reader import Reader, load
    from dabir.records import Article, Record, Repaired
    from dabir.repairs import repair

__all__ = [
    "Article",
    "DabirError",
    "InputError",
    "OptionError",
    "Reader",
    "Record",
    "Repaired",
    "ResourceError",
    "StoreError",
    "__version__",
    "load",
    "repair",
    "to_frame",
]

_HOMES = {
    "Article": "dabir.records",
    "DabirError": "dabir.errors",
    "InputError": "dabir.errors",
    "OptionError": "dabir.errors",
    "Reader": "dabir.reader",
    "Record": "dabir.records",
    "Repaired": "dabir.records",
    "ResourceError": "dabir.errors",
    "StoreError": "dabir.errors",
    "load": "dabir.reader",
    "repair": "dabir.repairs",
    "to_frame": "dabir.export.frames",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'dabir' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
