"""One record for one occasion, however often the article tells it."""

from dabir.actors import Code
from dabir.events.drafts import Draft
from dabir.events.lexicon import SYMMETRIC

GUESSES = ("topic", "other", "people", "none", "near", "pronoun")


def one_each(drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of one occasion put together into the first full one.

    A telling that leaves a party to be guessed, next to one of the same kind that the article
    tells in full, is marked as its echo.
    """
    kept: list[Draft] = []
    for draft in drafts:
        number = next((n for n, known in enumerate(kept) if _same_occasion(known, draft)), None)
        if number is None:
            kept.append(draft)
        else:
            kept[number] = _merged(kept[number], draft)
    return _mark_echoes(kept)


def _same_occasion(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell of one occasion; two that are told in full differ by status."""
    guessed = max(guesses(a), guesses(b)) == 2
    if a.type != b.type or (a.status.value != b.status.value and not guessed):
        return False
    if a.type in SYMMETRIC:
        parties = len(a.parties & b.parties) >= min(2, len(a.parties))
        return a.mode == b.mode and parties and _same_side(a.source, b.source)
    return _same_side(a.source, b.source) and (
        _same_side(a.target, b.target) or (is_guess(b.target_rule) and _touch(a.target, b.target))
    )


def _same_side(a: tuple[Code, ...], b: tuple[Code, ...]) -> bool:
    """Whether a code of one side is one of the other, or tells no more than it."""
    return any(
        x.state == y.state and (x.role == y.role or not x.role or not y.role) for x in a for y in b
    )


def _touch(a: tuple[Code, ...], b: tuple[Code, ...]) -> bool:
    return bool({code.state for code in a} & {code.state for code in b})


def _merged(known: Draft, draft: Draft) -> Draft:
    """The fuller of two tellings, at the place of the first."""
    fuller = draft if guesses(draft) < guesses(known) else known
    return fuller._replace(times=known.times + 1)


def _mark_echoes(drafts: list[Draft]) -> list[Draft]:
    full = [draft for draft in drafts if not guesses(draft)]
    return [
        draft._replace(echo=True) if guesses(draft) and _echoes(draft, full) else draft
        for draft in drafts
    ]


def _echoes(draft: Draft, full: list[Draft]) -> bool:
    return any(
        known.type == draft.type
        and known.status.value == draft.status.value
        and bool(known.parties & draft.parties)
        for known in full
    )


def guesses(draft: Draft) -> int:
    """How many of the two parties are guessed."""
    return is_guess(draft.source_rule) + is_guess(draft.target_rule)


def is_guess(rule: str) -> bool:
    """Whether a rule puts a party where the clause names none."""
    return any(part.startswith(GUESSES) for part in rule.split("+"))
