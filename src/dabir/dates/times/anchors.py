"""What a date may lean on, and the reason when nothing holds it."""

from typing import Literal, NamedTuple, Protocol

from dabir.dates.periods import Period

Tense = Literal["past", "reported", "present", "future"]
NO_DAY = "no publication date"
NO_SUCH_DAY = "no such day"
NO_YEAR = "no year named before"


class UnresolvedError(Exception):
    """No value; the text says why."""


HISTORY = 400  # days


class Anchor(NamedTuple):
    """What a date may lean on.

    `day` is the day of publication, by the name `day_name`. `tense` is that of the sentence:
    "reported" when its verb only tells of saying or deciding, None when it shows none. `years` are
    the years named before in the text, latest last; `gregorian` the two-digit numbers that the
    text elsewhere calls Gregorian; `frame` the explicit time that the text speaks of, named up to
    `frame_end` (below 0: of the whole text).
    """

    day: int | None = None
    tense: Tense | None = None
    years: tuple[Period, ...] = ()
    gregorian: frozenset[int] = frozenset()
    frame: Period | None = None
    frame_end: int = -1
    day_name: str = "published"

    @property
    def is_history(self) -> bool:
        """Whether the sentence speaks of a year that lies well before the day of publication."""
        if self.day is None or self.frame is None or self.frame_end < 0:
            return False
        return self.frame.last < self.day - HISTORY

    def needed_day(self) -> int:
        """The day of publication. Raises UnresolvedError without one."""
        if self.day is None:
            raise UnresolvedError(NO_DAY)
        return self.day


class Time(Protocol):
    """One way to name a time."""

    def period(self, anchor: Anchor) -> Period:
        """The days that are meant. Raises UnresolvedError."""
