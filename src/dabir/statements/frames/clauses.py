"""«X با بیان اینکه A، گفت: B», «X با تأکید بر A، …», «با بیان این مطلب»."""

from dabir.statements.cues import Cue
from dabir.statements.frames.line import COLON, THAT, Line
from dabir.statements.marks import DEMONSTRATIVES, SEPARATORS, Phrase

FARTHEST_CONJUNCTION = 6
SHORTEST_MAIN = 3


def read_clause(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """Content is the clause after «اینکه», up to the main verb."""
    opened = _after_conjunction(line, cue)
    if opened is not None:
        span, start = opened
        end = _clause_end(line, start, _main_cue(line, later, start))
        return _add(line, cue, [Phrase(start, end)], "while", span, end)
    if _points_back(line, cue):
        span = Phrase(cue.first, cue.last + 2)
        return _add(line, cue, [], "back", span, span.last)
    return cue.has("noun") and _read_noun(line, cue, later)


def _read_noun(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """Content is the noun phrase after the cue, up to the main verb or the next such cue."""
    main = _main_cue(line, later, cue.last)
    if main is None:
        return False
    following = (c.first for c in later if c.has("clause") and c.first < main.first)
    end = next(following, 0) or _clause_end(line, cue.last, main)
    span = Phrase(cue.first, cue.last)
    return _add(line, cue, [Phrase(cue.last, end)], "while-noun", span, end)


def _add(line: Line, cue: Cue, content: list[Phrase], rule: str, span: Phrase, end: int) -> bool:
    speakers = line.mention(cue)
    line.add(cue, speakers, content, rule, span=span)
    line.at, line.repeats = end, speakers[1] is not None
    return True


def _after_conjunction(line: Line, cue: Cue) -> tuple[Phrase, int] | None:
    """The cue's span and where its clause begins: after «اینکه», «این که» or «این … که»."""
    at = cue.last
    if line.is_a(line.word(at), "that-clause"):
        return Phrase(cue.first, at + 1), at + 1
    if line.word(at) not in DEMONSTRATIVES:
        return None
    if line.word(at + 1) == THAT:
        return Phrase(cue.first, at + 2), at + 2
    for that in range(at + 1, min(at + FARTHEST_CONJUNCTION, line.last)):
        if line.words[that] == THAT:
            return Phrase(cue.first, that), that + 1
        if line.words[that] in SEPARATORS:
            break
    return None


def _points_back(line: Line, cue: Cue) -> bool:
    """Whether the cue is «با بیان این مطلب»: what was said stands before."""
    return (
        cue.has("back") and line.word(cue.last) in DEMONSTRATIVES and bool(line.word(cue.last + 1))
    )


def _main_cue(line: Line, later: list[Cue], start: int) -> Cue | None:
    """The cue of the main verb after a clause: the first before a colon, else the first."""
    verbs = [cue for cue in later if cue.is_verb and cue.first >= start]
    colons = [cue for cue in verbs if line.word(cue.last) == COLON]
    return next(iter(colons or verbs), None)


def _clause_end(line: Line, start: int, main: Cue | None) -> int:
    """Where the clause ends: at the last comma before the main verb, else at that verb.

    A finite verb right before the main verb ends the clause without a comma.
    """
    end = main.first if main else line.last
    if main and line.is_finite(end - 1):
        return end
    comma = next(reversed(list(line.commas(start + 1, end))), None)
    return _verb_before_preposition(line, start, end) if comma is None else comma


def _verb_before_preposition(line: Line, start: int, end: int) -> int:
    """After a finite verb that a preposition follows: «… است بر … تأکید کرد»; else `end`."""
    stoppers = line.desk.vocabulary.stoppers
    for at in range(start + 1, end - SHORTEST_MAIN):
        if line.is_finite(at) and stoppers.get(line.word(at + 1)) == "preposition":
            return at + 1
    return end
