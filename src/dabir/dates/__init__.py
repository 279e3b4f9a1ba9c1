"""Dates: expressions that name a time, with their values.

>>> from dabir.dates import find_dates
>>> [mention.value for mention in find_dates("دیروز", published="2023-11-29")]
['2023-11-28']
"""

from functools import cache

import msgspec

from dabir.dates.finding import find_mentions
from dabir.dates.lexicons import Kit, load_kit
from dabir.records import DateMention, Repaired

__all__ = ["Kit", "find_dates", "load_kit", "read_dates"]


def find_dates(
    text: str, published: str | None = None, *, kit: Kit | None = None, named_days: bool = False
) -> tuple[DateMention, ...]:
    """Every date expression of any text, as it stands, sorted; spans count its code points.

    `published` is a Gregorian day, `YYYY-MM-DD`; without it, and without a dateline in the text,
    what is told from the day of publication has no value, and a problem that says so. Raises
    OptionError for a `published` that is no day. `named_days` finds feast days too («عاشورا»). The
    lexicons that ship with the package are read once unless a `kit` is given.
    """
    return find_mentions(text, published, kit or _shipped_kit(), named_days=named_days)


@cache
def _shipped_kit() -> Kit:
    return load_kit()


def read_dates(repaired: Repaired, published: str | None, kit: Kit) -> tuple[DateMention, ...]:
    """Every date expression of the repaired text, as raw spans, sorted."""
    found = find_mentions(repaired.text, published, kit)
    return tuple(_to_raw(repaired, mention) for mention in found)


def _to_raw(repaired: Repaired, mention: DateMention) -> DateMention:
    span = repaired.span(mention.start, mention.end)
    return msgspec.structs.replace(mention, start=span.start, end=span.end, text=span.text)
