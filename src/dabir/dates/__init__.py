"""Dates: expressions that name a time, with their values."""

from dabir.dates.finding import find_mentions
from dabir.dates.lexicons import Kit, load_kit
from dabir.records import DateMention, Repaired

__all__ = ["Kit", "find_dates", "load_kit", "read_dates"]


def find_dates(
    text: str, published: str | None = None, kit: Kit | None = None
) -> tuple[DateMention, ...]:
    """Every date expression of any text, as it stands, sorted; spans count its code points."""
    return find_mentions(text, published, kit or load_kit())


def read_dates(repaired: Repaired, published: str | None, kit: Kit) -> tuple[DateMention, ...]:
    """Every date expression of the repaired text, as raw spans, sorted."""
    return tuple(
        _to_raw(repaired, mention) for mention in find_mentions(repaired.text, published, kit)
    )


def _to_raw(repaired: Repaired, mention: DateMention) -> DateMention:
    import msgspec

    span = repaired.span(mention.start, mention.end)
    return msgspec.structs.replace(mention, start=span.start, end=span.end, text=span.text)
