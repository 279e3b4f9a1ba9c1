"""The day that an article gives itself, where its file says none."""

import re
from typing import NamedTuple

from dabir.dates.calendars import CalendarError
from dabir.dates.grammar.expressions import Expression
from dabir.dates.tense import VerbForm
from dabir.dates.times import Anchor, Day, Figures, UnresolvedError

# What may stand on a dateline beside the date: labels, a clock time, a number of the news item.
_LABELS = re.compile(
    r"(?:تاریخ|انتشار|درج|خبر|منتشر|شده|در|ساعت|زمان|کد|شناسه|روز|به|وقت|تهران|کابل"
    r"|[\W\d_])*"
)
_PUBLISHED = re.compile(r"(?:تاریخ (?:انتشار|درج|خبر)|منتشر شده در)[ :]*$")


class Found(NamedTuple):
    """An expression at its place in the text, with the verb of its sentence."""

    expression: Expression
    start: int
    end: int
    verb: VerbForm | None


def find_dateline(folded: str, found: list[Found], anchor: Anchor) -> Anchor:
    """The anchor with the day of the dateline, if the text has one.

    A dateline is a full date with its year that has its line to itself but for labels and a clock
    time, or that follows «تاریخ انتشار».
    """
    for item in found:
        time = item.expression.time
        if not isinstance(time, Day | Figures) or time.year.digits != 4:
            continue
        if not _is_dateline(folded, item.start, item.end):
            continue
        try:
            day = time.period(anchor).first
        except (UnresolvedError, CalendarError):
            continue
        return anchor._replace(day=day, day_name="dateline")
    return anchor


def _is_dateline(folded: str, start: int, end: int) -> bool:
    line = folded.rfind("\n", max(0, start - 100), start) + 1
    if _PUBLISHED.search(folded[max(line, start - 40) : start]):
        return True
    stop = folded.find("\n", end, end + 100)
    stop = len(folded) if stop < 0 else stop
    if start - line > 80 or stop - end > 80 or line == 0 == len(folded) - stop:
        return False  # a text that is nothing but a date says nothing of itself
    around = folded[line:start], folded[end:stop]
    return all(_LABELS.fullmatch(side) for side in around)
