"""Likely typos: suggestions with a score, carried out only on request."""

import re

import numpy as np

from dabir.records import Edit
from dabir.repairs import gaps
from dabir.repairs.wordbreaks import BreakKit

_LETTERS = "ءآئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_WORD = re.compile(f"(?<![\\w\u200c])[{_LETTERS}]{{5,20}}(?![\\w\u200c])")
_FREQUENT = 8  # a step of the count table: more than 64 times in half of the news
_AHEAD = 2


def find_typos(text: str, kit: BreakKit) -> list[Edit]:
    """Edits that turn an unknown word into the one frequent word that is a letter away.

    The score grows with how often that word is met. A word that the article writes twice is no
    typo, nor is one for which two such words are about as frequent.
    """
    places: dict[str, list[int]] = {}
    for match in _WORD.finditer(text):
        places.setdefault(match.group(), []).append(match.start())
    words = [word for word, at in places.items() if len(at) == 1]
    if not words:
        return []
    found = []
    for word, step in zip(words, _steps(words, kit), strict=True):
        if step == 0 and (best := _suggest(word, kit)):
            start = places[word][0]
            found.append(_edit(start, word, *best))
    return sorted(found, key=lambda edit: edit.start)


def _steps(words: list[str], kit: BreakKit) -> list[int]:
    counts = kit.evidence.counts
    one, two = gaps.count_slots(gaps.word_hashes(words, kit.powers), gaps.WORD, len(counts))
    return [int(step) for step in np.minimum(counts[one], counts[two])]


def _suggest(word: str, kit: BreakKit) -> tuple[str, str, float] | None:
    """The best word a letter away, the kind of slip, and a score; None where none stands out."""
    near = _near(word)
    ranked = sorted(zip(_steps(list(near), kit), near, strict=True), reverse=True)
    (first, best), (second, _) = ranked[0], ranked[1]
    if first < _FREQUENT or first - second < _AHEAD:
        return None
    return best, near[best], min(0.95, 0.4 + 0.05 * first)


def _near(word: str) -> dict[str, str]:
    """All strings a letter away from the word, with the kind of slip that the word would be."""
    near: dict[str, str] = {}
    for k in range(len(word) + 1):
        head, tail = word[:k], word[k:]
        for letter in _LETTERS:
            near.setdefault(head + letter + tail, "missing")
            if tail:
                near.setdefault(head + letter + tail[1:], "wrong")
        if tail:
            near.setdefault(head + tail[1:], "extra")
        if len(tail) > 1:
            near.setdefault(head + tail[1] + tail[0] + tail[2:], "swapped")
    near.pop(word, None)
    return near


def _edit(start: int, word: str, written: str, kind: str, score: float) -> Edit:
    """The smallest edit that writes `written` for `word`."""
    head = 0
    while head < min(len(word), len(written)) and word[head] == written[head]:
        head += 1
    tail = 0
    while tail < min(len(word), len(written)) - head and word[-1 - tail] == written[-1 - tail]:
        tail += 1
    end = len(word) - tail
    replacement = written[head : len(written) - tail]
    return Edit(start + head, start + end, replacement, f"typo.{kind}", score)
