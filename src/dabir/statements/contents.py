"""The spans of content: without the cue's comma, the outer quotation marks and the full stop."""

from dabir.records import StatementKind
from dabir.statements.marks import SEPARATORS, Phrase
from dabir.statements.quotes import Quote, quote_opening_at, quotes_between
from dabir.statements.words import Words

LONGEST_QUOTED_NAME = 2
_EDGE = SEPARATORS | {":", "*", "•"}


def trim(words: Words, span: Phrase, quotes: list[Quote]) -> Phrase:
    """The span without marks at its edges; without quotation marks around all of it."""
    folded, (first, last) = words.folded, span
    while True:
        before = (first, last)
        while first < last and folded[first] in _EDGE:
            first += 1
        while first < last and (folded[last - 1] in _EDGE or folded[last - 1] == "."):
            last -= 1
        quote = _around(quotes, first, last)
        if quote is not None:
            first, last = quote.opening + 1, min(quote.closing, last)
        if (first, last) == before:
            return Phrase(first, last)


def _around(quotes: list[Quote], first: int, last: int) -> Quote | None:
    """The quotation that holds all of the span, give or take a bracket after it."""
    quote = quote_opening_at(quotes, first)
    return quote if quote is not None and quote.closing >= last - 1 else None


def kind_of(
    kind: StatementKind, span: Phrase, trimmed: Phrase, quotes: list[Quote]
) -> StatementKind:
    """The kind, now that the quotation marks in the content are known.

    Words wholly in quotation marks are direct; indirect words with a quotation longer than a
    name in them are mixed.
    """
    if kind == "direct" or _around(quotes, span.first, span.last - 1) is not None:
        return "direct"
    inside = quotes_between(quotes, *trimmed)
    inside = [q for q in inside if q.closing <= trimmed.last]
    if any(q.closing - q.opening - 1 > LONGEST_QUOTED_NAME for q in inside):
        return "mixed"
    return kind
