"""What intake needs to know, loaded once."""

from typing import NamedTuple

from dabir.intake.families import PageLore, load_lore
from dabir.intake.language import Signs, load_signs
from dabir.intake.published import Forms, load_forms


class Kit(NamedTuple):
    """Lexicons of intake: pages, written forms of a day, signs of languages."""

    pages: PageLore
    days: Forms
    languages: Signs


def load_kit() -> Kit:
    """The lexicons that ship with the package."""
    return Kit(load_lore(), load_forms(), load_signs())
