"""The text of a part of a page as blocks: one for each paragraph, sub-heading or broken line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from resiliparse.parse.html import ElementNode, Node, NodeType

from dabir.unicode import NBSP

SILENT = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "video",
    "audio", "canvas", "form", "button", "select", "textarea", "input", "figure", "figcaption",
    "nav", "aside", "footer", "head", "title",
}  # fmt: skip
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {
    "p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "caption", "tr", "blockquote", "pre", "h1", "hr", "br", "address", "center",
    "details", "summary", "body",
}  # fmt: skip
BOLD = {"b", "strong"}
CELLS = {"td", "th"}
SPACE = re.compile(r"[ \t\n\r\f]+")
EDGES = " " + NBSP
LONGEST_HEADING = 120
SENTENCE_ENDS = tuple(".!?:؛،؟…")


class Block(NamedTuple):
    """One line of text; `heading` where the mark-up makes it a sub-heading.

    `dateline` is the part at its start that the page marks as place and day of writing.
    """

    text: str
    heading: bool = False
    dateline: str = ""


class _Piece(NamedTuple):
    text: str
    bold: bool
    dateline: bool


def line_of(node: ElementNode) -> str:
    """All text of an element on one line."""
    return " ".join(block.text for block in read_blocks(node, set(), set()))


def read_blocks(root: ElementNode, dropped: set[Node], datelines: set[Node]) -> list[Block]:
    """The blocks of an element, without what a page never shows and without `dropped` parts.

    White space is as a browser shows it; half-spaces and no-break spaces stay. A sub-heading is an
    `h2`…`h6`, or a short line wholly in bold without a stop; one that nothing follows is none.
    """
    blocks = list(_cut(root, dropped, datelines))
    last = max((i for i, block in enumerate(blocks) if not block.heading), default=-1)
    return blocks[: last + 1] + [block._replace(heading=False) for block in blocks[last + 1 :]]


def _cut(root: ElementNode, dropped: set[Node], datelines: set[Node]) -> Iterator[Block]:
    """Walks without recursion: hostile pages nest deeper than any stack."""
    held: list[_Piece] = []
    headings = bolds = marked = 0  # how many of these are open
    for node, entering in _walk(root, dropped):
        if node.type == NodeType.TEXT:
            held.append(_Piece(node.text or "", bolds > 0, marked > 0))
            continue
        tag = node.tag
        if tag in BLOCKS:
            yield from _block(held, headings > 0)
            held = []
        elif tag in CELLS:
            held.append(_Piece(" ", True, False))
        step = 1 if entering else -1
        headings += step * (tag in HEADINGS)
        bolds += step * (tag in BOLD)
        marked += step * (node in datelines)
    yield from _block(held, False)


def _walk(root: ElementNode, dropped: set[Node]) -> Iterator[tuple[Node, bool]]:
    """Every text node once, every element twice: where it opens and where it closes."""
    node: Node | None = root
    entering = True
    while node is not None:
        silent = node.type not in (NodeType.ELEMENT, NodeType.TEXT) or (
            node != root and (node.tag in SILENT or node in dropped)
        )
        if not silent:
            yield node, entering
        if entering and not silent and node.first_child is not None:
            node = node.first_child
            continue
        if entering and not silent and node.type == NodeType.ELEMENT:
            yield node, False
        if node == root:
            return
        if node.next_sibling is not None:
            node, entering = node.next_sibling, True
        else:
            node, entering = node.parent_node, False


def _block(pieces: list[_Piece], heading: bool) -> Iterator[Block]:
    text = _squeeze("".join(piece.text for piece in pieces))
    if not text:
        return
    bold = all(piece.bold or not piece.text.strip(EDGES) for piece in pieces)
    dateline = _squeeze("".join(piece.text for piece in pieces if piece.dateline))
    short = len(text) <= LONGEST_HEADING
    yield Block(
        text,
        heading=short and (heading or (bold and not text.endswith(SENTENCE_ENDS))),
        dateline=dateline if text.startswith(dateline) else "",
    )


def _squeeze(text: str) -> str:
    return SPACE.sub(" ", text).strip(EDGES)
