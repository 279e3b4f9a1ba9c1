"""Labels: «X: …», the way headlines and wire flashes attribute without a verb."""

from bisect import bisect_left
from itertools import pairwise

from dabir.statements.cues import Cue, CueEntry, cues_between
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.frames.line import COLON
from dabir.statements.marks import QUOTE_MARKS, Phrase
from dabir.statements.vocabulary import phrase_end

LONGEST_LABEL = 14
SHORTEST_CONTENT = 2
SPEAKERS = frozenset(("PER", "ORG", "POG"))
LABEL = CueEntry("label", frozenset(("label",)), "neutral", None)


def read_labels(
    desk: Desk, first: int, last: int, paragraph: int, *, is_title: bool, spoken: set[str]
) -> list[Draft]:
    """The statements «X: A» of a line. Each part of a headline between slashes may be one.

    `spoken` holds the folded phrases of those who have spoken in the article so far.
    """
    words = desk.words.folded
    slashes = [at for at in range(first, last) if words[at] == "/"] if is_title else []
    labels: list[Draft] = []
    for start, end in pairwise([first - 1, *slashes, last]):
        label = _read_label(desk, start + 1, end, paragraph, None if is_title else spoken)
        if label is not None:
            labels.append(label)
        elif labels and not _has_cue(desk, start + 1, end):
            labels[-1] = labels[-1]._replace(content=(*labels[-1].content, Phrase(start + 1, end)))
    return labels


def _has_cue(desk: Desk, first: int, last: int) -> bool:
    return bool(cues_between(desk.cues, first, last))


def _read_label(
    desk: Desk, first: int, last: int, paragraph: int, spoken: set[str] | None
) -> Draft | None:
    """The statement «X: A» of the tokens `first` to `last`, or None.

    The body asks for a label that names someone by a known word, or one who has `spoken`; the
    title takes any label without a verb, also one whose words stand on the next line.
    """
    words = desk.words.folded
    while first < last and not words[first][:1].isalnum() and words[first] not in QUOTE_MARKS:
        first += 1
    at = next((i for i in range(first, min(first + LONGEST_LABEL, last)) if words[i] == COLON), -1)
    short = last - at - 1 < SHORTEST_CONTENT
    if at <= first or (short and (spoken is not None or last > at + 1)):
        return None
    if any(cue.is_verb for cue in cues_between(desk.cues, first, at)):
        return None
    begin = first + 1 if words[first] in desk.vocabulary.label_heads else first
    phrase = desk.subjects.after(begin, at, at)
    whole = phrase is not None and (phrase.last == at or begin > first)
    if (
        phrase is None
        or not whole
        or not _may_speak(desk, phrase, last, None if begin > first else spoken)
    ):
        return None
    cue, mark = Cue(at, at + 1, LABEL), Phrase(at, at + 1)
    content, setting = (Phrase(at + 1, last),), Phrase(first, at)
    return Draft(
        mark, cue, phrase, phrase, "direct", content, "label", paragraph, setting, open=short
    )


def _may_speak(desk: Desk, phrase: Phrase, last: int, spoken: set[str] | None) -> bool:
    words, vocabulary = desk.words.folded, desk.vocabulary
    head = words[phrase.first]
    if head in vocabulary.documents or head in vocabulary.no_speakers:
        return False
    if head.isdigit() and words[phrase.first + 1] not in vocabulary.titles:
        return False
    if any(words[at] in vocabulary.cues.verb_forms for at in range(phrase.first, phrase.last)):
        return False
    if spoken is None or "".join(words[phrase.first : phrase.last]) in spoken:
        return True
    if phrase_end(words, phrase.first, vocabulary.outlets) == phrase.last:
        return True
    if any(words[at] in vocabulary.titles for at in range(phrase.first, phrase.last)):
        return True
    if _is_named(desk, phrase.first):
        return any(words[at] in vocabulary.cues.verb_forms for at in range(phrase.last, last))
    return head in vocabulary.bodies or head in vocabulary.honorifics


def _is_named(desk: Desk, at: int) -> bool:
    """Whether the name of someone who can speak begins at token `at`."""
    names = desk.tagged.names
    for number in range(bisect_left(names, at, key=lambda name: name.first_token), len(names)):
        if names[number].first_token > at:
            return False
        if names[number].kind in SPEAKERS:
            return True
    return False
