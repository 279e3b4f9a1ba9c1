"""What a verb form says: its two stems, tense, person, number, negation.

The rules of written Persian verb inflection (Lazard, A Grammar of Contemporary Persian, ch. 5):
preverb, negation or subjunctive sign, «می», stem, ending. Of several readings the verb of the
lowest rank is taken, then the reading with the longer stem.
"""

from typing import NamedTuple

import msgspec

from dabir.language.forms import fold_form
from dabir.resources import load_table
from dabir.unicode import ZWNJ


class Verb(msgspec.Struct, frozen=True):
    """One reading of a verb form.

    `lemma` is past and present stem, «کرد#کن»; `tense` is Past, Pres, Sub, Imp, Part or Inf;
    `person` is 0 where the form has none.
    """

    lemma: str
    infinitive: str
    tense: str
    person: int
    plural: bool
    negative: bool


class _StemRow(msgspec.Struct):
    id: str
    past: str
    present: str
    variant: str
    rank: int


class _FormRow(msgspec.Struct):
    id: str
    form: str
    lemma: str
    infinitive: str
    tense: str
    person: int
    number: str
    negative: str


class _Stem(NamedTuple):
    past: str
    present: str
    rank: int


class VerbKit(NamedTuple):
    """Stems by how they are written, and whole forms that no rule makes."""

    past: dict[str, list[_Stem]]
    present: dict[str, list[_Stem]]
    forms: dict[str, Verb]


def load_verbs() -> VerbKit:
    """The stems and irregular forms of the packed lexicons."""
    past: dict[str, list[_Stem]] = {}
    present: dict[str, list[_Stem]] = {}
    for row in load_table("language_verb_stems", _StemRow):
        stem = _Stem(row.past, row.present, row.rank)
        past.setdefault(row.past, []).append(stem)
        for written in filter(None, (row.present, row.variant)):
            present.setdefault(written, []).append(stem)
    forms = {
        row.form: Verb(
            lemma=row.lemma,
            infinitive=row.infinitive,
            tense=row.tense,
            person=row.person,
            plural=row.number == "Plur",
            negative=row.negative == "yes",
        )
        for row in load_table("language_verb_forms", _FormRow)
    }
    return VerbKit(past, present, forms)


_PREVERBS = ("بر", "در", "باز", "فرو", "فرا", "وا", "ور", "پیش", "فراز")
_PAST_ENDINGS = {"م": (1, False), "ی": (2, False), "": (3, False), "یم": (1, True)}
_PAST_ENDINGS |= {"ید": (2, True), "ند": (3, True)}
_PRESENT_ENDINGS = {"م": (1, False), "ی": (2, False), "د": (3, False), "یم": (1, True)}
_PRESENT_ENDINGS |= {"ید": (2, True), "ند": (3, True), "": (2, False)}
_PARTICIPLE_ENDINGS = {"ه": (0, False), "هام": (1, False), "های": (2, False), "هاست": (3, False)}
_PARTICIPLE_ENDINGS |= {"هایم": (1, True), "هاید": (2, True), "هاند": (3, True), "هست": (3, False)}
_CLITICS = ("شان", "مان", "تان", "ش", "ت", "م")


class _Reading(NamedTuple):
    verb: Verb
    rank: int
    stem_length: int


def read_verb(form: str, kit: VerbKit) -> Verb | None:
    """The best reading of a verb form, or None where no known verb has it."""
    fold = fold_form(form)
    if fold in kit.forms:
        return kit.forms[fold]
    plain = fold.replace(ZWNJ, "").replace(" ", "")
    readings = _readings(plain, kit) or _with_preverb(plain, kit) or _with_clitic(plain, kit)
    if not readings:
        return None
    return min(readings, key=lambda r: (r.rank, -r.stem_length)).verb


def _with_preverb(plain: str, kit: VerbKit) -> list[_Reading]:
    return [
        r._replace(verb=_prefixed(r.verb, preverb))
        for preverb in _PREVERBS
        if plain.startswith(preverb)
        for r in _readings(plain[len(preverb) :], kit)
    ]


def _prefixed(verb: Verb, preverb: str) -> Verb:
    past, _, present = verb.lemma.partition("#")
    lemma = f"{preverb}{past}#{preverb}{present}"
    return msgspec.structs.replace(verb, lemma=lemma, infinitive=preverb + verb.infinitive)


def _with_clitic(plain: str, kit: VerbKit) -> list[_Reading]:
    for clitic in _CLITICS:
        if plain.endswith(clitic) and (found := _readings(plain.removesuffix(clitic), kit)):
            return found
    return []


def _readings(plain: str, kit: VerbKit) -> list[_Reading]:
    found: list[_Reading] = []
    for rest, sign in _beginnings(plain):
        found += _past_readings(rest, sign, kit)
        found += _present_readings(rest, sign, kit)
    return found


def _beginnings(plain: str) -> list[tuple[str, str]]:
    """What may be left of the form once its signs are taken off, and which signs they were."""
    begun = [(plain, "")]
    for sign in ("نمی", "می", "ن", "ب", "م"):
        if plain.startswith(sign) and len(plain) > len(sign):
            rest = plain.removeprefix(sign)
            begun.append((rest, sign))
            if sign in "نب" and rest[0] == "ی" and len(rest) > 1:  # نیامد، نیفتاد، بیاور، بیندازد
                begun += [("آ" + rest[2:], sign), (rest[1:], sign)] if rest[1] == "ا" else []
                begun.append(("ا" + rest[1:], sign))
    return begun


def _past_readings(rest: str, sign: str, kit: VerbKit) -> list[_Reading]:
    found = []
    for cut in range(max(1, len(rest) - 5), len(rest) + 1):
        stems = kit.past.get(rest[:cut])
        if not stems or sign in ("ب", "م"):
            continue
        ending = rest[cut:]
        if ending in _PAST_ENDINGS:
            found += [_reading(s, cut, "Past", _PAST_ENDINGS[ending], sign) for s in stems]
        elif ending in _PARTICIPLE_ENDINGS:
            found += [_reading(s, cut, "Part", _PARTICIPLE_ENDINGS[ending], sign) for s in stems]
        elif ending == "ن":
            found += [_reading(s, cut, "Inf", (0, False), sign) for s in stems]
    return found


def _present_readings(rest: str, sign: str, kit: VerbKit) -> list[_Reading]:
    found = []
    for cut in range(max(1, len(rest) - 2), len(rest) + 1):
        stems = kit.present.get(rest[:cut])
        ending = rest[cut:]
        if not stems or ending not in _PRESENT_ENDINGS or (sign == "م" and ending):
            continue
        tense = "Pres" if "می" in sign else "Sub" if ending else "Imp"
        ends = _PRESENT_ENDINGS[ending]
        found += [_reading(s, cut, _present_tense(s, tense), ends, sign) for s in stems]
    return found


def _present_tense(stem: _Stem, tense: str) -> str:
    """«دارد» and «خواهد» are present without «می»."""
    return "Pres" if stem.present in ("دار", "خواه") and tense == "Sub" else tense


def _reading(stem: _Stem, cut: int, tense: str, ends: tuple[int, bool], sign: str) -> _Reading:
    person, plural = ends
    verb = Verb(
        lemma=f"{stem.past}#{stem.present}",
        infinitive=f"{stem.past}ن",
        tense=tense,
        person=person,
        plural=plural,
        negative=sign.startswith("ن") or sign == "م",
    )
    return _Reading(verb, stem.rank, cut + len(sign))
