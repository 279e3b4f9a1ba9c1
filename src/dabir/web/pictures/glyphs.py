"""One shape a level of contact, so that it can be told without colour."""

from functools import partial
from math import cos, pi, sin

from dabir.web.pictures.legend import Sign, legend
from dabir.web.pictures.svg import element
from dabir.web.words import Words

LEVELS = ("head", "minister", "deputy", "envoy", "mission", None)  # highest first


def level_name(level: str | None) -> str:
    """The level as a key of words and colours; `untold` where it is not told."""
    return level if level in LEVELS and level else "untold"


def glyph(level: str | None, x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    """The shape of a level around a point; hollow for what was only planned.

    Heads are a star, ministers a diamond, deputies a triangle, envoys a disc, missions a square,
    and a bar stands where the level is not told.
    """
    name = level_name(level)
    paint: dict[str, object] = {"fill": name, "stroke": "paper", "stroke_width": 1.2}
    if hollow:
        paint = {"fill": "paper", "stroke": name, "stroke_width": 1.6, "stroke_dasharray": "2.5 2"}
    if name == "untold":
        x, y, long = x - radius, y - radius * 0.4, radius * 2
        return element("rect", x=x, y=y, width=long, height=radius * 0.8, rx=radius * 0.4, **paint)
    if name == "envoy":
        return element("circle", cx=x, cy=y, r=radius * 0.8, **paint)
    if name == "mission":
        side = radius * 1.4
        return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **paint)
    points = " ".join(f"{x + px * radius:.1f},{y + py * radius:.1f}" for px, py in SHAPES[name])
    return element("polygon", points=points, **paint)


def _star() -> list[tuple[float, float]]:
    spikes = [(1.15 if turn % 2 == 0 else 0.52, pi * (turn / 5 - 0.5)) for turn in range(10)]
    return [(length * cos(angle), length * sin(angle)) for length, angle in spikes]


SHAPES: dict[str, list[tuple[float, float]]] = {
    "head": _star(),
    "minister": [(0, -1.05), (1.05, 0), (0, 1.05), (-1.05, 0)],
    "deputy": [(0, -1.0), (1.0, 0.75), (-1.0, 0.75)],
}


def level_legend(words: Words, wide: float, top: float) -> tuple[str, float]:
    """The key to the shapes below a picture, and where it ends."""
    signs: list[tuple[Sign, str]] = [
        (partial(_sign, level, False), words(f"level.{level_name(level)}")) for level in LEVELS
    ]
    planned = partial(_sign, "minister", True)
    return legend([*signs, (planned, words("legend.planned"))], words, 6, wide - 6, top)


def _sign(level: str | None, hollow: bool, x: float, y: float) -> str:
    return glyph(level, x, y, 7, hollow=hollow)
