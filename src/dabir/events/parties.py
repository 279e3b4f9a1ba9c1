"""Source and target of an event, and who is taken for one that its clause does not tell."""

from collections.abc import Set
from typing import NamedTuple

from dabir.actors import Code, Mention
from dabir.actors.codes import NOBODY, UNKNOWN
from dabir.events.frames import SPEECH, Filler
from dabir.events.lexicon import SYMMETRIC, Frame, Trigger
from dabir.events.triggers import VOW

RANKS = ("object", "passive", "subject", "self", "by", "against", "to", "from", "of", "with", "in")
PETITIONS = frozenset({"request", "demand", "criticize", "complain"})
ACCUSATION = "accuse"  # the frame of blame that has its object before «را»
SUBJECTS = ("CVL", "BUS", "NGO", "OPP", "LEG", "MED")
OFFICES = ("GOV", "LEG", "JUD")
BLIND = ("other", "carried", "pair", "near")  # sides that only stand in the same sentence
INTENDED = ("attack", "aimed", "shot", "culprit")  # frames of what is done on purpose
TOLD = ("to", "against", "passive", "object")
RULERS = ("", "GOV", "JUD", "MIL")


class Around(NamedTuple):
    """What lies around a clause, and what its trigger is like.

    subjects         subjects of this clause and those before, nearest first
    attackers        the sources of attacks that its other words name
    violence         whether they name an attack at all
    speaker          who speaks there
    first_person     its verb is in the first person
    sentence         the actors of the sentence, nearest first
    before           those before the clause, nearest first
    unknown_subject  its subject is nobody of the cast
    object_pronoun   its object is a pronoun
    unnamed_object   its object is somebody of no known country
    asked            it only asks for the event, or tells of its end
    supportive       it tells of support
    tellers          the tokens of those who only say it
    cue              who speaks by the trigger, where that is a cue
    passive, finite  the trigger has a passive verb, or any verb
    aside            it stands as a noun behind a preposition
    """

    subjects: list[tuple[Mention, ...]]
    attackers: list[Mention]
    violence: bool
    speaker: tuple[Code, ...]
    first_person: bool
    sentence: list[Mention]
    before: list[Mention]
    unknown_subject: bool
    object_pronoun: bool
    cue: tuple[Code, ...]
    passive: bool
    finite: bool
    aside: bool
    unnamed_object: bool
    asked: bool
    supportive: bool
    tellers: Set[int]


class Side(NamedTuple):
    """One side of an event, and the rule by which it was found."""

    codes: tuple[Code, ...]
    rule: str


def find_parties(trigger: Trigger, fillers: list[Filler], around: Around) -> tuple[Side, Side]:
    """Source and target; the codes of a side that cannot be told are empty."""
    if trigger.type in SYMMETRIC or trigger.frame.subject == "P":
        return _symmetric(trigger, fillers, around)
    source, target = _side(fillers, "S"), _side(fillers, "T")
    if around.cue and trigger.type in SPEECH and not source.codes:
        source = Side(around.cue, "cue")
    if around.passive and not target.codes and not around.unknown_subject:
        target = _carried(trigger, source, around)
    if not source.codes:
        source = _missing_source(trigger, target, around)
    if not target.codes or _the_same(source, target):
        target = _missing_target(trigger, source, around)
    if target.rule != "each other":
        others = tuple(code for code in target.codes if code not in source.codes)
        target = target._replace(codes=others or target.codes)
    if _is_nobody(target.codes) and trigger.type != "ACCUSE":
        target = _owned(target, _missing_target(trigger, source, around))
    vague = not around.finite and source.rule.startswith("topic") and target.rule == "other"
    if trigger.frame.id == ACCUSATION and any(code.role == "JUD" for code in source.codes):
        vague = vague or trigger.mode == "disapprove"  # a sentence, and no blame
    if vague or (source.rule in BLIND and target.rule in BLIND):
        return Side((), "none"), Side((), "none")
    return source, target


def _is_nobody(codes: tuple[Code, ...]) -> bool:
    return bool(codes) and all(code.state == NOBODY and code.role != "REB" for code in codes)


def _owned(thing: Side, owner: Side) -> Side:
    """The thing of an owner that the sentence names, where it names one: «کشتی» near «ایران»."""
    if not owner.codes:
        return thing
    role = thing.codes[0].role
    return Side(_unique([Code(c.state, c.role or role) for c in owner.codes]), owner.rule)


def _the_same(source: Side, target: Side) -> bool:
    """Whether nobody but the source would be the target."""
    return target.rule not in ("to", "against") and all(
        code in source.codes or (not code.role and code.state in {c.state for c in source.codes})
        for code in target.codes
    )


