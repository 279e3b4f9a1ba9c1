"""Who speaks: each mention is led back to one person or body of the article."""

from typing import NamedTuple

from dabir.statements.drafts import Draft
from dabir.statements.subjects import BRACKETS, DEMONSTRATIVES, QUOTE_MARKS, SEPARATORS, Phrase
from dabir.statements.vocabulary import Vocabulary
from dabir.statements.words import Words

LEAD_PARAGRAPHS = 3


class Mention(NamedTuple):
    """A speaker phrase taken apart: words of the name, and words of the office, as tokens."""

    phrase: Phrase
    name: tuple[int, ...]
    office: tuple[int, ...]
    kind: str  # name, office, body, pronoun, this, document, unnamed


class Answer(NamedTuple):
    """Who a mention is: the name as written, and the reason; None where it cannot be known."""

    name: str | None
    reason: str


def parse_mention(words: Words, phrase: Phrase, vocabulary: Vocabulary) -> Mention:
    """The mention that a speaker phrase makes."""
    folded = words.folded
    tokens = [
        at
        for at in range(phrase.first, phrase.last)
        if folded[at] not in QUOTE_MARKS and folded[at] not in BRACKETS
    ]
    while tokens and folded[tokens[0]] in vocabulary.honorifics:
        tokens.pop(0)
    if not tokens:
        return Mention(phrase, (), tuple(range(phrase.first, phrase.last)), "office")
    head = folded[tokens[0]]
    if head in vocabulary.pronouns:
        return Mention(phrase, (), (), "pronoun")
    if head in DEMONSTRATIVES:
        rest = tuple(tokens[1:])
        document = bool(rest) and folded[rest[0]] in vocabulary.documents
        return Mention(phrase, (), rest, "this-document" if document else "this")
    if head in vocabulary.documents:
        return Mention(phrase, (), tuple(tokens), "document")
    if head == "یک":
        return Mention(phrase, (), tuple(tokens), "unnamed")
    if head in vocabulary.titles:
        return _office_first(words, phrase, tokens, vocabulary)
    if head in vocabulary.bodies:
        return Mention(phrase, tuple(_until_separator(folded, tokens)), (), "body")
    name = []
    for at in tokens:
        if folded[at] in vocabulary.titles or folded[at] in SEPARATORS:
            break
        name.append(at)
    office = [at for at in tokens[len(name) :] if folded[at] not in SEPARATORS]
    return Mention(phrase, tuple(name), tuple(office), "name")


def _office_first(
    words: Words, phrase: Phrase, tokens: list[int], vocabulary: Vocabulary
) -> Mention:
    """«وزیر خارجه X، نام نام‌خانوادگی»: the name stands after a comma, if at all."""
    folded = words.folded
    office = _until_separator(folded, tokens)
    rest = [at for at in tokens[len(office) :] if folded[at] not in SEPARATORS]
    if rest and folded[rest[0]] not in vocabulary.titles and len(rest) <= 4:
        while rest and folded[rest[0]] in vocabulary.honorifics:
            rest.pop(0)
        return Mention(phrase, tuple(rest), tuple(office), "name")
    return Mention(phrase, (), tuple(office), "office")


def _until_separator(folded: list[str], tokens: list[int]) -> list[int]:
    taken = []
    for at in tokens:
        if folded[at] in SEPARATORS:
            break
        taken.append(at)
    return taken


class Person(NamedTuple):
    """One person or body of the article: name words, office words, where first named."""

    name: tuple[str, ...]
    written: str
    offices: set[str]
    paragraph: int


