"""A timeline: statements above, events by status below, on one axis of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil, floor, log10
from typing import NamedTuple

from dabir.dates.calendars import calendar_day
from dabir.store.timeline import Calendar, Unit
from dabir.web.periods import written
from dabir.web.pictures.labels import label, tip, width
from dabir.web.pictures.patterns import STATUSES, block, definitions, status_legend
from dabir.web.pictures.picture import NARROW, WIDE, Drawn, Picture, draw_both, nothing
from dabir.web.pictures.svg import element
from dabir.web.words import Words

SMALLEST = 5.0  # the width of a period, with the gap after it
BROADEST = 56.0
LEFT, RIGHT = 44, 14
HIGH = {False: 150, True: 120}  # of each of the two parts, by whether the picture is narrow


class Slot(NamedTuple):
    """One period: its first day, how many statements, and how many events of each status."""

    first: date
    statements: int
    events: Mapping[str, int]


class _Axis(NamedTuple):
    """Where each period stands: `left` of the first, `step` to the next."""

    left: float
    step: float

    def at(self, place: int) -> float:
        return self.left + place * self.step

    @property
    def bar(self) -> float:
        return self.step - (2 if self.step > 7 else 1)


def draw_timeline(
    slots: Iterable[Slot],
    unit: Unit,
    calendar: Calendar,
    words: Words,
    prefix: str = "timeline",
) -> Picture:
    """The statements and the events of each period, in the order of time; empty periods are shown.

    `slots` are all periods from the first to the last, sorted. Events of different status stand
    on one another, those that happened at the bottom.
    """
    slots = list(slots)
    name = words("timeline.title")
    told = _describe(slots, unit, calendar, words)
    wide, narrow = draw_both(
        lambda narrow, own: _draw(slots, unit, calendar, words, narrow, own),
        name,
        told,
        words.language,
        prefix,
    )
    columns = [words(f"column.{column}") for column in ("period", "statements")]
    columns += [words(f"status.{status}") for status in STATUSES]
    rows: list[tuple[str | int, ...]] = [
        (
            _name(slot.first, unit, calendar, words),
            slot.statements,
            *(slot.events.get(status, 0) for status in STATUSES),
        )
        for slot in slots
        if slot.statements or any(slot.events.values())
    ]
    return Picture(name, told, wide, narrow, tuple(columns), tuple(rows))


def _describe(slots: Sequence[Slot], unit: Unit, calendar: Calendar, words: Words) -> str:
    if not slots:
        return words("timeline.empty")
    return words(
        "timeline.desc",
        first=_name(slots[0].first, unit, calendar, words),
        last=_name(slots[-1].first, unit, calendar, words),
        statements=words.number(sum(slot.statements for slot in slots)),
        events=words.number(sum(sum(slot.events.values()) for slot in slots)),
        actual=words.number(sum(slot.events.get("actual", 0) for slot in slots)),
    )


def _name(first: date, unit: Unit, calendar: Calendar, words: Words) -> str:
    """The name of the period that begins on a day: «آذر ۱۴۰۲»."""
    name = words.period(written(first, unit, calendar))
    return words("week.of", day=name) if unit == "week" else name


def _draw(
    slots: Sequence[Slot],
    unit: Unit,
    calendar: Calendar,
    words: Words,
    narrow: bool,
    prefix: str,
) -> Drawn:
    if not slots:
        return nothing(words("timeline.empty"), narrow, words.language)
    page = NARROW if narrow else WIDE
    step = min(max((page - LEFT - RIGHT) / len(slots), SMALLEST), BROADEST)
    axis = _Axis(LEFT, step)
    wide = max(page, axis.at(len(slots)) + RIGHT)
    high = HIGH[narrow]
    said_top = 34.0
    events_top = said_top + high + 36
    bottom = events_top + high
    names = [_name(slot.first, unit, calendar, words) for slot in slots]
    shapes = [
        definitions(prefix),
        *_statements(slots, names, axis, said_top, high, wide, words),
        *_events(slots, names, axis, events_top, high, wide, words, prefix),
        *_ticks(slots, axis, bottom, unit, calendar, words),
    ]
    legend, end = status_legend(words, prefix, LEFT, min(wide, page) - RIGHT, bottom + 44)
    return [*shapes, legend], (wide, end)


def _statements(
    slots: Sequence[Slot],
    names: Sequence[str],
    axis: _Axis,
    top: float,
    high: float,
    wide: float,
    words: Words,
) -> list[str]:
    most, every = _scale(max(slot.statements for slot in slots))
    shapes = _ground(words("timeline.statements"), top, high, most, every, wide, words)
    for place, slot in enumerate(slots):
        if not slot.statements:
            continue
        tall = max(high * slot.statements / most, 1)
        what = words("timeline.statements")
        told = words(
            "timeline.tip", period=names[place], what=what, count=words.number(slot.statements)
        )
        bar = element(
            "rect", x=axis.at(place), y=top + high - tall, width=axis.bar, height=tall, fill="said"
        )
        shapes.append(element("g", tip(told, words.language) + bar))
    return shapes


def _events(
    slots: Sequence[Slot],
    names: Sequence[str],
    axis: _Axis,
    top: float,
    high: float,
    wide: float,
    words: Words,
    prefix: str,
) -> list[str]:
    most, every = _scale(max(sum(slot.events.values()) for slot in slots))
    shapes = _ground(words("timeline.events"), top, high, most, every, wide, words)
    for place, slot in enumerate(slots):
        floor_ = top + high
        for status in STATUSES:
            count = slot.events.get(status, 0)
            if not count:
                continue
            tall = high * count / most
            floor_ -= tall
            what = words(f"status.{status}")
            told = words("timeline.tip", period=names[place], what=what, count=words.number(count))
            drawn = block(status, prefix, axis.at(place), floor_, axis.bar, tall)
            shapes.append(element("g", tip(told, words.language) + drawn))
    return shapes


def _scale(most: int) -> tuple[int, int]:
    """The top of an axis and the step of its lines: three or four round steps, whole numbers."""
    most = max(most, 1)
    rough = most / 3
    power = 10 ** floor(log10(rough)) if rough >= 1 else 1
    every = max(int(next(n * power for n in (1, 2, 5, 10) if n * power >= rough)), 1)
    return ceil(most / every) * every, every


def _ground(
    what: str, top: float, high: float, most: int, every: int, wide: float, words: Words
) -> list[str]:
    """The name of a part, and its lines with their numbers."""
    right = words.language == "fa"
    heading = label(
        what, wide - RIGHT if right else LEFT, top - 12, words.language, 13,
        text_anchor="end" if right else "start", font_weight=600,
    )  # fmt: skip
    shapes = [heading]
    for value in range(0, most + 1, every):
        y = top + high - high * value / most
        shapes.append(
            element(
                "path", d=f"M{LEFT - 4},{y:.1f}H{wide - RIGHT:.1f}",
                stroke="line" if value else "soft", stroke_width=1,
            )
        )  # fmt: skip
        shapes.append(
            label(
                words.number(value), LEFT - 9, y + 4, words.language, 11, fill="soft",
                text_anchor="end",
            )
        )  # fmt: skip
    return shapes


# --- the axis of time ----------------------------------------------------------------------------


def _ticks(
    slots: Sequence[Slot], axis: _Axis, top: float, unit: Unit, calendar: Calendar, words: Words
) -> list[str]:
    """Names below the axis, as many as there is room for; the year below the first of its own."""
    shapes = []
    free, free_year = -1e9, -1e9
    before = None
    for place, slot in enumerate(slots):
        day = calendar_day(calendar, slot.first.toordinal())
        short = _short(day.month, day.day, day.year, unit, calendar, words)
        middle = axis.at(place) + axis.bar / 2
        half = width(short, 11) / 2 + 5
        if middle - half >= free:
            shapes += [
                element("path", d=f"M{middle:.1f},{top:.1f}v5", stroke="soft", stroke_width=1),
                label(
                    short, middle, top + 18, words.language, 11, fill="soft", text_anchor="middle"
                ),
            ]
            free = middle + half
            if unit != "year" and day.year != before and middle >= free_year:
                year = words.digits(day.year)
                shapes.append(
                    label(year, middle, top + 35, words.language, 11, text_anchor="middle")
                )
                before, free_year = day.year, middle + width(year, 11) + 6
    return shapes


def _short(month: int, day: int, year: int, unit: Unit, calendar: Calendar, words: Words) -> str:
    if unit == "year":
        return words.digits(year)
    name = words(f"{calendar}.{month}")
    return name if unit == "month" else f"{words.number(day)} {name}"
