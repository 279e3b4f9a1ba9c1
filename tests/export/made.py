"""Records made up for the tests of the formats: everything marked, in every way that overlaps."""

from collections.abc import Sequence

from dabir.records import (
    DateMention,
    Edit,
    Heading,
    Record,
    Relay,
    Span,
    Statement,
)
from dabir.version import __version__

Places = Sequence[tuple[int, int]]


def span(text: str, place: tuple[int, int]) -> Span:
    return Span(*place, text[slice(*place)])


def make_statement(
    text: str, content: Places, nested_in: int | None = None, name: str | None = "گوینده"
) -> Statement:
    first = content[0]
    return Statement(
        id="s",
        cue=span(text, first),
        speaker=span(text, first) if name else None,
        name=name,
        kind="mixed",
        content=tuple(span(text, place) for place in content),
        nested_in=nested_in,
        stance="neutral",
        speaker_reason="made.speaker",
        reason="made.statement",
        score=0.75,
    )


def make_record(
    text: str,
    statements: Sequence[Statement] = (),
    dates: Places = (),
    headings: Places = (),
    title: str | None = None,
    url: str | None = None,
) -> Record:
    """A record of that text with findings at those places."""
    return Record(
        id=f"made-{text[:9]}",
        outlet=text[:9] or None,
        published="2023-11-29",
        url=url,
        title=title,
        text=text,
        repaired=text,
        repair_mode="bold",
        edits=(Edit(0, min(1, len(text)), text[:1], "made.edit"),),
        parts=(),
        sources=(text[:5],),
        relays=(Relay(0, len(text[:5]), text[:5], name=text[:5], reason="made.relay"),),
        statements=tuple(statements),
        dates=tuple(_date(text, place) for place in dates),
        headings=tuple(
            Heading(*place, text[slice(*place)], reason="made.heading") for place in headings
        ),
        version=__version__,
    )


def mark_everything(text: str) -> Record:
    """A record of that text with all of it, and its halves, marked as everything."""
    whole, half = (0, len(text)), (0, len(text) // 2)
    rest = (len(text) // 2, len(text))
    statements = [
        make_statement(text, [whole], name=text or None),
        make_statement(text, [half, rest], nested_in=0, name=None),
        make_statement(text, [rest], nested_in=1, name=text[:3] or None),
    ]
    return make_record(
        text,
        statements if text else [],
        [half, whole] if text else [],
        [rest] if text else [],
        title=text or None,
        url=f"https://example.org/{text}",
    )


def _date(text: str, place: tuple[int, int]) -> DateMention:
    return DateMention(
        *place,
        text[slice(*place)],
        value="2023-11-22/2023-12-21",
        calendar="jalali",
        granularity="month",
        reason="made.date",
    )
