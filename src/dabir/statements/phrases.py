"""Noun phrases: where one that begins at a token ends, with its appositions."""

from dabir.records import Tagged
from dabir.statements.marks import (
    BRACKETS,
    DEMONSTRATIVES,
    END_MARKS,
    QUOTE_MARKS,
    SEPARATORS,
    Phrase,
)
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words

INDEFINITE = ("های", "ایی", "یی")
LONGEST_APPOSITION = 6
SURE = 0.9


class PhraseReader:
    """Reads the noun phrases of one article, and tells what kind of word begins them."""

    def __init__(
        self, words: Words, vocabulary: Vocabulary, tagged: Tagged, timed: set[int]
    ) -> None:
        """`timed` holds the tokens inside dates, which are no part of a name."""
        self.people = {n.first_token: n.end_token for n in tagged.names if n.kind == "PER"}
        self._tagged = tagged
        self.words = words.folded
        self.vocabulary = vocabulary
        self.timed = timed
        self._verbs = vocabulary.cues.verb_forms
        self._inner_commas = _inner_commas(words.folded, vocabulary)

    def phrase_at(self, at: int, last: int) -> Phrase | None:
        """The noun phrase that begins at token `at`; None where a preposition or verb stands."""
        words, stoppers = self.words, self.vocabulary.stoppers
        if at >= last or words[at] in stoppers or words[at] in self._verbs or at in self.timed:
            return None
        if words[at] in self.vocabulary.grammar["no head"]:
            return None
        if words[at] in self.vocabulary.pronouns:
            return Phrase(at, at + 1)
        end = self._chunk_end(at, last)
        if end == at:
            return None
        while True:
            longer = self._apposition_end(at, end, last)
            if longer == end:
                return Phrase(at, self._trim(at, end))
            end = longer

    def _chunk_end(self, first: int, last: int) -> int:
        at = first
        while at < last:
            word = self.words[at]
            if at in self._inner_commas:
                at += 1
                continue
            if at in self.timed:
                break
            if word in SEPARATORS or word in END_MARKS or word in BRACKETS:
                break
            if word in DEMONSTRATIVES and at > first and not self._joined(first, at):
                break
            if at > first and (self.is_verb(at) or self._begins_adverbial(at)):
                break
            if word == "و":
                if not self._goes_on_after_and(at, last):
                    break
            elif word in self.vocabulary.stoppers and not self._joined(first, at):
                break
            at += 1
        return at

    def _begins_adverbial(self, at: int) -> bool:
        return phrase_end(self.words, at, self.vocabulary.adverbials) > at

    def _goes_on_after_and(self, at: int, last: int) -> bool:
        if at + 1 >= last:
            return False
        word = self.words[at + 1]
        return word not in self.vocabulary.stoppers and word not in self._verbs

    def _joined(self, first: int, at: int) -> bool:
        """Whether the preposition at `at` belongs inside the phrase that begins at `first`."""
        words, vocabulary = self.words, self.vocabulary
        if at == first:
            return False
        if words[at] in DEMONSTRATIVES:
            return (words[at - 1], "") in vocabulary.joints or words[at - 1] in vocabulary.grammar[
                "before this"
            ]
        if (words[at - 1], words[at]) in vocabulary.joints:
            return True
        if words[at] != "در" or at + 1 >= len(words):
            return False
        follows = words[at + 1]
        return words[first] in vocabulary.posts and not (
            follows in vocabulary.grammar["no place"]
            or follows in DEMONSTRATIVES
            or follows.endswith(INDEFINITE)
        )

    def _apposition_end(self, first: int, end: int, last: int) -> int:
        """The end of the phrase with the apposition after a comma, dash or bracket, or `end`."""
        if end >= last:
            return end
        mark = self.words[end]
        if mark in BRACKETS:
            after = self.after_bracket(end, last)
            return after if after < last or after == last else end
        if mark not in SEPARATORS or end + 1 >= last:
            return end
        start = end + 1
        if self.words[start] in self.vocabulary.stoppers or self.is_verb(start):
            return end
        if self.words[start] in QUOTE_MARKS and not self._quotes_name(start):
            return end
        stop = self._chunk_end(start, last)
        if stop == start:
            return end
        if self._names_someone(start) or (
            (self._names_someone(first) or first in self.people)
            and self._is_short(start, stop, last)
        ):
            return stop + 1 if self._closes_dash(end, stop, last) else stop
        return end

    def _quotes_name(self, at: int) -> bool:
        """Whether the quotation that opens at `at` is as short as a name."""
        ahead = self.words[at + 1 : at + LONGEST_APPOSITION]
        return any(word in QUOTE_MARKS for word in ahead)

    def _names_someone(self, at: int) -> bool:
        word = self.words[at]
        return (
            word in self.vocabulary.titles
            or word in self.vocabulary.honorifics
            or word in QUOTE_MARKS
            or word in self.vocabulary.bodies
        )

    def _is_short(self, start: int, stop: int, last: int) -> bool:
        return stop - start <= LONGEST_APPOSITION and (
            stop == last or self.words[stop] in SEPARATORS
        )

    def _closes_dash(self, opening: int, stop: int, last: int) -> bool:
        dashes = ("-", "–", "—")
        return self.words[opening] in dashes and stop < last and self.words[stop] in dashes

    def _trim(self, first: int, last: int) -> int:
        drop = SEPARATORS | {"و"}
        while last > first and self.words[last - 1] in drop:
            last -= 1
        return last

    def after_comma(self, at: int, last: int) -> int:
        """The token after the next comma, brackets passed over; `last` where there is none."""
        while at < last and self.words[at] not in SEPARATORS:
            if self.words[at] in BRACKETS:
                at = self.after_bracket(at, last)
            else:
                at += 1
        return min(at + 1, last)

    def after_bracket(self, at: int, last: int) -> int:
        """The token after the bracket that opens at `at`."""
        closing = BRACKETS[self.words[at]]
        end = at
        while end < last and self.words[end] != closing:
            end += 1
        return min(end + 1, last)

    def first_comma(self, phrase: Phrase) -> int:
        """The first comma of the phrase, or its end; commas inside a name do not count."""
        for at in range(*phrase):
            if self.words[at] in SEPARATORS and at not in self._inner_commas:
                return at
        return phrase.last

    def is_person(self, at: int) -> bool:
        """Whether token `at` begins a person's name, an office, or is a word of address or a
        pronoun.
        """
        word, vocabulary = self.words[at], self.vocabulary
        return (
            at in self.people
            or word in vocabulary.titles
            or word in vocabulary.honorifics
            or word in vocabulary.pronouns
        )

    def is_body(self, at: int) -> bool:
        """Whether token `at` begins the name of a body."""
        return self.words[at] in self.vocabulary.bodies

    def is_common(self, at: int) -> bool:
        """Whether a phrase that begins here names by a common word, not by a proper name."""
        word, vocabulary = self.words[at], self.vocabulary
        return word in vocabulary.titles or word in vocabulary.documents or self.is_body(at)

    def is_verb(self, at: int) -> bool:
        """Whether token `at` is a verb, by the lexicon or by its tag, and no title."""
        word = self.words[at]
        tagged = self._tagged.upos[at] == "VERB" and self._tagged.scores[at] > SURE
        return (word in self._verbs or tagged) and word not in self.vocabulary.titles

    def runs_to(self, first: int, last: int) -> int:
        """The token after those that an ezafe or a name joins, from token `first` on."""
        at = first
        while at + 1 < last and self._tagged.joined[at]:
            at += 1
        return at + 1

    def is_finite(self, at: int) -> bool:
        """Whether token `at` is a verb, by the lexicon or by its shape."""
        word = self.words[at]
        return word in self._verbs or (word.startswith(("می", "نمی")) and word.endswith(("د", "م")))


def _inner_commas(words: list[str], vocabulary: Vocabulary) -> set[int]:
    """The commas inside names that have one: «وزیر تعاون، کار و رفاه اجتماعی»."""
    found: set[int] = set()
    for at, word in enumerate(words):
        if word in vocabulary.comma_names:
            end = phrase_end(words, at, vocabulary.comma_names)
            found.update(i for i in range(at, end) if words[i] in SEPARATORS)
    return found
