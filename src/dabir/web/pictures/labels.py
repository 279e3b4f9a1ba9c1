"""Labels: how wide they will be, cut to a width, and shut in isolates."""

import unicodedata

from dabir.export.view import one_line
from dabir.unicode import LRI, PDI, RLI
from dabir.web.pictures.svg import element, plain
from dabir.web.words import Language

# Widths in em, as they are in Vazirmatn and in the fonts that stand in for it, a little generous.
NARROW = 0.34
USUAL = 0.56
BROAD = 0.86
NARROW_LETTERS = frozenset("اآأإلرزژدذوئ ۱.,،؛:!()«»'|ijlItfr-ـ")
BROAD_LETTERS = frozenset("سشصضmwMW…@%")
ISOLATE = {"fa": RLI, "en": LRI}
ELLIPSIS = "…"


def width(text: str, size: float) -> float:
    """About how wide a text is at a size; marks and half-spaces take no room."""
    return size * sum(map(_width_of, text))


def _width_of(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in BROAD_LETTERS:
        return BROAD
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else USUAL


def cut(text: str, room: float, size: float) -> str:
    """The text on one line, with an ellipsis where it is wider than the room."""
    text = one_line(text)
    if width(text, size) <= room:
        return text
    kept = ""
    left = room - width(ELLIPSIS, size)
    for letter in text:
        left -= width(letter, size)
        if left < 0:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS


def label(
    text: str, x: float, y: float, language: Language, size: float = 13, **attributes: object
) -> str:
    """A text element whose words keep their own direction."""
    shown = {"fill": "ink", "font_size": size, **attributes}
    return element("text", f"{ISOLATE[language]}{plain(text)}{PDI}", x=x, y=y, **shown)


def tip(text: str, language: Language) -> str:
    """What a reader sees who points at a shape."""
    return element("title", f"{ISOLATE[language]}{plain(text)}{PDI}")
