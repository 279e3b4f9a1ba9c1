"""Pictures as SVG, made on the server from plain rows; no script, no style sheet of their own.

A picture carries its own colours as attributes and stands alone when it is saved. Inside a page
the classes of its shapes (`f-ink` for a fill, `s-ink` for a stroke) let the style sheet of the
page give other colours, for a dark page above all. What is told by a colour is told by a shape, a
pattern or a word as well.

The frame of every picture runs from left to right; each label is shut in isolates (U+2067 or
U+2066 … U+2069), so that Persian inside it keeps its own order.
"""

from dabir.web.pictures.matrix import draw_matrix
from dabir.web.pictures.network import draw_network
from dabir.web.pictures.picture import Picture, standing_alone
from dabir.web.pictures.timeline import draw_timeline

__all__ = [
    "Picture",
    "draw_matrix",
    "draw_network",
    "draw_timeline",
    "standing_alone",
]
