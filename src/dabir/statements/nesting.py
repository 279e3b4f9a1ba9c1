"""Statements inside the content of another: someone told of by the one who speaks."""

from dabir.statements.cues import MOST_TOKENS, cues_between
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.marks import TERMINAL, Phrase
from dabir.statements.quotes import quotes_between
from dabir.statements.sentences import MOST_CUES, read_first

_CLAUSE_EDGES = TERMINAL | {"که", ":", "«", "»", '"'}
CLEAR = frozenset(("that", "quote", "colon"))
_FRAMES = frozenset(("that", "quote", "colon", "ask", "according", "bare", "want"))


def read_nested(desk: Desk, parent: Draft, index: int) -> list[Draft]:
    """The statements reported inside the content of `parent`, whose own index is `index`."""
    found: list[Draft] = []
    for span in parent.content:
        for first, last in _sentences(desk, span):
            found.extend(_nested_in_sentence(desk, parent, index, first, last))
    return found


def _sentences(desk: Desk, span: Phrase) -> list[tuple[int, int]]:
    words, parts, start = desk.words.folded, [], span.first
    for at in range(span.first, span.last):
        if words[at] in TERMINAL:
            parts.append((start, at))
            start = at + 1
    if start < span.last:
        parts.append((start, span.last))
    return parts


def _nested_in_sentence(
    desk: Desk, parent: Draft, index: int, first: int, last: int
) -> list[Draft]:
    words = desk.words.folded
    for cue in cues_between(desk.cues, first + 1, last)[:MOST_CUES]:
        start = next(
            (at + 1 for at in range(cue.first - 1, first - 1, -1) if words[at] in _CLAUSE_EDGES),
            first,
        )
        inner_desk = desk._replace(
            quotes=quotes_between(desk.quotes, start + 1, last + MOST_TOKENS)
        )
        draft = read_first(inner_desk, start, last, parent.paragraph)
        if draft and draft.rule in _FRAMES and _names_another(desk, parent, draft):
            return [draft._replace(parent=index, open=False)]
    return []


def _names_another(desk: Desk, parent: Draft, draft: Draft) -> bool:
    """Whether the nested cue has a speaker of its own.

    A cue that is no plain verb before a clause must have one by a known word.
    """
    if draft.speaker is None:
        return False
    head = desk.words.folded[draft.speaker.first]
    vocabulary = desk.vocabulary
    if draft.rule in CLEAR and draft.entry.is_verb and head not in vocabulary.pronouns:
        return True
    return head in vocabulary.titles or head in vocabulary.bodies or head in vocabulary.honorifics
