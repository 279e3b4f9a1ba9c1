"""Reads the treebanks and the names corpus into sentences of surface forms and labels.

A label is None where the source does not know it. `view` is "words" for syntactic words, as the
treebanks cut them (an attached pronoun stands alone), or "tokens" for written words, as a reader
meets them; a sentence without attached pronouns has one view only.
"""

import gzip
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import msgspec

from dabir.language.verbs import VerbKit, read_verb
from dabir.unicode import ZWNJ

Row = list[str]


class Sentence(msgspec.Struct):
    """Forms and, for each head of the model, a label for each form."""

    forms: list[str]
    labels: dict[str, list[str | None]]


def read_conllu(path: Path) -> Iterator[list[Row]]:
    """The sentences of a CoNLL-U file, each a list of ten-column rows."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    rows: list[Row] = []
    for line in [*text.split("\n"), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif rows and not line:
            yield rows
            rows = []


def tree_sentences(rows: list[Row], upos: str) -> Iterator[Sentence]:
    """The views of one gold tree; the tags go to the head that `upos` names."""
    words = [row for row in rows if row[0].isdigit()]
    written = {_span(row[0])[0]: (_span(row[0])[1], row[1]) for row in rows if "-" in row[0]}
    labels = _word_labels(words, upos)
    if words[0][3] != "_":  # the silver trees leave clitics in their words
        labels["clitic"] = ["no"] * len(words)
    yield Sentence([row[1] for row in words], labels)
    if not written:
        return
    forms: list[str] = []
    kept: list[int] = []
    clitics: dict[int, str] = {}
    at = 0
    while at < len(words):
        end, form = written.get(at + 1, (at + 1, words[at][1]))
        while end > at + 1 and words[end - 1][3] == "PUNCT":
            end -= 1
            form = form.removesuffix(words[end][1])
        forms.append(form)
        kept.append(at)
        if end > at + 1:
            clitics[len(forms) - 1] = clitic_label(form, words[end - 1][1], words[end - 1][3])
        at = end
    token_labels = {head: [values[i] for i in kept] for head, values in labels.items()}
    for i, label in clitics.items():
        token_labels["clitic"][i] = label
        token_labels["ezafe"][i] = "no"
    yield Sentence(forms, token_labels)


def clitic_label(form: str, clitic: str, tag: str) -> str:
    """How many letters of the form are its clitic, and the tag of that; 0 where they are fused."""
    return f"{len(clitic)}{tag}" if form.endswith(clitic) else f"0{tag}"


def is_word_view(sentence: Sentence) -> bool:
    """True where no form holds a clitic, as in the test parts with gold words."""
    return all(label == "no" for label in sentence.labels.get("clitic", ()))


def _span(number: str) -> tuple[int, int]:
    start, end = number.split("-")
    return int(start), int(end)


def _word_labels(words: list[Row], upos: str) -> dict[str, list[str | None]]:
    labels: dict[str, list[str | None]] = {
        "relation": [row[7].split(":")[0] if ":lvc" not in row[7] else "lvc" for row in words],
        "ezafe": list(ezafe_labels(words)),
    }
    if upos == "perdt":
        labels["xpos"] = [row[4] for row in words]
    if words[0][3] != "_":
        labels[upos] = [row[3] for row in words]
        labels["verb"] = [verb_label(row) for row in words]
        labels["number"] = [number_label(row) for row in words]
        if upos != "informal":
            labels["lemma"] = [lemma_label(row) for row in words]
    return labels


def verb_label(row: Row) -> str | None:
    """The tense of a verb as one label; None where the treebank leaves it open."""
    if row[3] not in ("VERB", "AUX"):
        return None
    features = dict(pair.split("=") for pair in row[5].split("|") if "=" in pair)
    if features.get("VerbForm") in ("Part", "Inf"):
        return features["VerbForm"]
    return features.get("Mood") if features.get("Mood") in ("Sub", "Imp") else features.get("Tense")


def number_label(row: Row) -> str | None:
    """Sing or Plur for a noun; None for other words."""
    if row[3] not in ("NOUN", "PROPN"):
        return None
    return "Plur" if "Number=Plur" in row[5] else "Sing"


def lemma_label(row: Row) -> str | None:
    """How the lemma is made from the form, as dabir.language.lemmas reads it; None for verbs."""
    if row[3] in ("VERB", "AUX") or row[2] == "_":
        return None
    form = row[1].strip(ZWNJ)
    same = (a == b for a, b in zip(form, row[2], strict=False))
    shared = sum(takewhile(bool, same))
    return f"{len(form) - shared}+{row[2][shared:]}"


JOINED = {"nmod", "amod", "flat"}


def ezafe_labels(words: list[Row]) -> Iterator[str]:
    """For each word whether its phrase runs on to the next word: "yes" or "no".

    Read from the tree: the next word belongs to a noun or adjective phrase that hangs, without a
    preposition, on this word or on one before it.
    """
    heads = [int(row[6]) for row in words]
    nominal = {"NOUN", "ADJ", "PROPN", "NUM"}
    nominal_xpos = ("N_", "ADJ_", "IDEN", "POSNUM")
    for i, row in enumerate(words):
        known = row[3] in nominal if row[3] != "_" else row[4].startswith(nominal_xpos)
        if not known or i + 1 == len(words):
            yield "no"
            continue
        top = i + 1
        while heads[top] > i + 1:
            top = heads[top] - 1
        joined = words[top][7].split(":")[0] in JOINED and 0 < heads[top] <= i + 1
        cased = any(
            heads[k] == top + 1 and words[k][7] in ("case", "punct", "cc", "mark")
            for k in range(i + 1, top)
        )
        yield "yes" if joined and not cased and words[i + 1][7] not in ("punct", "cc") else "no"


HELPERS = {"#است", "#هست", "بود#باش", "شد#شو"}


def tagged_line_sentences(line: str, verbs: VerbKit) -> Iterator[Sentence]:
    """The views of one line of `word/TAG` items; a `word/_` is the written form of what follows.

    The lines tell verbs from auxiliaries by an older rule than the dev and test parts («شد» after a
    noun is AUX here and VERB there), so the tags of forms of «بودن» and «شدن» are left open.
    """
    pairs = [item.rsplit("/", 1) for item in line.split()]
    words = [(form, _kept_tag(form, tag, verbs)) for form, tag in pairs if tag != "_"]
    no: list[str | None] = ["no"] * len(words)
    yield Sentence([form for form, _ in words], {"seraji": [tag for _, tag in words], "clitic": no})
    if len(words) == len(pairs):
        return
    forms: list[str] = []
    tags: list[str | None] = []
    clitics: list[str | None] = []
    at = 0
    while at < len(pairs):
        form, tag = pairs[at]
        parts = 1
        if tag == "_":
            parts = _count_parts(form, [p[0] for p in pairs[at + 1 :]]) + 1
        forms.append(form)
        tags.append(_kept_tag(form, pairs[at + 1][1] if tag == "_" else tag, verbs))
        last = pairs[at + parts - 1]
        clitics.append(clitic_label(form, last[0], last[1]) if tag == "_" else "no")
        at += parts
    yield Sentence(forms, {"seraji": tags, "clitic": clitics})


def _kept_tag(form: str, tag: str, verbs: VerbKit) -> str | None:
    if tag not in ("VERB", "AUX"):
        return tag
    verb = read_verb(form, verbs)
    return None if verb and verb.lemma in HELPERS else tag


def _count_parts(form: str, following: list[str]) -> int:
    """How many of the following words make up the written form; two where they do not add up."""
    total = 0
    for count, part in enumerate(following, start=1):
        total += len(part)
        if total >= len(form) or count == 3:
            return count if abs(total - len(form)) <= 1 else 2
    return 2


def read_names(path: Path) -> Iterator[Sentence]:
    """The sentences of a names corpus: a form, a tab and a BIO label on each line."""
    forms: list[str] = []
    labels: list[str | None] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.strip():
            form, label = line.split("\t")
            forms.append(form)
            labels.append(label.strip())
        elif forms:
            yield Sentence(forms, {"name": labels})
            forms, labels = [], []
