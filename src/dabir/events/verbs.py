"""Finite verbs: tense, mood, person and negation of a folded form."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dabir.resources import load_table

COPULAS = {"است": False, "نیست": True, "هست": False, "هستند": False, "نیستند": True, "بود": False}
COPULAS |= {
    "بودند": False,
    "نبود": True,
    "نبودند": True,
    "اند": False,
    "میباشد": False,
    "بوده": False,
}
COPULAS |= {"نمیباشد": True, "هستیم": False, "نیستیم": True, "میباشند": False, "نبوده": True}


class VerbForm(NamedTuple):
    """A verb by its past stem; `mood` is past, perfect, present, subjunctive or infinitive."""

    stem: str
    mood: str
    person: int
    negative: bool
    bare: bool = False  # the past stem as it stands, which may be a noun: «نشست»


_BARE_SUBJUNCTIVES = ("کن", "شو", "ده", "گیر", "زن", "یاب", "ساز", "نما", "نمای", "گرد")
_PREVERBS = ("فرا", "باز", "در", "بر", "وا")
_SAME_AS = {"نمود": "کرد", "گردید": "شد", "گشت": "شد"}  # light verbs of one meaning
COMMON = 2  # the highest rank of verbs that are common enough to be looked for
_NOUNS = frozenset(
    {"تولید", "نخست", "نبرد", "برده", "بسته", "گذشته", "آینده", "دانند", "گسترده", "پیچیده"}
    | {"برجسته", "شایسته", "وابسته", "فشرده", "خسته", "پیوسته", "ساخته", "آمیخته"}
)


class _StemRow(msgspec.Struct):
    past: str
    present: str
    variant: str
    rank: int


_PAST = {"م": 1, "ی": 2, "": 3, "یم": 1, "ید": 2, "ند": 3}
_PRESENT = {"م": 1, "ی": 2, "د": 3, "یم": 1, "ید": 2, "ند": 3}
_PERFECT = {"ه": 3, "هاست": 3, "هاند": 3, "هام": 1, "هایم": 1, "هبود": 3, "هبودند": 3, "هاید": 2}


def load_forms(needed: frozenset[str]) -> dict[str, VerbForm]:
    """Every finite form and infinitive, folded, of the common verbs and those `needed` (by past
    stem); the commoner first."""
    forms: dict[str, VerbForm] = {}
    for copula, negative in (("باشد", False), ("باشند", False), ("نباشد", True), ("نباشند", True)):
        forms[copula] = VerbForm("بود", "subjunctive", 3, negative)
    for copula, negative in COPULAS.items():
        forms[copula] = VerbForm(
            "بود", "past" if copula.endswith("بود") else "present", 3, negative
        )
    rows = sorted(load_table("language_verb_stems", _StemRow), key=lambda row: row.rank)
    for row in rows:
        if row.rank > COMMON and not any(stem.endswith(row.past) for stem in needed):
            continue
        _add(forms, row, "")
        for preverb in _PREVERBS:
            if preverb + row.past in needed:
                _add(forms, row, preverb)
    return {written: form for written, form in forms.items() if written not in _NOUNS}


def _add(forms: dict[str, VerbForm], row: _StemRow, preverb: str) -> None:
    for written, form in _forms(row):
        stem = preverb + _SAME_AS.get(form.stem, form.stem)
        known = forms.get(preverb + written)
        if known is None or (known.bare and not form.bare and not form.negative):
            forms[preverb + written] = form._replace(stem=stem)


def _forms(row: _StemRow) -> Iterator[tuple[str, VerbForm]]:
    past = row.past
    for negative, sign in ((False, ""), (True, "ن")):
        stem = _signed(sign, past)
        for ending, person in _PAST.items():
            bare = not ending and not negative
            yield stem + ending, VerbForm(past, "past", person, negative, bare)
            yield f"{sign}می{past}{ending}", VerbForm(past, "past", person, negative)
        for ending, person in _PERFECT.items():
            yield stem + ending, VerbForm(past, "perfect", person, negative)
        yield stem + "ن", VerbForm(past, "infinitive", 0, negative)
        yield from _present(row, sign, negative)


def _present(row: _StemRow, sign: str, negative: bool) -> Iterator[tuple[str, VerbForm]]:
    for stem in filter(None, (row.present, row.variant)):
        for ending, person in _PRESENT.items():
            yield f"{sign}می{stem}{ending}", VerbForm(row.past, "present", person, negative)
            if stem in ("دار", "خواه"):
                yield f"{sign}{stem}{ending}", VerbForm(row.past, "present", person, negative)
                continue
            yield (
                _signed(sign or "ب", stem) + ending,
                VerbForm(row.past, "subjunctive", person, negative),
            )
            if stem in _BARE_SUBJUNCTIVES:
                yield stem + ending, VerbForm(row.past, "subjunctive", person, negative)


def _signed(sign: str, stem: str) -> str:
    if sign and stem[0] == "آ":
        return f"{sign}یا{stem[1:]}"
    if sign and stem[0] == "ا":
        return f"{sign}ی{stem[1:]}"
    return sign + stem
