"""The desk: all that lies ready before the first statement of an article is read."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from dabir.records import DateMention, Repaired, Span, Tagged
from dabir.statements.cues import Cue, find_cues
from dabir.statements.layout import Paragraph, find_paragraphs
from dabir.statements.marks import Phrase
from dabir.statements.phrases import PhraseReader
from dabir.statements.quotes import Quote, find_quotes
from dabir.statements.relays import Chain, find_chains
from dabir.statements.subjects import SubjectFinder
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words, words_of


class Desk(NamedTuple):
    """One article, cut up and looked through.

    `chains` holds, by paragraph number, the byline or chain formula with which it begins.
    """

    repaired: Repaired
    words: Words
    vocabulary: Vocabulary
    cues: list[Cue]
    quotes: list[Quote]
    subjects: SubjectFinder
    paragraphs: list[Paragraph]
    chains: dict[int, Chain]
    tagged: Tagged

    def span(self, phrase: Phrase) -> Span:
        """The raw span of some tokens."""
        start, end = self.words.starts[phrase.first], self.words.ends[phrase.last - 1]
        return self.repaired.span(start, end)


def lay_desk(
    repaired: Repaired, tagged: Tagged, dates: Sequence[DateMention], vocabulary: Vocabulary
) -> Desk:
    """The desk of one article: repaired, its words tagged, its dates read."""
    words = _mark_compounds(words_of(repaired), vocabulary)
    cues = find_cues(words, vocabulary.cues)
    quotes = _find_quotes(repaired, words)
    paragraphs = find_paragraphs(repaired, quotes)
    phrases = PhraseReader(words, vocabulary, tagged, _timed(repaired, dates))
    subjects = SubjectFinder(phrases, cues)
    chains = find_chains(words, paragraphs, cues, vocabulary)
    return Desk(repaired, words, vocabulary, cues, quotes, subjects, paragraphs, chains, tagged)


def _timed(repaired: Repaired, dates: Sequence[DateMention]) -> set[int]:
    """The tokens that stand inside dates."""

    def raw_start(token: int) -> int:
        return repaired.alignment.to_raw(repaired.token_starts[token], repaired.token_ends[token])[
            0
        ]

    tokens = range(len(repaired.token_starts))
    timed: set[int] = set()
    for date in dates:
        first = bisect_left(tokens, date.start, key=raw_start)
        timed.update(range(first, bisect_left(tokens, date.end, key=raw_start)))
    return timed


def _mark_compounds(words: Words, vocabulary: Vocabulary) -> Words:
    """The words, where all pieces of a noun written in pieces have the whole noun's form."""
    folded = words.folded
    for at, word in enumerate(folded):
        if word in vocabulary.compounds:
            end = phrase_end(folded, at, vocabulary.compounds)
            folded[at:end] = ["".join(folded[at:end])] * (end - at)
    return words


def _find_quotes(repaired: Repaired, words: Words) -> list[Quote]:
    """The quotations, paragraph by paragraph: one left open ends with its paragraph."""
    quotes: list[Quote] = []
    first = 0
    for _, end in repaired.paragraphs:
        last = first
        while last < len(words.starts) and words.starts[last] < end:
            last += 1
        quotes.extend(find_quotes(words, first, last))
        first = last
    return quotes
