"""A finished picture: its SVG for wide and narrow pages, and the same numbers as rows."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from dabir.unicode import PDI
from dabir.web.pictures.labels import ISOLATE
from dabir.web.pictures.svg import COLOURS, FONT, element, plain
from dabir.web.words import Language

WIDE = 760
NARROW = 344
UNNAMED = "—"

Size = tuple[float, float]
Drawn = tuple[list[str], Size]


class Picture(NamedTuple):
    """`wide` and `narrow` are whole SVG elements; a page shows one of them.

    `columns` and `rows` are the numbers that are drawn, for the table beside the picture.
    """

    name: str
    description: str
    wide: str
    narrow: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def draw_both(
    draw: Callable[[bool, str], Drawn], name: str, description: str, language: Language, prefix: str
) -> tuple[str, str]:
    """The picture for wide and for narrow pages.

    `draw` is told whether the page is narrow, and the prefix of ids. A page may hold several
    pictures: `prefix` keeps their ids apart.
    """
    drawings = []
    for narrow, kind in ((False, "wide"), (True, "narrow")):
        own = f"{prefix}-{kind}"
        drawings.append(_frame(*draw(narrow, own), name, description, language, own))
    return drawings[0], drawings[1]


def _frame(
    content: Iterable[str],
    size: Size,
    name: str,
    description: str,
    language: Language,
    prefix: str,
) -> str:
    """The SVG element around shapes, with its name and description for those who cannot see it."""
    width, height = size
    told = element("title", plain(name) or UNNAMED, id=f"{prefix}-name")
    told += element("desc", plain(description) or UNNAMED, id=f"{prefix}-desc")
    return element(
        "svg",
        told + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=round(width),
        height=round(height),
        role="img",
        aria_labelledby=f"{prefix}-name {prefix}-desc",
        lang=language,
        direction="ltr",
        font_family=FONT,
        class_="drawing",
    )


def nothing(words: str, narrow: bool, language: Language) -> Drawn:
    """Shapes and size of a picture that has nothing to show, and says so."""
    wide = NARROW if narrow else WIDE
    text = element(
        "text",
        f"{ISOLATE[language]}{plain(words)}{PDI}",
        x=wide / 2,
        y=64.0,
        fill="soft",
        font_size=15 if not narrow else 14,
        text_anchor="middle",
    )
    edge = element(
        "rect", x=1, y=1, width=wide - 2, height=118, rx=6, fill="none", stroke="line",
        stroke_dasharray="4 4",
    )  # fmt: skip
    return [edge, text], (wide, 120)


def standing_alone(svg: str) -> str:
    """The picture as a file of its own, on paper of its own."""
    head, _, rest = svg.partition(">")
    paper = f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{paper}{rest}\n'
