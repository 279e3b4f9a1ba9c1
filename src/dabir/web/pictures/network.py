"""A network of contacts: parties on a ring, a line for each pair that talks."""

from collections.abc import Iterable
from math import hypot, log2
from typing import NamedTuple

import numpy as np

from dabir.web.pictures.glyphs import glyph, level_legend, level_name
from dabir.web.pictures.labels import cut, label, tip, width
from dabir.web.pictures.picture import NARROW, WIDE, Drawn, Picture, draw_both, nothing
from dabir.web.pictures.placing import ring_order, ring_points
from dabir.web.pictures.svg import element
from dabir.web.pictures.ties import OTHERS, Row, Tie, Ties, contact_rows, sum_up, tell
from dabir.web.words import Words

MOST = {False: 18, True: 10}  # parties, by whether the picture is narrow
LINES = {False: 45, True: 24}  # the strongest; the table has all
BADGES = 20  # lines that carry their number; all have their shape
BEND = 0.42  # how far a line is drawn to the centre; less for neighbours
THINNEST, THICKEST = 1.4, 9.0
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def draw_network(rows: Iterable[Row], words: Words, prefix: str = "network") -> Picture:
    """The network of contacts between parties.

    The width of a line and its number tell how many contacts happened; the shape on it is their
    highest level. A dashed line was only planned. More than MOST parties are put together.
    """
    rows = list(rows)
    name = words("network.title")
    ties = {narrow: sum_up(rows, most) for narrow, most in MOST.items()}
    told = describe(ties[False], words)
    wide, narrow = draw_both(
        lambda narrow, _: _draw(ties[narrow], words, narrow),
        name,
        told,
        words.language,
        prefix,
    )
    return Picture(name, told, wide, narrow, *contact_rows(rows, words))


def describe(ties: Ties, words: Words) -> str:
    """What the picture shows, in words."""
    if not ties.pairs:
        return words("network.empty")
    (one, other), tie = max(ties.pairs.items(), key=lambda found: _without_others(*found))
    told = words(
        "network.desc",
        parties=words.number(len(ties.parties) - bool(ties.hidden) + ties.hidden),
        pairs=words.number(ties.all_pairs),
        first=ties.name(one, words),
        second=ties.name(other, words),
        count=words.number(tie.occasions),
    )
    left = len(ties.pairs) - LINES[False]
    return f"{told} {words('network.left', count=words.number(left))}" if left > 0 else told


def _without_others(pair: tuple[str, str], tie: Tie) -> tuple[bool, int]:
    return OTHERS not in pair, tie.weight


def _draw(ties: Ties, words: Words, narrow: bool) -> Drawn:
    if not ties.pairs:
        return nothing(words("network.empty"), narrow, words.language)
    wide = NARROW if narrow else WIDE
    size = 12 if narrow else 14
    names = {party: ties.name(party, words) for party in ties.parties}
    broadest = max(width(name, size) for name in names.values())
    room = min(broadest, wide * (0.29 if narrow else 0.24))
    height = _height(len(names), narrow)
    # On a narrow page the names stand above and below, so that the ring keeps its width.
    aside = room / 2 + 6 if narrow else room + 34
    radii = (wide / 2 - aside, height / 2 - 46)
    centre = (wide / 2, height / 2)
    nodes, taken = [], []
    points = _places(ties, centre, radii)
    most = max(ties.total(party) for party in ties.parties) or 1
    for party, at in points.items():
        radius = 6 + 8 * (ties.total(party) / most) ** 0.5
        place = _name_place(at, radius, centre, size, narrow)
        shown = cut(names[party], room if place.anchor != "middle" else room * 1.3, size)
        taken += [_round(at, radius + 3), place.box(width(shown, size), size)]
        nodes.append(_node(party, at, radius, place, shown, names[party], ties, words, size))
    lines, badges = _lines(ties, points, centre, names, words, taken, LINES[narrow])
    key, bottom = level_legend(words, wide, height + 6)
    return [*lines, *badges, *nodes, key], (wide, bottom)


def _height(parties: int, narrow: bool) -> float:
    if parties == 2:
        return 150
    return min(360 + 8 * parties, 460) if narrow else min(260 + 16 * parties, 520)


def _places(ties: Ties, centre: Point, radii: Point) -> dict[str, Point]:
    weights = np.zeros((len(ties.parties),) * 2)
    number = {party: place for place, party in enumerate(ties.parties)}
    for (one, other), tie in ties.pairs.items():
        weight = 1 + log2(1 + tie.weight)
        weights[number[one], number[other]] = weights[number[other], number[one]] = weight
    order = ring_order(weights)
    points = ring_points(len(order), centre, radii)
    return {
        ties.parties[party]: (float(x), float(y))
        for party, (x, y) in zip(order, points, strict=True)
    }


# --- lines ---------------------------------------------------------------------------------------


