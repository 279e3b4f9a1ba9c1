"""Whether an event has happened: actual, planned, called for, hypothetical or denied."""

from collections.abc import Sequence
from typing import NamedTuple

from dabir.events.clauses import Clause
from dabir.events.frames import SPEECH
from dabir.events.lexicon import Kit
from dabir.events.triggers import FINITE, Occurrence
from dabir.records import EventStatus

DENIALS = ("reject-01", "reject-04")  # triggers: «رد», «تکذیب»
ACTUAL: EventStatus = "actual"
PURPOSES = frozenset({"CONSULT", "ASSAULT", "SANCTION"})
_ABLE = frozenset({"موفق", "قادر"})
REACH = 3  # tokens between a word that governs an event and the event


class Status(NamedTuple):
    """The status and the rule that gave it."""

    value: EventStatus
    rule: str


def find_status(
    folded: list[str],
    clause: Clause,
    occurrence: Occurrence,
    others: Sequence[Occurrence],
    before: Clause | None,
    stance: str,
    kit: Kit,
) -> Status:
    """The status of an event: what the words around it say, then its verb, then the cue that
    carries it."""
    trigger = occurrence.hit.entry
    asks = trigger.type == "REQUEST"
    word = _word_after(folded, clause, occurrence, kit)
    word = word or _word_before(folded, clause, occurrence, kit, asks)
    word = word or _predicate(folded, clause, occurrence, kit)
    if word is not None:
        return word
    if _is_denied(clause, occurrence, others):
        return Status("denied", "object:denied")
    if _failed(folded, clause):
        return Status("denied", "verb:failed")
    if trigger.type in PURPOSES and _is_purpose(clause, occurrence):
        return Status("planned", "purpose")
    verb = clause.verb
    asked = _modal_clause(folded, before, kit) if before is not None else None
    if asked is not None and verb is not None and verb.form.mood == "subjunctive":
        return asked
    if verb is not None and occurrence.voice in FINITE:
        by_verb = _by_verb(folded, clause, occurrence, kit)
        if by_verb is not None:
            return by_verb
    if trigger.type in SPEECH:
        return Status(ACTUAL, "told")
    if stance == "demanding":
        return Status("called_for", "cue:demanding")
    return asked or Status(ACTUAL, "told")


def _word_after(
    folded: list[str], clause: Clause, occurrence: Occurrence, kit: Kit
) -> Status | None:
    """What an adjective of the event says: «دیدار آتی»."""
    last = occurrence.hit.last
    for found in kit.status.find(folded, last, min(last + REACH, clause.last)):
        if found.entry.reach == "after":
            return Status(found.entry.status, f"word:{found.entry.id}")
    return None


def _word_before(
    folded: list[str], clause: Clause, occurrence: Occurrence, kit: Kit, asks: bool
) -> Status | None:
    """What a word says: one that governs the event right before it, or one of the whole clause."""
    hit = occurrence.hit
    speaks = hit.entry.type in SPEECH and occurrence.voice in FINITE
    last = clause.verb.first if clause.verb and occurrence.voice in FINITE else hit.first
    for found in kit.status.find(folded, clause.first, max(clause.first, last)):
        word = found.entry
        if found.first <= hit.first < found.last or (asks and word.status == "called_for"):
            continue
        if word.reach == "after" or (word.reach == "near" and speaks):
            continue
        if word.reach == "near" and not 0 <= hit.first - found.last < REACH:
            continue
        return Status(word.status, f"word:{word.id}")
    return None


def _predicate(
    folded: list[str], clause: Clause, occurrence: Occurrence, kit: Kit
) -> Status | None:
    """What is said of the event that begins a clause: «تشکیل این نشست ضروری است»."""
    if clause.verb is None or clause.verb.form.stem != "بود" or occurrence.phrase:
        return None
    for found in kit.status.find(folded, occurrence.hit.last, clause.last):
        if found.last == clause.verb.last and found.entry.status == "called_for":
            return Status("called_for", f"word:{found.entry.id}")
    return None


def _is_denied(clause: Clause, occurrence: Occurrence, others: Sequence[Occurrence]) -> bool:
    """Whether the event is what somebody denies: «حمله به معترضان را تکذیب کرد»."""
    if occurrence.voice or not clause.phrases[occurrence.phrase].object:
        return False
    verbs = [o.hit.entry for o in others if o.voice in FINITE and o.hit.entry.type == "REJECT"]
    return any(v.id in DENIALS and occurrence.hit.entry.type not in SPEECH for v in verbs)


def _failed(folded: list[str], clause: Clause) -> bool:
    """«موفق به دستگیری … نشد»."""
    negative = clause.verb is not None and clause.verb.form.negative
    return negative and any(word in _ABLE for word in folded[clause.first : clause.last])


def _is_purpose(clause: Clause, occurrence: Occurrence) -> bool:
    """«برای گفت‌وگو با …»."""
    if occurrence.phrase >= len(clause.phrases) or occurrence.voice in FINITE:
        return False
    phrase = clause.phrases[occurrence.phrase]
    return phrase.marker == "for" and phrase.first == occurrence.hit.first


def _by_verb(folded: list[str], clause: Clause, occurrence: Occurrence, kit: Kit) -> Status | None:
    verb, trigger = clause.verb, occurrence.hit.entry
    if verb is None:
        return None
    if verb.form.negative and not trigger.id.startswith("reject"):
        return Status("denied", "verb:negative")
    if verb.future and trigger.type not in ("THREATEN", "REJECT"):
        return Status("planned", "verb:future")
    if verb.form.mood == "subjunctive":
        return Status(
            "called_for" if _asked(folded, clause) else "hypothetical", "verb:subjunctive"
        )
    return None


def _asked(folded: list[str], clause: Clause) -> bool:
    return any(word in ("باید", "بایستی") for word in folded[clause.first : clause.last])


def _modal_clause(folded: list[str], clause: Clause, kit: Kit) -> Status | None:
    """What a clause without a trigger of its own says of the one after it: «قرار است که»."""
    hits = kit.status.find(folded, max(clause.first, clause.last - 4), clause.last)
    if hits and hits[-1].last >= clause.last - 1 and hits[-1].entry.status != "denied":
        return Status(hits[-1].entry.status, f"word:{hits[-1].entry.id}")
    return None
