"""INCEpTION: a folder with one UIMA CAS as JSON (format 0.4) for each article.

Markings are of the type `webanno.custom.DabirSpan`, links of `webanno.custom.DabirLink`; a project
needs these two layers, with the features below, before it can import. Places count UTF-16 units,
as UIMA does: a sign beyond the basic plane, such as an emoji, is two.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dabir.errors import InputError, OptionError, StoreError
from dabir.export import Rows
from dabir.export.layers import Layer, Link, Marking, clean, file_stem, layer_of
from dabir.export.units import from_utf16, to_utf16
from dabir.records import Span

SPAN = "webanno.custom.DabirSpan"
LINK = "webanno.custom.DabirLink"
FACTS = (
    *("kind", "name", "path", "stance", "said_on", "speaker_reason"),
    *("value", "calendar", "granularity", "original", "anchor", "problem"),
    *("type", "mode", "contexts", "source", "target", "status", "date", "place", "codes"),
    *("id", "reason"),
)
RENAMED = {"id": "statementId", "type": "eventType"}
STRING = "uima.cas.String"
SOFA = 1
SOFA_TYPE = "uima.cas.Sofa"


def write(records: Rows, out: Path | None) -> None:
    """Write the folder `out`, made where it is missing. Raises OptionError where it is none."""
    if out is None or (out.exists() and not out.is_dir()):
        raise OptionError("inception writes one file an article: give it a folder with -o FOLDER")
    try:
        out.mkdir(parents=True, exist_ok=True)
        for record, _ in records:
            path = out / f"{file_stem(record.id)}.json"
            cas = json.dumps(cas_of(layer_of(record)), ensure_ascii=False)
            path.write_text(clean(cas) + "\n", "utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{error.filename}: cannot be written ({error.strerror})") from error


def cas_of(layer: Layer) -> dict[str, Any]:
    """The CAS of a layer, with its type system."""
    units = to_utf16(layer.text)
    ids = {marking.key: number for number, marking in enumerate(layer.markings, start=SOFA + 1)}
    places: dict[str, dict[str, int]] = {}
    structures: list[dict[str, Any]] = [_sofa(layer.text)]
    for marking in layer.markings:
        (span,) = marking.spans
        places[marking.key] = {"begin": units[span.start], "end": units[span.end]}
        known = {_feature(name): value for name, value in marking.facts if name in FACTS}
        structures.append(
            {
                "%ID": ids[marking.key],
                "%TYPE": SPAN,
                "@sofa": SOFA,
                **places[marking.key],
                "label": marking.label,
                **known,
            }
        )
    for number, link in enumerate(layer.links, start=SOFA + 1 + len(ids)):
        structures.append(
            {
                "%ID": number,
                "%TYPE": LINK,
                "@sofa": SOFA,
                **places[link.target],  # INCEpTION puts a relation where its dependent stands
                "@Governor": ids[link.source],
                "@Dependent": ids[link.target],
                "label": link.kind,
            }
        )
    members = [structure["%ID"] for structure in structures[1:]]
    return {
        "%TYPES": _types(),
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": SOFA, "%MEMBERS": members}},
    }


def _feature(fact: str) -> str:
    """The name of a fact as a feature; some plain names are not allowed in UIMA."""
    return RENAMED.get(fact, fact)


def _sofa(text: str) -> dict[str, Any]:
    return {
        "%ID": SOFA,
        "%TYPE": SOFA_TYPE,
        "sofaNum": 1,
        "sofaID": "_InitialView",
        "mimeType": "text/plain",
        "sofaString": text,
    }


def _types() -> dict[str, Any]:
    spans = dict.fromkeys(("label", *map(_feature, FACTS)), STRING)
    links = {"Governor": SPAN, "Dependent": SPAN, "label": STRING}
    return {SPAN: _type(SPAN, spans), LINK: _type(LINK, links)}


def _type(name: str, features: dict[str, str]) -> dict[str, Any]:
    ranges = {feature: {"%NAME": feature, "%RANGE": range_} for feature, range_ in features.items()}
    return {"%NAME": name, "%SUPER_TYPE": "uima.tcas.Annotation", **ranges}


# --- and back ------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Layer]:
    """The layers of a folder of JSON CAS files. Raises InputError with the file."""
    if not path.is_dir():
        raise InputError(str(path), "no folder of JSON CAS files")
    for file in sorted(path.glob("*.json")):
        try:
            yield parse_cas(file.stem, json.loads(file.read_bytes()), str(file))
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise InputError(str(file), f"no UIMA CAS with our layers ({error})") from None


def parse_cas(article: str, cas: dict[str, Any], where: str) -> Layer:
    """The layer of a CAS; what is of other types is passed over."""
    given = cas["%FEATURE_STRUCTURES"]
    structures = given if isinstance(given, list) else [{"%ID": k, **v} for k, v in given.items()]
    text = next((s["sofaString"] for s in structures if s["%TYPE"] == SOFA_TYPE), None)
    if text is None:
        raise InputError(where, "a CAS without a text")
    points = from_utf16(text)
    facts = {_feature(name): name for name in FACTS}
    markings: list[Marking] = []
    links: list[Link] = []
    for structure in structures:
        key = str(structure["%ID"])
        if structure["%TYPE"] == SPAN:
            start, end = points.get(structure["begin"]), points.get(structure["end"])
            if start is None or end is None or start >= end:
                raise InputError(where, f"annotation {key} is no piece of the text")
            known = tuple((facts[f], str(v)) for f, v in structure.items() if f in facts and v)
            span = Span(start, end, text[start:end])
            markings.append(Marking(key, str(structure.get("label")), (span,), known))
        elif structure["%TYPE"] == LINK:
            ends = (str(structure["@Governor"]), str(structure["@Dependent"]))
            links.append(Link(str(structure.get("label")), *ends))
    names = {marking.key for marking in markings}
    if any({link.source, link.target} - names for link in links):
        raise InputError(where, "a link leads from or to what is not there")
    return Layer(article, text, tuple(markings), tuple(links))
