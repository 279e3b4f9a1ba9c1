"""Who stands where around a trigger."""

from typing import NamedTuple

from dabir.actors import Code, Mention
from dabir.actors.phrases import Hit
from dabir.events.clauses import Clause, Phrase
from dabir.events.lexicon import PREPOSITIONS, Frame, Trigger
from dabir.events.triggers import FINITE, Occurrence

SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})
_DEEDS = frozenset({"اقدام", "اقدامات", "تلاش", "تصمیم", "نقش", "طرح", "توانایی", "ناکامی"})
ACCUSED = "متهم"
SELF = (["خود"], ["خویش"])
EACH_OTHER = frozenset({"یکدیگر", "همدیگر"})
PLACES = ("name", "seat", "place", "group", "reference")  # where something can be done
RULERS = ("", "GOV", "JUD", "MIL", "LEG")  # who can impose a sanction
HANDLED = frozenset(
    {"رفع", "لغو", "کاهش", "تعلیق", "بازگشت", "تمدید", "تشدید", "برداشتن", "برداشته", "احیای"}
    | {"بازگرداندن", "بازگرداند", "بازگردانده", "اعمال", "وضع", "اعاده", "برچیدن", "تخفیف"}
)


class Filler(NamedTuple):
    """A mention in a slot of the event, and the rule that put it there."""

    mention: Mention
    slot: str
    rule: str


def fill(
    folded: list[str], clause: Clause, occurrence: Occurrence, others: list[Occurrence]
) -> list[Filler]:
    """The mentions of the clause that stand in a slot of the trigger's frame."""
    frame = occurrence.hit.entry.frame
    fillers: list[Filler] = []
    for number, phrase in enumerate(clause.phrases):
        if not phrase.mentions:
            continue
        if number == occurrence.phrase:
            fillers += _own_phrase(phrase, occurrence, frame)
        elif _owner(clause, number, others) is occurrence:
            fillers += _slot(clause, phrase, occurrence, frame)
    if occurrence.hit.entry.frame.id == "list" and not any(f.slot == "T" for f in fillers):
        listers = {f.mention.codes[0].state for f in fillers if f.slot == "S"}
        fillers += [
            Filler(m, "T", "listed")
            for p in clause.phrases[: occurrence.phrase]
            for m in p.mentions
            if m.codes[0].state not in listers
        ]
    if occurrence.hit.entry.type in SPEECH and occurrence.voice == "active":
        fillers += _meant_object(fillers, clause, frame)
    if clause.verb is not None and clause.verb.form.person == 1:
        fillers = [f for f in fillers if f.rule != "subject" or occurrence.voice == "passive"]
    fillers = _with_one_object(fillers, clause)
    fillers += _doer(folded, clause, occurrence)
    fillers += _accused(folded, clause, occurrence, others)
    if _reciprocal(folded, clause, occurrence):
        fillers += [f._replace(slot="T", rule="each other") for f in fillers if f.slot == "S"]
    if _reflexive(folded, clause, occurrence.hit):
        fillers += [Filler(m, frame.subject, "self") for m in clause.subject]
    return _starred(_with_agent(_nearest(fillers, clause)), folded, clause, occurrence)


def _meant_object(fillers: list[Filler], clause: Clause, frame: Frame) -> list[Filler]:
    """Whom the object tells of, though another noun of it has them: «پیشنهاد همکاری با … را»."""
    if frame.object != "T" or any(f.slot == "T" for f in fillers):
        return []
    return [Filler(m, "T", "object") for p in clause.phrases if p.object for m in p.mentions]


def _with_one_object(fillers: list[Filler], clause: Clause) -> list[Filler]:
    """The fillers, of an object with prepositions only what stands first: who condemns «حمله روسیه
    به اوکراین را» condemns the first."""
    objects = [f.mention.first for f in fillers if f.rule == "object"]
    if not objects:
        return fillers
    end = next(p.last for p in clause.phrases if p.first <= min(objects) < p.last)
    return [f for f in fillers if f.rule != "object" or f.mention.first < end]


