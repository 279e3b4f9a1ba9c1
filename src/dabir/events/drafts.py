"""An event while it is being put together."""

from typing import NamedTuple

from dabir.actors import Code
from dabir.events.status import Status


class Draft(NamedTuple):
    """An event with its places as tokens, and how each part of it was found.

    `zone` is title, lead or body; `times` counts the mentions that were taken for one occasion.
    """

    first: int
    last: int
    type: str
    mode: str
    trigger: str
    voice: str
    source: tuple[Code, ...]
    target: tuple[Code, ...]
    source_rule: str
    target_rule: str
    status: Status
    statement: int | None
    zone: str
    levels: tuple[str, ...]
    sentence: tuple[int, int]
    clause: tuple[int, int]
    place: tuple[int, int] | None
    times: int = 1
    echo: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """The states of both sides."""
        return frozenset(code.state for code in (*self.source, *self.target))
