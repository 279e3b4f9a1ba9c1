"""«به گفته X، A», «طبق بیانیه X، A», «X به نقل از Y گزارش داد که A»."""

from dabir.statements.cues import Cue
from dabir.statements.frames.line import COLON, THAT, Line
from dabir.statements.frames.speech import read_speech
from dabir.statements.marks import SEPARATORS, Phrase


def read_report(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """The speaker follows the cue; content is the rest of the sentence."""
    if not _opens_clause(line, cue):
        return False
    verb = next((c for c in later if c.is_verb), None)
    limit = verb.first if verb else line.last
    phrase = line.desk.subjects.after(cue.last, limit, line.last)
    if phrase is None or phrase.last >= line.last or line.is_a(line.word(cue.last), "first person"):
        return False
    if verb is not None and phrase.last == verb.first:
        return _read_through(line, cue, phrase, verb, later)
    start = phrase.last
    while line.word(start) in SEPARATORS:
        start += 1
    if start == phrase.last and line.is_finite(start):
        return False
    line.subject = phrase
    line.add(cue, (phrase, phrase), [Phrase(start, line.last)], "according")
    line.at = start
    return True


def read_ground(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«طبق» and its like: a cue only before a document that speaks, not before a law."""
    at = cue.last
    while line.is_a(line.word(at), "before a document"):
        at += 1
    speaks = line.word(at) in line.desk.vocabulary.documents
    return speaks and read_report(line, cue, later)


def _opens_clause(line: Line, cue: Cue) -> bool:
    """Whether the cue begins a clause, so that what follows is what the source says."""
    before = line.word(cue.first - 1)
    starts = ("", "و", THAT, "اما", "ولی", COLON, "«")
    return before in starts or before in SEPARATORS or line.repeats or cue.has("through")


def _read_through(line: Line, cue: Cue, phrase: Phrase, verb: Cue, later: list[Cue]) -> bool:
    """One statement of X, and Y's inside it with the same content."""
    outer = line.subject if line.repeats else line.subject_before(line.at, cue.first)
    if outer is None:
        return False
    before = len(line.drafts)
    line.subject, line.repeats = outer, True
    read_speech(line, verb, later[later.index(verb) + 1 :])
    if len(line.drafts) == before:
        return False
    line.add(cue, (phrase, phrase), list(line.drafts[-1].content), "through")
    line.drafts[-1] = line.drafts[-1]._replace(parent=-1)
    return True
