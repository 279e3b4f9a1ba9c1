"""The phrase that names a speaker: where it stands before or after a cue."""

from bisect import bisect_left

from dabir.statements.cues import Cue
from dabir.statements.marks import END_MARKS, SEPARATORS, Phrase
from dabir.statements.openings import Openings
from dabir.statements.phrases import PhraseReader

PLURALS = ("ها", "های")


class SubjectFinder:
    """Finds speaker phrases in one article."""

    def __init__(self, phrases: PhraseReader, cues: list[Cue]) -> None:
        self._words = phrases.words
        self._vocabulary = phrases.vocabulary
        self._cue_starts = frozenset(cue.first for cue in cues)
        self._verbs = [cue for cue in cues if cue.is_verb]
        self._phrases = phrases
        self._openings = Openings(phrases)

    def before(self, first: int, last: int) -> Phrase | None:
        """The subject among the tokens from `first` up to a cue at `last`, or None.

        The clause nearest to the cue is tried first: «A شد و X گفت».
        """
        first = max((i + 1 for i in range(first, last) if self._words[i] == ":"), default=first)
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
        return self._phrases.is_person(phrase.first) or self._phrases.is_body(phrase.first)

    def _opens_clause(self, at: int) -> bool:
        """Whether token `at` is a «که» after a verb or before a pronoun, no relative one."""
        return self._words[at] == "که" and (
            self._words[at + 1] in self._vocabulary.pronouns or self._phrases.is_finite(at - 1)
        )

    def _ends_clause(self, at: int) -> bool:
        joins = self._words[at] == "و" or self._words[at] in SEPARATORS
        return joins and self._phrases.is_finite(at - 1)

    def _first_phrase(self, first: int, last: int) -> Phrase | None:
        at = self._openings.skip(first, last)
        while at < last:
            phrase = self._phrases.phrase_at(at, last)
            if phrase is not None:
                follower = self._words[phrase.last] if phrase.last < last else ""
                if follower == "را":
                    return self.part(phrase)
                if "را" in self._words[phrase.last : last]:
                    return self.known_prefix(phrase) or phrase
                return self._past_heading(phrase, last) or phrase
            strong = self._after_opening(at, last)
            if strong is not None:
                return strong
            at = self._phrases.after_comma(at, last)
            at = self._openings.skip(at, last)
        return None

    def _past_heading(self, phrase: Phrase, last: int) -> Phrase | None:
        """The office after things and what is said of them, which were a heading.

        «برنامه‌های دو کشور برای آینده سفیر … با اشاره به … گفت»: the verb is one person's, and a
        plural that takes a singular verb is one of things, which do not speak.
        """
        words, vocabulary = self._words, self._vocabulary
        if not words[phrase.first].endswith(PLURALS) or self._is_strong(phrase):
            return None
        if not self._verb_is_singular(last):
            return None
        cut = words[phrase.last - 1].endswith("های")
        if not cut and vocabulary.stoppers.get(words[phrase.last]) != "preposition":
            return None
        for at in range(phrase.last + 1, last):
            if words[at] in vocabulary.titles and self._may_begin(at, phrase.first):
                office = self._phrases.phrase_at(at, last)
                if office is not None and (office.last == last or words[office.last] == "با"):
                    return office
        return None

    def _verb_is_singular(self, at: int) -> bool:
        """Whether the first verb of saying from token `at` on is known to be singular."""
        number = bisect_left(self._verbs, at, key=lambda cue: cue.first)
        form = self._verbs[number].entry.form if number < len(self._verbs) else None
        return form is not None and not form.plural

    def _after_opening(self, at: int, last: int) -> Phrase | None:
        """A person right after an opening without a comma: «در این مراسم علی رضایی گفت»."""
        end = self._phrases.runs_to(at + 1, last)
        if (
            end >= last
            or not self._phrases.is_person(end)
            or self._phrases.runs_to(end - 1, last) > end
        ):
            return None
        return self._phrases.phrase_at(end, last)

    def after(self, first: int, last: int, end: int) -> Phrase | None:
        """The phrase that begins at token `first`, at most up to `last`: «به گفته X، …».

        It ends at a comma or clause; a relative clause up to `end`, the sentence's end, belongs
        to it: «منبعی که …،».
        """
        phrase = self._phrases.phrase_at(first, last)
        if phrase is None or phrase.last >= last:
            return phrase
        if self._phrases.is_common(first):
            phrase = Phrase(first, self._phrases.first_comma(phrase))
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

    def part(self, phrase: Phrase) -> Phrase | None:
        """The speaker in «X Y را Z دانست», from the phrase «X Y»; None where nothing parts them.

        What stands elsewhere by itself is surest; next comes a phrase that begins with a person or
        an office and that no ezafe joins to what follows.
        """
        known = self.known_prefix(phrase)
        if known is not None or not self._is_strong(phrase):
            return known
        start = self._last_chunk(phrase)
        end = self._phrases.runs_to(start, phrase.last)
        return Phrase(phrase.first, end) if end < phrase.last else None

    def _last_chunk(self, phrase: Phrase) -> int:
        marks = [at for at in range(*phrase) if self._words[at] in SEPARATORS]
        return marks[-1] + 1 if marks else phrase.first

    def is_glued(self, first: int, last: int) -> bool:
        """Whether the subject runs into an object, so that nothing parts the two."""
        at = self._openings.skip(first, last)
        phrase = self._phrases.phrase_at(at, last)
        if phrase is None or not self._is_strong(phrase):
            return False
        return "را" in self._words[phrase.last : last] and self.part(phrase) is None

    def _stands_elsewhere(self, first: int, last: int) -> bool:
        wanted, words = self._words[first:last], self._words
        if last - first == 1 and (
            words[first] in self._vocabulary.titles or self._phrases.is_body(first)
        ):
            return False
        for at in range(len(words) - (last - first)):
            if at != first and words[at] == wanted[0] and words[at : at + len(wanted)] == wanted:
                end = at + len(wanted)
                if (
                    words[end] in self._vocabulary.stoppers
                    or words[end] in SEPARATORS
                    or words[end] in END_MARKS
                    or end in self._cue_starts
                ):
                    return True
        return False

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
                phrase = self._phrases.phrase_at(at, last)
                if phrase is not None and phrase.last == last:
                    return phrase
        return None

    def _may_begin(self, at: int, first: int) -> bool:
        """Whether no preposition governs token `at`."""
        return at == first or self._vocabulary.stoppers.get(self._words[at - 1]) != "preposition"
