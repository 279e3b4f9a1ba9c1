"""Who stands where around a trigger."""

from typing import NamedTuple

from dabir.actors import Code, Mention
from dabir.actors.phrases import Hit
from dabir.events.clauses import Clause, Phrase
from dabir.events.lexicon import PREPOSITIONS, Frame, Kit, Trigger

SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})
_DEEDS = frozenset({"اقدام", "اقدامات", "تلاش", "تصمیم", "نقش", "طرح", "توانایی", "ناکامی"})
OBJECT_SIGN = "را"
ACCUSED = "متهم"
SELF = frozenset({"خود", "خویش"})
LEAVING = ("withdraw", "discontinue")
PLACES = ("name", "seat", "place", "group", "reference")  # where something can be done
HANDLED = frozenset(
    {"رفع", "لغو", "کاهش", "تعلیق", "بازگشت", "تمدید", "تشدید", "برداشتن", "برداشته", "احیای"}
    | {"بازگرداندن", "بازگرداند", "بازگردانده", "اعمال", "وضع", "اعاده", "برچیدن", "تخفیف"}
)
ONGOING = (["در", "حال"],)  # «در حال رایزنی است»
EACH_OTHER = frozenset({"یکدیگر", "همدیگر"})
NO_EVENT = "NONE"  # words that look like an event and are none
VOW = "vow"  # the frame of threats that lie in the future tense
CALL = "call"  # the frame of what something is called, which stands behind «را»
NEAR = 3  # tokens between the first part of a compound verb and its verb
SPREAD = ("culprit", "lift", "request", "demand", "visit", "harm", "call", "cut")  # frames whose compounds hold their object
FINITE = ("active", "passive")
RULERS = ("", "GOV", "JUD", "MIL", "LEG")  # who can impose a sanction
_SUPPORT = frozenset(
    {"آغازکرد", "ادامهداد", "انجامداد", "ترتیبداد", "اعمالکرد", "دستزد", "صورتداد", "شدتبخشید"}
)


class Filler(NamedTuple):
    """A mention in a slot of the event, and the rule that put it there."""

    mention: Mention
    slot: str
    rule: str


class Occurrence(NamedTuple):
    """A trigger in its clause; `voice` is active, passive, or empty where it is a noun."""

    hit: Hit[Trigger]
    phrase: int
    voice: str


def find_occurrences(folded: list[str], clause: Clause, kit: Kit) -> list[Occurrence]:
    """The triggers of a clause that name an event: nouns, and those that have their verb."""
    future = clause.verb is not None and clause.verb.future
    being = clause.verb is not None and clause.verb.form.stem in ("بود", "داشت")
    found: list[Occurrence] = []
    taken = False
    for number in range(len(clause.phrases) - 1, -1, -1):
        phrase = clause.phrases[number]
        for words in reversed(phrase.triggers):
            keys = set() if taken else _verb_keys(folded, clause, words, phrase.object, kit)
            if phrase.object and all(t.frame.id == CALL for t in words.entry):
                continue
            trigger, voice = _reading(folded, words, keys, future, being and not taken)
            if trigger is not None:
                taken = taken or voice in FINITE
                found.append(Occurrence(Hit(words.first, words.last, trigger), number, voice))
    found = _without_left_treaties(found)
    found.reverse()
    found = _with_manner(found)
    if clause.verb is not None and not taken:
        found.extend(_plain_verb(clause, kit.verbs))
    return found


def _without_left_treaties(found: list[Occurrence]) -> list[Occurrence]:
    """The occurrences without the agreement that is left or suspended: «از توافق … خارج شد»."""
    left = any(o.voice in FINITE and o.hit.entry.mode in LEAVING for o in found)
    return [o for o in found if not (left and o.hit.entry.type == "AGREE" and not o.voice)]


def _with_manner(found: list[Occurrence]) -> list[Occurrence]:
    """The occurrences; a word that only tells the way of the next one gives it its mode:
    «تلفنی گفت‌وگو کرد»."""
    told: list[Occurrence] = []
    for occurrence in found:
        last = told[-1] if told else None
        if last and last.hit.last == occurrence.hit.first and _tells_way(last, occurrence):
            told.pop()
            entry = occurrence.hit.entry._replace(mode=last.hit.entry.mode)
            hit = occurrence.hit._replace(first=last.hit.first, entry=entry)
            occurrence = occurrence._replace(hit=hit)
        told.append(occurrence)
    return told


