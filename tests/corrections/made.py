"""An article of our own with statements, one in another, an event and a date, all to be judged."""

from typing import Any

from dabir.records import DateMention, Event, Record, Span, Statement
from dabir.unicode import ZWNJ
from dabir.version import __version__

TEXT = (
    "پل تازه بندر صدف\n"
    "نادر کوهستانی، شهردار بندر صدف، گفت: پل تازه تا ۸ آذر آماده است. "
    "لیلا درخشان هم به ما گفت که باغ‌ها آب ندارند.\n"
    "او از دیدار با فرستاده کشور ساحل خبر داد."
).replace("\u200c", ZWNJ)


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


def said(number: int, cue: str, name: str | None, content: str, **more: Any) -> Statement:
    place = span(content)
    fields: dict[str, Any] = {
        "cue": span(cue),
        "speaker": span(name) if name else None,
        "kind": "direct",
        "nested_in": None,
        **more,
    }
    return Statement(
        id=f"s{number}",
        name=name,
        content=(place,),
        stance="neutral",
        speaker_reason="made",
        reason="made",
        **fields,
    )


OUTER = said(
    0,
    "گفت:",
    "نادر کوهستانی",
    "پل تازه تا ۸ آذر آماده است. لیلا درخشان هم به ما گفت که باغ\u200cها آب ندارند",
)
INNER = said(1, "گفت که", "لیلا درخشان", "باغ\u200cها آب ندارند", nested_in=0, kind="indirect")
NAMELESS = said(2, "خبر داد", None, "دیدار با فرستاده کشور ساحل")
EVENT = Event(
    id="e0",
    type="CONSULT",
    mode=None,
    contexts=(),
    source=("---",),
    target=("---",),
    status="planned",
    date=None,
    place=None,
    anchor=span("دیدار"),
    statement=2,
    contact=None,
    reason="made",
    score=0.5,
)
DATE = DateMention(
    *(span("۸ آذر").start, span("۸ آذر").end, "۸ آذر"),
    value="2023-11-29",
    calendar="jalali",
    granularity="day",
    reason="made",
)


def record(**changes: Any) -> Record:
    """The article as it was read."""
    fields: dict[str, Any] = {
        "id": "0123456789abcdef",
        "outlet": "خبرگزاری صدف",
        "published": "2023-11-29",
        "url": "https://example.org/1",
        "title": "پل تازه بندر صدف",
        "statements": (OUTER, INNER, NAMELESS),
        "dates": (DATE,),
        "events": (EVENT,),
        "version": __version__,
    }
    return Record(
        text=TEXT,
        repaired=TEXT,
        repair_mode="cautious",
        edits=(),
        parts=(),
        sources=("خبرگزاری صدف",),
        relays=(),
        headings=(),
        **{**fields, **changes},
    )
