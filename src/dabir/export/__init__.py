"""Formats that records are written in: one small file a format, imported when it is asked for.

Every format has `write(records, out)`. `records` are pairs of a record and the keys of the input
that dabir does not know; `jsonl` and `json` pass these through behind the record's own. `out` is
a file (a folder for `csv`), or None for standard output. What is written is always UTF-8. Plug-ins
add formats through the entry point `dabir.exporters`; ours keep their names.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from dabir.errors import OptionError, ResourceError
from dabir.plugins import find_plugins
from dabir.records import Record

Rows = Iterable[tuple[Record, dict[str, object]]]

FORMATS = {
    "table": "a readable report",
    "jsonl": "one record a line",
    "json": "one list of records",
    "csv": "a folder of tables",
    "plover": "events as PLOVER JSON, one a line",
    "polecat": "events as a tab-separated table in the manner of POLECAT, with CAMEO codes",
    "html": "one page to read in a browser",
    "brat": "a folder with text and stand-off annotation of each article, for brat",
    "doccano": "spans and relations as JSON Lines, for doccano",
    "labelstudio": "tasks with predictions as one JSON list, for Label Studio",
    "inception": "a folder with one UIMA CAS (JSON 0.4) an article, for INCEpTION",
    "webannotation": "W3C Web Annotation: one JSON-LD page of annotations a line",
    "conllu": "words with tags, lemmas and places, in the manner of Universal Dependencies",
    "spacy": "a DocBin that spaCy reads (needs dabir[spacy])",
    "schemaorg": "schema.org NewsArticle with its quotations: one JSON-LD object a line",
    "ftm": "FollowTheMoney entities as JSON Lines",
}


class Writer(Protocol):
    """A format: a module of this package, or of a plug-in."""

    def write(self, records: Rows, out: Path | None) -> None:
        """Write the records; raises StoreError where `out` cannot be written."""


def writer(name: str) -> Writer:
    """The format of that name, ours or a plug-in's. Raises OptionError for an unknown one, and
    ResourceError for a broken plug-in.
    """
    if name in FORMATS:
        return cast(Writer, import_module(f"dabir.export.{name}"))
    added = {plugin.name: plugin for plugin in find_plugins("dabir.exporters")}
    if name not in added:
        raise OptionError(f"unknown format {name!r}: one of {', '.join((*FORMATS, *added))}")
    module = added[name].load()
    if not callable(getattr(module, "write", None)):
        raise ResourceError(f"{added[name].label}: {added[name].entry.value} has no write()")
    return cast(Writer, module)
