"""Content before the verb: «X A را B دانست», «X از A خبر داد», «X بر A تأکید کرد»."""

from dabir.statements.cues import Cue
from dabir.statements.frames.line import THAT, Line
from dabir.statements.frames.speech import opens_content
from dabir.statements.marks import SEPARATORS, Phrase


def read_call(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«X A را B دانست»: content is «A را B»."""
    speaker, holder = line.mention(cue)
    if speaker is not None and not _ends_phrase(line, speaker.last):
        speaker = holder = line.subject = line.desk.subjects.part(speaker) or speaker
    start = line.skip(line.after(speaker), cue.first)
    if holder is None or not line.has_between("را", start, cue.first):
        return False
    return _add(line, cue, (speaker, holder), Phrase(start, cue.first), "call")


def read_denial(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«X احتمال اینکه A را رد کرد»: content is A."""
    speaker, holder = line.mention(cue)
    start = line.skip(line.after(speaker), cue.first)
    clause = line.find("اینکه", start, cue.first)
    if holder is None or clause is None or line.word(cue.first - 1) != "را":
        return False
    return _add(line, cue, (speaker, holder), Phrase(clause + 1, cue.first - 1), "deny")


def read_news(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«X از A خبر داد»; a relative clause may follow: «X از کشف نسخه‌ای خبر داد که …»."""
    if not opens_content(line, cue):
        return _read_after(line, cue, "از", "of")
    if line.word(cue.last) != THAT:
        return False
    found = _read_after(line, cue, "از", "of")
    if found:
        draft = line.drafts[-1]
        relative = Phrase(cue.last, line.last)
        line.drafts[-1] = draft._replace(content=(*draft.content, relative))
        line.at = line.last
    return found


def read_stress(line: Line, cue: Cue, later: list[Cue]) -> bool:
    """«X بر A تأکید کرد»."""
    return _read_after(line, cue, "بر", "on")


def _read_after(line: Line, cue: Cue, preposition: str, rule: str) -> bool:
    speaker, holder = line.mention(cue)
    start = line.find(preposition, line.after(speaker), cue.first)
    if start is None or holder is None:
        return False
    return _add(line, cue, (speaker, holder), Phrase(start + 1, cue.first), rule)


def _add(
    line: Line, cue: Cue, speakers: tuple[Phrase | None, Phrase | None], span: Phrase, rule: str
) -> bool:
    line.add(cue, speakers, [span], rule)
    line.at = cue.last
    return True


def _ends_phrase(line: Line, at: int) -> bool:
    word = line.word(at)
    ends = word in SEPARATORS or word == THAT
    return ends or line.desk.vocabulary.stoppers.get(word) in ("adverb", "preposition")
