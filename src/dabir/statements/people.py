"""Who speaks: each mention is led back to one person or body of the article.

The rules follow how news is told. A full name stands once, then the surname; the lead may name
the office and the body the person; an office without a name, in an article where one person
speaks, varies that person's name. Where two could be meant, nobody is guessed: the phrase itself
is the name.
"""

from typing import NamedTuple

from dabir.records import Tagged
from dabir.statements.drafts import Draft
from dabir.statements.marks import Phrase
from dabir.statements.mentions import Mention, parse_mention
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words

LEAD_PARAGRAPHS = 4
REPORTS = frozenset(("according",))
HEAD_WORDS = 2
LONGEST_CONTRAST = 5


class Answer(NamedTuple):
    """Who a mention is: the name as written, and the reason; None where it cannot be known."""

    name: str | None
    reason: str


class Person(NamedTuple):
    """A person who speaks: folded words of the fullest name, of the offices; where first named.

    `sure` tells a name that stands with an office or a word of address, or in several words;
    `first` is the number of the draft that named them first.
    """

    name: tuple[str, ...]
    written: str
    offices: set[str]
    paragraph: int
    sure: bool
    first: int


class Roll:
    """The persons and bodies who speak in one article."""

    def __init__(
        self, words: Words, vocabulary: Vocabulary, drafts: list[Draft], tagged: Tagged
    ) -> None:
        self._names = tagged.names
        self._drafts = drafts
        self._words = words
        self._vocabulary = vocabulary
        self._people: list[Person] = []
        self._by_name: dict[str, set[int]] = {}
        self._by_edge: dict[str, set[int]] = {}
        self._bodies: list[tuple[tuple[str, ...], str]] = []
        self._mentions: dict[Phrase, Mention] = {}
        for number, draft in enumerate(drafts):
            if draft.holder is not None and draft.holder not in self._mentions:
                mention = parse_mention(words, draft.holder, vocabulary, tagged)
                self._mentions[draft.holder] = mention
                if draft.parent is None:
                    self._enter(mention, draft.paragraph, number)

    # --- the roll ------------------------------------------------------------------------------

    def _enter(self, mention: Mention, paragraph: int, first: int) -> None:
        name = self._folded(mention.name)
        if mention.kind == "body":
            self._bodies.append((name, self._written(mention.name)))
        if mention.kind == "alias":
            self._bodies.append((name, self._written(mention.office)))
        if mention.kind != "person":
            return
        office = set(self._folded(mention.office))
        sure = not mention.plain or len(name) > 1
        for number in self._numbers_like(name):
            person = self._people[number]
            person.offices.update(office)
            longer = len("".join(name)) > len("".join(person.name))
            self._people[number] = person._replace(
                name=name if longer else person.name,
                written=self._written(mention.name) if longer else person.written,
                paragraph=paragraph if longer else person.paragraph,
                sure=person.sure or sure,
            )
            self._index(number)
            return
        self._people.append(
            Person(name, self._written(mention.name), office, paragraph, sure, first)
        )
        self._index(len(self._people) - 1)

    def _index(self, number: int) -> None:
        name = self._people[number].name
        self._by_name.setdefault("".join(name), set()).add(number)
        for edge in _edges(name):
            self._by_edge.setdefault(edge, set()).add(number)

    def _numbers_like(self, name: tuple[str, ...]) -> list[int]:
        """The people of whom this may be the name, in the order in which they were entered."""
        near = set(self._by_edge.get("".join(name), ()))
        for edge in _edges(name):
            near |= self._by_name.get(edge, set())
        return [n for n in sorted(near) if _same_person(self._people[n].name, name)]

    def _folded(self, tokens: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self._words.folded[at] for at in tokens)

    def _written(self, tokens: tuple[int, ...]) -> str:
        words = self._words
        return " ".join(words.text[words.starts[at] : words.ends[at]] for at in tokens)

    # --- the answers ---------------------------------------------------------------------------

    def name_all(self, drafts: list[Draft]) -> list[Answer]:
        """The speaker of each draft, in order."""
        answers: list[Answer] = []
        last: Answer | None = None
        for draft in drafts:
            answer = self._answer(draft, drafts, last, answers)
            answers.append(answer)
            if answer.name is not None and _outer(draft, drafts, answers) is None:
                last = answer
        return answers

    def _answer(
        self, draft: Draft, drafts: list[Draft], last: Answer | None, answers: list[Answer]
    ) -> Answer:
        if draft.holder is None and draft.unclear:
            return Answer(None, "unclear-subject")
        if draft.holder is None:
            return _carry(last, "dropped-subject")
        mention = self._mentions[draft.holder]
        if mention.kind == "pronoun" and _outer(draft, drafts, answers) is not None:
            return Answer(None, "pronoun-in-words")
        if mention.kind == "pronoun":
            return _carry(last, mention.kind)
        if mention.kind == "this document":
            return self._this_document(answers, drafts)
        if mention.kind in ("person", "alias"):
            return self._person(mention)
        if mention.kind == "body":
            return self._body(mention)
        if mention.kind == "document":
            return Answer(self._written(mention.name), "document")
        if mention.kind == "group":
            return self._group(mention, draft)
        if mention.kind == "this":
            return self._this(mention, last)
        return self._office(mention, draft, _outer(draft, drafts, answers))

    def _this_document(self, answers: list[Answer], drafts: list[Draft]) -> Answer:
        """The last one who is no person with an office: reports and communiqués have issuers."""
        for draft, answer in zip(reversed(drafts[: len(answers)]), reversed(answers), strict=True):
            kind = self._mentions[draft.holder].kind if draft.holder else "pronoun"
            people = [p for p in self._people if p.written == answer.name and p.offices]
            if kind in ("body", "alias", "document", "person") and not people:
                return _carry(answer, "this-document")
        return _carry(answers[-1] if answers else None, "this-document")

    def _person(self, mention: Mention) -> Answer:
        name = self._folded(mention.name)
        for alias, written in self._bodies:
            if alias == name:
                return Answer(written, "short-name")
        same = [self._people[number] for number in self._numbers_like(name)]
        if len(same) == 1 and len("".join(same[0].name)) > len("".join(name)):
            return Answer(same[0].written, "part-of-name")
        if len(same) <= 1 and len(name) == 1:
            full = self._full_name(name)
            if full is not None:
                return Answer(full, "part-of-name")
        if len(same) > 1:
            return Answer(self._written(mention.name), "shared-name")
        return Answer(self._written(mention.name), "named")

    def _full_name(self, name: tuple[str, ...]) -> str | None:
        """The one full name of a person in the article, speaker or not, that ends in `name`."""
        people = (n for n in self._names if n.kind == "PER" and n.end_token - n.first_token > 1)
        tokens = [tuple(range(n.first_token, n.end_token)) for n in people]
        full = {self._folded(t): t for t in tokens if self._folded(t)[-1:] == name}
        return self._written(next(iter(full.values()))) if len(full) == 1 else None

    def _body(self, mention: Mention) -> Answer:
        name = self._folded(mention.name)
        for other, written in self._bodies:
            if len(other) > len(name) and other[: len(name)] == name:
                return Answer(written, "short-form")
        return Answer(self._written(mention.name), "named")

    def _group(self, mention: Mention, draft: Draft) -> Answer:
        head = self._words.folded[mention.name[0]]
        if head == "یک" and len(mention.name) > 1:
            office = self._folded(mention.name[1:])
            person = self._lead_person(office, draft)
            if person is not None and (not person.offices or person.offices & set(office)):
                return Answer(person.written, "lead-office")
        return Answer(self._written(mention.name), "unnamed")

    def _this(self, mention: Mention, last: Answer | None) -> Answer:
        office = set(self._folded(mention.office))
        fitting = [p for p in self._people if p.offices and office <= p.offices]
        if len(fitting) == 1:
            return Answer(fitting[0].written, "known-office")
        return _carry(last, "this-office")

    def _office(self, mention: Mention, draft: Draft, outer: Answer | None) -> Answer:
        office = self._folded(mention.office)
        fitting = [p for p in self._people if p.offices and self._fits(set(office), p.offices)]
        fitting = [p for p in fitting if outer is None or p.written != outer.name]
        if self._is_plural(office, draft):
            return Answer(self._written(mention.office), "several")
        if len(fitting) == 1:
            return Answer(fitting[0].written, "known-office")
        if outer is not None:
            return Answer(self._written(mention.office), "office")
        person = self._lead_person(office, draft)
        if person is not None:
            person.offices.update(office)
            return Answer(person.written, "lead-office")
        flash = draft.rule == "label" and draft.paragraph > 0
        person = None if flash or self._contrasts(draft) else self._only_person(office, draft)
        if person is not None:
            return Answer(person.written, "only-person")
        return Answer(self._written(mention.office), "office")

    def _is_plural(self, office: tuple[str, ...], draft: Draft) -> bool:
        form = draft.entry.entry.form
        plural_verb = form is not None and form.plural and draft.speaker is not None
        return plural_verb or (bool(office) and office[0] in self._vocabulary.plurals)

    def _lead_person(self, office: tuple[str, ...], draft: Draft) -> Person | None:
        """The first full name after a lead that names the office alone.

        A pronoun before that name means the office: its holder stays unnamed.
        """
        if draft.paragraph >= LEAD_PARAGRAPHS:
            return None
        later = [p for p in self._people if p.sure and p.paragraph >= draft.paragraph]
        if not later or later[0].paragraph > draft.paragraph + LEAD_PARAGRAPHS:
            return None
        if self._pronoun_before(later[0], draft):
            return None
        return later[0] if self._may_hold(later[0], office) else None

    def _pronoun_before(self, person: Person, draft: Draft) -> bool:
        """Whether a pronoun stands between the draft and the first naming of the person."""
        number = self._drafts.index(draft)
        return any(self._is_pronoun(d) for d in self._drafts[number : person.first])

    def _is_pronoun(self, draft: Draft) -> bool:
        return draft.holder is not None and self._mentions[draft.holder].kind == "pronoun"

    def _only_person(self, office: tuple[str, ...], draft: Draft) -> Person | None:
        """The one person of the article, if the office is one more way to call that person."""
        sure = [p for p in self._people if p.sure]
        if len(sure) != 1 or not self._may_hold(sure[0], office):
            return None
        if self._pronoun_before(sure[0], draft):
            return None
        related = not sure[0].offices or sure[0].offices.intersection(office)
        return sure[0] if related else None

    def _contrasts(self, draft: Draft) -> bool:
        """Whether «نیز» after the office or «در مقابل» before it tells of someone else."""
        if draft.speaker is None:
            return False
        folded, (first, last) = self._words.folded, draft.speaker
        if last < len(folded) and folded[last] in self._vocabulary.grammar["also"]:
            return True
        near = range(max(first - LONGEST_CONTRAST, 0), first)
        return any(phrase_end(folded, at, self._vocabulary.contrasts) > at for at in near)

    def _fits(self, one: set[str], other: set[str]) -> bool:
        """Whether one office says no more than the other."""
        one, other = self._substance(one), self._substance(other)
        return bool(one and other) and (one <= other or other <= one)

    def _substance(self, office: set[str]) -> set[str]:
        """The words that tell one office from another; capitals stand for their countries."""
        capitals = self._vocabulary.capitals
        return {capitals.get(word, word) for word in office - self._vocabulary.grammar["formal"]}

    def _may_hold(self, person: Person, office: tuple[str, ...]) -> bool:
        """Whether nothing known of the person contradicts the office.

        An office that few hold beside another needs a word in common with what is known.
        """
        asked = self._vocabulary.exclusive.intersection(office[:HEAD_WORDS])
        if not asked or not person.offices:
            return True
        held = person.offices & self._vocabulary.exclusive
        return held == asked or bool(not held and person.offices.intersection(office))


def _outer(draft: Draft, drafts: list[Draft], answers: list[Answer]) -> Answer | None:
    """Who speaks the words that this statement stands in; a report of it is no such words."""
    if draft.parent is None or drafts[draft.parent].rule in REPORTS:
        return None
    return answers[draft.parent]


def _carry(answer: Answer | None, what: str) -> Answer:
    if answer is None or answer.name is None:
        return Answer(None, f"no-speaker-before:{what}")
    return Answer(answer.name, f"carried:{what}")


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name begins or ends the longer, in one word or in two."""
    short, long = sorted(("".join(a), "".join(b)), key=len)
    words = a if long == "".join(a) else b
    return bool(short) and short in _edges(words)


def _edges(name: tuple[str, ...]) -> set[str]:
    """The beginnings and endings of a name, by whole words."""
    edges = {"".join(name[:n]) for n in range(len(name) + 1)}
    return edges | {"".join(name[n:]) for n in range(len(name) + 1)}
