"""Tags the words of an article: part of speech, features, lemma, predicates."""

from collections.abc import Sequence

import numpy as np

from dabir.language.compounds import Compounds, find_predicates
from dabir.language.lemmas import find_lemma, is_indefinite
from dabir.language.network import Floats, Model, best_labels
from dabir.language.verbs import Verb, VerbKit, read_verb
from dabir.records import Features, Predicate

_PLAIN = Features()
_PLURAL = Features(plural=True)


def read_words(
    forms: Sequence[str],
    upos: Sequence[str],
    scores: Floats,
    model: Model,
    verb_kit: VerbKit,
    plurals: dict[str, str],
) -> tuple[list[str], list[Features], dict[int, Verb]]:
    """Lemmas, features, and the reading of each verb by token number."""
    rules, numbers, clitics = (
        best_labels(scores, model.heads[head]) for head in ("lemma", "number", "clitic")
    )
    lemmas: list[str] = []
    features: list[Features] = []
    verbs: dict[int, Verb] = {}
    known: dict[str, Verb | None] = {}
    for i, (form, tag) in enumerate(zip(forms, upos, strict=True)):
        clitic = attached_clitic(form, clitics[i])
        if tag in ("VERB", "AUX"):
            if form not in known:
                known[form] = read_verb(form, verb_kit)
            verb = known[form]
            lemmas.append(verb.lemma if verb else form)
            features.append(_verb_features(verb, clitic))
            if verb:
                verbs[i] = verb
            continue
        plural = numbers[i] == "Plur" and tag in ("NOUN", "PROPN")
        host = form.removesuffix(clitic) if clitic else form
        lemma = find_lemma(host, rules[i], plural, plurals)
        lemmas.append(lemma)
        indefinite = tag in ("NOUN", "ADJ") and not clitic and is_indefinite(form, lemma)
        if indefinite or clitic:
            features.append(Features(plural=plural, indefinite=indefinite, clitic=clitic))
        else:
            features.append(_PLURAL if plural else _PLAIN)
    return lemmas, features, verbs


def attached_clitic(form: str, label: str) -> str:
    """The clitic at the end of the form, from the model's label: `2PRON` is two letters."""
    length = int(label[0]) if label[0].isdigit() else 0
    return form[-length:] if 0 < length < len(form) else ""


def _verb_features(verb: Verb | None, clitic: str) -> Features:
    if verb is None:
        return Features(clitic=clitic)
    return Features(
        tense=verb.tense,
        person=verb.person,
        plural=verb.plural,
        negative=verb.negative,
        clitic=clitic,
    )


def read_predicates(
    forms: Sequence[str],
    upos: Sequence[str],
    lemmas: Sequence[str],
    verbs: dict[int, Verb],
    scores: Floats,
    model: Model,
    sentences: Sequence[tuple[int, int]],
    compounds: Compounds,
) -> tuple[list[str], tuple[Predicate, ...]]:
    """The relation label of every word, and the predicates of the article."""
    head = model.heads["relation"]
    relations = best_labels(scores, head)
    own = scores[:, head.columns]
    marks = [at for at, relation in enumerate(relations) if relation == "lvc"]
    shares = 1 / np.exp(own[marks] - own[marks].max(axis=1, keepdims=True)).sum(axis=1)
    marked = dict(zip(marks, shares.tolist(), strict=True))
    full = {i: v for i, v in verbs.items() if upos[i] == "VERB" or _is_light(i, v, marked)}
    found = [
        predicate
        for sentence in sentences
        for predicate in find_predicates(forms, lemmas, full, marked, sentence, compounds)
    ]
    return relations, tuple(found)


def _is_light(at: int, verb: Verb, marked: dict[int, float]) -> bool:
    """True for a copula right after a word that the model takes for its first part."""
    return at - 1 in marked and verb.lemma in ("شد#شو", "بود#باش")
