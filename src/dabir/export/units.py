"""Places in UTF-16 units, as browsers and Java count them, and in code points, as we do."""

from itertools import accumulate

BASIC_PLANE = 0xFFFF


def to_utf16(text: str) -> list[int]:
    """For every code point of the text, and for its end, the place in UTF-16 units."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return list(range(len(text) + 1))
    return list(accumulate((1 + (ord(sign) > BASIC_PLANE) for sign in text), initial=0))


def from_utf16(text: str) -> dict[int, int]:
    """For every UTF-16 place that no code point is cut by, the place in code points."""
    return {unit: place for place, unit in enumerate(to_utf16(text))}
