"""Repaired texts made without the repair stage: clean text, cut at full stops and line ends."""

import re

from dabir.records import Repaired, align
from dabir.repairs.tokens import cut_tokens

_SENTENCE = re.compile(r"[^\n]+?(?:[.؟!](?=\s|$)|(?=\n)|$)")


def clean_text(text: str) -> Repaired:
    """The text as it is, with its sentences and tokens."""
    starts: list[int] = []
    ends: list[int] = []
    sentences = [match.span() for match in _SENTENCE.finditer(text) if match[0].strip()]
    ranges = []
    for start, end in sentences:
        first = len(starts)
        cut_tokens(text, start, end, starts, ends)
        ranges.append((first, len(starts)))
    return Repaired(
        raw=text,
        text=text,
        edits=(),
        mode="cautious",
        paragraphs=((0, len(text)),) if text else (),
        headings=(),
        sentences=tuple(sentences),
        token_starts=starts,
        token_ends=ends,
        sentence_tokens=tuple(ranges),
        alignment=align((), len(text)),
    )
