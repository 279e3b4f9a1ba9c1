"""Statements: who said what, through which cue, and through which outlets it came."""

from typing import NamedTuple

from dabir.records import Article, Relay, Repaired, Statement


class Kit(NamedTuple):
    """What the statement reader needs to know."""


def load_kit() -> Kit:
    """The lexicons of this stage."""
    return Kit()


def find_relays(repaired: Repaired, article: Article, kit: Kit) -> tuple[Relay, ...]:
    """The article's source chain, outermost outlet first."""
    return ()


def find_statements(
    repaired: Repaired, article: Article, relays: tuple[Relay, ...], kit: Kit
) -> tuple[Statement, ...]:
    """Every attributed statement, in the order of the text."""
    return ()
