"""Statements of one sentence: each cue is read by the frames that the lexicon gives it."""

from dabir.statements.cues import Cue
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.frames import FRAMES
from dabir.statements.frames.line import THAT, Line
from dabir.statements.marks import SEPARATORS, TERMINAL
from dabir.statements.quotes import is_quoted

FARTHEST_CONDITION = 8
FUTURE = ("خواه", "نخواه")


def read_sentence(desk: Desk, first: int, last: int, paragraph: int) -> list[Draft]:
    """The drafts of the tokens `first` up to `last`, in the order of their cues.

    What follows «به گزارش X، …» in the same sentence stands inside the statement of X: its
    `parent` is -1, to be set by who knows the article.
    """
    line = Line(desk, first, last, paragraph)
    cues = [cue for cue in outer_cues(desk, first, last) if attributes(line, cue)]
    for number, cue in enumerate(cues):
        if cue.first >= line.at:
            _read_cue(line, cue, cues[number + 1 :])
    return _nest_under_report(line.drafts)


def _read_cue(line: Line, cue: Cue, later: list[Cue]) -> None:
    for frame, read in FRAMES.items():
        if cue.has(frame) and read(line, cue, later):
            return


def _nest_under_report(drafts: list[Draft]) -> list[Draft]:
    if not drafts or drafts[0].rule != "according":
        return drafts
    return [drafts[0], *(draft._replace(parent=-1) for draft in drafts[1:])]


def outer_cues(desk: Desk, first: int, last: int) -> list[Cue]:
    """The cues between two tokens that stand outside quotations."""
    return [
        cue
        for cue in desk.cues
        if first <= cue.first < last and not is_quoted(desk.quotes, cue.first)
    ]


def attributes(line: Line, cue: Cue) -> bool:
    """Whether the cue reports: third person, not passive, modal, future or supposed.

    What was not said is no statement, unless the cue itself denies.
    """
    form = cue.entry.form
    if form is None:
        return True
    if form.person != 3 or (form.negated and not cue.has("deny")) or _is_supposed(line, cue):
        return False
    before, after = line.word(cue.first - 1), line.word(cue.last)
    return cue.has("in") or not (
        line.is_a(after, "passive")
        or _is_modal(line, cue)
        or before.startswith(FUTURE)
        or after.startswith(FUTURE)
    )


def _is_modal(line: Line, cue: Cue) -> bool:
    """Whether «باید» or «می‌توان» stands before the verb: «باید به این اشاره کرد»."""
    for at in range(cue.first - 1, max(cue.first - FARTHEST_CONDITION, line.first - 1), -1):
        if line.is_a(line.words[at], "modal"):
            return True
        if line.closes(at) or line.words[at] == THAT:
            return False
    return False


def _is_supposed(line: Line, cue: Cue) -> bool:
    """Whether the clause of the cue begins with «اگر»."""
    for at in range(cue.first - 1, max(cue.first - FARTHEST_CONDITION, line.first - 1), -1):
        if line.is_a(line.words[at], "condition"):
            return True
        if line.words[at] in SEPARATORS or line.words[at] in TERMINAL:
            return False
    return False