def _side(fillers: list[Filler], slot: str) -> Side:
    """The codes of a slot; of several rules the one that stands closest to the event."""
    own = [f for f in fillers if f.slot == slot]
    if not own:
        return Side((), "none")
    rule = min((f.rule for f in own), key=lambda r: RANKS.index(r) if r in RANKS else len(RANKS))
    codes = [code for f in own if f.rule == rule for code in f.mention.codes]
    return Side(_unique(codes), rule)


def _symmetric(trigger: Trigger, fillers: list[Filler], around: Around) -> tuple[Side, Side]:
    if any(code.role == "MED" for f in fillers if f.slot for code in f.mention.codes):
        return Side((), "interview"), Side((), "interview")
    codes = _unique([code for f in fillers if f.slot for code in f.mention.codes])
    if trigger.frame.id == "letter" and not around.finite and len(codes) < 2:
        return Side((), "none"), Side((), "none")
    if not codes and trigger.type != "CONSULT":
        return Side((), "none"), Side((), "none")
    rule = "+".join(sorted({f.rule for f in fillers if f.slot})) or "none"
    if len({code.state for code in codes}) < 2 and not _is_enough(codes, rule, trigger):
        more, how = _counterpart(trigger, codes, around)
        codes, rule = _unique([*more, *codes]), f"{rule}+{how}"
    if len({code.state for code in codes}) < 2 and not _is_enough(codes, rule, trigger):
        codes = ()
    return Side(codes, rule), Side(codes, rule)


def _is_enough(codes: tuple[Code, ...], how: str, trigger: Trigger) -> bool:
    """Whether parties of one state are enough: a group of states, which talks among itself, a
    government and those against it, the sides of a clash, or those «میان» whom it is."""
    if len(codes) == 1:
        return trigger.mode == "multilateral" and codes[0].state.startswith("MULTI:")
    if trigger.type == "ASSAULT" or how == "between":
        return True
    return bool({code.role for code in codes} & {"REB", "OPP"})


def _counterpart(
    trigger: Trigger, codes: tuple[Code, ...], around: Around
) -> tuple[tuple[Code, ...], str]:
    states = {code.state for code in codes}
    if around.unknown_subject and trigger.frame.id == "visit":
        return (), "none"
    if around.first_person and _other_than(around.speaker, states):
        return around.speaker, "speaker"
    for distance, subject in enumerate(around.subjects[:2]):
        found = _unique([code for m in subject for code in m.codes])
        if _other_than(found, states):
            return found, "topic" if not distance else "topic far"
    if _other_than(around.speaker, states) and around.speaker[0].role != "MED":
        return around.speaker, "speaker"
    return (), "none"


def _other_than(codes: tuple[Code, ...], states: set[str]) -> bool:
    return bool(codes) and not {code.state for code in codes} <= states


def _carried(trigger: Trigger, source: Side, around: Around) -> Side:
    """The subject of a passive verb that stands in the clause before: «کشتی که … تحریم شد»."""
    for subject in around.subjects[:1]:
        codes = _unique([code for m in subject for code in m.codes])
        if trigger.frame.no_source == "state" and codes and codes[0].role in OFFICES:
            continue
        if any(m.reason == "speaker" or m.first in around.tellers for m in subject):
            continue
        if codes and not set(codes) & set(source.codes):
            return Side(codes, "carried")
    return Side((), "none")


def _missing_source(trigger: Trigger, target: Side, around: Around) -> Side:
    frame = trigger.frame
    if around.first_person and around.speaker and around.finite:
        return Side(around.speaker, "speaker")
    if frame.no_source == "speaker":
        return Side(around.speaker, "speaker")
    if trigger.type == "ASSAULT" and trigger.frame.id == "harm" and around.attackers:
        return Side(_unique([c for m in around.attackers for c in m.codes]), "attack")
    if trigger.frame.id == "harm" and around.passive and around.violence and target.codes:
        return Side((UNKNOWN,), "unknown")
    if frame.no_source == "people":
        states = _unique([Code(c.state, "CVL") for c in target.codes if c.is_state])
        if states:
            return Side(states, "people")
        near = [m for m in around.sentence if m.codes[0].is_state]
        return Side((Code(near[0].codes[0].state, "CVL"),), "near") if near else Side((), "none")
    if around.asked:
        return _state_itself(frame, target)
    if around.aside:
        return _only_other(target, around)
    blocked = " behind unknown" if around.unknown_subject else ""
    for distance, subject in enumerate(around.subjects):
        codes = _unique([code for m in subject for code in m.codes])
        if frame.no_source == "state" and codes and codes[0].role not in (*RULERS, "REB"):
            continue
        at_home = not _other_than(codes, {c.state for c in target.codes if c.role in RULERS})
        if trigger.type == "ASSAULT" and not around.finite and at_home:
            continue
        if codes and not set(codes) & set(target.codes) and target.rule != "carried":
            return Side(codes, ("topic" if not distance else "topic far") + blocked)
    if around.passive and frame.no_source != "state":
        for m in around.sentence:
            if m.first in around.tellers or not can_be_meant(m):
                continue
            if m.codes[0].state not in {c.state for c in target.codes}:
                return Side(m.codes, "other")
    itself = _state_itself(frame, target)
    if itself.codes:
        return itself
    if trigger.type == "ASSAULT" and target.rule in TOLD and _is_meant(trigger, around):
        return Side((UNKNOWN,), "unknown")
    return Side((), "none")


