"""Scores of labels: share of words that are right, and precision, recall, F1 of names."""

from collections import Counter
from collections.abc import Iterable, Sequence


def accuracy(gold: Iterable[Sequence[str | None]], found: Iterable[Sequence[str]]) -> float:
    """The percentage of words with a gold label that have it."""
    pairs = [
        (g, f) for gs, fs in zip(gold, found, strict=True) for g, f in zip(gs, fs, strict=True)
    ]
    known = [g == f for g, f in pairs if g is not None]
    return 100 * sum(known) / len(known)


def name_spans(labels: Sequence[str | None]) -> set[tuple[int, int, str]]:
    """The names of one BIO sequence; an I that continues nothing begins a name."""
    spans: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        label = label or "O"
        if kind and label != f"I-{kind}":
            spans.add((start, i, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]
    return spans


def name_scores(
    gold: Sequence[set[tuple[int, int, str]]], found: Sequence[set[tuple[int, int, str]]]
) -> dict[str, tuple[float, float, float, int]]:
    """Class -> precision, recall, F1 in percent and gold count, over exact spans; `all` the sum."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for g, f in zip(gold, found, strict=True):
        for spans, counter in ((g & f, right), (g, wanted), (f, given)):
            counter.update(kind for _, _, kind in spans)
            counter["all"] += len(spans)
    table = {}
    for kind in sorted(wanted | given):
        p = 100 * right[kind] / given[kind] if given[kind] else 0.0
        r = 100 * right[kind] / wanted[kind] if wanted[kind] else 0.0
        table[kind] = (p, r, 2 * p * r / (p + r) if p + r else 0.0, wanted[kind])
    return table
