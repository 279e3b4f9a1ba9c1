"""What the model of names reads of the model of words."""

import numpy as np

from dabir.language import load_kit
from dabir.language.forms import fold_forms
from dabir.language.network import HINTS, place_words, score_words, word_hints


def test_hints_are_shares_and_reach_the_names() -> None:
    network = load_kit().network
    folds = fold_forms(["نماینده", "مردم", "در", "مجلس", "گفت"])
    article = place_words(folds, [(0, len(folds))], network)
    scores = score_words(article, network.words)
    hints = word_hints(scores, network.words)
    assert np.allclose(hints.sum(axis=1), len(HINTS), atol=1e-4)
    alone = score_words(article, network.names)
    assert np.abs(score_words(article, network.names, hints) - alone).max() > 0.01
    assert np.allclose(score_words(article, network.names, np.zeros_like(hints)), alone)
