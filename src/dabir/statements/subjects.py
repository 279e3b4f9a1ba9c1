"""The phrase that names a speaker: where it stands before or after a cue, and where it ends."""

from typing import NamedTuple

from dabir.statements.cues import Cue
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words

SEPARATORS = frozenset("،,؛;-–—ـ")
BRACKETS = {"(": ")", "[": "]"}
QUOTE_MARKS = frozenset('«»"“”„″')
END_MARKS = frozenset(".!?؟:…*•/|")
TERMINAL = frozenset(".!?؟…")
DEMONSTRATIVES = frozenset(("این", "آن", "همین", "همان"))
INDEFINITE = ("های", "ایی", "یی")
LONGEST_APPOSITION = 6
FARTHEST_COMMA = 8


class Phrase(NamedTuple):
    """Tokens `first` up to, not with, `last`."""

    first: int
    last: int


class SubjectFinder:
    """Finds speaker phrases in one article."""

    def __init__(
        self, words: Words, vocabulary: Vocabulary, cues: list[Cue], timed: set[int]
    ) -> None:
        """`timed` holds the tokens inside dates, which are no part of a name."""
        self._words = words.folded
        self._timed = timed
        self._cues = cues
        self._vocabulary = vocabulary
        self._verbs = vocabulary.cues.verb_forms
        self._inner_commas = _inner_commas(words.folded, vocabulary)

    def before(self, first: int, last: int) -> Phrase | None:
        """The subject among the tokens from `first` up to a cue at `last`, or None.

        The clause nearest to the cue is tried first: «A شد و X گفت».
        """
        colon = max((i + 1 for i in range(first, last) if self._words[i] == ":"), default=first)
        first = colon
        for start in self._clause_starts(first, last):
            phrase = self._first_phrase(start, last)
            if phrase is not None and (self._is_strong(phrase) or not self._participle(start - 2)):
                return phrase
        return self._first_phrase(first, last) or self._close_to_cue(first, last)

    def _clause_starts(self, first: int, last: int) -> list[int]:
        """The tokens after a finite verb and its «و» or comma, or after «که»; the last first."""
        return [
            at + 1
            for at in range(last - 1, first, -1)
            if self._ends_clause(at) or self._opens_clause(at)
        ]

    def _participle(self, at: int) -> bool:
        """Whether token `at` may be a participle, as in «طرح‌های بررسی شده و کارآمد»."""
        return self._words[at].endswith("ه")

    def _is_strong(self, phrase: Phrase) -> bool:
        return self._is_person(phrase.first) or self._is_body(phrase.first)

    def _opens_clause(self, at: int) -> bool:
        """Whether token `at` is a «که» after a verb or before a pronoun, no relative one."""
        return self._words[at] == "که" and (
            self._words[at + 1] in self._vocabulary.pronouns or self._is_finite(at - 1)
        )

    def _ends_clause(self, at: int) -> bool:
        joins = self._words[at] == "و" or self._words[at] in SEPARATORS
        return joins and self._is_finite(at - 1)

    def _is_finite(self, at: int) -> bool:
        word = self._words[at]
        return word in self._verbs or (word.startswith(("می", "نمی")) and word.endswith(("د", "م")))

    def _first_phrase(self, first: int, last: int) -> Phrase | None:
        at = self._skip_opening(first, last)
        while at < last:
            phrase = self._phrase_at(at, last)
            if phrase is not None:
                follower = self._words[phrase.last] if phrase.last < last else ""
                if follower == "را":
                    return self.known_prefix(phrase)
                if "را" in self._words[phrase.last : last]:
                    return self.known_prefix(phrase) or phrase
                return phrase
            at = self._after_comma(at, last)
            at = self._skip_opening(at, last)
        return None

    def after(self, first: int, last: int, end: int) -> Phrase | None:
        """The phrase that begins at token `first`, at most up to `last`: «به گفته X، …».

        It ends at a comma or clause; a relative clause up to `end`, the sentence's end, belongs
        to it: «منبعی که …،».
        """
        phrase = self._phrase_at(first, last)
        if phrase is None or phrase.last >= last:
            return phrase
        if self._is_common(first):
            phrase = Phrase(first, self._first_comma(phrase))
        if self._words[phrase.last] == "که":
            comma = next(
                (at for at in range(phrase.last, end) if self._words[at] in SEPARATORS), None
            )
            return Phrase(first, comma) if comma else phrase
        return phrase

    def known_prefix(self, phrase: Phrase) -> Phrase | None:
        """The longest beginning of `phrase` that stands elsewhere as a phrase of its own.

        Without a mark of ezafe, nothing else parts «X» from «Y» in «X Y را Z دانست».
        """
        offices = [at for at in range(*phrase) if self._words[at] in self._vocabulary.titles]
        for start in (self._last_chunk(phrase), phrase.first, *offices):
            for last in range(phrase.last, start, -1):
                if self._words[last - 1].isalpha() and self._stands_elsewhere(start, last):
                    return Phrase(phrase.first, last)
        if "»" in self._words[phrase.first : phrase.last]:
            return Phrase(phrase.first, self._words.index("»", phrase.first) + 1)
        return None

    def _last_chunk(self, phrase: Phrase) -> int:
        marks = [at for at in range(*phrase) if self._words[at] in SEPARATORS]
        return marks[-1] + 1 if marks else phrase.first

    def is_glued(self, first: int, last: int) -> bool:
        """Whether the subject runs into an object, so that nothing parts the two."""
        at = self._skip_opening(first, last)
        phrase = self._phrase_at(at, last)
        if phrase is None or not self._is_strong(phrase):
            return False
        return "را" in self._words[phrase.last : last] and self.known_prefix(phrase) is None

    def _stands_elsewhere(self, first: int, last: int) -> bool:
        wanted, words = self._words[first:last], self._words
        if last - first == 1 and (words[first] in self._vocabulary.titles or self._is_body(first)):
            return False
        for at in range(len(words) - (last - first)):
            if at != first and words[at] == wanted[0] and words[at : at + len(wanted)] == wanted:
                end = at + len(wanted)
                if (
                    words[end] in self._vocabulary.stoppers
                    or words[end] in SEPARATORS
                    or words[end] in END_MARKS
                    or any(cue.first == end for cue in self._cues)
                ):
                    return True
        return False

    def _is_common(self, at: int) -> bool:
        """Whether a phrase that begins here names by a common word, not by a proper name."""
        word, vocabulary = self._words[at], self._vocabulary
        return word in vocabulary.titles or word in vocabulary.documents or self._is_body(at)

    def _first_comma(self, phrase: Phrase) -> int:
        for at in range(*phrase):
            if self._words[at] in SEPARATORS and at not in self._inner_commas:
                return at
        return phrase.last

    def _is_body(self, at: int) -> bool:
        return self._words[at] in self._vocabulary.bodies

    def _skip_opening(self, at: int, last: int) -> int:
        """Past links, adverbs, times, bullets and adverbials that may stand before a subject."""
        words, stoppers = self._words, self._vocabulary.stoppers
        while at < last:
            word = words[at]
            end = phrase_end(words, at, self._vocabulary.adverbials)
            if at in self._timed:
                at += 1
            elif end > at:
                at = self._past_occasion(end, last)
            elif word in SEPARATORS or word in END_MARKS or word == "و":
                at += 1
            elif word in BRACKETS:
                at = self._after_bracket(at, last)
            elif stoppers.get(word) in ("adverb", "time", "link") or self._is_bullet(at):
                at += 1
            else:
                return at
        return last

    def _past_occasion(self, at: int, last: int) -> int:
        """Past the occasion that an adverbial goes on to name: «در پایان این نشست، …»."""
        if at >= last or self._words[at] not in DEMONSTRATIVES:
            return at
        commas = (i for i in range(at, min(at + FARTHEST_COMMA, last)) if self._words[i] == "،")
        noun = at + 1
        bare = noun + 1 < last and not self._is_person(noun) and self._names_anyone(noun + 1, last)
        return next(commas, noun + 1 if bare else at)

    def _names_anyone(self, first: int, last: int) -> bool:
        """Whether an office, a body or a word of address stands before the next mark."""
        for at in range(first, last):
            if self._words[at] in SEPARATORS:
                return False
            if self._is_person(at) or self._is_body(at):
                return True
        return False

    def _is_person(self, at: int) -> bool:
        word, vocabulary = self._words[at], self._vocabulary
        return (
            word in vocabulary.titles
            or word in vocabulary.honorifics
            or word in vocabulary.pronouns
        )

    def _is_bullet(self, at: int) -> bool:
        if not self._words[at][:1].isalnum() and self._words[at] not in QUOTE_MARKS:
            return True
        return self._words[at].isdigit() and self._words[at + 1 : at + 2] in (["-"], ["."], [")"])

    def _phrase_at(self, at: int, last: int) -> Phrase | None:
        """The noun phrase that begins at token `at`; None where a preposition or verb stands."""
        words, stoppers = self._words, self._vocabulary.stoppers
        if at >= last or words[at] in stoppers or words[at] in self._verbs or at in self._timed:
            return None
        if words[at] in self._vocabulary.pronouns:
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
            word = self._words[at]
            if at in self._inner_commas:
                at += 1
                continue
            if at in self._timed:
                break
            if word in SEPARATORS or word in END_MARKS or word in BRACKETS:
                break
            if word in DEMONSTRATIVES and at > first and not self._joined(first, at):
                break
            if at > first and (self._is_verb(at) or self._begins_adverbial(at)):
                break
            if word == "و":
                if not self._goes_on_after_and(at, last):
                    break
            elif word in self._vocabulary.stoppers and not self._joined(first, at):
                break
            at += 1
        return at

    def _begins_adverbial(self, at: int) -> bool:
        return phrase_end(self._words, at, self._vocabulary.adverbials) > at

    def _is_verb(self, at: int) -> bool:
        word = self._words[at]
        return word in self._verbs and word not in self._vocabulary.titles

    def _goes_on_after_and(self, at: int, last: int) -> bool:
        if at + 1 >= last:
            return False
        word = self._words[at + 1]
        return word not in self._vocabulary.stoppers and word not in self._verbs

    def _joined(self, first: int, at: int) -> bool:
        """Whether the preposition at `at` belongs inside the phrase that begins at `first`."""
        words, vocabulary = self._words, self._vocabulary
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
        mark = self._words[end]
        if mark in BRACKETS:
            after = self._after_bracket(end, last)
            return after if after < last or after == last else end
        if mark not in SEPARATORS or end + 1 >= last:
            return end
        start = end + 1
        if self._words[start] in self._vocabulary.stoppers or self._is_verb(start):
            return end
        if self._words[start] in QUOTE_MARKS and not self._quotes_name(start):
            return end
        stop = self._chunk_end(start, last)
        if stop == start:
            return end
        if self._names_someone(start) or (
            self._names_someone(first) and self._is_short(start, stop, last)
        ):
            return stop + 1 if self._closes_dash(end, stop, last) else stop
        return end

    def _quotes_name(self, at: int) -> bool:
        """Whether the quotation that opens at `at` is as short as a name."""
        ahead = self._words[at + 1 : at + LONGEST_APPOSITION]
        return any(word in QUOTE_MARKS for word in ahead)

    def _names_someone(self, at: int) -> bool:
        word = self._words[at]
        return (
            word in self._vocabulary.titles
            or word in self._vocabulary.honorifics
            or word in QUOTE_MARKS
            or word in self._vocabulary.bodies
        )

    def _is_short(self, start: int, stop: int, last: int) -> bool:
        return stop - start <= LONGEST_APPOSITION and (
            stop == last or self._words[stop] in SEPARATORS
        )

    def _closes_dash(self, opening: int, stop: int, last: int) -> bool:
        dashes = ("-", "–", "—")
        return self._words[opening] in dashes and stop < last and self._words[stop] in dashes

    def _trim(self, first: int, last: int) -> int:
        drop = SEPARATORS | {"و"}
        while last > first and self._words[last - 1] in drop:
            last -= 1
        return last

    def _after_comma(self, at: int, last: int) -> int:
        while at < last and self._words[at] not in SEPARATORS:
            if self._words[at] in BRACKETS:
                at = self._after_bracket(at, last)
            else:
                at += 1
        return min(at + 1, last)

    def _after_bracket(self, at: int, last: int) -> int:
        closing = BRACKETS[self._words[at]]
        end = at
        while end < last and self._words[end] != closing:
            end += 1
        return min(end + 1, last)

    def _close_to_cue(self, first: int, last: int) -> Phrase | None:
        """A subject inside an opening phrase without a comma: a pronoun, or an office."""
        vocabulary = self._vocabulary
        for at in range(first, last):
            word = self._words[at]
            if word in vocabulary.pronouns and self._may_begin(at, first):
                return Phrase(at, at + 1)
        for at in range(first + 2, last):
            word = self._words[at]
            named = word in vocabulary.titles or word in vocabulary.honorifics
            if named and self._may_begin(at, first):
                phrase = self._phrase_at(at, last)
                if phrase is not None and phrase.last == last:
                    return phrase
        return None

    def _may_begin(self, at: int, first: int) -> bool:
        """Whether no preposition governs token `at`."""
        return at == first or self._vocabulary.stoppers.get(self._words[at - 1]) != "preposition"


def _inner_commas(words: list[str], vocabulary: Vocabulary) -> set[int]:
    """The commas inside names that have one: «وزیر تعاون، کار و رفاه اجتماعی»."""
    found: set[int] = set()
    for at, word in enumerate(words):
        if word in vocabulary.comma_names:
            end = phrase_end(words, at, vocabulary.comma_names)
            found.update(i for i in range(at, end) if words[i] in SEPARATORS)
    return found
