"""Reads the cast of a made text."""

from dabir import actors, repairs
from dabir.records import Article

REPAIRS = repairs.load_kit()
ACTORS = actors.load_kit()


def cast_of(text: str, published: str | None = None, outlet: str | None = None) -> actors.Cast:
    """The cast of the text, without statements."""
    article = Article(id="x", text=text, published=published, outlet=outlet)
    repaired = repairs.repair_article(article, REPAIRS)
    return actors.find_cast(repaired, (), article, (), ACTORS)


def codes_of(text: str, published: str | None = None) -> list[str]:
    """The codes of all mentions, in the order of the text; an adjective alone is none."""
    mentions = cast_of(text, published).mentions
    return [str(code) for m in mentions if m.kind != "adjective" for code in m.codes]
