"""Repair: letters, half-spaces, sub-headings, sentences, tokens; every change is an edit."""

import re
from typing import NamedTuple

from dabir.records import Article, Repaired, align


class Kit(NamedTuple):
    """What repair needs to know."""


def load_kit() -> Kit:
    """The lexicons and weights of this stage."""
    return Kit()


def repair_article(article: Article, kit: Kit) -> Repaired:
    """The article's text, repaired and cut up; sub-headings known from mark-up are taken over."""
    raw = article.text
    paragraphs = tuple(m.span() for m in re.finditer(r"\S[^\n]*", raw))
    sentences, counts = [], []
    starts: list[int] = []
    ends: list[int] = []
    for a, b in paragraphs:
        for m in re.finditer(r"\S.*?(?:[.!?؟](?=\s|$)|$)", raw[a:b]):
            first = len(starts)
            for t in re.finditer(r"[\w\u200c]+|[^\w\s]", m.group()):
                starts.append(a + m.start() + t.start())
                ends.append(a + m.start() + t.end())
            sentences.append((a + m.start(), a + m.end()))
            counts.append((first, len(starts)))
    return Repaired(
        raw,
        raw,
        (),
        "cautious",
        paragraphs,
        (),
        tuple(sentences),
        starts,
        ends,
        tuple(counts),
        align((), len(raw)),
    )
