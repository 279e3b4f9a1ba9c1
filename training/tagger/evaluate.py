"""Scores of the packed model on held-out parts, with gold words: what the card reports."""

from pathlib import Path

from dabir.language.chains import best_chains
from dabir.language.forms import fold_forms
from dabir.language.network import (
    Network,
    best_labels,
    parse_network,
    place_words,
    score_words,
    word_hints,
)
from dabir.resources import load_bytes
from training.tagger.scores import accuracy, name_scores, name_spans
from training.tagger.train import load_parts
from training.tagger.treebanks import Sentence, is_word_view


def predict(sentences: list[Sentence], head: str, network: Network) -> list[list[str]]:
    """The packed model's label of `head` for every word, each sentence by itself."""
    forms = [form for s in sentences for form in s.forms]
    ranges = []
    at = 0
    for s in sentences:
        ranges.append((at, at + len(s.forms)))
        at += len(s.forms)
    article = place_words(fold_forms(forms), ranges, network)
    scores = score_words(article, network.words)
    if head == "name":
        scores = score_words(article, network.names, word_hints(scores, network.words))
        best = best_chains(scores, ranges, network.name_steps)
        labels = [network.names.heads[head].labels[i] for i in best]
    else:
        labels = best_labels(scores, network.words.heads[head])
    return [labels[start:end] for start, end in ranges]


def evaluate(work: Path) -> dict[str, float]:
    """Percentages by name: UPOS of both treebanks, other heads, names."""
    network = parse_network(load_bytes("tagger.npz"))
    parts = load_parts(work, ["perdt-test", "seraji-test", "names-test"])
    words = {name: [s for s in sentences if is_word_view(s)] for name, sentences in parts.items()}
    scores: dict[str, float] = {}
    for part, heads in (
        ("perdt-test", ("perdt", "relation", "ezafe", "number", "lemma")),
        ("seraji-test", ("seraji", "relation", "ezafe", "number", "lemma")),
    ):
        for head in heads:
            gold = [s.labels[head] for s in words[part]]
            scores[f"{part} {head}"] = accuracy(gold, predict(words[part], head, network))
    names = words["names-test"]
    found = [name_spans(labels) for labels in predict(names, "name", network)]
    gold_names = [name_spans(s.labels["name"]) for s in names]
    for kind, (_, _, f1, _) in name_scores(gold_names, found).items():
        scores[f"names-test {kind}"] = f1
    return scores
