"""spaCy: a component that reads a Doc, and a DocBin of what was read.

    nlp = spacy.blank("fa")
    nlp.add_pipe("dabir")
    doc = nlp("...")
    doc._.statements, doc._.dates, doc._.events, doc.spans["dabir:Cue"]

The Doc keeps the raw text. `doc._.dabir` is the record in plain dictionaries, so that it goes into
a DocBin with `store_user_data=True`; `doc._.statements` and its kind make records of it. For each
label there is a span group, `dabir:Cue`, `dabir:Speaker`, `dabir:Content`…, its spans widened to
whole tokens; `span.id_` names the marking. `doc._.dabir_problem` says why a Doc was not read.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dabir.errors import InputError, OptionError, StoreError
from dabir.export import Rows
from dabir.export.layers import LABELS, clean, layer_of
from dabir.records import DateMention, Event, Record, Statement

try:
    import spacy
    from spacy.language import Language
    from spacy.tokens import Doc, DocBin, SpanGroup
except ImportError as missing:
    raise OptionError("spaCy is not installed: pip install 'dabir[spacy]'") from missing

GROUP = "dabir:"


def record_of(doc: Doc) -> Record | None:
    """The record that the component left in the Doc, or None."""
    plain = doc._.dabir
    return None if plain is None else msgspec.convert(plain, Record)


def statements_of(doc: Doc) -> tuple[Statement, ...]:
    """The Doc's statements; none where it was not read."""
    record = record_of(doc)
    return record.statements if record else ()


def dates_of(doc: Doc) -> tuple[DateMention, ...]:
    """The Doc's dates; none where it was not read."""
    record = record_of(doc)
    return record.dates if record else ()


def events_of(doc: Doc) -> tuple[Event, ...]:
    """The Doc's events; none where it was not read."""
    record = record_of(doc)
    return record.events if record else ()


def register_extensions() -> None:
    """Make `doc._.dabir`, `.statements`, `.dates`, `.events`, `.dabir_problem` known to spaCy."""
    for name in ("dabir", "dabir_problem", "published", "outlet"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name, getter in (("statements", statements_of), ("dates", dates_of), ("events", events_of)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)


register_extensions()


class Component:
    """The component `dabir`: reads each Doc on its own, and keeps nothing between them."""

    def __init__(self, published: str | None, outlet: str | None) -> None:
        from dabir.reader import load

        self.reader = load()
        self.published = published
        self.outlet = outlet

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with what was read. `doc._.published` goes before the component's day."""
        try:
            record = self.reader(
                doc.text,
                published=doc._.published or self.published,
                outlet=doc._.outlet or self.outlet,
            )
        except InputError as error:
            doc._.dabir_problem = error.reason
            return doc
        return add_record(doc, record)


@Language.factory("dabir", default_config={"published": None, "outlet": None})
def make_component(
    nlp: Language, name: str, published: str | None, outlet: str | None
) -> Component:
    """The component, with a day of publication and an outlet for Docs that have none."""
    return Component(published, outlet)


def add_record(doc: Doc, record: Record) -> Doc:
    """The Doc with the record of its text, and a span group for each label."""
    layer = layer_of(record)
    if doc.text != layer.text:
        raise InputError(record.id, "the Doc's text is not the article's")
    doc._.dabir = _storable(record.to_dict())
    for label in LABELS:
        spans = [
            doc.char_span(
                marking.spans[0].start,
                marking.spans[0].end,
                label=label,
                span_id=marking.key,
                alignment_mode="expand",
            )
            for marking in layer.markings
            if marking.label == label
        ]
        group = SpanGroup(doc, name=GROUP + label, spans=[s for s in spans if s is not None])
        doc.spans[GROUP + label] = group
    return doc


def _storable(value: Any) -> Any:
    """The value without half surrogate pairs, which msgpack cannot hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _storable(part) for name, part in value.items()}
    return [_storable(part) for part in value] if isinstance(value, list) else value


@cache
def _blank() -> Language:
    return spacy.blank("fa")


def to_doc(record: Record) -> Doc:
    """A Doc of the article's text with its record, cut into words by spaCy's Persian rules."""
    return add_record(_blank().make_doc(layer_of(record).text), record)


def to_docbin(records: Iterable[Record]) -> DocBin:
    """A DocBin of the records, with user data."""
    return DocBin(store_user_data=True, docs=map(to_doc, records))


def write(records: Rows, out: Path | None) -> None:
    """Write a DocBin to the file `out`. Raises OptionError without one."""
    if out is None:
        raise OptionError("spacy writes bytes: give it a file with -o FILE.spacy")
    content: Any = to_docbin(record for record, _ in records).to_bytes()
    try:
        out.write_bytes(content)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror})") from error
