"""What each word of an article is, and which words name someone or something."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from dabir.language.chains import best_chains
from dabir.language.compounds import Compounds, load_compounds
from dabir.language.forms import fold_forms
from dabir.language.gazetteers import NameKit, load_names
from dabir.language.lemmas import load_plurals
from dabir.language.names import Found, Words, find_names, to_names
from dabir.language.network import Floats, Network, best_labels, parse_network, score_words
from dabir.language.tagger import read_predicates, read_words
from dabir.language.verbs import VerbKit, load_verbs
from dabir.records import Repaired, Tagged
from dabir.resources import load_bytes


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
    network = kit.network
    sentences = repaired.sentence_tokens
    scores = score_words(forms, sentences, network)
    upos, shares = best_labels(scores, network.heads["perdt"])
    lemmas, features, verbs = read_words(forms, upos, scores, network, kit.verbs, kit.plurals)
    relations, predicates = read_predicates(
        forms, upos, lemmas, verbs, scores, network, sentences, kit.compounds
    )
    ezafe = network.heads["ezafe"]
    joined = scores[:, ezafe.columns].argmax(axis=1) == ezafe.labels.index("yes")
    return Tagged(
        upos=upos,
        scores=np.round(shares, 3).tolist(),
        lemmas=lemmas,
        features=features,
        joined=joined.tolist(),
        relations=relations,
        names=to_names(
            read_names(forms, upos, scores, sentences, kit),
            repaired.token_starts,
            repaired.token_ends,
        ),
        predicates=predicates,
    )


def read_names(
    forms: Sequence[str],
    upos: Sequence[str],
    scores: Floats,
    sentences: Sequence[tuple[int, int]],
    kit: Kit,
) -> list[Found]:
    """The names among the words, from the scores of the network and the lists."""
    head = kit.network.heads["name"]
    own = scores[:, head.columns]
    best = best_chains(own, sentences, kit.network.name_steps)
    odds = np.exp(own - own.max(axis=1, keepdims=True))
    shares = odds[np.arange(len(own)), best] / odds.sum(axis=1)
    words = Words(
        folds=fold_forms(forms),
        upos=upos,
        labels=[head.labels[i] for i in best.tolist()],
        shares=shares.tolist(),
        sentences=sentences,
    )
    return find_names(words, f"model:{kit.network.name}", kit.names)
