"""Dates: expressions that name a time, with their values."""

from typing import NamedTuple

from dabir.records import DateMention, Repaired


class Kit(NamedTuple):
    """What the date reader needs to know."""


def load_kit() -> Kit:
    """The lexicons of this stage."""
    return Kit()


def read_dates(repaired: Repaired, published: str | None, kit: Kit) -> tuple[DateMention, ...]:
    """Every date expression of the repaired text, as raw spans, sorted."""
    return ()
