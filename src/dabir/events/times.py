"""When an event happened, as far as its sentence tells."""

from collections.abc import Sequence

from dabir.events.drafts import Draft
from dabir.records import DateMention


def date_of(
    draft: Draft, places: list[tuple[int, int]], dates: Sequence[DateMention]
) -> str | None:
    """The date of the clause that tells the event, else the only one of its sentence."""
    for first, last in (draft.clause, draft.sentence):
        start, end = places[first][0], places[last - 1][1]
        found = [d for d in dates if d.value and start <= d.start < end]
        if len(found) == 1:
            return found[0].value
        if found:
            anchor = places[draft.first][0]
            return min(found, key=lambda d: abs(d.start - anchor)).value
    return None
