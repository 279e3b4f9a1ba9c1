"""How a text becomes a record: the stages, in the order in which the work happens."""

from typing import NamedTuple

from dabir import actors, dates, events, intake, language, repairs, statements
from dabir.errors import DabirError, ResourceError
from dabir.plugins import plugin_versions, reading_version
from dabir.records import Article, Heading, Mark, Record, Repaired


class Kit(NamedTuple):
    """The lexicons and models of every stage, loaded once."""

    intake: intake.Kit
    repairs: repairs.Kit
    language: language.Kit
    dates: dates.Kit
    statements: statements.Kit
    actors: actors.Kit
    events: events.Kit


def load_kit() -> Kit:
    """The lexicons and models that ship with the package, and those of plug-ins.

    Raises ResourceError where a plug-in does not fit.
    """
    try:
        return _load_kit()
    except DabirError:
        raise
    except Exception as error:
        if not (plugins := plugin_versions()):
            raise
        brought = f"what {', '.join(plugins)} brought does not fit our lexicons"
        raise ResourceError(f"{brought}: {type(error).__name__}: {error}") from error


def _load_kit() -> Kit:
    return Kit(
        intake=intake.load_kit(),
        repairs=repairs.load_kit(),
        language=language.load_kit(),
        dates=dates.load_kit(),
        statements=statements.load_kit(),
        actors=actors.load_kit(),
        events=events.load_kit(),
    )


def read_article(article: Article, kit: Kit) -> Record:
    """The record of one article. Reads the article alone, never its neighbours."""
    repaired = repairs.repair_article(article, kit.repairs)
    tagged = language.tag(repaired, kit.language)
    found_dates = dates.read_dates(repaired, article.published, kit.dates)
    desk = statements.lay_desk(repaired, tagged, found_dates, kit.statements)
    relays = statements.find_relays(desk)
    said = statements.find_statements(desk, article, found_dates, relays)
    cast = actors.find_cast(repaired, said, article, relays, kit.actors)
    coded = events.code_events(repaired, cast, said, found_dates, article, kit.events)

    return Record(
        id=article.id,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        title=article.title,
        text=article.text,
        repaired=repaired.text,
        repair_mode=repaired.mode,
        edits=repaired.edits,
        parts=article.parts,
        sources=tuple(relay.name for relay in relays),
        relays=relays,
        statements=said,
        dates=found_dates,
        headings=tuple(_heading(repaired, mark) for mark in repaired.headings),
        version=reading_version(),
        actors=actors.list_actors(repaired, cast),
        events=coded,
    )


def _heading(repaired: Repaired, mark: Mark) -> Heading:
    span = repaired.span(mark.start, mark.end)
    return Heading(span.start, span.end, span.text, reason=mark.reason, score=mark.score)
