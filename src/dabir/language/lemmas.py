"""The lemma of a word that is no verb, from the rule that the model chose for its ending.

A rule is the number of letters to take off the end, a plus sign, and what to put there: `2+` makes
«کتاب» of «کتابها». Plurals that no rule makes stand in a lexicon.
"""

import msgspec

from dabir.resources import load_table
from dabir.unicode import ZWNJ

_AS_IT_IS = "0+"


class _PluralRow(msgspec.Struct):
    id: str
    plural: str
    singular: str


def load_plurals() -> dict[str, str]:
    """Irregular plural -> singular."""
    return {row.plural: row.singular for row in load_table("language_plurals", _PluralRow)}


def apply_rule(form: str, rule: str) -> str:
    """The lemma that the rule makes of the form; the form itself where the rule takes too much."""
    cut, _, ending = rule.partition("+")
    kept = len(form) - int(cut)
    return (form[:kept] + ending).strip(ZWNJ) if kept > 0 or ending else form


def find_lemma(form: str, rule: str, plural: bool, plurals: dict[str, str]) -> str:
    """The lemma of a word that is no verb; a plural becomes the singular."""
    form = form.strip(ZWNJ)
    if not plural and rule == _AS_IT_IS:
        return form
    if plural and form in plurals:
        return plurals[form]
    lemma = apply_rule(form, rule)
    if plural and form == f"{lemma}ان" and lemma.endswith("گ") and len(lemma) > 3:
        return f"{lemma[:-1]}ه"  # نمایندگان، کشته‌شدگان
    return plurals.get(lemma, lemma) if plural else lemma


def is_indefinite(form: str, lemma: str) -> bool:
    """True where the form is its lemma, or the lemma's plural, with the «ی» of one out of many."""
    rest = form.removeprefix(lemma).lstrip(ZWNJ)
    return rest in ("ی", "یی", "ای", "هایی") and len(rest) < len(form)
