"""A speaker phrase taken apart: the words of a name, the words of an office."""

from typing import Literal, NamedTuple

from dabir.records import Tagged
from dabir.statements.marks import BRACKETS, DEMONSTRATIVES, QUOTE_MARKS, SEPARATORS, Phrase
from dabir.statements.vocabulary import Vocabulary
from dabir.statements.words import Words

LONGEST_PERSON = 5

MentionKind = Literal[
    "person", "office", "body", "alias", "group", "pronoun", "this", "this document", "document"
]


class Mention(NamedTuple):
    """One speaker phrase. `name` and `office` hold token numbers.

    A person has a name and perhaps an office; an alias is the short `name` of the body that its
    `office` spells out; all others have either. `plain` tells a person
    whose name alone stood there, without an office or a word of address.
    """

    kind: MentionKind
    name: tuple[int, ...]
    office: tuple[int, ...] = ()
    plain: bool = False


def parse_mention(
    words: Words, phrase: Phrase, vocabulary: Vocabulary, tagged: Tagged | None = None
) -> Mention:
    """The mention that a speaker phrase makes."""
    folded = words.folded
    tokens = _outside_brackets(folded, phrase)
    bare = _without_address(folded, tokens, vocabulary)
    if not bare:
        return Mention("office", (), tuple(tokens))
    head = folded[bare[0]]
    if head in vocabulary.pronouns:
        return Mention("pronoun", ())
    if head in DEMONSTRATIVES:
        return _this(folded, bare, vocabulary)
    if any(folded[at] in vocabulary.documents for at in bare[:2]):
        return _document(folded, bare, vocabulary)
    if head in vocabulary.quantifiers or head.isdigit():
        return Mention("group", tuple(bare))
    if head in vocabulary.titles:
        last = _person_last(bare, tagged) if tagged else None
        return last or _office_first(folded, bare, vocabulary)
    if head in vocabulary.bodies:
        return Mention("body", tuple(_until_separator(folded, bare)))
    return _name_first(folded, bare, len(bare) < len(tokens), vocabulary)


def _outside_brackets(folded: list[str], phrase: Phrase) -> list[int]:
    tokens, closing = [], ""
    for at in range(*phrase):
        word = folded[at]
        if closing:
            closing = "" if word == closing else closing
        elif word in BRACKETS:
            closing = BRACKETS[word]
        elif word not in QUOTE_MARKS:
            tokens.append(at)
    return tokens


def _without_address(folded: list[str], tokens: list[int], vocabulary: Vocabulary) -> list[int]:
    at = 0
    while at < len(tokens) and folded[tokens[at]] in vocabulary.honorifics:
        at += 1
    return tokens[at:]


def _this(folded: list[str], tokens: list[int], vocabulary: Vocabulary) -> Mention:
    rest = tuple(tokens[1:])
    if rest and folded[rest[0]] in vocabulary.documents:
        return Mention("this document", rest)
    return Mention("this", (), rest)


def _document(folded: list[str], tokens: list[int], vocabulary: Vocabulary) -> Mention:
    """«آخرین اطلاعیه وزارت X» speaks for the ministry; a document of nobody for itself."""
    words = _until_separator(folded, tokens)
    for number, at in enumerate(words):
        if number and folded[at] in vocabulary.bodies:
            return Mention("body", tuple(words[number:]))
    return Mention("document", tuple(words))


def _person_last(tokens: list[int], tagged: Tagged) -> Mention | None:
    """«وزیر خارجه X نام نام‌خانوادگی»: a full name that ends the phrase without an ezafe before it.

    With one, the name is not the speaker's: «خواهر نام نام‌خانوادگی».
    """
    for name in tagged.names:
        inside = tokens[0] < name.first_token and name.end_token == tokens[-1] + 1
        full = name.kind == "PER" and name.end_token - name.first_token > 1
        if full and inside and not tagged.joined[name.first_token - 1]:
            office = tuple(at for at in tokens if at < name.first_token)
            return Mention("person", tuple(range(name.first_token, name.end_token)), office)
    return None


def _office_first(folded: list[str], tokens: list[int], vocabulary: Vocabulary) -> Mention:
    """«وزیر خارجه X، نام نام‌خانوادگی»: the name stands after a comma, if at all."""
    office = _until_separator(folded, tokens)
    rest = [at for at in tokens[len(office) :] if folded[at] not in SEPARATORS]
    rest = _without_address(folded, rest, vocabulary)
    if rest and len(rest) <= LONGEST_PERSON and folded[rest[0]] not in vocabulary.titles:
        return Mention("person", tuple(rest), tuple(office))
    return Mention("office", (), tuple(office))


def _name_first(
    folded: list[str], tokens: list[int], addressed: bool, vocabulary: Vocabulary
) -> Mention:
    """«نام نام‌خانوادگی وزیر X»; without a known word, a person or a body by length alone."""
    name: list[int] = []
    for at in tokens:
        ends = vocabulary.stoppers.get(folded[at]) == "preposition"
        if ends or folded[at] in vocabulary.titles or folded[at] in SEPARATORS:
            break
        name.append(at)
    office = [at for at in tokens[len(name) :] if folded[at] not in SEPARATORS]
    tail = tokens[len(name) + 1 :]
    if tail and folded[tail[0]] in vocabulary.bodies and len(name) == 1:
        return Mention("alias", tuple(name), tuple(_until_separator(folded, tail)))
    if "و" in (folded[at] for at in name):
        return Mention("group", tuple(tokens))
    if len(name) > LONGEST_PERSON:
        return Mention("group", tuple(name))
    return Mention("person", tuple(name), tuple(office), plain=not office and not addressed)


def _until_separator(folded: list[str], tokens: list[int]) -> list[int]:
    taken = []
    for at in tokens:
        if folded[at] in SEPARATORS:
            break
        taken.append(at)
    return taken