def _state_itself(frame: Frame, target: Side) -> Side:
    """The government of the target, of what only a government does to its people."""
    if frame.no_source == "state" and target.codes and target.codes[0].is_state:
        return Side((Code(target.codes[0].state, "GOV"),), "state")
    return Side((), "none")


def _is_meant(trigger: Trigger, around: Around) -> bool:
    """Whether somebody must have done it, though nobody is named; a person is also hurt, and a ship
    sunk, by accident."""
    return trigger.frame.id in INTENDED and (around.finite or bool(trigger.mode))


def _only_other(target: Side, around: Around) -> Side:
    """The one country of the sentence beside the target."""
    taken = {code.state for code in target.codes}
    others = [m for m in around.sentence if m.codes[0].state not in taken and can_be_meant(m)]
    if any(m.first in around.tellers for m in others):
        return Side((), "none")
    if taken and len({m.codes[0].state for m in others}) == 1:
        return Side(others[0].codes, "pair")
    return Side((), "none")


def can_be_meant(m: Mention) -> bool:
    """Whether the mention may be a party that no rule puts in its place: no adjective, no medium
    that only reports, no guess, nobody who is of home only because no country is named."""
    idle = m.kind in ("adjective", "place") or m.codes[0].role == "MED"
    bare = m.refers == "office" and m.codes[0].role not in OFFICES
    unknown = m.codes[0].state == NOBODY and m.kind == "office"
    return not (idle or bare or unknown) and m.score >= 0.5


def _missing_target(trigger: Trigger, source: Side, around: Around) -> Side:
    frame = trigger.frame
    states = [code.state for code in source.codes if code.is_state]
    taken = {code.state for code in source.codes}
    if frame.no_target == "government" and states and not around.supportive:
        return Side(_unique([Code(s, "GOV") for s in states]), "government")
    if around.object_pronoun:
        for m in around.before:
            if m.codes[0].state not in taken and can_be_meant(m):
                return Side(m.codes, "pronoun")
    if frame.no_target in ("other", "people") and frame.no_source != "state":
        for m in around.sentence:
            if m.codes[0].state not in taken and can_be_meant(m):
                return Side(m.codes, "other")
    hurt = frame.no_source == "state" or (around.unnamed_object and trigger.type == "COERCE")
    if frame.id in (VOW, "threaten", "lift") and states:
        return _threatened(source, around, at_home=frame.id == VOW)
    if frame.no_target == "people" and states and hurt and source.codes[0].role in RULERS:
        return Side((Code(states[0], "CVL"),), "people")
    told = not source.rule.startswith("topic")
    if frame.id == ACCUSATION and around.unnamed_object and around.finite and told:
        return Side((UNKNOWN,), "unknown")
    asks = frame.id in PETITIONS and source.rule != "speaker"
    if asks and states and source.codes[0].role in SUBJECTS:
        return Side((Code(states[0], "GOV"),), "government")
    return Side((), "none")


def _threatened(source: Side, around: Around, at_home: bool) -> Side:
    """Who a threat is aimed at: another country of the sentence, or the last one named; `at_home`
    also somebody of the same country."""
    states = {code.state for code in source.codes}
    known = (m for m in (*around.sentence, *around.before) if not _is_nobody(m.codes))
    named = [m for m in known if m.kind not in ("adjective", "place")]
    abroad = [m for m in named if m.codes[0].state not in states]
    home = [m for m in named if not set(m.codes) & set(source.codes)] if at_home else []
    found = next((m.codes for m in (*abroad, *home)), ())
    return Side(found, "other" if found else "none")


def _unique(codes: list[Code]) -> tuple[Code, ...]:
    """The codes once each; a bare country gives way to one with a role."""
    roles = {code.state for code in codes if code.role}
    kept = [code for code in codes if code.role or code.state not in roles]
    return tuple(dict.fromkeys(kept))
