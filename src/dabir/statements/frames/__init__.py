"""Frames: where the content of a cue stands. One file for each way in which Persian attributes.

A frame's reader takes the line, the cue and the later cues of the line; it adds a draft and says
whether it did. The lexicon names the frames of each cue; they are tried in this order.
"""

from collections.abc import Callable

from dabir.statements.cues import Cue
from dabir.statements.frames.clauses import read_clause
from dabir.statements.frames.documents import read_writing
from dabir.statements.frames.line import Line
from dabir.statements.frames.objects import read_call, read_denial, read_news, read_stress
from dabir.statements.frames.reports import read_ground, read_report
from dabir.statements.frames.requests import read_demand, read_wish
from dabir.statements.frames.speech import read_speech

FRAMES: dict[str, Callable[[Line, Cue, list[Cue]], bool]] = {
    "clause": read_clause,
    "according": read_report,
    "document": read_ground,
    "ask": read_demand,
    "want": read_wish,
    "in": read_writing,
    "of": read_news,
    "say": read_speech,
    "say-marked": read_speech,
    "on": read_stress,
    "call": read_call,
    "deny": read_denial,
}
