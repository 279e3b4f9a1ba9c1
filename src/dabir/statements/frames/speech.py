"""«X گفت: A», «X گفت که A», «X گفت A», «X گفت «A»», «A»، X گفت."""

from dabir.records import StatementKind
from dabir.statements.cues import Cue
from dabir.statements.frames.line import COLON, THAT, Line
from dabir.statements.marks import DEMONSTRATIVES, SEPARATORS, TERMINAL, Phrase
from dabir.statements.quotes import quotes_between

SHORTEST_CONTENT = 2
SHORTEST_BARE = 5
SHORTEST_QUOTE = 3


def read_speech(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """Content follows a verb of saying; a quotation may also stand before it."""
    after = line.word(cue.last)
    if line.closes(cue.last) and _read_quote_before(line, cue):
        return True
    if after == COLON:
        return read_content(line, cue, cue.last + 1, later, "colon", "direct")
    if after == THAT:
        if line.word(cue.last + 1) == COLON:
            return read_content(line, cue, cue.last + 2, later, "colon", "direct")
        return read_content(line, cue, cue.last + 1, later, "that")
    if line.quote_at(cue.last):
        return read_content(line, cue, cue.last, later, "quote", "direct")
    return _read_bare(line, cue, later)


def opens_content(line: Line, cue: Cue) -> bool:
    """Whether a colon, «که» or a quotation after the cue opens its content."""
    return line.word(cue.last) in (COLON, THAT) or line.quote_at(cue.last) is not None


def read_content(
    line: Line,
    cue: Cue,
    start: int,
    later: list[Cue],
    rule: str,
    kind: StatementKind = "indirect",
) -> bool:
    """Content from token `start` to the sentence's end, or to the next cue of the same speaker."""
    end = line.last if rule == "colon" else _end(line, start, later)
    if end - start < SHORTEST_CONTENT and rule != "colon":
        return False
    line.add(cue, line.mention(cue), [Phrase(start, end)], rule, kind=kind)
    line.at = end
    return True


def _end(line: Line, start: int, later: list[Cue]) -> int:
    for cue in later:
        if cue.is_verb and cue.first > start + 1 and line.words[cue.first - 1] == "و":
            return cue.first - 1
        if cue.has("want"):
            asked = [at for at in range(start, cue.first) if line.words[at : at + 2] == ["و", "از"]]
            if asked:
                return asked[-1]
    return line.last


def _read_bare(line: Line, cue: Cue, later: list[Cue]) -> bool:
    after = line.word(cue.last)
    if not after or after in TERMINAL or line.is_a(after, "no content"):
        return False
    if _calls(line, cue) or _closes_relative(line, cue) or _is_noun(line, cue):
        return False
    start = cue.last + 1 if after in SEPARATORS else cue.last
    if not cue.has("say") and line.last - start < SHORTEST_BARE:
        return False
    return read_content(line, cue, start, later, "bare")


def _calls(line: Line, cue: Cue) -> bool:
    """Whether the verb closes «X را Y …» rather than opening content."""
    closed = cue.has("call") and line.closes(cue.last)
    return closed and line.has_between("را", line.at, cue.first)


def _closes_relative(line: Line, cue: Cue) -> bool:
    """Whether a comma after the cue ends a relative clause: «X که … گفته بود، …»."""
    comma = line.word(cue.last) in SEPARATORS
    return comma and line.has_between(THAT, line.at, cue.first)


def _is_noun(line: Line, cue: Cue) -> bool:
    """Whether «گفته» or «نوشته» is the noun: no subject stands right before it."""
    form = cue.entry.form
    if form is None or form.tense != "perfect" or not form.text.endswith("ه"):
        return False
    if cue.last - cue.first > 1:
        return False
    if line.word(cue.first - 1) in DEMONSTRATIVES:
        return True
    phrase = line.subject_before(line.at, cue.first)
    return phrase is None or line.skip_adverbs(phrase.last, cue.first) < cue.first


def _read_quote_before(line: Line, cue: Cue) -> bool:
    """The quotation opens the sentence, the speaker stands after it: «A»؛ این را X گفت."""
    quote = next(iter(quotes_between(line.desk.quotes, line.at, cue.first)), None)
    if quote is None or not quote.closed or quote.closing >= cue.first:
        return False
    opens = all(word in SEPARATORS for word in line.words[line.at : quote.opening])
    if not opens or quote.closing - quote.opening <= SHORTEST_QUOTE:
        return False
    start = quote.closing + 1
    for at in range(start, cue.first):
        if line.words[at] == "را" and line.is_a(line.words[at - 1], "pointing"):
            start = at + 1
    phrase = line.subject_before(start, cue.first)
    if phrase is None:
        return False
    line.subject = phrase
    content = [Phrase(quote.opening, quote.closing + 1)]
    line.add(cue, (phrase, phrase), content, "quote-before", kind="direct")
    line.at = cue.last
    return True
