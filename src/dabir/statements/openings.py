"""Openings: what may stand before the speaker of a sentence."""

from dabir.statements.marks import BRACKETS, DEMONSTRATIVES, END_MARKS, QUOTE_MARKS, SEPARATORS
from dabir.statements.phrases import PhraseReader
from dabir.statements.vocabulary import phrase_end

FARTHEST_COMMA = 8


class Openings:
    """Passes over the openings of sentences of one article."""

    def __init__(self, phrases: PhraseReader) -> None:
        self._phrases = phrases

    def skip(self, at: int, last: int) -> int:
        """Past links, adverbs, times, bullets and adverbials that may stand before a subject."""
        words, stoppers = self._phrases.words, self._phrases.vocabulary.stoppers
        while at < last:
            word = words[at]
            end = phrase_end(words, at, self._phrases.vocabulary.adverbials)
            if at in self._phrases.timed:
                at += 1
            elif end > at:
                at = self._past_occasion(end, last)
            elif word in SEPARATORS or word in END_MARKS or word == "و":
                at += 1
            elif word in BRACKETS:
                at = self._phrases.after_bracket(at, last)
            elif stoppers.get(word) in ("adverb", "time", "link") or self._is_bullet(at):
                at += 1
            else:
                return at
        return last

    def _past_occasion(self, at: int, last: int) -> int:
        """Past the occasion that an adverbial goes on to name: «در پایان این نشست، …»."""
        if at >= last or self._phrases.words[at] not in DEMONSTRATIVES:
            return at
        commas = (
            i for i in range(at, min(at + FARTHEST_COMMA, last)) if self._phrases.words[i] == "،"
        )
        noun = at + 1
        bare = (
            noun + 1 < last
            and not self._phrases.is_person(noun)
            and self._names_anyone(noun + 1, last)
        )
        return next(commas, noun + 1 if bare else at)

    def _names_anyone(self, first: int, last: int) -> bool:
        """Whether an office, a body or a word of address stands before the next mark."""
        for at in range(first, last):
            if self._phrases.words[at] in SEPARATORS:
                return False
            if self._phrases.is_person(at) or self._phrases.is_body(at):
                return True
        return False

    def _is_bullet(self, at: int) -> bool:
        if not self._phrases.words[at][:1].isalnum() and self._phrases.words[at] not in QUOTE_MARKS:
            return True
        return self._phrases.words[at].isdigit() and self._phrases.words[at + 1 : at + 2] in (
            ["-"],
            ["."],
            [")"],
        )
