"""Whether the sentence around a date speaks of the past or of what is to come."""

import re
from typing import Literal

from dabir.unicode import ZWNJ

_WORD = re.compile(rf"[^\W\d_]+(?:{ZWNJ}[^\W\d_]+)*|[.!؟?\n]")
_REACH = 300


def read_tense(folded: str, end: int, tenses: dict[str, str]) -> Literal["past", "future"] | None:
    """The tense of the first verb after `end` in its sentence; None where no verb is known.

    The present counts as future: news tells of a day in the present when the day is to come.
    """
    for found in _WORD.finditer(folded, end, min(len(folded), end + _REACH)):
        word = found.group()
        if word in ".!؟?\n":
            return None
        tense = tenses.get(word) or _prefixed(word, tenses)
        if tense is not None:
            return "past" if tense == "past" else "future"
    return None


def _prefixed(word: str, tenses: dict[str, str]) -> str | None:
    for prefix in ("نمی", "می"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            stem = word[len(prefix) :].lstrip(ZWNJ)
            if tenses.get(stem) == "past":
                return "past"
            if word.startswith(prefix + ZWNJ):
                return "present"
    return None
