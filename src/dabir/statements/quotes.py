"""Quotation marks: which opens, which closes, also where one of the two is missing."""

from typing import NamedTuple

from dabir.statements.words import Words

_OPENERS = {"«": "»", "“": "”", "„": "“"}
_CLOSERS = {"»", "”"}
_STRAIGHT = {'"', "″"}


class Quote(NamedTuple):
    """Tokens between quotation marks: `opening` and `closing` are the marks' own tokens.

    `closed` tells that the closing mark stands there; else `closing` is the paragraph's end.
    """

    opening: int
    closing: int
    closed: bool


def find_quotes(words: Words, first: int, last: int) -> list[Quote]:
    """The outermost quotations among the tokens `first` to `last` of one paragraph.

    A straight mark opens when none is open. A quotation never closed runs to `last`.
    """
    quotes: list[Quote] = []
    opening, depth, mark = -1, 0, ""
    for at in range(first, last):
        token = words.folded[at]
        if opening < 0:
            if token in _OPENERS or token in _STRAIGHT:
                opening, depth, mark = at, 1, _OPENERS.get(token, token)
        elif token == mark or (mark not in _STRAIGHT and token in _CLOSERS):
            depth -= 1
            if depth == 0:
                quotes.append(Quote(opening, at, True))
                opening = -1
        elif mark not in _STRAIGHT and token in _OPENERS:
            depth += 1
    if opening >= 0:
        quotes.append(Quote(opening, last, False))
    return quotes


def quote_opening_at(quotes: list[Quote], at: int) -> Quote | None:
    """The quotation whose opening mark is token `at`."""
    return next((quote for quote in quotes if quote.opening == at), None)


def is_quoted(quotes: list[Quote], at: int) -> bool:
    """Whether token `at` stands inside a quotation."""
    return any(quote.opening < at < quote.closing for quote in quotes)
