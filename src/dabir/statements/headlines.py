"""Labels: «X: …», the way headlines and wire flashes attribute without a verb."""

from dabir.statements.cues import Cue, CueEntry
from dabir.statements.drafts import Draft
from dabir.statements.sentences import COLON, Desk
from dabir.statements.subjects import Phrase

LONGEST_LABEL = 14
SHORTEST_CONTENT = 3
LABEL = CueEntry("label", frozenset(("label",)), "neutral", None)


def read_label(desk: Desk, first: int, last: int, paragraph: int, *, strict: bool) -> Draft | None:
    """The statement «X: A» of the tokens `first` to `last`, or None.

    `strict` (the body) asks for a label that names someone by a known word; the title takes any
    label without a verb. A slash between two clauses of a headline parts two spans of content.
    """
    words = desk.words.folded
    at = next((i for i in range(first, min(first + LONGEST_LABEL, last)) if words[i] == COLON), -1)
    if at <= first or last - at - 1 < SHORTEST_CONTENT:
        return None
    if any(cue.first < at and cue.is_verb for cue in desk.cues if first <= cue.first < at):
        return None
    phrase = desk.subjects.after(first, at)
    if phrase is None or phrase.last != at or not _may_speak(desk, phrase, strict):
        return None
    spans = _split_at_slash(words, at + 1, last)
    span = Phrase(at, at + 1)
    return Draft(span, Cue(at, at + 1, LABEL), phrase, phrase, "direct", spans, "label", paragraph)


def _may_speak(desk: Desk, phrase: Phrase, strict: bool) -> bool:
    words, vocabulary = desk.words.folded, desk.vocabulary
    head = words[phrase.first]
    if head in vocabulary.documents or head.isdigit():
        return False
    if any(words[at] in vocabulary.cues.verb_forms for at in range(phrase.first, phrase.last)):
        return False
    if not strict:
        return True
    return head in vocabulary.titles or head in vocabulary.bodies or head in vocabulary.honorifics


def _split_at_slash(words: list[str], first: int, last: int) -> tuple[Phrase, ...]:
    spans, start = [], first
    for at in range(first, last + 1):
        if at == last or words[at] == "/":
            if at > start:
                spans.append(Phrase(start, at))
            start = at + 1
    return tuple(spans)
