"""Scores of every stage, each measured alone, as shares from 0 to 1 by section and measure.

What a section needs lies under `../shared`; no training has seen the test parts of the treebanks
and of the names corpus. `SECTIONS` lists the sections in the order of the stages.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

import dabir
from dabir import repairs
from dabir.events.coder import THRESHOLD
from dabir.events.scores import score as event_score
from evaluation import language, segments
from evaluation.gold import read_all
from evaluation.score import score
from evaluation.speakers import resolve_given
from tests.golden import load_golden
from training.events.fit import held_out_scores, load_examples, make_table, tally_at
from training.halfspace import evaluate as halfspace
from training.headings import evaluate as headings

BANKS = {"perdt": "PerDT", "seraji": "Seraji"}

Measures = dict[str, float]
Section = Callable[[Path, dabir.Reader], Measures]


def measure_repairs(shared: Path, reader: dabir.Reader) -> Measures:
    """F1 of half-spaces by treebank and damage, of glued headings, sentences and tokens."""
    kit = reader.kit.repairs
    scores = halfspace.score(lambda text: repairs.repair_text(text, kit).text, shared, "test")
    found = {f"{BANKS[bank]} {kind}": s.f1 / 100 for (bank, kind), s in scores.items()}
    glued = headings.score(headings.glueings(shared), kit.headings, kit.spacing)
    found["sub-headings glued for the test"] = glued.f1
    for file, bank in BANKS.items():
        path = shared / "data" / "ud" / f"fa_{file}-ud-test.conllu"
        sentences, tokens = segments.score(path, kit)
        found |= {f"{bank} sentences": sentences / 100, f"{bank} tokens": tokens / 100}
    return found


def measure_language(shared: Path, reader: dabir.Reader) -> Measures:
    """UPOS on gold words and from raw text, lemmas of verbs, parts of compound verbs.

    Lemmas are compared by the convention of their treebank.
    """
    kit, repair = reader.kit.language, reader.kit.repairs
    found: Measures = {}
    for name, file, head in language.TREEBANKS:
        trees = list(language.read_trees(shared / "data" / "ud" / file))
        own, converted = language.verb_lemmas(trees, kit)
        found |= {
            f"{name} UPOS on words": language.upos_on_words(trees, head, kit) / 100,
            f"{name} UPOS from raw text": language.upos_on_text(trees, head, kit, repair) / 100,
            f"{name} verb lemma": (converted if head == "seraji" else own) / 100,
            f"{name} compound verbs": language.compound_score(trees, kit) / 100,
        }
    return found


def measure_names(shared: Path, reader: dabir.Reader) -> Measures:
    """F1 of names by class on the test part of ParsTwiNER, exact spans."""
    table = language.name_table(shared / "data/ner/parstwiner-test.txt", reader.kit.language)
    return {kind: f1 / 100 for kind, (_, _, f1, _) in table.items()}


def measure_speakers(shared: Path, reader: dabir.Reader) -> Measures:
    """The share of given speaker phrases that are led to the right name, on the dev articles."""
    right, tried, _ = resolve_given(shared / "gold" / "dev")
    return {"given phrase to name": right.total() / tried.total()}


def measure_events(shared: Path, reader: dabir.Reader) -> Measures:
    """Events of the dev articles: as shipped, and each article by weights fitted without it."""
    examples = load_examples(shared / "gold" / "dev", reader.kit)
    weights = reader.kit.events.weights
    shipped = [event_score(draft, weights) for e in examples for draft in e.drafts]
    tallies = tally_at(examples, np.array(shipped), THRESHOLD)
    held_out = tally_at(examples, held_out_scores(make_table(examples)), THRESHOLD)
    found = {what: tally.f1 for what, tally in tallies.items()}
    found["event precision"] = tallies["event"].precision
    return found | {f"{what}, held out": tally.f1 for what, tally in held_out.items()}


def measure_golden(shared: Path, reader: dabir.Reader) -> Measures:
    """F1 on the articles of this repository; the half of `../shared` is not needed."""
    golden = load_golden()
    tallies = score(golden, read_all(golden, reader)).tallies
    return {what: tally.f1 for what, tally in tallies.items()}


SECTIONS: Mapping[str, Section] = {
    "repairs": measure_repairs,
    "language": measure_language,
    "names": measure_names,
    "speakers": measure_speakers,
    "events": measure_events,
    "golden articles": measure_golden,
}
