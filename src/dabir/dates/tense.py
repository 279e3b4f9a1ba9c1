"""What tense the sentence around a date is in."""

import re
from typing import Literal

from dabir.unicode import ZWNJ

VerbForm = Literal["past", "perfect", "present", "copula", "future", "report", "announcing"]

_WORD = re.compile(rf"[^\W\d_]+(?:{ZWNJ}[^\W\d_]+)*|[.!؟?\n]")
_REACH = 300
_BETWEEN = ("را", "هم", "نیز")


def find_verb(folded: str, end: int, forms: dict[str, VerbForm]) -> VerbForm | None:
    """The form of the first verb after `end` in its sentence; None where none is known.

    A past verb of saying or deciding is a "report", since its date may well lie ahead.
    """
    before: VerbForm | None = None
    for found in _WORD.finditer(folded, end, min(len(folded), end + _REACH)):
        word = found.group()
        if word in ".!؟?\n":
            return None
        form = forms.get(word) or _told_by_parts(word, forms)
        if form == "announcing":
            before = form
        elif form is not None:
            return "report" if before and form in ("past", "perfect") else form
        elif word not in _BETWEEN:
            before = None
    return None


def _told_by_parts(word: str, forms: dict[str, VerbForm]) -> VerbForm | None:
    """«می‌رفت», «می‌رود», «نمی‌شود», «رفته‌اند», «گرفته‌ایم»."""
    for prefix in ("نمی", "می"):
        if word.startswith(prefix + ZWNJ) or word == prefix:
            stem = word[len(prefix) + 1 :]
            return "past" if forms.get(stem) == "past" else "present"
        if word.startswith(prefix) and forms.get(word[len(prefix) :]) in ("past", "present"):
            return forms[word[len(prefix) :]]
    if ZWNJ in word:
        return forms.get(word.split(ZWNJ)[0]) if word.endswith(("ند", "یم", "ام", "ست")) else None
    return None
