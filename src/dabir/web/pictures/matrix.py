"""A matrix of contacts: who talks to whom, how often, and how high it goes."""

from collections.abc import Iterable

from dabir.web.pictures.glyphs import glyph, level_legend, level_name
from dabir.web.pictures.labels import cut, label, tip, width
from dabir.web.pictures.network import describe
from dabir.web.pictures.picture import NARROW, WIDE, Drawn, Picture, draw_both, nothing
from dabir.web.pictures.svg import element
from dabir.web.pictures.ties import OTHERS, Row, Tie, Ties, contact_rows, sum_up, tell
from dabir.web.words import Words

MOST = {False: 18, True: 8}  # parties, by whether the picture is narrow
CELL = {False: 34, True: 27}
STEEP = 50  # degrees at which the names of the columns stand


def draw_matrix(rows: Iterable[Row], words: Words, prefix: str = "matrix") -> Picture:
    """The matrix of contacts between parties, those with most contacts first.

    A cell holds the shape of the highest level and the number of contacts that happened; a dashed
    one was only planned. More than MOST parties are put together.
    """
    rows = list(rows)
    name = words("matrix.title")
    ties = {narrow: sum_up(rows, most) for narrow, most in MOST.items()}
    told = words("matrix.desc") if ties[False].pairs else describe(ties[False], words)
    wide, narrow = draw_both(
        lambda narrow, _: _draw(ties[narrow], words, narrow),
        name,
        told,
        words.language,
        prefix,
    )
    return Picture(name, told, wide, narrow, *contact_rows(rows, words))


def _draw(ties: Ties, words: Words, narrow: bool) -> Drawn:
    if not ties.pairs:
        return nothing(words("network.empty"), narrow, words.language)
    cell, size = CELL[narrow], 12 if narrow else 13
    parties = [party for party in ties.parties if party != OTHERS]
    names = {party: ties.name(party, words) for party in ties.parties}
    if OTHERS in ties.parties:
        parties.append(OTHERS)
    most_room = 92 if narrow else 190
    room = min(max(width(name, size) for name in names.values()), most_room)
    lean = min(room, 78 if narrow else 140)
    left, top = room + 14, lean * 0.77 + 22
    wide = left + cell * len(parties) + lean * 0.64 + 8
    shapes = [_grid(len(parties), left, top, cell)]
    for place, party in enumerate(parties):
        middle = (place + 0.5) * cell
        row_name = cut(names[party], room, size)
        column_name = cut(names[party], lean, size)
        across, down = left + middle + 3, top - 7
        shapes += [
            label(row_name, left - 8, top + middle + 4, words.language, size, text_anchor="end"),
            label(
                column_name, across, down, words.language, size,
                transform=f"rotate(-{STEEP} {across:.1f} {down:.1f})",
            ),
        ]  # fmt: skip
    for down, one in enumerate(parties):
        for across, other in enumerate(parties):
            x, y = left + across * cell, top + down * cell
            tie = ties.tie(one, other)
            if one == other:
                shapes.append(_self(x, y, cell))
            elif tie:
                told = tip(tell(names[one], names[other], tie, words), words.language)
                shapes.append(element("g", told + _cell(tie, x, y, cell, words)))
    wide = max(wide, NARROW if narrow else min(WIDE, 480))
    legend, bottom = level_legend(words, wide, top + cell * len(parties) + 12)
    return [*shapes, legend], (wide, bottom)


def _grid(count: int, left: float, top: float, cell: float) -> str:
    far = count * cell
    lines = [f"M{left:.1f},{top + n * cell:.1f}h{far:.1f}" for n in range(count + 1)]
    lines += [f"M{left + n * cell:.1f},{top:.1f}v{far:.1f}" for n in range(count + 1)]
    return element("path", d="".join(lines), fill="none", stroke="line", stroke_width=1)


def _self(x: float, y: float, cell: float) -> str:
    """The cell of a party with itself."""
    return element("rect", x=x + 0.5, y=y + 0.5, width=cell - 1, height=cell - 1, fill="faint")


def _cell(tie: Tie, x: float, y: float, cell: float, words: Words) -> str:
    hollow = not tie.occasions
    number = words.number(tie.occasions or tie.announced)
    size = 11 if cell > 30 else 10
    inset = element(
        "rect", x=x + 2, y=y + 2, width=cell - 4, height=cell - 4, rx=3, fill="paper",
        stroke=level_name(tie.level), stroke_width=1 if hollow else 0.6,
        stroke_dasharray="3 2.5" if hollow else None,
    )  # fmt: skip
    middle = x + cell / 2
    return (
        inset
        + glyph(tie.level, middle, y + cell * 0.33, cell * 0.19, hollow=hollow)
        + label(number, middle, y + cell * 0.86, words.language, size, text_anchor="middle")
    )
