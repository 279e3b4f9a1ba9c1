"""Finite forms of Persian verbs, made from the past and the present stem.

Forms are folded (see `words.fold`), so half-spaces do not matter. Second persons, futures and
subjunctives are left out: they never report what was said.
"""

from collections.abc import Iterator
from typing import NamedTuple


class Form(NamedTuple):
    """One finite form."""

    text: str
    tense: str
    person: int
    plural: bool
    negated: bool


_PAST = (("", 3, False), ("ند", 3, True), ("م", 1, False), ("یم", 1, True))
_PRESENT = (("د", 3, False), ("ند", 3, True), ("م", 1, False), ("یم", 1, True))
_PERFECT = (
    ("هاست", 3, False),
    ("ه", 3, False),
    ("هاند", 3, True),
    ("هام", 1, False),
    ("هایم", 1, True),
)
_PLUPERFECT = (("هبود", 3, False), ("هبودند", 3, True), ("هبودم", 1, False), ("هبودیم", 1, True))
_COPULA = (
    ("است", "present", 3, False, False),
    ("هست", "present", 3, False, False),
    ("هستند", "present", 3, True, False),
    ("ند", "present", 3, True, False),
    ("اند", "present", 3, True, False),
    ("میباشد", "present", 3, False, False),
    ("میباشند", "present", 3, True, False),
    ("نیست", "present", 3, False, True),
    ("نیستند", "present", 3, True, True),
    ("هستم", "present", 1, False, False),
    ("هستیم", "present", 1, True, False),
    ("م", "present", 1, False, False),
    ("یم", "present", 1, True, False),
)


def forms(past: str, present: str) -> Iterator[Form]:
    """Every form of the verb with these stems, folded."""
    for negated, prefix in ((False, ""), (True, "ن")):
        stem = "نیا" + past[1:] if negated and past.startswith("آ") else prefix + past
        yield from (Form(stem + e, "past", p, n, negated) for e, p, n in _PAST)
        yield from (Form(stem + e, "perfect", p, n, negated) for e, p, n in _PERFECT)
        yield from (Form(stem + e, "pluperfect", p, n, negated) for e, p, n in _PLUPERFECT)
        yield from (Form(f"{prefix}می{past}{e}", "past", p, n, negated) for e, p, n in _PAST)
        yield from _present_forms(prefix, present, negated)
    if past == "بود":
        yield from (Form(*row) for row in _COPULA)


def _present_forms(prefix: str, present: str, negated: bool) -> Iterator[Form]:
    if present == "دار":
        yield from (Form(f"{prefix}{present}{e}", "present", p, n, negated) for e, p, n in _PRESENT)
    yield from (Form(f"{prefix}می{present}{e}", "present", p, n, negated) for e, p, n in _PRESENT)
