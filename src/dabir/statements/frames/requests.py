"""«X خواستار A شد», «X A را خواستار شد», «X از Y خواست که A»."""

from dabir.statements.cues import Cue
from dabir.statements.frames.line import THAT, Line
from dabir.statements.frames.speech import read_content
from dabir.statements.marks import TERMINAL, Phrase


def read_demand(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """Content is what is asked for, around «خواستار … شد»."""
    speaker, holder = line.mention(cue)
    if cue.is_verb:
        start = line.skip(line.after(speaker), cue.first)
        end = cue.first - 1 if line.word(cue.first - 1) == "را" else cue.first
        spans = [Phrase(start, end)]
    else:
        spans = _until_verb(line, cue.last)
    if holder is None or not spans or spans[0].first >= spans[0].last:
        return False
    line.add(cue, (speaker, holder), spans, "ask")
    line.at = max(spans[-1].last, cue.last)
    return True


def _until_verb(line: Line, start: int) -> list[Phrase]:
    """What stands between «خواستار» and its verb, with the clause after the verb."""
    verb = next((at for at in range(start, line.last) if line.is_a(line.words[at], "asking")), None)
    if verb is None:
        return []
    after = verb + 1
    while line.is_a(line.word(after), "asking"):
        after += 1
    if line.word(after) in (THAT, "تا"):
        return [Phrase(start, verb), Phrase(after, line.last)]
    return [Phrase(start, verb)]


def read_wish(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«X از Y خواست که A»; «خواست» after a preposition is a noun."""
    after, form = line.word(cue.last), cue.entry.form
    if line.desk.vocabulary.stoppers.get(line.word(cue.first - 1)) == "preposition":
        return False
    if not line.has_between("از", line.at, cue.first):
        return False
    if after in (THAT, "تا"):
        return read_content(line, cue, cue.last + 1, later, "want")
    if form is None or form.tense == "present" or after in ("", "و", "را") or after in TERMINAL:
        return False
    return read_content(line, cue, cue.last, later, "want")
