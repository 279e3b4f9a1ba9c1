"""What the words of a date say, as small trees, and the days that they mean.

Each class is one way to name a time and answers `period(anchor)`. What the words leave out comes
from the anchor: the day of publication, the tense of the sentence, the years named before.
`UnresolvedError` carries the reason why there is no value.
"""

from dabir.dates.times.anchors import Anchor, Tense, Time, UnresolvedError
from dabir.dates.times.days import Day, DayOfMonth, Figures, Month, Season, Shifted, Weekday
from dabir.dates.times.parts import Nth, Part, Range, Several, Since
from dabir.dates.times.years import Before, Century, Decade, Year, calendar_of_year

__all__ = [
    "Anchor", "Before", "Century", "Day", "DayOfMonth", "Decade", "Figures", "Month", "Nth",
    "Part", "Range", "Season", "Several", "Shifted", "Since", "Tense", "Time", "UnresolvedError",
    "Weekday", "Year", "calendar_of_year",
]  # fmt: skip
