"""Which triggers of a clause name an event: nouns, and those that have their verb."""

from typing import NamedTuple

from dabir.actors.phrases import Hit
from dabir.events.clauses import Clause
from dabir.events.lexicon import Kit, Trigger

OBJECT_SIGN = "را"
LEAVING = ("withdraw", "discontinue")
ONGOING = (["در", "حال"],)  # «در حال رایزنی است»
NO_EVENT = "NONE"  # words that look like an event and are none
VOW = "vow"  # the frame of threats that lie in the future tense
CALL = "call"  # the frame of what something is called, which stands behind «را»
NEAR = 3  # tokens between the first part of a compound verb and its verb
# frames whose compounds hold their object
SPREAD = ("culprit", "lift", "request", "demand", "visit", "harm", "call", "cut")
FINITE = ("active", "passive")
_SUPPORT = frozenset(
    {"آغازکرد", "ادامهداد", "انجامداد", "ترتیبداد", "اعمالکرد", "دستزد", "صورتداد", "شدتبخشید"}
)


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
            parted = any(p.object for p in clause.phrases[number + 1 :]) and not phrase.object
            keys = _verb_keys(folded, clause, words, phrase.object, kit)
            keys = set() if taken or parted else keys
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
