"""Accuracy of the language stage on the test parts of the treebanks and of the names corpus.

Nothing of these parts is in the training material. UPOS is measured on gold words and, through
repair, on raw text; there a word is right when its place in the text and its tag are.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir import language, repairs
from dabir.language.forms import fold_form, fold_forms
from dabir.language.network import best_labels, place_words, score_words
from dabir.language.tagger import read_predicates, read_words
from dabir.language.verbs import read_verb
from dabir.records import Article, Repaired

Row = list[str]
Spans = set[tuple[int, int, str]]
TREEBANKS = (
    ("PerDT", "fa_perdt-ud-test.conllu", "perdt"),
    ("Seraji", "fa_seraji-ud-test.conllu", "seraji"),
)


def read_trees(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """The raw text and the rows of every sentence of a CoNLL-U file."""
    text, rows = "", list[Row]()
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text ="):
            text = line.removeprefix("# text =").strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif rows and not line:
            yield text, rows
            rows = []


def words_of(trees: list[tuple[str, list[Row]]]) -> tuple[list[Row], list[tuple[int, int]]]:
    """All words in one list, and the range of each sentence."""
    words: list[Row] = []
    ranges = []
    for _, rows in trees:
        start = len(words)
        words += [row for row in rows if row[0].isdigit()]
        ranges.append((start, len(words)))
    return words, ranges


def word_scores(
    forms: list[str], ranges: Sequence[tuple[int, int]], kit: language.Kit
) -> NDArray[np.float32]:
    """Scores of the word model; `ranges` are those of the sentences."""
    article = place_words(fold_forms(forms), ranges, kit.network)
    return score_words(article, kit.network.words)


def upos_on_words(trees: list[tuple[str, list[Row]]], head: str, kit: language.Kit) -> float:
    """Percent of gold words that get their tag."""
    words, ranges = words_of(trees)
    scores = word_scores([row[1] for row in words], ranges, kit)
    found = best_labels(scores, kit.network.words.heads[head])
    return 100 * sum(row[3] == tag for row, tag in zip(words, found, strict=True)) / len(words)


def gold_pieces(text: str, rows: list[Row]) -> Spans:
    """Start, end and tag of every word; the parts of a written word share its letters in order."""
    pieces: Spans = set()
    at, skip = 0, 0
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            parts = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            start = text.index(row[1], at)
            at, skip = start + len(row[1]), last
            pieces |= _split(start, at, [(len(r[1]), r[3]) for r in parts])
        elif row[0].isdigit() and int(row[0]) > skip:
            start = text.index(row[1], at)
            at = start + len(row[1])
            pieces.add((start, at, row[3]))
    return pieces


def _split(start: int, end: int, parts: list[tuple[int, str]]) -> Spans:
    """Places of the parts of one written word, counted from its end."""
    pieces: Spans = set()
    for length, tag in reversed(parts[1:]):
        pieces.add((end - length, end, tag))
        end -= length
    return pieces | {(start, end, parts[0][1])}


def found_pieces(repaired: Repaired, kit: language.Kit, head: str) -> Spans:
    """Start, end and tag in the raw text of every word that the stage finds."""
    forms = [
        repaired.text[a:b] for a, b in zip(repaired.token_starts, repaired.token_ends, strict=True)
    ]
    scores = word_scores(forms, repaired.sentence_tokens, kit)
    upos = best_labels(scores, kit.network.words.heads[head])
    clitics = best_labels(scores, kit.network.words.heads["clitic"])
    pieces: Spans = set()
    for i, tag in enumerate(upos):
        span = repaired.span(repaired.token_starts[i], repaired.token_ends[i])
        length, clitic_tag = (0, "") if clitics[i] == "no" else (int(clitics[i][0]), clitics[i][1:])
        if 0 < length < len(forms[i]):
            pieces |= _split(span.start, span.end, [(0, tag), (length, clitic_tag)])
        else:
            pieces.add((span.start, span.end, tag))
    return pieces


def upos_on_text(
    trees: list[tuple[str, list[Row]]], head: str, kit: language.Kit, repair: repairs.Kit
) -> float:
    """F1 of words with their place and tag, from raw sentences."""
    right = wanted = given = 0
    for text, rows in trees:
        gold = gold_pieces(text, rows)
        found = found_pieces(repairs.repair_article(Article(id="t", text=text), repair), kit, head)
        right += len(gold & found)
        wanted += len(gold)
        given += len(found)
    return 200 * right / (wanted + given)


def verb_lemmas(trees: list[tuple[str, list[Row]]], kit: language.Kit) -> tuple[float, float]:
    """Percent of verbs whose lemma is OrigLemma: as dabir gives it, and by Seraji's convention.

    PerDT gives a verb with a preverb by its past stem alone, and so it is compared. Where a tree
    has no OrigLemma, the LEMMA column is compared with the stems.
    """
    words, ranges = words_of(trees)
    scores = word_scores([row[1] for row in words], ranges, kit)
    relations = best_labels(scores, kit.network.words.heads["relation"])
    right = converted = total = 0
    for row, relation in zip(words, relations, strict=True):
        if row[3] not in ("VERB", "AUX"):
            continue
        verb = read_verb(row[1], kit.verbs)
        found = verb.lemma if verb else row[1]
        notes = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        gold = fold_form(notes.get("OrigLemma", row[2])).replace("\u200c", "")
        right += _same_lemma(found, gold, "OrigLemma" in notes)
        converted += _same_lemma(seraji_lemma(found, relation), gold, "OrigLemma" in notes)
        total += 1
    return 100 * right / total, 100 * converted / total


def seraji_lemma(lemma: str, relation: str) -> str:
    """The lemma as Seraji gives it: that of «کرد» for every «شد» which is no copula.

    The treebank takes «برگزار شد» and «دیده شد» for passives of a verb with «کرد»; `relation` is
    the one that the model hints at, so nothing of the gold tree is looked at.
    """
    return "کرد#کن" if lemma == "شد#شو" and relation != "cop" else lemma


def _same_lemma(found: str, gold: str, pair: bool) -> bool:
    if not pair:
        return gold in (found.partition("#")[0], found.partition("#")[2])
    return found == gold or found.partition("#")[0] == gold.replace("#", "")


def compound_score(trees: list[tuple[str, list[Row]]], kit: language.Kit) -> float:
    """F1 of the parts of compound verbs, each with its verb."""
    words, ranges = words_of(trees)
    forms = [row[1] for row in words]
    upos = [row[3] for row in words]
    model = kit.network.words
    scores = word_scores(forms, ranges, kit)
    lemmas, _, verbs = read_words(forms, upos, scores, model, kit.verbs, kit.plurals)
    _, predicates = read_predicates(
        forms, upos, lemmas, verbs, scores, model, ranges, kit.compounds
    )
    found = {(i, p.verb) for p in predicates for i in p.tokens if i != p.verb}
    gold = set()
    for start, end in ranges:
        for i in range(start, end):
            if words[i][7] == "compound:lvc":
                gold.add((i, start + int(words[i][6]) - 1))
    return 200 * len(gold & found) / (len(gold) + len(found))


def read_names(path: Path) -> list[tuple[list[str], Spans]]:
    """The sentences of a names corpus: forms, and the names by token numbers."""
    sentences = []
    forms: list[str] = []
    spans: Spans = set()
    start, kind = 0, ""
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        form, _, label = line.partition("\t")
        label = label.strip() or "O"
        if kind and label != f"I-{kind}":
            spans.add((start, len(forms), kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = len(forms), label[2:]
        if form.strip():
            forms.append(form)
        elif forms:
            sentences.append((forms, spans))
            forms, spans = [], set()
    return sentences


def name_table(path: Path, kit: language.Kit) -> dict[str, tuple[float, float, float, int]]:
    """Class -> precision, recall, F1 in percent and count, exact spans; each sentence alone."""
    right, wanted, given = Counter[str](), Counter[str](), Counter[str]()
    for forms, gold in read_names(path):
        sentences = [(0, len(forms))]
        folds = fold_forms(forms)
        article = place_words(folds, sentences, kit.network)
        model = kit.network.words
        scores = score_words(article, model)
        upos = best_labels(scores, model.heads["perdt"])
        names = language.read_names(folds, upos, article, scores, sentences, kit)
        found = {(name.first, name.end, str(name.kind)) for name in names}
        for spans, counter in ((gold & found, right), (gold, wanted), (found, given)):
            counter.update(kind for _, _, kind in spans)
            counter["all"] += len(spans)
    table = {}
    for kind in sorted(wanted | given):
        p = 100 * right[kind] / max(1, given[kind])
        r = 100 * right[kind] / max(1, wanted[kind])
        table[kind] = (p, r, 2 * p * r / (p + r) if p + r else 0.0, wanted[kind])
    return table


def speakers_found(shared: Path, kit: language.Kit, repair: repairs.Kit) -> tuple[int, int, int]:
    """Distinct speakers' names of the annotated articles that a found name equals, or overlaps.

    Speakers named by an office or as a crowd («دو منبع آگاه») can only be missed: they are counted.
    """
    exact = near = total = 0
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        repaired = repairs.repair_article(Article(id=gold["id"], text=gold["text"]), repair)
        names = language.tag(repaired, kit).names
        found = {_plain(repaired.text[name.start : name.end]) for name in names}
        for name in {_plain(statement["name"]) for statement in gold["statements"]}:
            total += 1
            exact += name in found
            near += any(f in name or name in f for f in found)
    return exact, near, total


def _plain(text: str) -> str:
    return fold_form(text).replace("\u200c", "").replace(" ", "")
