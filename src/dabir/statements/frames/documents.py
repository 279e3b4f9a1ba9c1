"""«در این بیانیه آمده است: A», «X در نامه‌ای آورده است: A»."""

from dabir.records import StatementKind
from dabir.statements.cues import Cue
from dabir.statements.frames.line import COLON, THAT, Line
from dabir.statements.marks import DEMONSTRATIVES, SEPARATORS, Phrase


def read_writing(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """A document speaks, or, with an active verb, the one who wrote it."""
    document = _document_before(line, cue)
    opening = _opening(line, cue)
    if document is None or opening is None:
        return False
    if cue.has("active"):
        document = line.subject_before(line.at, cue.first) or document
    rule, kind, start = opening
    line.subject = document
    line.add(cue, (document, document), [Phrase(start, line.last)], rule, kind=kind)
    line.at = line.last
    return True


def _opening(line: Line, cue: Cue) -> tuple[str, StatementKind, int] | None:
    after = line.word(cue.last)
    if after == COLON:
        return "in-colon", "direct", cue.last + 1
    if line.quote_at(cue.last):
        return "in-quote", "direct", cue.last
    if after == THAT or after in SEPARATORS:
        return "in", "indirect", cue.last + 1
    return None


def _document_before(line: Line, cue: Cue) -> Phrase | None:
    for at in range(cue.first - 1, line.at - 1, -1):
        if line.words[at] in line.desk.vocabulary.documents:
            first = at - 1 if at > line.at and line.words[at - 1] in DEMONSTRATIVES else at
            phrase = line.desk.subjects.after(first, cue.first, cue.first)
            return phrase or Phrase(first, at + 1)
    return None
