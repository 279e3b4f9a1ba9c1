"""Statements of one sentence: each cue is read by the frames that the lexicon gives it."""

from collections.abc import Iterator

from dabir.statements.cues import Cue, cues_between
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.frames import FRAMES
from dabir.statements.frames.line import THAT, Line
from dabir.statements.marks import SEPARATORS, TERMINAL
from dabir.statements.quotes import is_quoted

FARTHEST_CONDITION = 8
MOST_CUES = 50  # no sentence has so many: what has them is a heap of words
FUTURE = ("خواه", "نخواه")


def read_sentence(desk: Desk, first: int, last: int, paragraph: int) -> list[Draft]:
    """The drafts of the tokens `first` up to `last`, in the order of their cues.

    What follows «به گزارش X، …» in the same sentence stands inside the statement of X: its
    `parent` is -1, to be set by who knows the article.
    """
    line = Line(desk, first, last, paragraph)
    for _ in _read_cues(line):
        pass
    return _nest_under_report(line.drafts)


def read_first(desk: Desk, first: int, last: int, paragraph: int) -> Draft | None:
    """The first draft of the tokens `first` up to `last`; what follows it is not read."""
    line = Line(desk, first, last, paragraph)
    return next((line.drafts[0] for _ in _read_cues(line) if line.drafts), None)


def _read_cues(line: Line) -> Iterator[Cue]:
    """Read cue after cue; each is given once it is read."""
    near = outer_cues(line.desk, line.first, line.last)
    cues = [cue for cue in near if attributes(line, cue)]
    for number, cue in enumerate(cues):
        if cue.first >= line.at:
            _read_cue(line, cue, cues[number + 1 :])
            yield cue


def _read_cue(line: Line, cue: Cue, later: list[Cue]) -> None:
    for frame, read in FRAMES.items():
        if cue.has(frame) and read(line, cue, later):
            return


def _nest_under_report(drafts: list[Draft]) -> list[Draft]:
    if not drafts or drafts[0].rule != "according":
        return drafts
    return [drafts[0], *(draft._replace(parent=-1) for draft in drafts[1:])]


def outer_cues(desk: Desk, first: int, last: int) -> list[Cue]:
    """The cues between two tokens that stand outside quotations, at most `MOST_CUES`."""
    near = cues_between(desk.cues, first, last)
    return [cue for cue in near if not is_quoted(desk.quotes, cue.first)][:MOST_CUES]


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
