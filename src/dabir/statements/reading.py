"""The stage as a whole: from a laid desk to the article's relays and statements."""

import hashlib
from collections.abc import Sequence

from dabir.records import Article, DateMention, Relay, Statement
from dabir.statements.circumstances import Circumstances, find_circumstances
from dabir.statements.contents import kind_of, trim
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.marks import QUOTE_MARKS, Phrase
from dabir.statements.paragraphs import ArticleReader, add_nested
from dabir.statements.people import Answer, Roll
from dabir.statements.relays import HEAD_PARAGRAPHS, Link

UNKNOWN = "?"


def find_relays(desk: Desk) -> tuple[Relay, ...]:
    """The article's source chain, outermost outlet first, each in its fullest form."""
    relays: list[Relay] = []
    for number, chain in desk.chains.items():
        if number < HEAD_PARAGRAPHS:
            for link in chain.links:
                _add_relay(relays, _relay(desk, link))
    return tuple(relays)


def _relay(desk: Desk, link: Link) -> Relay:
    span = desk.span(link.name)
    text = desk.words.between(link.name.first, link.name.last)
    name = " ".join("".join(c for c in text if c not in QUOTE_MARKS).split())
    return Relay(span.start, span.end, span.text, name=name, reason=f"chain:{link.rule}")


def _add_relay(relays: list[Relay], relay: Relay) -> None:
    for number, known in enumerate(relays):
        a, b = set(known.name.split()), set(relay.name.split())
        if a <= b or b <= a:
            if len(b) > len(a):
                relays[number] = relay
            return
    relays.append(relay)


def find_statements(
    desk: Desk, article: Article, dates: Sequence[DateMention], relays: Sequence[Relay]
) -> tuple[Statement, ...]:
    """Every attributed statement, in the order of the text; one inside another comes after it."""
    drafts = [draft for draft in ArticleReader(desk).read() if draft.content]
    drafts = add_nested(desk, drafts)
    answers = Roll(desk.words, desk.vocabulary, drafts, desk.tagged).name_all(drafts)
    chain = tuple(relay.name for relay in relays)
    return _statements(article, desk, drafts, answers, dates, chain)


def _statements(
    article: Article,
    desk: Desk,
    drafts: list[Draft],
    answers: list[Answer],
    dates: Sequence[DateMention],
    chain: tuple[str, ...],
) -> tuple[Statement, ...]:
    made: list[Statement] = []
    index: dict[int, int] = {}
    for number, (draft, answer) in enumerate(zip(drafts, answers, strict=True)):
        parent = index.get(draft.parent) if draft.parent is not None else None
        if draft.parent is not None and parent is None:
            continue
        path = chain if parent is None else made[parent].path
        circumstances = find_circumstances(desk, draft, dates)
        statement = _statement(article, desk, draft, answer, parent, path, circumstances)
        if statement is not None:
            index[number] = len(made)
            made.append(statement)
    return tuple(made)


def _statement(
    article: Article,
    desk: Desk,
    draft: Draft,
    answer: Answer,
    parent: int | None,
    path: tuple[str, ...],
    circumstances: Circumstances,
) -> Statement | None:
    trimmed = [trim(desk.words, span, desk.quotes) for span in draft.content]
    spans = [(raw, span) for raw, span in zip(draft.content, trimmed, strict=True) if _full(span)]
    if not spans:
        return None
    cue = desk.span(draft.cue)
    content = tuple(desk.span(span) for _, span in spans)
    digest = hashlib.sha256(f"{article.id}:{cue.start}:{content[0].start}".encode()).hexdigest()
    return Statement(
        id=digest[:16],
        cue=cue,
        speaker=desk.span(draft.speaker) if draft.speaker else None,
        name=answer.name,
        kind=kind_of(draft.kind, *spans[0], desk.quotes),
        content=content,
        nested_in=parent,
        path=(*path, answer.name or UNKNOWN),
        addressee=circumstances.addressee,
        medium=circumstances.medium,
        said_on=circumstances.said_on,
        stance=draft.entry.entry.stance,
        speaker_reason=answer.reason,
        reason=f"{draft.rule}:{draft.entry.entry.id}",
        score=_score(desk, draft, answer),
    )


def _score(desk: Desk, draft: Draft, answer: Answer) -> float:
    """The share of statements of these two rules that were right in the annotated articles."""
    scores = desk.vocabulary.scores
    named = scores[answer.reason] if answer.name is not None else 1.0
    return round(scores[draft.rule] * named, 2)


def _full(span: Phrase) -> bool:
    return span.last > span.first
