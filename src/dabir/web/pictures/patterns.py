"""One pattern a status: what happened is solid, all else is seen not to have happened.

Announced is hatched, called for dotted, hypothetical empty with a broken outline, denied crossed
out. They differ without colour, on paper and for those who do not tell colours apart.
"""

from dabir.web.pictures.legend import Sign, legend
from dabir.web.pictures.svg import element
from dabir.web.words import Words

STATUSES = ("actual", "planned", "called_for", "hypothetical", "denied")


def definitions(prefix: str) -> str:
    """The patterns, under ids that begin with the prefix of the picture."""
    hatch = element("path", d="M-2,2L2,-2M0,7L7,0M5,9L9,5", stroke="planned", stroke_width=1.6)
    dots = element("circle", cx=2.5, cy=2.5, r=1.15, fill="called_for")
    crosses = element("path", d="M1,1L6,6M6,1L1,6", stroke="denied", stroke_width=1.2)
    return element(
        "defs",
        _pattern(f"{prefix}-planned", 7, hatch)
        + _pattern(f"{prefix}-called_for", 5, dots)
        + _pattern(f"{prefix}-denied", 7, crosses),
    )


def _pattern(name: str, size: int, inside: str) -> str:
    paper = element("rect", width=size, height=size, fill="paper")
    return element(
        "pattern", paper + inside, id=name, width=size, height=size, patternUnits="userSpaceOnUse"
    )


def block(
    status: str, prefix: str, x: float, y: float, wide: float, high: float, *, outline: bool = True
) -> str:
    """A rectangle with the pattern of a status."""
    fill = {"actual": "actual", "hypothetical": "paper"}.get(status, f"url(#{prefix}-{status})")
    drawn = outline and wide > 3 and high > 2
    inset = 0.5 if drawn else 0.0
    return element(
        "rect",
        x=x + inset,
        y=y + inset,
        width=max(wide - 2 * inset, 0.5),
        height=max(high - 2 * inset, 0.5),
        fill=fill,
        stroke=status if drawn else None,
        stroke_width=1 if drawn else None,
        stroke_dasharray="2.5 2" if drawn and status == "hypothetical" else None,
    )


def status_legend(
    words: Words, prefix: str, left: float, right: float, top: float
) -> tuple[str, float]:
    """The key to the patterns below a picture, and where it ends."""

    def sign(status: str) -> Sign:
        return lambda x, y: block(status, prefix, x - 10, y - 7, 20, 13)

    signs = [(sign(status), words(f"status.{status}")) for status in STATUSES]
    return legend(signs, words, left, right, top)
