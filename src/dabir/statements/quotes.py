"""Quotation marks: which opens, which closes, also where one of the two is missing."""

from bisect import bisect_left
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
    quote = _last_before(quotes, at + 1)
    return quote if quote is not None and quote.opening == at else None


def is_quoted(quotes: list[Quote], at: int) -> bool:
    """Whether token `at` stands inside a quotation."""
    quote = _last_before(quotes, at)
    return quote is not None and at < quote.closing


def is_split(quotes: list[Quote], at: int) -> bool:
    """Whether a closed quotation stands on both sides of the place before token `at`."""
    quote = _last_before(quotes, at)
    return quote is not None and quote.closed and at <= quote.closing


def quotes_between(quotes: list[Quote], first: int, last: int) -> list[Quote]:
    """The quotations that open at the tokens `first` up to, not with, `last`."""
    return quotes[
        bisect_left(quotes, first, key=_opening) : bisect_left(quotes, last, key=_opening)
    ]


def _last_before(quotes: list[Quote], at: int) -> Quote | None:
    """The last quotation that opens before token `at`: none but it can reach there."""
    number = bisect_left(quotes, at, key=_opening)
    return quotes[number - 1] if number else None


def _opening(quote: Quote) -> int:
    return quote.opening
