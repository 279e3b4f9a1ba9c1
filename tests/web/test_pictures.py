"""Pictures: sound SVG, true to the rows, told apart without colour, safe with any name."""

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
import pytest

from dabir.store.contacts import Contacts
from dabir.unicode import LRI, PDI, RLI
from dabir.web.pictures import (
    Picture,
    draw_matrix,
    draw_network,
    draw_timeline,
    standing_alone,
)
from dabir.web.pictures.glyphs import LEVELS, glyph
from dabir.web.pictures.labels import cut, width
from dabir.web.pictures.network import MOST
from dabir.web.pictures.patterns import STATUSES, block, definitions
from dabir.web.pictures.placing import ring_order, ring_points
from dabir.web.pictures.svg import COLOURS
from dabir.web.pictures.ties import OTHERS, sum_up
from dabir.web.pictures.timeline import Slot
from dabir.web.words import Language, Words
from tests.casebook import cases

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    *("svg", "title", "desc", "g", "defs", "pattern", "rect", "circle", "path", "polygon", "text"),
}
LANGUAGES: tuple[Language, ...] = ("fa", "en")
DAY = date(2023, 11, 25)


def contact(
    first: str, second: str, occasions: int = 1, planned: int = 0, level: str | None = "minister"
) -> Contacts:
    return Contacts(first, second, level, "1402-09-04", DAY, occasions, planned, 1)


def many(count: int) -> list[Contacts]:
    """Contacts of so many parties, each with the next, the first ones most often."""
    codes = [f"MULTI:group {n:03d}" for n in range(count)]
    return [
        contact(one, codes[(n + 1) % count], count - n, 1, LEVELS[n % len(LEVELS)])
        for n, one in enumerate(codes)
    ]


def slots(name: str = "actual") -> list[Slot]:
    return [Slot(DAY, 3, {name: 2, "planned": 1}), Slot(date(2023, 12, 22), 0, {})]


def pictures(name: str, language: Language) -> Iterator[Picture]:
    """Every kind of picture, with a name that comes from outside in it."""
    rows = [contact("IRN.GOV", f"MULTI:{name}"), contact(f"IGO:{name}", "RUS", 0, 2, None)]
    yield draw_network(rows, Words(language))
    yield draw_matrix(rows, Words(language))
    yield draw_timeline(slots(), "month", "jalali", Words(language))


def drawings(picture: Picture) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in (picture.wide, picture.narrow)]


def check(picture: Picture, language: Language) -> None:
    ids = []
    for svg in drawings(picture):
        elements = list(svg.iter())
        assert {e.tag.removeprefix(SVG) for e in elements} <= ELEMENTS
        assert svg.get("role") == "img"
        named = (svg.get("aria-labelledby") or "").split()
        assert [e.get("id") for e in svg[:2]] == named
        assert [e.tag for e in svg[:2]] == [f"{SVG}title", f"{SVG}desc"]
        assert all(e.text for e in svg[:2])
        ids += [e.get("id") for e in elements if e.get("id")]
        for e in elements:
            assert not [a for a in e.attrib if a.startswith("on") or a in ("style", "href")]
        for text in svg.iter(f"{SVG}text"):
            written = text.text or ""
            assert written[0] == (RLI if language == "fa" else LRI)
            assert written[-1] == PDI
            assert not set(written[1:-1]) & set(
                "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
            )
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", cases("hostile"))
def test_hostile_names_stay_words(case: dict[str, str], language: Language) -> None:
    for picture in pictures(case["text"], language):
        check(picture, language)
        ElementTree.fromstring(standing_alone(picture.wide))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_show_is_said(language: Language) -> None:
    empty = [
        draw_network([], Words(language)),
        draw_matrix([contact("IRN", "RUS", 0, 0)], Words(language)),
        draw_timeline([], "day", "gregorian", Words(language)),
    ]
    for picture in empty:
        check(picture, language)
        (text,) = drawings(picture)[0].iter(f"{SVG}text")
        assert len(text.text or "") > 10
    assert [len(picture.rows) for picture in empty] == [0, 1, 0]


# --- true to the rows ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 12, 80])
def test_many_parties_are_put_together_and_none_is_lost(count: int) -> None:
    rows = many(count)
    ties = sum_up(rows, 10)
    assert len(ties.parties) <= 10
    assert (OTHERS in ties.parties) == (count > 10)
    assert len(ties.parties) - (OTHERS in ties.parties) + ties.hidden == count
    shown = [row for row in rows if {row.first, row.second} & set(ties.parties)]
    assert sum(tie.occasions for tie in ties.pairs.values()) == sum(r.occasions for r in shown)
    told = draw_network(rows, Words("en")).description
    pairs = 1 if count == 2 else count
    assert told.startswith(f"{count} parties and {pairs} pairs.")
    for picture in (draw_network(rows, Words("fa")), draw_matrix(rows, Words("fa"))):
        check(picture, "fa")
        assert sum(int(row[3]) for row in picture.rows) == sum(row.occasions for row in rows)
    for svg, most in zip(drawings(draw_network(rows, Words("fa"))), MOST.values(), strict=True):
        discs = [disc for disc in svg.iter(f"{SVG}circle") if disc.get("stroke-width") == "2"]
        assert len(discs) == min(count, most)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = many(9)
    assert draw_network(rows, Words("fa")) == draw_network(rows[::-1], Words("fa"))
    assert draw_matrix(rows, Words("fa")) == draw_matrix(rows[::-1], Words("fa"))