class Roll:
    """The persons and bodies who speak in one article."""

    def __init__(self, words: Words, vocabulary: Vocabulary, drafts: list[Draft]) -> None:
        self._words = words
        self._vocabulary = vocabulary
        self._people: list[Person] = []
        self._mentions: dict[Phrase, Mention] = {}
        for draft in drafts:
            if draft.holder is not None and draft.holder not in self._mentions:
                mention = parse_mention(words, draft.holder, vocabulary)
                self._mentions[draft.holder] = mention
                if mention.kind == "name":
                    self._enter(mention, draft.paragraph)

    def _enter(self, mention: Mention, paragraph: int) -> None:
        name = tuple(self._words.folded[at] for at in mention.name)
        office = {self._words.folded[at] for at in mention.office}
        for number, person in enumerate(self._people):
            if _same_name(person.name, name):
                person.offices.update(office)
                if len(name) > len(person.name):
                    self._people[number] = person._replace(
                        name=name, written=self._written(mention.name)
                    )
                return
        self._people.append(Person(name, self._written(mention.name), office, paragraph))

    def _written(self, tokens: tuple[int, ...]) -> str:
        words = self._words
        return " ".join(words.text[words.starts[at] : words.ends[at]] for at in tokens)

    def name_all(self, drafts: list[Draft]) -> list[Answer]:
        """The speaker of each draft, in order."""
        answers: list[Answer] = []
        last: Answer | None = None
        for draft in drafts:
            answer = self._answer(draft, last, answers)
            answers.append(answer)
            if draft.parent is None and answer.name is not None:
                last = answer
        return answers

    def _answer(self, draft: Draft, last: Answer | None, answers: list[Answer]) -> Answer:
        if draft.holder is None:
            if last is None:
                return Answer(None, "dropped subject with no speaker before it")
            return Answer(last.name, "carried over: dropped subject")
        mention = self._mentions[draft.holder]
        if draft.parent is not None and mention.kind in ("pronoun", "this", "this-document"):
            return Answer(answers[draft.parent].name, "pronoun inside another's words")
        if mention.kind == "pronoun" or mention.kind == "this-document":
            if last is None:
                return Answer(None, "pronoun with no speaker before it")
            return Answer(last.name, f"carried over: {mention.kind}")
        if mention.kind in ("name", "body"):
            return self._named(mention)
        if mention.kind == "document":
            return self._document(mention, last)
        return self._office(mention, draft, last)

    def _named(self, mention: Mention) -> Answer:
        name = tuple(self._words.folded[at] for at in mention.name)
        for person in self._people:
            if _same_name(person.name, name):
                if len(person.name) > len(name):
                    return Answer(person.written, "surname of a full name in the article")
                break
        longer = self._longer_in_text(name)
        if longer is not None:
            return Answer(longer, "full name found in the article")
        return Answer(self._written(mention.name), "named with the cue")

    def _longer_in_text(self, name: tuple[str, ...]) -> str | None:
        return None

    def _document(self, mention: Mention, last: Answer | None) -> Answer:
        return Answer(self._written(mention.office), "document")

    def _office(self, mention: Mention, draft: Draft, last: Answer | None) -> Answer:
        office = {self._words.folded[at] for at in mention.office}
        people = [p for p in self._people if len(p.name) > 1] or self._people
        fitting = [p for p in people if p.offices and _fits(office, p.offices)]
        if fitting:
            return Answer(fitting[-1].written, "office of a person named in the article")
        if mention.kind == "this":
            if last is not None:
                return Answer(last.name, "carried over: this office")
            return Answer(self._written(mention.office), "office, nobody named")
        if draft.paragraph < LEAD_PARAGRAPHS and people:
            first = people[0]
            if first.paragraph <= draft.paragraph + LEAD_PARAGRAPHS and not first.offices:
                return Answer(first.written, "lead names the office, the body the person")
        if len(people) == 1 and not people[0].offices:
            return Answer(people[0].written, "the only person named")
        return Answer(self._written(mention.office), "office, nobody named")


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return bool(short) and (long[-len(short) :] == short or long[: len(short)] == short)


def _fits(a: set[str], b: set[str]) -> bool:
    small, large = sorted((a, b), key=len)
    return small <= large or len(a & b) / len(a | b) >= 0.5
