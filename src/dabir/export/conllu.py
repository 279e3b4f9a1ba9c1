"""CoNLL-U: the words of each article with tags, features and lemmas, by the conventions of PerDT.

FORM is the repaired word, half-spaces inside; a clitic is a word of its own under its host, as in
the Persian treebanks. `start_char` and `end_char` in MISC are places in the raw text; `Raw` is what
stands there, where the repair changed it. A verb's lemma is its past stem, and both stems are in
`OrigLemma`. What a form alone does not tell, such as voice, has no feature. HEAD and DEPREL are
empty: dabir makes no trees. A record keeps no words, so the text is repaired and tagged once more.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dabir import language, repairs
from dabir.export import Rows
from dabir.export.layers import clean
from dabir.export.output import open_output
from dabir.records import Article, Features, Record, Repaired, Tagged
from dabir.unicode import ZWNJ

PERSON = {"م": "1", "مان": "1", "ت": "2", "تان": "2", "ش": "3", "شان": "3"}
PRONOUNS = {"1": "من", "2": "تو", "3": "او", "1p": "ما", "2p": "شما", "3p": f"آن{ZWNJ}ها"}
COPULAS = {
    "اند": ("3", True),
    "ند": ("3", True),
    "ست": ("3", False),
    "است": ("3", False),
    "ایم": ("1", True),
    "یم": ("1", True),
    "اید": ("2", True),
    "ید": ("2", True),
}
# Free personal pronouns: person, and whether they are plural.
PERSONAL = {
    "من": ("1", False),
    "تو": ("2", False),
    "او": ("3", False),
    "وی": ("3", False),
    "ما": ("1", True),
    "شما": ("2", True),
    "آنها": ("3", True),
    f"آن{ZWNJ}ها": ("3", True),
    "ایشان": ("3", True),
}
FUTURE = "خواست#خواه"  # of an auxiliary
FIRST_SINGULAR = ("م", "ام")  # of a noun «my», of an adjective «I am»
EMPTY = "_"


class Kit(NamedTuple):
    """What is needed to repair and tag a text."""

    repairs: repairs.Kit
    language: language.Kit


class Word(NamedTuple):
    """One line below the comments, without its number."""

    form: str
    lemma: str
    upos: str
    features: dict[str, str]
    misc: dict[str, str]


@cache
def _kit() -> Kit:
    return Kit(repairs.load_kit(), language.load_kit())


def write(records: Rows, out: Path | None) -> None:
    """Write the sentences of all articles. Raises StoreError where `out` cannot be written."""
    with open_output(out) as stream:
        for record, _ in records:
            for block in conllu_blocks(record, _kit()):
                stream.write(clean(block).encode())


def conllu_blocks(record: Record, kit: Kit) -> Iterator[str]:
    """A block for each sentence of the article, with the empty line at its end."""
    article = Article(id=record.id, text=record.text, parts=record.parts)
    repaired = repairs.repair_article(article, kit.repairs)
    tagged = language.tag(repaired, kit.language)
    paragraphs = iter([start for start, _ in repaired.paragraphs])
    next_paragraph = next(paragraphs, None)
    name = _one_line(record.id)
    with_words = ((first, last) for first, last in repaired.sentence_tokens if first < last)
    for number, (first, last) in enumerate(with_words, start=1):
        comments = [f"# newdoc id = {name}"] if number == 1 else []
        start = repaired.token_starts[first]
        if next_paragraph is not None and start >= next_paragraph:
            comments.append("# newpar")
            while next_paragraph is not None and start >= next_paragraph:
                next_paragraph = next(paragraphs, None)
        comments.append(f"# sent_id = {name}-{number}")
        lines, text = _lines(repaired, tagged, first, last)
        comments.append(f"# text = {text}")
        yield "\n".join([*comments, *lines, "", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(repaired: Repaired, tagged: Tagged, first: int, last: int) -> tuple[list[str], str]:
    """The lines of a sentence, and its text as they spell it."""
    lines: list[str] = []
    text = ""
    number = 1
    for i in range(first, last):
        start, end = repaired.token_starts[i], repaired.token_ends[i]
        form = repaired.text[start:end]
        glued = i + 1 < last and repaired.token_starts[i + 1] == end
        text += form if glued or i + 1 == last else f"{form} "
        misc = _places(repaired, start, end, form) | ({"SpaceAfter": "No"} if glued else {})
        words = _split(form, tagged, i)
        if len(words) == 1:
            words = [words[0]._replace(misc=words[0].misc | misc)]
        else:
            ends = f"{number}-{number + len(words) - 1}"
            lines.append("\t".join((ends, form, *[EMPTY] * 7, _pairs(misc))))
        for word in words:
            lines.append(_line(number, word))
            number += 1
    return lines, text


def _places(repaired: Repaired, start: int, end: int, form: str) -> dict[str, str]:
    raw = repaired.span(start, end)
    misc = {"start_char": str(raw.start), "end_char": str(raw.end)}
    if raw.text != form:
        misc["Raw"] = raw.text.replace("\\", "\\\\").replace("|", "\\p").replace("\n", "\\n")
    return misc


def _line(number: int, word: Word) -> str:
    fields = (str(number), word.form, word.lemma, word.upos, EMPTY, _pairs(word.features))
    return "\t".join((*fields, EMPTY, EMPTY, EMPTY, _pairs(word.misc)))


def _pairs(pairs: dict[str, str]) -> str:
    ordered = sorted(pairs.items(), key=lambda pair: pair[0].lower())
    return "|".join(f"{name}={value}" for name, value in ordered) or EMPTY


def _split(form: str, tagged: Tagged, i: int) -> list[Word]:
    """The word, or the host and its clitic."""
    upos, features = tagged.upos[i], tagged.features[i]
    host = form.removesuffix(features.clitic)
    clitic = _clitic(features.clitic, upos) if features.clitic and host else None
    lemma = tagged.lemmas[i] or form
    misc: dict[str, str] = {}
    if "#" in lemma:
        misc["OrigLemma"] = lemma
        past, _, present = lemma.partition("#")
        lemma = past or present
    found = _features(upos, features)
    if upos == "AUX" and misc.get("OrigLemma") == FUTURE:
        found |= {"Tense": "Fut", "VerbForm": "Fin"}
    elif upos == "PRON" and form in PERSONAL:
        found |= _person(*PERSONAL[form])
    word = Word(form if clitic is None else host, lemma, upos, found, misc)
    return [word] if clitic is None else [word, clitic]


def _clitic(written: str, host: str) -> Word | None:
    """The clitic as a word: a pronoun, or a form of «to be»; None for what is neither."""
    if written in COPULAS or (written in FIRST_SINGULAR and host == "ADJ"):
        person, plural = COPULAS.get(written, ("1", False))
        return Word(written, "هست", "AUX", _person(person, plural), {"OrigLemma": "#هست"})
    plain = written.removeprefix("ا") if len(written) > 1 else written
    plain = plain.removeprefix("ی") if len(plain) > 1 else plain
    if plain not in PERSON:
        return None
    person, plural = PERSON[plain], len(plain) > 1
    lemma = PRONOUNS[f"{person}p" if plural else person]
    return Word(written, lemma, "PRON", _person(person, plural) | {"PronType": "Prs"}, {})


def _person(person: str, plural: bool) -> dict[str, str]:
    return {"Number": "Plur" if plural else "Sing", "Person": person}


def _features(upos: str, features: Features) -> dict[str, str]:
    found: dict[str, str] = {}
    if upos in ("NOUN", "PROPN"):
        found["Number"] = "Plur" if features.plural else "Sing"
    if features.tense:
        found |= {
            "Past": {"Tense": "Past"},
            "Pres": {"Tense": "Pres"},
            "Sub": {"Mood": "Sub", "Tense": "Pres"},
            "Imp": {"Mood": "Imp", "Tense": "Pres"},
            "Part": {"VerbForm": "Part"},
            "Inf": {"VerbForm": "Inf"},
        }[features.tense]
    if features.person:
        found |= _person(str(features.person), features.plural)
    if features.negative:
        found["Polarity"] = "Neg"
    return found
