"""Whether a text is Persian, or what else it is."""

import re
import unicodedata
from collections import Counter
from typing import Literal, NamedTuple

import msgspec

from dabir.resources import load_table
from dabir.unicode import (
    ALEF_MAKSURA,
    ARABIC_KAF,
    ARABIC_YEH,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    TATWEEL,
    replace_signs,
)

PERSIAN = "Persian"
WINDOW = 1500  # letters are counted in three windows of this many characters: start, middle, end
ENOUGH_LETTERS = 20
ENOUGH_HITS = 3
PERSIAN_SHARE = 0.3  # of the letters in Arabic script; below it the text is in another script
FOLDED = {ARABIC_YEH: PERSIAN_YEH, ALEF_MAKSURA: PERSIAN_YEH, ARABIC_KAF: PERSIAN_KEHEH}
LETTER = re.compile(r"[^\W\d_]")
ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufefc]+")
WORD = re.compile(r"[^\W\d_]+")
VOWEL_MARKS = dict.fromkeys((*map(chr, range(0x64B, 0x660)), "\u0670", TATWEEL), "")
SCRIPT_NAMES = {"CJK": "Chinese"}


class _Row(msgspec.Struct, frozen=True):
    name: str
    kind: Literal["word", "start", "letter"]
    forms: str


class Signs(NamedTuple):
    """What tells languages apart; every sign leads to the language that it speaks for."""

    words: dict[str, str]
    letters: dict[str, str]
    starts: dict[str, tuple[str, ...]]


def load_signs() -> Signs:
    """The signs of the lexicon."""
    signs = Signs({}, {}, {})
    for row in load_table("intake_languages", _Row):
        forms = row.forms.split()
        if row.kind == "start":
            signs.starts[row.name] = tuple(forms)
        else:
            (signs.words if row.kind == "word" else signs.letters).update(
                dict.fromkeys(forms, row.name)
            )
    return signs


def find_other_language(text: str, signs: Signs) -> str | None:
    """What the text is written in where it is not Persian ("Arabic", "the Latin script"), or None.

    Looks at a bounded sample. A text too short to tell, or without letters, counts as Persian; so
    does Persian typed with Arabic letters.
    """
    sample = _sample(text)
    letters = _count(WORD, sample)
    arabic = _count(ARABIC_LETTERS, sample)
    if letters < ENOUGH_LETTERS:
        return None
    votes = _votes(sample, signs)
    best = max(votes, key=lambda name: (votes[name], name), default=PERSIAN)
    clear = votes[best] >= ENOUGH_HITS and votes[best] > votes[PERSIAN]
    if arabic < PERSIAN_SHARE * letters:
        return best if clear else f"the {_script(sample)} script"
    return best if clear and best != PERSIAN else None


def _sample(text: str) -> str:
    if len(text) <= 3 * WINDOW:
        return text
    middle = (len(text) - WINDOW) // 2
    return f"{text[:WINDOW]} {text[middle : middle + WINDOW]} {text[-WINDOW:]}"


def _count(pattern: re.Pattern[str], sample: str) -> int:
    """How many characters the pattern finds."""
    return sum(map(len, pattern.findall(sample)))


def _votes(sample: str, signs: Signs) -> Counter[str]:
    """Votes of the words; a start of a word counts only beside a whole word of its language."""
    votes: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    words = Counter(WORD.findall(replace_signs(sample.lower(), VOWEL_MARKS)))
    for word, times in words.items():
        name = signs.words.get(word) or signs.words.get(replace_signs(word, FOLDED))
        if name is None and not signs.letters.keys().isdisjoint(word):
            name = next(signs.letters[c] for c in word if c in signs.letters)
        if name is not None:
            votes[name] += times
        elif len(word) > 4:
            for start_name, forms in signs.starts.items():
                if word.startswith(forms):
                    starts[start_name] += times
    for name, count in starts.items():
        if votes[name]:
            votes[name] += count
    return votes


def _script(sample: str) -> str:
    """The script of most letters, by the first word of their Unicode names."""
    scripts = Counter(unicodedata.name(c, "unknown").split()[0] for c in LETTER.findall(sample))
    name = scripts.most_common(1)[0][0]
    return SCRIPT_NAMES.get(name, name.capitalize())
