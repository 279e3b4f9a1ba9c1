"""Codes the events of a made text."""

import dabir
from dabir.records import Article, Event

READER = dabir.load()


def events_of(text: str, published: str | None = None) -> tuple[Event, ...]:
    """The events of the text."""
    return READER(Article(id="x", text=text, published=published)).events
