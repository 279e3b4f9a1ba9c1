"""The lexicons of this stage, loaded once and made ready for look-up."""

from typing import NamedTuple

import msgspec

from dabir.actors.codes import Code, parse_code
from dabir.actors.phrases import Phrases
from dabir.errors import ResourceError
from dabir.events.verbs import VerbForm, load_forms
from dabir.events.weights import load_weights
from dabir.records import ContactChannel, EventStatus
from dabir.resources import load_table
from dabir.statements.words import fold
from dabir.unicode import ZWNJ

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
STATE = "دولت"  # a body in its own right, and no name of one
PREPOSITIONS = ("by", "against", "with", "to", "from", "between", "in")


class _TriggerRow(msgspec.Struct):
    id: str
    type: str
    mode: str
    frame: str
    words: str
    verbs: str
    noun: str


class _FrameRow(msgspec.Struct):
    id: str
    subject: str
    object: str
    of: str
    passive: str
    by: str
    against: str
    with_: str = msgspec.field(name="with")
    to: str
    from_: str = msgspec.field(name="from")
    between: str
    in_: str = msgspec.field(name="in")
    no_source: str
    no_target: str


class _PrepositionRow(msgspec.Struct):
    words: str
    kind: str


class _StatusRow(msgspec.Struct):
    id: str
    words: str
    status: EventStatus
    reach: str


class _HeadRow(msgspec.Struct):
    word: str


class _ChannelRow(msgspec.Struct):
    id: str
    channel: ContactChannel


class _TreatyRow(msgspec.Struct):
    words: str
    parties: str


class _AsideRow(msgspec.Struct):
    words: str
    kind: str


class _CompoundRow(msgspec.Struct):
    part: str
    verb: str


class _ContextRow(msgspec.Struct):
    id: str
    words: str


class Frame(NamedTuple):
    """Where the parties stand: each slot S, T, P, * or empty (see lexicon/events/frames.tsv)."""

    id: str
    subject: str
    object: str
    of: str
    passive: str
    prepositions: dict[str, str]
    no_source: str
    no_target: str


class Trigger(NamedTuple):
    """Words that name an event. `active` and `passive` are past stems of the verbs with them."""

    id: str
    type: str
    mode: str
    frame: Frame
    active: frozenset[str]
    passive: frozenset[str]
    noun: bool


class StatusWord(NamedTuple):
    """A word that tells that an event has not happened."""

    id: str
    status: EventStatus
    reach: str


class Kit(NamedTuple):
    """What the event reader knows of words. All words are folded."""

    triggers: Phrases[tuple[Trigger, ...]]
    verbs: dict[str, list[Trigger]]
    forms: dict[str, VerbForm]
    prepositions: Phrases[str]
    status: Phrases[StatusWord]
    treaties: Phrases[tuple[Code, ...]]
    contexts: Phrases[str]
    asides: Phrases[str]
    compounds: frozenset[tuple[str, str]]
    bodies: frozenset[str]
    channels: dict[str, ContactChannel]
    weights: dict[str, float]


def load_kit() -> Kit:
    """The shipped lexicons. Raises ResourceError where one is wrong."""
    frames = {row.id: _frame(row) for row in load_table("events_frames", _FrameRow)}
    rows = load_table("events_triggers", _TriggerRow)
    verbs: dict[str, list[Trigger]] = {}
    for row in rows:
        if not row.words:
            trigger = _trigger(row, frames)
            for stem in trigger.active:
                verbs.setdefault(stem, []).append(trigger)
    return Kit(
        triggers=Phrases(_trigger_words(rows, frames).items()),
        verbs=verbs,
        forms=load_forms(frozenset(verbs)),
        prepositions=Phrases(
            (r.words, r.kind) for r in load_table("events_prepositions", _PrepositionRow)
        ),
        status=Phrases(
            (r.words, StatusWord(r.id, r.status, r.reach))
            for r in load_table("events_status", _StatusRow)
        ),
        treaties=Phrases(
            (r.words, tuple(parse_code(p.strip()) for p in r.parties.split(",")))
            for r in load_table("events_treaties", _TreatyRow)
        ),
        contexts=Phrases(
            (word, r.id)
            for r in load_table("events_contexts", _ContextRow)
            for word in r.words.split("|")
            if word
        ),
        asides=Phrases((r.words, r.kind) for r in load_table("events_asides", _AsideRow)),
        compounds=frozenset(
            (fold(r.part), r.verb) for r in load_table("language_compounds", _CompoundRow)
        ),
        bodies=frozenset(
            [*(fold(r.word) for r in load_table("language_body_heads", _HeadRow)), STATE]
        ),
        channels={r.id: r.channel for r in load_table("events_channels", _ChannelRow)},
        weights=load_weights(),
    )


def _frame(row: _FrameRow) -> Frame:
    slots = (row.by, row.against, row.with_, row.to, row.from_, row.between, row.in_)
    prepositions = {p: slot for p, slot in zip(PREPOSITIONS, slots, strict=True) if slot}
    return Frame(
        row.id,
        row.subject,
        row.object,
        row.of,
        row.passive,
        prepositions,
        row.no_source,
        row.no_target,
    )


def _trigger(row: _TriggerRow, frames: dict[str, Frame]) -> Trigger:
    if row.frame not in frames:
        raise ResourceError(f"lexicon events_triggers, row {row.id}: no frame {row.frame}")
    verbs = [fold(verb.strip().replace(" ", "")) for verb in row.verbs.split(",") if verb.strip()]
    return Trigger(
        id=row.id,
        type=row.type,
        mode=row.mode,
        frame=frames[row.frame],
        active=frozenset(v for v in verbs if not v.startswith("-")),
        passive=frozenset(v[1:] for v in verbs if v.startswith("-")),
        noun=row.noun == "yes",
    )


def _trigger_words(
    rows: tuple[_TriggerRow, ...], frames: dict[str, Frame]
) -> dict[str, tuple[Trigger, ...]]:
    """The triggers of each phrase; those of the table before the plurals that are made of it."""
    found: dict[str, tuple[Trigger, ...]] = {}
    for ending in ("", "های", "ها", "هایی"):
        made: dict[str, tuple[Trigger, ...]] = {}
        for row in rows:
            if not row.words or (ending and row.noun == "no"):
                continue
            trigger = _trigger(row, frames)
            for words in row.words.split("|"):
                key = f"{words}{ZWNJ}{ending}" if ending else words
                made[key] = (*made.get(key, ()), trigger)
        found = made | found
    return found