def _with_agent(fillers: list[Filler]) -> list[Filler]:
    """The fillers; where «توسط» names the doer, the ezafe is the target."""
    if not any(f.rule == "by" and f.slot == "S" for f in fillers):
        return fillers
    return [f._replace(slot="T") if f.rule == "of" and f.slot == "S" else f for f in fillers]


def _own_phrase(phrase: Phrase, occurrence: Occurrence, frame: Frame) -> list[Filler]:
    """Actors in the phrase of the trigger itself: before it its subject, after it the ezafe."""
    hit = occurrence.hit
    nouns = [t for t in phrase.triggers if any(entry.noun for entry in t.entry)]
    later = [t.first for t in nouns if t.first > hit.first]
    limit = min(later, default=phrase.last)
    fillers = []
    for m in phrase.mentions:
        if m.first < hit.first:
            if occurrence.voice in FINITE and not phrase.marker and m.kind != "adjective":
                slot = frame.subject if occurrence.voice == "active" else frame.passive
                fillers.append(Filler(m, slot, "subject"))
            elif phrase.marker in frame.prepositions and occurrence.voice in FINITE:
                fillers.append(Filler(m, frame.prepositions[phrase.marker], phrase.marker))
        elif m.first < limit:
            slot = frame.object if occurrence.voice == "infinitive" else frame.of
            if hit.entry.mode == "multilateral" and m.kind in ("seat", "place"):
                continue
            if m.kind == "place" and slot == "S":
                slot = frame.object
            elif occurrence.voice == "active" and slot == "S":
                continue
            fillers.append(Filler(m, slot, "of"))
    return fillers


def _slot(clause: Clause, phrase: Phrase, occurrence: Occurrence, frame: Frame) -> list[Filler]:
    if phrase.object and (occurrence.voice in FINITE or not phrase.marker):
        slot, rule = (frame.object if occurrence.voice == "active" else ""), "object"
    elif phrase.marker:
        slot, rule = frame.prepositions.get(phrase.marker, ""), phrase.marker
    elif phrase.mentions[0] not in clause.subject:
        slot, rule = "", ""
    elif occurrence.voice == "active":
        slot, rule = frame.subject, "subject"
    elif occurrence.voice == "passive":
        slot, rule = frame.passive, "passive"
    else:
        slot, rule = "", ""
    if not slot:
        return []
    acts = rule in ("subject", "passive")
    end = phrase.triggers[0].first if phrase.triggers and acts else phrase.last
    return [
        Filler(_as_place(m) if rule == "in" else m, slot, rule)
        for m in phrase.mentions
        if (rule != "in" or m.kind in PLACES)
        and (not acts or (m.kind not in ("adjective", "place") and m.first < end))
    ]


def _as_place(m: Mention) -> Mention:
    """A capital behind «در» is a place of its country, and no government."""
    if m.kind != "seat":
        return m
    return m._replace(codes=tuple(Code(code.state) for code in m.codes), kind="place")


def _owner(clause: Clause, number: int, others: list[Occurrence]) -> Occurrence | None:
    """The trigger that a phrase belongs to: the nearest noun before it whose frame has a place
    for it, else the one with the verb."""
    phrase = clause.phrases[number]
    predicate = next((o for o in reversed(others) if o.voice in FINITE), None)
    if phrase.triggers and phrase.triggers[0].first < phrase.mentions[0].first:
        fits = phrase.object or (phrase.marker and phrase.marker != "by")
        if predicate is None or not fits or number >= predicate.phrase:
            return None
        return predicate if predicate.hit.entry.type in SPEECH else None
    if phrase.object and phrase.marker:
        inner = [o for o in others if o.phrase < number and clause.phrases[o.phrase].object]
        fitting = [o for o in inner if phrase.marker in o.hit.entry.frame.prepositions]
        if fitting:
            return fitting[-1]
    if phrase.object or not phrase.marker:
        return predicate if predicate is None or number <= predicate.phrase else None
    for occurrence in reversed(others):
        if occurrence.phrase >= number:
            continue
        if phrase.marker in occurrence.hit.entry.frame.prepositions:
            return occurrence
    if predicate is not None and phrase.marker in predicate.hit.entry.frame.prepositions:
        return predicate
    return None