def _tells_way(manner: Occurrence, occurrence: Occurrence) -> bool:
    trigger, following = manner.hit.entry, occurrence.hit.entry
    same = trigger.type == following.type
    return not manner.voice and same and bool(trigger.mode) and not following.mode


def _reading(
    folded: list[str],
    words: Hit[tuple[Trigger, ...]],
    keys: set[str],
    future: bool,
    verb_of_being: bool,
) -> tuple[Trigger | None, str]:
    """The trigger that the words are, and its voice: the one that has its verb, else a noun."""
    possible = [t for t in words.entry if t.type != NO_EVENT]
    if len(possible) < len(words.entry):
        return None, ""
    for trigger in possible:
        if trigger.frame.id != VOW or future:
            voice = _voice(trigger, keys)
            if voice:
                return trigger, voice
    if verb_of_being and folded[max(0, words.first - 2) : words.first] in ONGOING:
        return next((t for t in possible if t.noun), None), "active"
    for trigger in possible:
        if _infinitive(folded, words, trigger):
            return trigger, "infinitive"
        if trigger.frame.no_source == "speaker":
            return trigger, "active"
    return next((t for t in possible if t.noun), None), ""


def _infinitive(folded: list[str], words: Hit[tuple[Trigger, ...]], trigger: Trigger) -> bool:
    """«متهم کردن ارمنستان», «محکوم شدن»: the ezafe after it is the object."""
    if words.last >= len(folded) or not folded[words.last].endswith("ن"):
        return False
    stem = folded[words.last][:-1]
    return stem in trigger.active or stem in trigger.passive


def _verb_keys(
    folded: list[str],
    clause: Clause,
    words: Hit[tuple[Trigger, ...]],
    is_object: bool,
    kit: Kit,
) -> set[str]:
    """The verbs that these words may go with: the clause's own, unless it belongs to the noun
    right before it, and the two together; behind «را» only the two together."""
    verb = clause.verb
    if verb is None:
        return set()
    if verb.first <= words.last:
        return {verb.key}
    if verb.first - words.last > NEAR and not any(
        t.noun or t.frame.id in SPREAD for t in words.entry
    ):
        return set()
    before = folded[verb.first - 1]
    keys = {before + verb.key}
    if is_object and before != OBJECT_SIGN:
        return keys
    if (before, verb.form.stem) not in kit.compounds:
        keys.add(verb.key)
    return keys


def _voice(trigger: Trigger, keys: set[str]) -> str:
    if keys & trigger.active:
        return "active"
    if keys & trigger.passive:
        return "passive"
    if keys & _SUPPORT and trigger.noun:
        return "active"
    return ""


def _plain_verb(clause: Clause, verbs: dict[str, list[Trigger]]) -> list[Occurrence]:
    verb = clause.verb
    if verb is None:
        return []
    negated = ("ن" if verb.form.negative else "") + verb.form.stem
    triggers = verbs.get(negated) or verbs.get(verb.form.stem, [])
    voice = "passive" if verb.key != verb.form.stem else "active"
    return [Occurrence(Hit(verb.first, verb.last, t), len(clause.phrases), voice) for t in triggers]


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
    if _reflexive(folded, occurrence.hit):
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


def _reflexive(folded: list[str], hit: Hit[Trigger]) -> bool:
    return any(word in SELF for word in folded[hit.last : hit.last + 3])


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
    handled = HANDLED & {*folded[max(0, hit.first - 2) : hit.first], *folded[hit.last : clause.last]}
    plural = folded[hit.last - 1].endswith("های") and not handled
    rulers = all(f.mention.codes[0].role in RULERS for f in fillers if f.slot == "*")
    slot = "S" if (plural and rulers) or any(f.slot == "T" for f in fillers) else "T"
    return [f._replace(slot=slot) if f.slot == "*" else f for f in fillers]
