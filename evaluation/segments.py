"""Sentences and tokens against the test parts of the UD treebanks.

Convention: the sentences of a part are joined by a space into one running text, as raw text comes,
and cut without any repair. A token is the surface token of UD: a word with its clitics is one (the
line with a range in CoNLL-U), and so is whatever the treebank writes with a half-space. Spans are
compared over characters other than white space; F1 is of exact spans.
"""

from collections.abc import Iterator
from pathlib import Path

from dabir import repairs
from dabir.repairs.sentences import cut_sentences
from dabir.repairs.tokens import cut_tokens

Spans = set[tuple[int, int]]


def read_sentences(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The text and the surface tokens of every sentence."""
    text, tokens, last = "", list[str](), 0
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line[9:]
        elif not line and tokens:
            yield text, tokens
            tokens, last = [], 0
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                tokens.append(cells[1])
                last = int(cells[0].split("-")[1])
            elif cells[0].isdigit() and int(cells[0]) > last:
                tokens.append(cells[1])


def f1(gold: Spans, found: Spans) -> float:
    """F1 of exact spans, in percent."""
    return 200 * len(gold & found) / (len(gold) + len(found))


def score(path: Path, kit: repairs.Kit) -> tuple[float, float]:
    """Sentence F1 and token F1."""
    gold_sentences: Spans = set()
    gold_tokens: Spans = set()
    texts, solid = [], 0
    for text, tokens in read_sentences(path):
        texts.append(text)
        begin = solid
        for token in tokens:
            size = len(token.replace(" ", ""))
            gold_tokens.add((solid, solid + size))
            solid += size
        gold_sentences.add((begin, solid))
    running = " ".join(texts)
    before = [0]
    for sign in running:
        before.append(before[-1] + (not sign.isspace()))
    sentences = list(cut_sentences(running, 0, len(running), kit.abbreviations))
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sentences:
        cut_tokens(running, start, end, starts, ends)
    found_tokens = {(before[a], before[b]) for a, b in zip(starts, ends, strict=True)}
    return (
        f1(gold_sentences, {(before[a], before[b]) for a, b in sentences}),
        f1(gold_tokens, found_tokens),
    )
