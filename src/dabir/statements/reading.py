"""The stage as a whole: from a repaired article to its relays and statements."""

import hashlib

from dabir.records import Article, Relay, Repaired, Span, Statement
from dabir.statements.contents import kind_of, trim
from dabir.statements.cues import find_cues
from dabir.statements.drafts import Draft
from dabir.statements.paragraphs import ArticleReader, Paragraph, add_nested, find_paragraphs
from dabir.statements.people import Answer, Roll
from dabir.statements.quotes import Quote, find_quotes
from dabir.statements.relays import HEAD_PARAGRAPHS, Chain, read_chain
from dabir.statements.sentences import Desk
from dabir.statements.subjects import Phrase, SubjectFinder
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words, words_of


def _words(repaired: Repaired, vocabulary: Vocabulary) -> Words:
    """The words, where all pieces of a noun written in pieces have the whole noun's form."""
    words = words_of(repaired)
    folded = words.folded
    for at, word in enumerate(folded):
        if word in vocabulary.compounds:
            end = phrase_end(folded, at, vocabulary.compounds)
            folded[at:end] = ["".join(folded[at:end])] * (end - at)
    return words


def _chains(words: Words, paragraphs: list[Paragraph], vocabulary: Vocabulary) -> dict[int, Chain]:
    """The chain formulas by paragraph."""
    chains = {}
    for paragraph in paragraphs:
        first, last = paragraph.sentences[0].first, paragraph.sentences[0].last
        chain = read_chain(words, first, last, vocabulary)
        if chain is not None and not (_is_label(chain) and _is_headline(paragraph, words)):
            chains[paragraph.number] = chain
    return chains


def _is_label(chain: Chain) -> bool:
    """Whether the formula is a plain «X: …», which in a headline attributes what follows."""
    return bool(chain.links) and chain.links[0].rule == "byline"


def _is_headline(paragraph: Paragraph, words: Words) -> bool:
    """Whether the article's first line has no full stop, as headlines have none."""
    return paragraph.number == 0 and words.folded[paragraph.sentences[-1].last - 1] != "."


def find_relays(repaired: Repaired, article: Article, vocabulary: Vocabulary) -> tuple[Relay, ...]:
    """The article's source chain, outermost outlet first."""
    words = _words(repaired, vocabulary)
    paragraphs = find_paragraphs(repaired, [])
    relays: list[Relay] = []
    for number, chain in _chains(words, paragraphs, vocabulary).items():
        if number >= HEAD_PARAGRAPHS:
            break
        for link in chain.links:
            _add_relay(relays, _relay(repaired, words, link.name, link.rule))
    return tuple(relays)


def _relay(repaired: Repaired, words: Words, name: Phrase, rule: str) -> Relay:
    span = _span(repaired, words, name)
    return Relay(span.start, span.end, span.text, name=_plain(words, name), reason=f"chain:{rule}")


def _plain(words: Words, phrase: Phrase) -> str:
    marks = '«»"“”'
    text = words.between(phrase.first, phrase.last)
    return " ".join("".join(c for c in text if c not in marks).split())


def _add_relay(relays: list[Relay], relay: Relay) -> None:
    """Add an outlet once, in its fullest form."""
    for number, known in enumerate(relays):
        a, b = set(known.name.split()), set(relay.name.split())
        if a <= b or b <= a:
            if len(b) > len(a):
                relays[number] = relay
            return
    relays.append(relay)


def find_statements(
    repaired: Repaired, article: Article, relays: tuple[Relay, ...], vocabulary: Vocabulary
) -> tuple[Statement, ...]:
    """Every attributed statement, in the order of the text."""
    words = _words(repaired, vocabulary)
    quotes = _quotes(repaired, words)
    cues = find_cues(words, vocabulary.cues)
    desk = Desk(words, vocabulary, cues, quotes, SubjectFinder(words, vocabulary, cues))
    paragraphs = find_paragraphs(repaired, quotes)
    starts = {n: chain.end for n, chain in _chains(words, paragraphs, vocabulary).items()}
    drafts = ArticleReader(desk, starts).read(paragraphs, has_title=len(paragraphs) > 1)
    drafts = add_nested(desk, [d for d in drafts if d.content])
    answers = Roll(words, vocabulary, drafts).name_all(drafts)
    return _statements(repaired, article, desk, drafts, answers)


def _quotes(repaired: Repaired, words: Words) -> list[Quote]:
    quotes: list[Quote] = []
    first = 0
    for _, end in repaired.paragraphs:
        last = first
        while last < len(words.starts) and words.starts[last] < end:
            last += 1
        quotes.extend(find_quotes(words, first, last))
        first = last
    return quotes


def _statements(
    repaired: Repaired, article: Article, desk: Desk, drafts: list[Draft], answers: list[Answer]
) -> tuple[Statement, ...]:
    made: list[Statement] = []
    index: dict[int, int] = {}
    for number, (draft, answer) in enumerate(zip(drafts, answers, strict=True)):
        parent = index.get(draft.parent) if draft.parent is not None else None
        if draft.parent is not None and parent is None:
            continue
        statement = _statement(repaired, article, desk, draft, answer, parent)
        if statement is not None:
            index[number] = len(made)
            made.append(statement)
    return tuple(made)


def _statement(
    repaired: Repaired,
    article: Article,
    desk: Desk,
    draft: Draft,
    answer: Answer,
    parent: int | None,
) -> Statement | None:
    trimmed = [trim(desk.words, span, desk.quotes) for span in draft.content]
    spans = [(raw, span) for raw, span in zip(draft.content, trimmed, strict=True) if _full(span)]
    if not spans:
        return None
    cue = _span(repaired, desk.words, draft.cue)
    content = tuple(_span(repaired, desk.words, span) for _, span in spans)
    digest = hashlib.sha256(f"{article.id}:{cue.start}:{content[0].start}".encode()).hexdigest()
    return Statement(
        id=digest[:16],
        cue=cue,
        speaker=_span(repaired, desk.words, draft.speaker) if draft.speaker else None,
        name=answer.name,
        kind=kind_of(draft.kind, *spans[0], desk.quotes, desk.words),
        content=content,
        nested_in=parent,
        stance=draft.entry.entry.stance,
        speaker_reason=answer.reason,
        reason=f"{draft.rule}:{draft.entry.entry.id}",
    )


def _full(span: Phrase) -> bool:
    return span.last > span.first


def _span(repaired: Repaired, words: Words, phrase: Phrase) -> Span:
    return repaired.span(words.starts[phrase.first], words.ends[phrase.last - 1])
