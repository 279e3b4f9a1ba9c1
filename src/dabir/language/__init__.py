"""What each word of an article is, and which words name someone or something."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dabir.language.chains import best_chains, label_shares
from dabir.language.compounds import Compounds, load_compounds
from dabir.language.forms import fold_forms
from dabir.language.gazetteers import NameKit, load_names
from dabir.language.lemmas import load_plurals
from dabir.language.names import Found, Words, find_names, to_names
from dabir.language.network import (
    Article,
    Floats,
    Network,
    label_odds,
    parse_network,
    place_words,
    score_words,
    word_hints,
)
from dabir.language.tagger import read_predicates, read_words
from dabir.language.verbs import VerbKit, load_verbs
from dabir.records import Repaired, Tagged
from dabir.resources import load_bytes
from dabir.threads import one_thread


class Kit(NamedTuple):
    """The network and the lexicons of the language stage."""

    network: Network
    verbs: VerbKit
    plurals: dict[str, str]
    compounds: Compounds
    names: NameKit


def load_kit() -> Kit:
    """The network and the lexicons that ship with the package."""
    return Kit(
        network=parse_network(load_bytes("tagger.npz")),
        verbs=load_verbs(),
        plurals=load_plurals(),
        compounds=load_compounds(),
        names=load_names(),
    )


def tag(repaired: Repaired, kit: Kit) -> Tagged:
    """What each token is. An article without tokens gives empty lists."""
    text = repaired.text
    spans = zip(repaired.token_starts, repaired.token_ends, strict=True)
    forms = [text[start:end] for start, end in spans]
    if not forms:
        return Tagged([], [], [], [], [], [], (), ())
    with one_thread():
        return _tag_words(repaired, forms, kit)


def _tag_words(repaired: Repaired, forms: list[str], kit: Kit) -> Tagged:
    sentences = repaired.sentence_tokens
    folds = fold_forms(forms)
    article = place_words(folds, sentences, kit.network)
    model = kit.network.words
    scores = score_words(article, model)
    upos, shares = label_odds(scores, model.heads["perdt"])
    lemmas, features, verbs = read_words(forms, upos, scores, model, kit.verbs, kit.plurals)
    relations, predicates = read_predicates(
        forms, upos, lemmas, verbs, scores, model, sentences, kit.compounds
    )
    ezafe = model.heads["ezafe"]
    joined = scores[:, ezafe.columns].argmax(axis=1) == ezafe.labels.index("yes")
    names = read_names(folds, upos, article, scores, sentences, kit)
    return Tagged(
        upos=upos,
        scores=np.round(shares, 3).tolist(),
        lemmas=lemmas,
        features=features,
        joined=joined.tolist(),
        relations=relations,
        names=to_names(names, repaired.token_starts, repaired.token_ends),
        predicates=predicates,
    )


def read_names(
    folds: Sequence[str],
    upos: Sequence[str],
    article: Article,
    word_scores: Floats,
    sentences: Sequence[tuple[int, int]],
    kit: Kit,
) -> list[Found]:
    """The names among the words, from the model of names and the lists.

    `word_scores` are those of the model of words.
    """
    model = kit.network.names
    scores = score_words(article, model, word_hints(word_scores, kit.network.words))
    best = best_chains(scores, sentences, kit.network.name_steps)
    labels = model.heads["name"].labels
    named = best != labels.index("O")
    with_names = [(start, end) for start, end in sentences if named[start:end].any()]
    shares = label_shares(scores, with_names, kit.network.name_steps)
    words = Words(
        folds=folds,
        upos=upos,
        labels=[labels[i] for i in best.tolist()],
        shares=shares[np.arange(len(best)), best].tolist(),
        sentences=sentences,
    )
    return find_names(words, f"model:{kit.network.name}", kit.names)