def _lines(
    ties: Ties,
    points: dict[str, Point],
    centre: Point,
    names: dict[str, str],
    words: Words,
    taken: list[Box],
    drawn: int,
) -> tuple[list[str], list[str]]:
    """The strongest lines and their badges, the weakest first so that the strong lie on top."""
    most = max(max(tie.occasions, tie.announced) for tie in ties.pairs.values())
    ranked = sorted(ties.pairs.items(), key=lambda found: (-found[1].weight, found[0]))[:drawn]
    lines, badges = [], []
    for place, ((one, other), tie) in enumerate(ranked):
        begin, end = points[one], points[other]
        bend = _bend(begin, end, centre)
        told = tip(tell(names[one], names[other], tie, words), words.language)
        lines.append(element("g", told + _line(begin, bend, end, tie, most)))
        number = words.number(tie.occasions or tie.announced) if place < BADGES else ""
        spot = _free_spot(begin, bend, end, taken, (24 + width(number, 11)) / 2 if number else 7)
        if spot:
            badges.append(element("g", told + _badge(spot, tie, number, words)))
    return lines[::-1], badges[::-1]


def _bend(begin: Point, end: Point, centre: Point) -> Point:
    x, y = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
    away = hypot(centre[0] - x, centre[1] - y) or 1.0
    drawn = min(BEND, 0.3 * hypot(begin[0] - end[0], begin[1] - end[1]) / away)
    return x + (centre[0] - x) * drawn, y + (centre[1] - y) * drawn


def _line(begin: Point, bend: Point, end: Point, tie: Tie, most: int) -> str:
    share = (tie.occasions or tie.announced) / most
    path = f"M{begin[0]:.1f},{begin[1]:.1f}Q{bend[0]:.1f},{bend[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    broad = THINNEST + (THICKEST - THINNEST) * share**0.7
    return element(
        "path",
        d=path,
        fill="none",
        stroke="edge",
        stroke_width=broad if tie.occasions else min(broad, 2.4),
        stroke_opacity=0.75 if tie.occasions else 0.9,
        stroke_dasharray=None if tie.occasions else "5 4",
        stroke_linecap="round" if tie.occasions else None,
    )


def _along(begin: Point, bend: Point, end: Point, share: float) -> Point:
    parts = ((1 - share) ** 2, 2 * share * (1 - share), share**2)
    x, y = np.array(parts) @ np.array((begin, bend, end))
    return float(x), float(y)


def _free_spot(
    begin: Point, bend: Point, end: Point, taken: list[Box], half: float
) -> Point | None:
    """A place on the line where nothing stands yet, the middle first; None where all is full.

    Takes it: a badge twice `half` wide will stand there.
    """
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8):
        x, y = _along(begin, bend, end, share)
        box = (x - half, y - 10, x + half, y + 10)
        if not any(_touch(box, other) for other in taken):
            taken.append(box)
            return x, y
    return None


def _touch(one: Box, other: Box) -> bool:
    aside = one[2] <= other[0] or other[2] <= one[0]
    return not (aside or one[3] <= other[1] or other[3] <= one[1])


def _round(at: Point, radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _badge(spot: Point, tie: Tie, number: str, words: Words) -> str:
    x, y = spot
    hollow = not tie.occasions
    if not number:
        return glyph(tie.level, x, y, 6, hollow=hollow)
    broad = 24 + width(number, 11)
    return (
        element(
            "rect", x=x - broad / 2, y=y - 9.5, width=broad, height=19, rx=9.5, fill="paper",
            stroke=level_name(tie.level), stroke_width=1,
            stroke_dasharray="3 2.5" if hollow else None,
        )
        + glyph(tie.level, x - broad / 2 + 11, y, 5.6, hollow=hollow)
        + label(number, x - broad / 2 + 19, y + 4, words.language, 11)
    )  # fmt: skip


# --- parties -------------------------------------------------------------------------------------


class _NamePlace(NamedTuple):
    """Where the name of a party stands: a point on its base line, and which end of it is there."""

    x: float
    y: float
    anchor: str

    def box(self, wide: float, size: float) -> Box:
        left = {"start": self.x, "end": self.x - wide, "middle": self.x - wide / 2}[self.anchor]
        return left, self.y - size, left + wide, self.y + size * 0.4


def _name_place(at: Point, radius: float, centre: Point, size: float, narrow: bool) -> _NamePlace:
    """Outside the ring: beside it, or above and below it near the top, the foot, and if narrow."""
    x, y = at
    if not narrow and abs(x - centre[0]) > 0.28 * centre[0]:
        right = x > centre[0]
        away = radius + 8
        return _NamePlace(x + away if right else x - away, y + size * 0.36, _side(right))
    below = y > centre[1] - 1
    return _NamePlace(x, y + radius + size + 3 if below else y - radius - 7, "middle")


def _side(right: bool) -> str:
    return "start" if right else "end"


def _node(
    party: str,
    at: Point,
    radius: float,
    place: _NamePlace,
    shown: str,
    name: str,
    ties: Ties,
    words: Words,
    size: float,
) -> str:
    """A party: a disc by the number of its contacts, and its name with a halo against the lines."""
    told = tip(
        words("party.tip", party=name, count=words.number(ties.total(party))), words.language
    )
    disc = element(
        "circle", cx=at[0], cy=at[1], r=radius, fill="paper", stroke="ink", stroke_width=2,
        stroke_dasharray="3 3" if party == OTHERS else None,
    )  # fmt: skip
    named = label(
        shown, place.x, place.y, words.language, size, text_anchor=place.anchor, font_weight=600,
        stroke="paper", stroke_width=4, stroke_linejoin="round", paint_order="stroke",
    )  # fmt: skip
    return element("g", told + disc + named)
