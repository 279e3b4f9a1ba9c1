"""A statement while it is being read: all its places are tokens."""

from typing import NamedTuple

from dabir.records import StatementKind
from dabir.statements.cues import Cue
from dabir.statements.marks import Phrase


class Draft(NamedTuple):
    """One statement before its speaker is known.

    `speaker` is the phrase that stands with the cue; `holder` is the phrase that a dropped or
    repeated subject stands for. `content` holds token ranges. `parent` is the index of the draft
    inside whose content this one stands. `rule` names how content was found. `open` tells that
    later sentences may go on with the content. `setting` holds the words with the cue that tell
    to whom, where and when. `unclear` tells that there is a subject which could not be parted
    from the words after it.
    """

    cue: Phrase
    entry: Cue
    speaker: Phrase | None
    holder: Phrase | None
    kind: StatementKind
    content: tuple[Phrase, ...]
    rule: str
    paragraph: int
    setting: Phrase
    parent: int | None = None
    open: bool = False
    unclear: bool = False
