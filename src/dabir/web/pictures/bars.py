"""Small bars for counts: one beside the number of a facet, or several as a picture."""

from collections.abc import Iterable

from dabir.web.pictures.labels import cut, label, tip, width
from dabir.web.pictures.picture import NARROW, WIDE, Drawn, Picture, draw_both, nothing
from dabir.web.pictures.svg import element
from dabir.web.pictures.words import Language, Words, load_words

LINE = 30


def bar(count: int, most: int, *, from_right: bool) -> str:
    """A bar that fills its share of a line 100 wide and 6 high; the number stands beside it.

    Says nothing to those who cannot see it: the number does.
    """
    share = 100 * count / max(most, 1)
    return element(
        "svg",
        element("rect", x=0, y=0, width=100, height=6, fill="faint")
        + element(
            "rect", x=100 - share if from_right else 0, y=0, width=share, height=6, fill="said"
        ),
        class_="bar",
        viewBox="0 0 100 6",
        width=100,
        height=6,
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def draw_bars(
    counts: Iterable[tuple[str, int]],
    name: str,
    columns: tuple[str, str],
    language: Language,
    prefix: str = "bars",
) -> Picture:
    """Names with their counts as bars, in the order in which they come."""
    counts, words = list(counts), load_words(language)
    told = "، ".join(f"{n} {words.number(c)}" for n, c in counts[:3])
    told = told.replace("، ", ", ") if language == "en" else told
    wide, narrow = draw_both(
        lambda narrow, _: _draw(counts, words, narrow), name, told or name, language, prefix
    )
    return Picture(name, told, wide, narrow, columns, tuple(counts))


def _draw(counts: list[tuple[str, int]], words: Words, narrow: bool) -> Drawn:
    if not counts:
        return nothing(words.say("bars.empty"), narrow, words.language)
    broad, size = (NARROW, 12) if narrow else (WIDE, 13)
    room = min(max(width(name, size) for name, _ in counts), broad * 0.4)
    most = max(count for _, count in counts) or 1
    numbers = max(width(words.number(count), size) for _, count in counts) + 10
    full = broad - room - numbers - 16
    shapes = []
    for place, (name, count) in enumerate(counts):
        y = place * LINE + 6
        long = max(full * count / most, 1)
        drawn = [tip(f"{name}: {words.number(count)}", words.language)]
        if words.language == "fa":
            edge = broad - room - 10
            drawn += [
                label(cut(name, room, size), broad - 2, y + 14, "fa", size, text_anchor="end"),
                element("rect", x=edge - long, y=y + 3, width=long, height=14, fill="said"),
                label(words.number(count), edge - long - 6, y + 14, "fa", size, text_anchor="end"),
            ]
        else:
            edge = room + 10
            drawn += [
                label(cut(name, room, size), 2, y + 14, "en", size),
                element("rect", x=edge, y=y + 3, width=long, height=14, fill="said"),
                label(words.number(count), edge + long + 6, y + 14, "en", size),
            ]
        shapes.append(element("g", "".join(drawn)))
    return shapes, (broad, len(counts) * LINE + 12)
