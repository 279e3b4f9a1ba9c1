"""The key to a picture: each sign with its words, in lines that run as the language does."""

from collections.abc import Callable, Iterable

from dabir.web.pictures.labels import label, width
from dabir.web.words import Words

SIZE = 12
LINE = 22
APART = 18
Sign = Callable[[float, float], str]  # draws a sign around a point


def legend(
    signs: Iterable[tuple[Sign, str]], words: Words, left: float, right: float, top: float
) -> tuple[str, float]:
    """The shapes of a key between two edges, and where it ends."""
    from_right = words.language == "fa"
    drawn = []
    used, y = 0.0, top + 16
    for sign, text in signs:
        room = 26 + width(text, SIZE)
        if used and used + room > right - left:
            used, y = 0.0, y + LINE
        at = right - used if from_right else left + used
        side = -1 if from_right else 1
        drawn.append(sign(at + side * 10, y - 4))
        anchor = "end" if from_right else "start"
        drawn.append(
            label(text, at + side * 25, y, words.language, SIZE, fill="soft", text_anchor=anchor)
        )
        used += room + APART
    return "".join(drawn), y + 12
