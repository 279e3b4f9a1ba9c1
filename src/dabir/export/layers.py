"""A record as labelled spans and links between them: what tools for annotation show.

One vocabulary for brat, doccano, Label Studio, INCEpTION and Web Annotation. A statement is its
cue; from the cue links lead to the speaker, to each piece of content, to addressee and medium, and
to the cue of the statement that it stands in (`within`). An event is its anchor, linked to the cue
of the statement that it is known from (`said_in`). What a span cannot show stands in its `facts`.
"""

import hashlib
import re
from typing import NamedTuple

from dabir.export.encoding import SURROGATE
from dabir.records import DateMention, Event, Record, Span, Statement

LABELS = (
    *("Cue", "Speaker", "Content", "Addressee", "Medium"),
    *("Date", "Event", "Actor", "Heading", "Relay"),
)
LINKS = ("speaker", "content", "addressee", "medium", "within", "said_in")
PATH = " ← "
LIST = "; "
PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


class Marking(NamedTuple):
    """A labelled span. `spans` are several only where somebody marked it in pieces.

    `facts` are name and value, both text; `score` is that of the finding. `key` is the same in
    every format, and names the marking inside its article.
    """

    key: str
    label: str
    spans: tuple[Span, ...]
    facts: tuple[tuple[str, str], ...] = ()
    score: float | None = None


class Link(NamedTuple):
    """A link from one marking to another, by their keys."""

    kind: str
    source: str
    target: str


class Layer(NamedTuple):
    """The markings of one article, in the order of the text, and the links between them.

    `article` is the article's id, or its `file_stem` where the format names articles by file.
    """

    article: str
    text: str
    markings: tuple[Marking, ...]
    links: tuple[Link, ...]


def layer_of(record: Record) -> Layer:
    """The record as a layer, without spans of no text.

    Half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    markings: dict[str, Marking] = {}
    links: list[Link] = []

    def mark(label: str, span: Span, score: float | None = None, **facts: str | None) -> str:
        key = f"{label}-{span.start}-{span.end}"
        if label == "Cue":  # two statements may share one cue
            key += f"-{sum(known.startswith(key) for known in markings)}"
        place = Span(span.start, span.end, clean(span.text))
        known = tuple((name, clean(value)) for name, value in facts.items() if value)
        markings.setdefault(key, Marking(key, label, (place,), known, score))
        return key

    cues: list[str] = []
    for said in record.statements:
        cue = mark("Cue", said.cue, said.score, **_statement_facts(said))
        cues.append(cue)
        for kind in ("speaker", "addressee", "medium"):
            span: Span | None = getattr(said, kind)
            if span is not None:
                links.append(Link(kind, cue, mark(kind.capitalize(), span)))
        links += (Link("content", cue, mark("Content", span)) for span in said.content)
        if said.nested_in is not None:
            links.append(Link("within", cue, cues[said.nested_in]))
    for event in record.events:
        anchor = mark("Event", event.anchor, event.score, **_event_facts(event))
        if event.statement is not None:
            links.append(Link("said_in", anchor, cues[event.statement]))
    for date in record.dates:
        mark("Date", date, date.score, **_date_facts(date))
    for actor in record.actors:
        mark("Actor", actor, actor.score, codes=LIST.join(actor.codes), reason=actor.reason)
    for heading in record.headings:
        mark("Heading", heading, heading.score, reason=heading.reason)
    for relay in record.relays:
        mark("Relay", relay, relay.score, name=relay.name, reason=relay.reason)
    shown = {key: m for key, m in markings.items() if m.spans[0].text}
    kept = (link for link in links if {link.source, link.target} <= shown.keys())
    ordered = sorted(shown.values(), key=lambda m: (m.spans[0].start, -m.spans[0].end))
    return Layer(record.id, clean(record.text), tuple(ordered), tuple(dict.fromkeys(kept)))


def clean(text: str) -> str:
    """The text with half a surrogate pair as U+FFFD: as long as before, and UTF-8 can hold it."""
    return SURROGATE.sub("\ufffd", text)


def file_stem(article: str) -> str:
    """A file name for an article: its id, or a hash of one that is no plain name."""
    if PLAIN_NAME.fullmatch(article):
        return article
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _statement_facts(said: Statement) -> dict[str, str | None]:
    return {
        "id": said.id,
        "kind": said.kind,
        "name": said.name,
        "path": PATH.join(said.path),
        "said_on": said.said_on,
        "stance": said.stance,
        "speaker_reason": said.speaker_reason,
        "reason": said.reason,
    }


def _event_facts(event: Event) -> dict[str, str | None]:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": LIST.join(event.contexts),
        "source": LIST.join(event.source),
        "target": LIST.join(event.target),
        "status": event.status,
        "date": event.date,
        "place": event.place,
        "reason": event.reason,
    }


def _date_facts(date: DateMention) -> dict[str, str | None]:
    return {
        "value": date.value,
        "calendar": date.calendar,
        "granularity": date.granularity,
        "original": date.original,
        "anchor": date.anchor,
        "problem": date.problem,
        "reason": date.reason,
    }
