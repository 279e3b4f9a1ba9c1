"""What people changed in another tool, taken back into the record.

A layer that came back is laid over the record that it was made from. A finding whose words stand
as they were is the same object as before; what was taken away is gone; what was changed or added
has the reason `revised` and the score 1. Statements are known by the place of their cue, and all
others by their own place, so that a tool may give new ids and lose our facts.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from dabir.errors import InputError
from dabir.export.layers import Layer, Link, Marking, layer_of
from dabir.records import DateMention, Heading, Record, Span, Statement

REVISED = "revised"
NO_NAME = f"{REVISED}:no-name-given"
QUOTES = {"«": "»", "“": "”", '"': '"', "‹": "›"}
KINDS = ("direct", "indirect", "mixed")
UNKNOWN = "?"
Roles = dict[str, list[Marking]]


def revise(record: Record, layer: Layer) -> Record:
    """The record with what people changed in its layer.

    Statements, dates and headings may be changed and added; events, actors and relays are kept or
    taken away. An event whose statement was taken away goes with it, and a statement whose outer
    one went stands alone. Raises InputError where the layer's text is another one, where something
    lies outside it, and for an added event, actor or relay, which a label alone cannot describe.
    """
    if layer.text != layer_of(record).text:
        raise InputError(record.id, "the text that came back is not the article's")
    _refuse_new(record, layer)
    statements, events_of = _statements(record, layer)
    events = tuple(
        msgspec.structs.replace(event, statement=events_of.get(event.statement))
        for event in record.events
        if _is_marked(event.anchor, "Event", layer)
        and (event.statement is None or event.statement in events_of)
    )
    relays = tuple(relay for relay in record.relays if _is_marked(relay, "Relay", layer))
    return msgspec.structs.replace(
        record,
        statements=statements,
        events=events,
        dates=_dates(record, layer),
        headings=_headings(record, layer),
        actors=tuple(actor for actor in record.actors if _is_marked(actor, "Actor", layer)),
        relays=relays,
        sources=tuple(relay.name for relay in relays),
    )


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _whole(marking: Marking, text: str) -> Span:
    """The marking as one span, from its first piece to its last."""
    start, end = marking.spans[0].start, marking.spans[-1].end
    return Span(start, end, text[start:end])


def _labelled(layer: Layer, label: str, text: str) -> list[tuple[Marking, Span]]:
    found = [(m, _whole(m, text)) for m in layer.markings if m.label == label]
    return sorted(found, key=lambda pair: _place(pair[1]))


def _is_marked(span: Span, label: str, layer: Layer) -> bool:
    return any(_place(span) == _place(s) for _, s in _labelled(layer, label, layer.text))


def _refuse_new(record: Record, layer: Layer) -> None:
    known = {
        "Event": {_place(event.anchor) for event in record.events},
        "Actor": {_place(actor) for actor in record.actors},
        "Relay": {_place(relay) for relay in record.relays},
    }
    for label, places in known.items():
        for _, span in _labelled(layer, label, layer.text):
            if _place(span) not in places:
                raise InputError(
                    record.id,
                    f"{label} «{span.text}» at {span.start} was added or moved: only Cue, Speaker,"
                    " Content, Addressee, Medium, Date and Heading can be",
                )


# --- dates and headings --------------------------------------------------------------------------


def _dates(record: Record, layer: Layer) -> tuple[DateMention, ...]:
    known = {_place(date): date for date in record.dates}
    made: list[DateMention] = []
    for marking, span in _labelled(layer, "Date", record.text):
        facts = dict(marking.facts)
        before = known.get(_place(span))
        if before and facts.get("value", before.value) == before.value:
            made.append(before)
        else:
            made.append(_new_date(span, facts.get("value"), before))
    return tuple(made)


def _new_date(span: Span, value: str | None, before: DateMention | None) -> DateMention:
    return DateMention(
        *_fields(span),
        value=value,
        calendar=before.calendar if before else "relative",
        granularity=before.granularity if before else "unknown",
        problem=None if value else "no value was given",
        reason=REVISED,
    )


def _headings(record: Record, layer: Layer) -> tuple[Heading, ...]:
    known = {_place(heading): heading for heading in record.headings}
    return tuple(
        known.get(_place(span)) or Heading(*_fields(span), reason=REVISED)
        for _, span in _labelled(layer, "Heading", record.text)
    )


def _fields(span: Span) -> tuple[int, int, str]:
    return span.start, span.end, span.text


# --- statements ----------------------------------------------------------------------------------


def _statements(
    record: Record, layer: Layer
) -> tuple[tuple[Statement, ...], dict[int | None, int]]:
    """The statements in the order of the text, and the new index of each old one that is left."""
    cues = _labelled(layer, "Cue", record.text)
    roles = {marking.key: _roles(marking.key, layer) for marking, _ in cues}
    before = _match(record, cues, roles)
    outer = {cue: _outer(roles[cue], record.id) for cue in roles}
    order = _outer_first(_in_order(record, cues, before), outer)
    index = {key: number for number, key in enumerate(order)}
    markings = {marking.key: (marking, span) for marking, span in cues}
    made: list[Statement] = []
    for key in order:
        above = outer[key]
        nested_in = None if above is None else index[above]
        old = before.get(key)
        statement = _statement(record, *markings[key], roles[key], old, nested_in, made)
        made.append(statement)
    places = {id(said): number for number, said in enumerate(record.statements)}
    return tuple(made), {places[id(before[k])]: index[k] for k in order if before.get(k)}


def _in_order(
    record: Record, cues: list[tuple[Marking, Span]], before: dict[str, Statement]
) -> list[str]:
    """The cues as their statements stood; a new one before the first whose cue is further on."""
    numbers = {id(said): number for number, said in enumerate(record.statements)}
    known = [(marking.key, span) for marking, span in cues if marking.key in before]
    ordered = sorted(known, key=lambda pair: numbers[id(before[pair[0]])])
    for marking, span in cues:
        if marking.key not in before:
            later = (n for n, (_, other) in enumerate(ordered) if _place(other) > _place(span))
            ordered.insert(next(later, len(ordered)), (marking.key, span))
    return [key for key, _ in ordered]


def _roles(cue: str, layer: Layer) -> Roles:
    markings = {marking.key: marking for marking in layer.markings}
    found: Roles = {}
    links: Sequence[Link] = [link for link in layer.links if link.source == cue]
    for link in links:
        found.setdefault(link.kind, []).append(markings[link.target])
    return found


def _outer(roles: Roles, article: str) -> str | None:
    outer = [marking.key for marking in roles.get("within", ()) if marking.label == "Cue"]
    if len(outer) > 1:
        raise InputError(article, "a statement stands within two others")
    return outer[0] if outer else None


def _outer_first(keys: list[str], outer: dict[str, str | None]) -> list[str]:
    """The cues in the order of the text, but none before the one that it stands in."""
    ordered: list[str] = []

    def add(key: str, inside: tuple[str, ...] = ()) -> None:
        above = outer[key]
        if key in inside:
            raise InputError(key, "statements stand within each other")
        if above is not None and above not in ordered:
            add(above, (*inside, key))
        if key not in ordered:
            ordered.append(key)

    for key in keys:
        add(key)
    return ordered


def _match(
    record: Record, cues: list[tuple[Marking, Span]], roles: dict[str, Roles]
) -> dict[str, Statement]:
    """For each cue the statement that it was; of several with one cue that of the same content."""
    left = list(record.statements)
    found: dict[str, Statement] = {}
    for marking, span in cues:
        content = {_place(s) for m in roles[marking.key].get("content", ()) for s in m.spans}
        same = [said for said in left if _place(said.cue) == _place(span)]
        if same:
            best = max(same, key=lambda said: len(content & {_place(s) for s in said.content}))
            left = [said for said in left if said is not best]
            found[marking.key] = best
    return found


def _statement(
    record: Record,
    marking: Marking,
    cue: Span,
    roles: Roles,
    before: Statement | None,
    nested_in: int | None,
    made: list[Statement],
) -> Statement:
    content = tuple(
        sorted(
            (
                Span(*_place(s), record.text[s.start : s.end])
                for m in _of(roles, "content")
                for s in m.spans
            ),
            key=_place,
        )
    )
    if not content:
        raise InputError(record.id, f"the cue «{cue.text}» at {cue.start} has no content")
    facts = dict(marking.facts)
    speaker = _one(record, roles, "speaker", cue)
    name, why = _name(facts, speaker, before)
    kind = facts.get("kind") or (before.kind if before else _kind(record.text, content))
    if kind not in KINDS:
        raise InputError(record.id, f"kind {kind!r}: one of {', '.join(KINDS)}")
    changed: dict[str, Any] = {
        "cue": cue,
        "speaker": speaker,
        "name": name,
        "kind": kind,
        "content": content,
        "addressee": _one(record, roles, "addressee", cue),
        "medium": _one(record, roles, "medium", cue),
        "said_on": facts.get("said_on", before.said_on if before else None),
        "stance": facts.get("stance", before.stance if before else "neutral"),
    }
    if before and all(getattr(before, field) == value for field, value in changed.items()):
        return msgspec.structs.replace(before, nested_in=nested_in)
    chain = made[nested_in].path if nested_in is not None else record.sources
    digest = hashlib.sha256(f"{record.id}:{cue.start}:{content[0].start}".encode()).hexdigest()
    return Statement(
        id=before.id if before else digest[:16],
        nested_in=nested_in,
        path=(*chain, name or UNKNOWN),
        speaker_reason=why,
        reason=REVISED,
        **changed,
    )


def _of(roles: Roles, kind: str) -> list[Marking]:
    return roles.get(kind, [])


def _one(record: Record, roles: Roles, kind: str, cue: Span) -> Span | None:
    found = {_place(_whole(m, record.text)) for m in _of(roles, kind)}
    if len(found) > 1:
        raise InputError(record.id, f"the cue «{cue.text}» at {cue.start} has two of {kind}")
    return next((Span(*p, record.text[slice(*p)]) for p in found), None)


def _name(
    facts: dict[str, str], speaker: Span | None, before: Statement | None
) -> tuple[str | None, str]:
    """The name and why: the one given; the old one where the speaker is the same or was only cut
    anew; else none, for «وی» is nobody's name.
    """
    given = facts.get("name")
    if before is None:
        return (given, REVISED) if given else (None, NO_NAME)
    if given is not None and given != before.name:
        return given, REVISED
    if speaker == before.speaker:
        return before.name, before.speaker_reason
    old = before.speaker
    if speaker and old and speaker.start < old.end and old.start < speaker.end:
        return before.name, before.speaker_reason
    return None, NO_NAME


def _kind(text: str, content: tuple[Span, ...]) -> str:
    """Direct where all of it stands in quotation marks; else indirect."""
    quoted = all(
        QUOTES.get(text[span.start - 1 : span.start]) == text[span.end : span.end + 1] != ""
        for span in content
    )
    return "direct" if quoted else "indirect"
