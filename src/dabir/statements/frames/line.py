"""The line: a sentence while its statements are read from left to right."""

from collections.abc import Iterator

from dabir.records import StatementKind
from dabir.statements.cues import Cue
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.marks import SEPARATORS, TERMINAL, Phrase
from dabir.statements.quotes import Quote, is_quoted, quote_opening_at

COLON = ":"
THAT = "که"
OPEN_RULES = frozenset(("colon", "in-colon"))


class Line:
    """Tokens `first` up to, not with, `last`; `at` is where reading has come to.

    `subject` is the speaker phrase met last. `repeats` tells that the next cue has the same
    speaker, standing before an inserted clause: «X با بیان اینکه …، گفت». `unclear` tells that
    the line has a subject which nothing parts from its object.
    """

    def __init__(self, desk: Desk, first: int, last: int, paragraph: int) -> None:
        self.desk = desk
        self.words = desk.words.folded
        self.first, self.last = first, last
        self.at = first
        self.subject: Phrase | None = None
        self.repeats = False
        self.unclear = False
        self.drafts: list[Draft] = []
        self._paragraph = paragraph

    # --- looking -------------------------------------------------------------------------------

    def word(self, at: int) -> str:
        """The folded word at token `at`, empty outside the line."""
        return self.words[at] if self.first <= at < self.last else ""

    def is_a(self, word: str, kind: str) -> bool:
        """Whether the lexicon lists the word under that kind of grammar word."""
        return word in self.desk.vocabulary.grammar[kind]

    def has_between(self, word: str, first: int, last: int) -> bool:
        """Whether the word stands between two tokens."""
        return word in self.words[first:last]

    def find(self, word: str, first: int, last: int) -> int | None:
        """The first place of the word between two tokens."""
        return next((at for at in range(first, last) if self.words[at] == word), None)

    def commas(self, first: int, last: int) -> Iterator[int]:
        """The commas, dashes and semicolons between two tokens, outside quotations."""
        for at in range(first, last):
            if self.words[at] in SEPARATORS and not is_quoted(self.desk.quotes, at):
                yield at

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that opens at token `at`."""
        return quote_opening_at(self.desk.quotes, at)

    def closes(self, at: int) -> bool:
        """Whether a clause ends at token `at`: a mark, «و», or the end of the line."""
        word = self.word(at)
        return word in ("", "و") or word in SEPARATORS or word in TERMINAL

    def is_finite(self, at: int) -> bool:
        """Whether token `at` is a form of a verb of the lexicon."""
        return self.word(at) in self.desk.vocabulary.cues.verb_forms

    def skip(self, at: int, last: int) -> int:
        """Past commas, adverbs, times and «با اشاره به …،» between a speaker and the content."""
        if at < last and self.is_a(self.words[at], "inserting"):
            at = next((comma + 1 for comma in self.commas(at, last)), at)
        return self.skip_adverbs(at, last)

    def skip_adverbs(self, at: int, last: int) -> int:
        """Past commas, adverbs and times."""
        stoppers = self.desk.vocabulary.stoppers
        while at < last and (
            self.words[at] in SEPARATORS
            or self.words[at] == "و"
            or stoppers.get(self.words[at]) in ("adverb", "time")
        ):
            at += 1
        return at

    # --- speaking ------------------------------------------------------------------------------

    def subject_before(self, first: int, last: int) -> Phrase | None:
        """The speaker phrase between two tokens."""
        return self.desk.subjects.before(first, last)

    def mention(self, cue: Cue) -> tuple[Phrase | None, Phrase | None]:
        """The phrase with this cue, and the phrase that it, or its absence, stands for."""
        if self.repeats and self.subject is not None:
            self.repeats = False
            return self.subject, self.subject
        phrase = self.subject_before(self.at, cue.first)
        if phrase is not None:
            self.subject = phrase
        elif self.subject is None and self.desk.subjects.is_glued(self.at, cue.first):
            self.unclear = True
        return phrase, self.subject

    def after(self, speaker: Phrase | None) -> int:
        """Where content may begin: after the speaker and after what is read already."""
        return max(self.at, speaker.last) if speaker else self.at

    def add(
        self,
        cue: Cue,
        speakers: tuple[Phrase | None, Phrase | None],
        content: list[Phrase],
        rule: str,
        *,
        kind: StatementKind = "indirect",
        span: Phrase | None = None,
    ) -> None:
        """Add a draft. `speakers` are as `mention` gives them; `span` is the cue's if longer."""
        self.drafts.append(
            Draft(
                span or Phrase(cue.first, cue.last),
                cue,
                *speakers,
                kind,
                tuple(content),
                rule,
                self._paragraph,
                Phrase(self.at, cue.first),
                open=rule in OPEN_RULES,
                unclear=self.unclear,
            )
        )
