r"""brat: a folder with `ARTICLE.txt` and `ARTICLE.ann` for each article, and `annotation.conf`.

Markings are text-bound annotations (`T1`), links are relations (`R1`), a statement's kind and
stance and an event's type and status are attributes (`A1`); all other facts are a note (`#1`), in
JSON. Places count code points. brat wants one piece a line, so a marking that runs over line breaks
is written in pieces (one of nothing but line breaks not at all); pieces with nothing but white
space between them are read as one.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from dabir.errors import InputError, OptionError, StoreError
from dabir.events.ontology import load_ontology
from dabir.export import Rows
from dabir.export.layers import LABELS, LINKS, Layer, Link, Marking, file_stem, layer_of
from dabir.records import EventStatus, Span, StatementKind

LINE = re.compile(r"[^\n\r\u0085\u2028\u2029\v\f\x1c-\x1e]+")
ATTRIBUTES = {
    "Kind": ("Cue", "kind"),
    "Stance": ("Cue", "stance"),
    "Status": ("Event", "status"),
    "Type": ("Event", "type"),
}
STANCES = ("neutral", "claiming", "demanding", "denying", "doubting", "hoping", "warning")
TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)\t(.*)")
RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")
ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (T\d+)(?: (\S+))?\s*")
NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def write(records: Rows, out: Path | None) -> None:
    """Write the folder `out`, made where it is missing. Raises OptionError where it is none."""
    if out is None or (out.exists() and not out.is_dir()):
        raise OptionError("brat writes two files an article: give it a folder with -o FOLDER")
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "annotation.conf").write_text(configuration(), "utf-8", newline="\n")
        for record, _ in records:
            layer = layer_of(record)
            base = out / file_stem(record.id)
            base.with_name(f"{base.name}.txt").write_text(layer.text, "utf-8", newline="")
            base.with_name(f"{base.name}.ann").write_text(standoff(layer), "utf-8", newline="")
    except OSError as error:
        raise StoreError(f"{error.filename}: cannot be written ({error.strerror})") from error


def standoff(layer: Layer) -> str:
    """The `.ann` file of a layer."""
    lines: list[str] = []
    shown = [(m, pieces) for m in layer.markings if (pieces := _pieces(layer.text, m))]
    numbers = {marking.key: f"T{n}" for n, (marking, _) in enumerate(shown, start=1)}
    attributes = 0
    for number, (marking, pieces) in enumerate(shown, start=1):
        name = numbers[marking.key]
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(layer.text[start:end] for start, end in pieces)
        lines.append(f"{name}\t{marking.label} {places}\t{words}")
        facts = dict(marking.facts)
        for attribute, (label, fact) in ATTRIBUTES.items():
            if marking.label == label and fact in facts:
                attributes += 1
                lines.append(f"A{attributes}\t{attribute} {name} {facts.pop(fact)}")
        if facts:
            note = json.dumps(facts, ensure_ascii=False).replace("\u2028", "\\u2028")
            lines.append(f"#{number}\tAnnotatorNotes {name}\t{note}")
    links = (link for link in layer.links if {link.source, link.target} <= numbers.keys())
    for number, link in enumerate(links, start=1):
        ends = f"Arg1:{numbers[link.source]} Arg2:{numbers[link.target]}"
        lines.append(f"R{number}\t{link.kind} {ends}")
    return "".join(f"{line}\n" for line in lines)


def _pieces(text: str, marking: Marking) -> list[tuple[int, int]]:
    return [
        (found.start(), found.end())
        for span in marking.spans
        for found in LINE.finditer(text, span.start, span.end)
    ]


def configuration() -> str:
    """The `annotation.conf` that lets brat show and change these annotations."""
    entities = "\n".join(LABELS)
    ends = {"within": ("Cue", "Cue"), "said_in": ("Event", "Cue")}
    relations = "\n".join(
        "{}\tArg1:{}, Arg2:{}".format(kind, *ends.get(kind, ("Cue", kind.capitalize())))
        for kind in LINKS
    )
    values = {
        "Kind": get_args(StatementKind),
        "Stance": STANCES,
        "Status": get_args(EventStatus),
        "Type": tuple(load_ontology().quads),
    }
    attributes = "\n".join(
        f"{name}\tArg:{label}, Value:{'|'.join(values[name])}"
        for name, (label, _) in ATTRIBUTES.items()
    )
    return (
        f"[entities]\n{entities}\n\n[relations]\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>,"
        f" <OVL-TYPE>:<ANY>\n{relations}\n\n[events]\n\n[attributes]\n{attributes}\n"
    )


def read(path: Path) -> Iterator[Layer]:
    """The layers of a folder of brat files. Raises InputError with file and line."""
    if not path.is_dir():
        raise InputError(str(path), "no folder of brat files")
    for ann in sorted(path.glob("*.ann")):
        text = ann.with_name(f"{ann.stem}.txt")
        try:
            yield parse_standoff(
                ann.stem, text.read_bytes().decode(), ann.read_bytes().decode(), str(ann)
            )
        except FileNotFoundError:
            raise InputError(str(text), "no such file") from None
        except UnicodeDecodeError as error:
            raise InputError(str(ann), f"not UTF-8 ({error.reason})") from None


def parse_standoff(article: str, text: str, ann: str, where: str) -> Layer:
    """The layer of a text and its `.ann` file; lines of other kinds are passed over."""
    markings: dict[str, tuple[str, tuple[Span, ...]]] = {}
    facts: dict[str, dict[str, str]] = {}
    links: list[Link] = []
    for number, line in enumerate(ann.split("\n"), start=1):
        if found := TEXT_BOUND.fullmatch(line):
            spans = _spans(text, found[3])
            if not spans or spans[-1].end > len(text):
                raise InputError(f"{where}:{number}", f"{found[3]} is no place in the text")
            markings[found[1]] = (found[2], spans)
        elif found := RELATION.fullmatch(line):
            links.append(Link(*found.groups()))
        elif found := ATTRIBUTE.fullmatch(line):
            if found[1] in ATTRIBUTES and found[3]:
                facts.setdefault(found[2], {})[ATTRIBUTES[found[1]][1]] = found[3]
        elif found := NOTE.fullmatch(line):
            facts.setdefault(found[1], {}).update(_note(found[2], f"{where}:{number}"))
        elif line.startswith(("T", "R", "A", "M")):
            raise InputError(f"{where}:{number}", "not a line of brat")
    for link in links:
        if not {link.source, link.target} <= markings.keys():
            raise InputError(where, f"{link.kind} leads from or to what is not there")
    made = (
        Marking(key, label, spans, tuple(facts.get(key, {}).items()))
        for key, (label, spans) in markings.items()
    )
    return Layer(article, text, tuple(made), tuple(links))


def _spans(text: str, places: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for place in places.split(";"):
        start, end = map(int, place.split())
        if start >= end:
            return ()
        if spans and not text[spans[-1].end : start].strip():
            start = spans.pop().start
        spans.append(Span(start, end, text[start:end]))
    return tuple(spans)


def _note(note: str, where: str) -> dict[str, str]:
    """The facts of a note; a note in free words has none."""
    try:
        facts = json.loads(note)
    except ValueError:
        return {}
    if not isinstance(facts, dict) or not all(isinstance(v, str) for v in facts.values()):
        raise InputError(where, "a note in JSON that is not names with words")
    return facts