def test_a_tie_shows_its_highest_level_that_happened() -> None:
    rows = [
        contact("IRN", "RUS", 0, 5, "head"),
        contact("RUS", "IRN", 2, 0, "deputy"),
        contact("IRN", "RUS", 1, 0, None),
    ]
    (tie,) = sum_up(rows, 5).pairs.values()
    assert (tie.level, tie.occasions, tie.announced) == ("deputy", 3, 5)
    (planned,) = sum_up(rows[:1], 5).pairs.values()
    assert (planned.level, planned.occasions) == ("head", 0)


def test_what_was_only_planned_is_dashed() -> None:
    for draw in (draw_network, draw_matrix):
        happened, planned = (
            draw([contact("IRN", "RUS", *n)], Words("fa")).wide.partition("polygon")[0]
            for n in ((1,), (0, 1))
        )
        assert "stroke-dasharray" in planned
        assert "stroke-dasharray" not in happened


def test_bars_of_a_timeline_are_as_high_as_their_numbers() -> None:
    months = [Slot(date(2023, m, 1), n, {}) for m, n in ((1, 10), (2, 30), (3, 20))]
    for svg in drawings(draw_timeline(months, "month", "gregorian", Words("en"))):
        heights = [float(r.get("height", 0)) for r in svg.iter(f"{SVG}rect") if _is_said(r)]
        assert [h / heights[0] for h in heights] == pytest.approx([1, 3, 2], rel=0.02)


def _is_said(rect: ElementTree.Element) -> bool:
    return rect.get("class") == "f-said"


def test_a_timeline_names_periods_in_either_calendar() -> None:
    jalali = draw_timeline(slots(), "month", "jalali", Words("fa"))
    assert jalali.rows == (("آذر ۱۴۰۲", 3, 2, 1, 0, 0, 0),)
    english = draw_timeline(slots(), "month", "gregorian", Words("en"))
    assert english.rows[0][0] == "November 2023"
    assert (
        draw_timeline(slots(), "week", "gregorian", Words("en")).rows[0][0]
        == "week of 25 November 2023"
    )
    assert draw_timeline(slots(), "year", "jalali", Words("en")).rows[0][0] == "1402"


# --- told apart without colour -------------------------------------------------------------------


def without_colour(svg: str) -> str:
    names = "|".join(COLOURS)
    return re.sub(rf'#[0-9a-f]{{6}}| class="[^"]*"|(?<=x-)(?:{names})', "", svg)


def test_levels_have_shapes_of_their_own() -> None:
    drawn = [
        without_colour(glyph(level, 0, 0, 7, hollow=h)) for level in LEVELS for h in (False, True)
    ]
    assert len(set(drawn)) == len(drawn)


def test_statuses_have_patterns_of_their_own() -> None:
    kinds = {without_colour(block(status, "x", 0, 0, 20, 20)) for status in STATUSES}
    patterns = re.findall(r"<pattern.*?</pattern>", definitions("x"))
    shapes = {without_colour(re.sub(r' id="[^"]*"', "", pattern)) for pattern in patterns}
    # Solid, pattern, and empty with a broken line; and each pattern draws another thing.
    assert len(kinds) == 3
    assert len(shapes) == len(patterns) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def dark_colours() -> dict[str, str]:
    css = (files("dabir.web") / "static" / "pictures.css").read_text("utf-8")
    found = {}
    for classes, colour in re.findall(r"((?:\.[fs]-[\w-]+[\s,]*)+)\{ \w+: (#\w{6}); \}", css):
        for name in re.findall(r"[fs]-[\w-]+", classes):
            found[name] = colour
    return found


def test_colours_stand_out_in_light_and_dark() -> None:
    dark = dark_colours()
    used = set()
    for language in LANGUAGES:
        for picture in [*pictures("صدف", language), draw_network(many(12), Words(language))]:
            classes = re.findall(r'class="([^"]*)"', picture.wide + picture.narrow)
            used |= {name for found in classes for name in found.split() if name[1] == "-"}
    assert used <= set(dark)
    for name in used:
        colour = name.partition("-")[2]
        if colour in ("line", "faint", "paper"):
            continue
        enough = 4.5 if colour in ("ink", "soft") else 3.0
        assert contrast(COLOURS[colour], COLOURS["paper"]) >= enough, name
        assert contrast(dark[name], dark["f-paper"]) >= enough, name


# --- places and names ----------------------------------------------------------------------------


def test_those_who_talk_most_stand_side_by_side() -> None:
    weights = np.zeros((8, 8))
    for one, other in ((0, 4), (1, 5), (2, 6), (3, 7)):
        weights[one, other] = weights[other, one] = 10
    order = ring_order(weights)
    assert sorted(order) == list(range(8))
    at = {party: place for place, party in enumerate(order)}
    assert all((at[a] - at[a + 4]) % 8 in (1, 7) for a in range(4))


def test_two_stand_beside_each_other_and_more_on_a_ring() -> None:
    left, right = ring_points(2, (50, 50), (40, 20))
    assert left == pytest.approx([10, 50])
    assert right == pytest.approx([90, 50])
    ring = ring_points(12, (50, 50), (40, 20))
    steps = np.hypot(*(ring - np.roll(ring, 1, axis=0)).T)
    assert steps.max() / steps.min() < 1.35


def test_long_names_are_cut() -> None:
    name = "کمیسیون هماهنگی همکاری\u200cهای بازرگانی کرانه\u200cهای شمالی"
    short = cut(name, 90, 12)
    assert short.endswith("…")
    assert width(short, 12) <= 90 < width(name, 12)
    assert cut("صدف", 90, 12) == "صدف"
