"""A plain CRF for names, trained on the same sentences: `python -m training.names.baseline`.

Words, beginnings and endings of one to four letters, and simple shapes, two words to each side; no
lists and no vectors. Needs sklearn-crfsuite. Regularisation is chosen on the dev part.
"""

from pathlib import Path
from typing import Any

import sklearn_crfsuite

from training.tagger.scores import name_scores, name_spans
from training.tagger.treebanks import Sentence, read_names

FOLDER = Path("../shared/data/ner")
REGULARISATION = ((0.1, 0.1), (0.1, 0.01), (0.02, 0.02))


def word_features(forms: list[str], at: int) -> dict[str, Any]:
    """The features of one word."""
    found: dict[str, Any] = {"bias": 1.0}
    for step in range(-2, 3):
        if not 0 <= at + step < len(forms):
            found[f"edge{step}"] = True
            continue
        form = forms[at + step]
        found[f"form{step}"] = form
        if abs(step) <= 1:
            for n in range(1, 5):
                found[f"first{step}:{n}"] = form[:n]
                found[f"last{step}:{n}"] = form[-n:]
            found[f"digit{step}"] = any(sign.isdigit() for sign in form)
            found[f"ascii{step}"] = form.isascii()
            found[f"half-space{step}"] = "\u200c" in form
            found[f"length{step}"] = str(min(len(form), 8))
    if at > 0:
        found["pair-1"] = f"{forms[at - 1]}|{forms[at]}"
    if at + 1 < len(forms):
        found["pair+1"] = f"{forms[at]}|{forms[at + 1]}"
    return found


def _features(sentences: list[Sentence]) -> list[list[dict[str, Any]]]:
    return [[word_features(s.forms, i) for i in range(len(s.forms))] for s in sentences]


def main() -> None:
    """Train with each regularisation; print dev F1, and the test table of the best."""
    parts = {p: list(read_names(FOLDER / f"parstwiner-{p}.txt")) for p in ("train", "dev", "test")}
    train = _features(parts["train"])
    labels = [s.labels["name"] for s in parts["train"]]
    tables = []
    for c1, c2 in REGULARISATION:
        model = sklearn_crfsuite.CRF(algorithm="lbfgs", c1=c1, c2=c2, max_iterations=100)
        model.fit(train, labels)
        scores = {}
        for part in ("dev", "test"):
            gold = [name_spans(s.labels["name"]) for s in parts[part]]
            found = [name_spans(x) for x in model.predict(_features(parts[part]))]
            scores[part] = name_scores(gold, found)
        print(f"c1 {c1} c2 {c2}: dev F1 {scores['dev']['all'][2]:.1f}", flush=True)
        tables.append((scores["dev"]["all"][2], scores["test"]))
    for kind, (p, r, f1, n) in max(tables, key=lambda table: table[0])[1].items():
        print(f"{kind}: P {p:.1f} R {r:.1f} F1 {f1:.1f} of {n}")


if __name__ == "__main__":
    main()
