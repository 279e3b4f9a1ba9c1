"""Circumstances of a statement: to whom, through what, and when it was said."""

from collections.abc import Sequence
from typing import NamedTuple

from dabir.records import DateMention, Span
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.marks import SEPARATORS, Phrase
from dabir.statements.vocabulary import Medium, phrase_end

SPEECH = frozenset(("say", "say-marked"))


class Circumstances(NamedTuple):
    """What the words with the cue tell; None for what they do not."""

    addressee: Span | None
    medium: Span | None
    said_on: str | None


def find_circumstances(desk: Desk, draft: Draft, dates: Sequence[DateMention]) -> Circumstances:
    """The circumstances of one statement."""
    addressee, medium = _addressee(desk, draft), _medium(desk, draft.setting)
    return Circumstances(
        desk.span(addressee) if addressee else None,
        desk.span(medium) if medium else None,
        _day(desk, draft, dates),
    )


def _addressee(desk: Desk, draft: Draft) -> Phrase | None:
    """«خطاب به Y», «به Y گفت»."""
    words, (first, last) = desk.words.folded, draft.setting
    for at in range(first, last - 1):
        called = words[at - 1] == "خطاب"
        if words[at] != "به" or not (called or draft.entry.entry.frames & SPEECH):
            continue
        phrase = desk.subjects.after(at + 1, last, last)
        content = any(span.first <= at < span.last for span in draft.content)
        if phrase is not None and not content and (called or phrase.last == last):
            return phrase
    return None


def _medium(desk: Desk, setting: Phrase) -> Phrase | None:
    """«در گفت‌وگو با Y», «در نشست خبری», «در توییتر»."""
    phrase = find_medium(desk, setting)
    if phrase is None or medium_of(desk, phrase).takes != "with":
        return phrase
    partner = desk.subjects.after(phrase.last, setting.last, setting.last)
    return Phrase(phrase.first, partner.last if partner else phrase.last)


def find_medium(desk: Desk, setting: Phrase) -> Phrase | None:
    """The first words of the setting that name a medium, as the lexicon has them."""
    words = desk.words.folded
    for at in range(*setting):
        end = phrase_end(words, at, desk.vocabulary.media)
        if at < end <= setting.last:
            return Phrase(at, end)
    return None


def medium_of(desk: Desk, phrase: Phrase) -> Medium:
    """The row of the lexicon for words that `find_medium` found."""
    return desk.vocabulary.media_kinds[" ".join(desk.words.folded[phrase.first : phrase.last])]


def _day(desk: Desk, draft: Draft, dates: Sequence[DateMention]) -> str | None:
    """The first date that stands free: after the speaker, a comma or a preposition of time."""
    for at in range(*draft.setting):
        if _stands_free(desk, draft, at):
            start = desk.span(Phrase(at, at + 1)).start
            value = next((d.value for d in dates if d.start <= start < d.end), None)
            if value is not None:
                return value
    return None


def _stands_free(desk: Desk, draft: Draft, at: int) -> bool:
    before = desk.words.folded[at - 1] if at else ""
    spoken = draft.speaker is not None and draft.speaker.last == at
    stops = desk.vocabulary.stoppers.get(before)
    return spoken or at == draft.setting.first or before in SEPARATORS or stops == "time"