def _doer(folded: list[str], clause: Clause, occurrence: Occurrence) -> list[Filler]:
    """«اقدام انگلیس در توقیف …»: who acts in the phrase before."""
    if occurrence.voice in FINITE or not 0 < occurrence.phrase < len(clause.phrases):
        return []
    before, own = clause.phrases[occurrence.phrase - 1], clause.phrases[occurrence.phrase]
    if own.marker not in ("in", "for") or not _DEEDS & set(folded[before.first : before.last]):
        return []
    return [Filler(m, occurrence.hit.entry.frame.subject, "doer") for m in before.mentions]


def _accused(
    folded: list[str], clause: Clause, occurrence: Occurrence, others: list[Occurrence]
) -> list[Filler]:
    """«روآندا را به حمایت از شورشیان متهم کرد»: who does what he is accused of."""
    if occurrence.voice or clause.phrases[occurrence.phrase].marker != "to":
        return []
    if not any(o.voice == "active" and folded[o.hit.first] == ACCUSED for o in others):
        return []
    slot = occurrence.hit.entry.frame.subject
    objects = [m for p in clause.phrases[: occurrence.phrase] if p.object for m in p.mentions]
    return [Filler(m, slot, "accused") for m in objects]


def _reciprocal(folded: list[str], clause: Clause, occurrence: Occurrence) -> bool:
    """Whether what is done is done to each other: «علیه مواضع یکدیگر»."""
    return occurrence.voice == "active" and any(
        EACH_OTHER & set(folded[p.first : p.last])
        and (p.object or occurrence.hit.entry.frame.prepositions.get(p.marker) == "T")
        for p in clause.phrases
    )


def _reflexive(folded: list[str], clause: Clause, hit: Hit[Trigger]) -> bool:
    """Whether the subject does it: «حملات خود»; not of what is another's: «توقیف نفتکش خود»."""
    own = next((n for n in range(hit.last, hit.last + 3) if folded[n : n + 1] in SELF), None)
    if own is None:
        return False
    return not any(hit.last <= m.first < own for p in clause.phrases for m in p.mentions)


def _nearest(fillers: list[Filler], clause: Clause) -> list[Filler]:
    """The fillers, of several phrases with one preposition those of the first."""
    ends: dict[str, int] = {}
    for f in fillers:
        if f.rule in PREPOSITIONS:
            end = next(p.last for p in clause.phrases if p.first <= f.mention.first < p.last)
            ends[f.rule] = min(end, ends.get(f.rule, end))
    return [f for f in fillers if f.mention.first < ends.get(f.rule, clause.last)]


def _starred(
    fillers: list[Filler], folded: list[str], clause: Clause, occurrence: Occurrence
) -> list[Filler]:
    """The fillers; the ezafe of a noun such as «تحریم» is its source where it has another target,
    or stands in the plural: «تحریم‌های آمریکا», unless something is done with them: «رفع
    تحریم‌های ایران»."""
    if not any(f.slot == "*" for f in fillers):
        return fillers
    hit = occurrence.hit
    around = [*folded[max(0, hit.first - 2) : hit.first], *folded[hit.last : clause.last]]
    handled = not HANDLED.isdisjoint(around)
    plural = folded[hit.last - 1].endswith("های") and not handled
    rulers = all(f.mention.codes[0].role in RULERS for f in fillers if f.slot == "*")
    slot = "S" if (plural and rulers) or any(f.slot == "T" for f in fillers) else "T"
    return [f._replace(slot=slot) if f.slot == "*" else f for f in fillers]
