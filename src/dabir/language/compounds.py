"""Verbs of several words: which words make one predicate, and what it is called.

Four sources: the pattern «مورد … قرار», the compounds of the lexicon where the first part stands
right before the verb, the model's mark on a part, and last the compounds whose parts may stand
apart.
"""

from collections.abc import Sequence

import msgspec

from dabir.language.verbs import Verb
from dabir.records import Predicate
from dabir.resources import load_table


class _CompoundRow(msgspec.Struct):
    id: str
    part: str
    verb: str
    apart: str


Compounds = dict[tuple[str, str], bool]  # part and past stem -> whether they may stand apart
REACH = 12  # words between a part and its verb; measured on PerDT dev
_BETWEEN = frozenset({"را", "نیز", "هم"})


def load_compounds() -> Compounds:
    """Pairs of a first part and the past stem of its verb, and whether they may stand apart."""
    rows = load_table("language_compounds", _CompoundRow)
    return {(row.part, row.verb): row.apart == "yes" for row in rows}


def find_predicates(
    forms: Sequence[str],
    lemmas: Sequence[str],
    verbs: dict[int, Verb],
    marked: dict[int, float],
    sentence: tuple[int, int],
    compounds: Compounds,
) -> list[Predicate]:
    """The predicates of one sentence, a plain verb being one of a single word.

    `verbs` are the full verbs by token number, auxiliaries left out; `marked` are the tokens that
    the model takes for the first part of a compound, with their probability.
    """
    start, end = sentence
    found: list[Predicate] = []
    last = start - 1
    for at in range(start, end):
        verb = verbs.get(at)
        if verb is None:
            continue
        found.append(_predicate(forms, lemmas, at, last, verb, marked, compounds))
        last = at
    return found


def _predicate(
    forms: Sequence[str],
    lemmas: Sequence[str],
    at: int,
    last: int,
    verb: Verb,
    marked: dict[int, float],
    compounds: Compounds,
) -> Predicate:
    past = verb.lemma.partition("#")[0]
    first = max(last + 1, at - REACH)
    near = at - 1
    while near > first and forms[near] in _BETWEEN:
        near -= 1
    parts = [i for i in range(first, at) if i in marked]
    reason, score = "model:compound", min((marked[i] for i in parts), default=1.0)
    if near >= first and _listed(forms[near], lemmas[near], past, compounds):
        parts = [i for i in parts if i != near and _listed(forms[i], lemmas[i], past, compounds)]
        parts.append(near)
        reason, score = "lexicon:compound", 1.0
    if "مورد" in forms[first:at] and forms[near] in ("قرار", "بحث"):
        patient = max(i for i in range(first, at) if forms[i] == "مورد")
        if 1 < near - patient <= 3:
            parts = list(range(patient, near + 1))
            reason, score = "pattern:under", 1.0
    if not parts:
        parts = [i for i in range(first, near) if compounds.get((forms[i], past))][-1:]
        reason, score = "lexicon:apart", 0.8
    if not parts:
        return Predicate((at,), at, verb.infinitive, "verb")
    words = [forms[i] if "pattern" in reason else lemmas[i] for i in parts]
    return Predicate((*parts, at), at, " ".join([*words, verb.infinitive]), reason, score)


def _listed(form: str, lemma: str, past: str, compounds: Compounds) -> bool:
    return (form, past) in compounds or (lemma, past) in compounds
