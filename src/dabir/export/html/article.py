"""One article on the page: its head, its own text with marks, and the margin beside it."""

import re
from collections import Counter
from html import escape

from dabir.export.html.layout import Layout, Row, beginning, lay_out
from dabir.export.html.margin import NOBODY, inline, margin
from dabir.export.html.marks import cut
from dabir.export.view import (
    TURNS,
    headline,
    is_web_address,
    jalali_words,
    one_line,
    persian_number,
    showable,
)
from dabir.records import Record

MODES = {"cautious": "محتاطانه", "bold": "جسورانه"}


def article_html(record: Record, prefix: str) -> str:
    """The article as HTML; `prefix` keeps the ids of its elements apart from others' on a page."""
    layout = lay_out(record, prefix)
    rows = "".join(_row(layout, row) for row in layout.rows)
    return (
        f'<article class="sheet" id="a{prefix}">'
        f"<header>{_head(layout)}</header>"
        f'<div class="rows">{rows}</div>'
        f"{_repairs(record)}</article>\n"
    )


def _head(layout: Layout) -> str:
    record = layout.record
    facts = [inline(record.outlet, "outlet")] if record.outlet else []
    if record.published:
        words = jalali_words(record.published)
        facts += [f"<span>{words}</span>"] if words else []
        facts.append(f'<bdi dir="ltr">{escape(showable(record.published))}</bdi>')
    if record.url and is_web_address(record.url):
        address = escape(showable(record.url))
        facts.append(f'<a href="{address}" rel="noopener noreferrer" class="origin">نشانی</a>')
    title = "" if layout.headline else f'<h2 dir="auto">{escape(one_line(headline(record)))}</h2>'
    return f'<p class="facts">{" · ".join(facts)}</p>{title}{_chain(record)}{_voices(layout)}'


def _chain(record: Record) -> str:
    if not record.sources:
        return ""
    steps = "".join(f"<li>{inline(name)}</li>" for name in record.sources)
    return f'<div class="chain"><span class="label">زنجیره خبر</span><ol>{steps}</ol></div>'


def _voices(layout: Layout) -> str:
    said = layout.record.statements
    if not said:
        return '<p class="quiet">در این خبر سخنی از کسی نقل نشده است.</p>'
    voices = "".join(
        f'<li class="v{layout.colours[name]}">{inline(name or NOBODY)} '
        f"<b>{persian_number(count)}</b></li>"
        for name, count in Counter(statement.name for statement in said).items()
    )
    return f'<div class="voices"><span class="label">چه کسانی</span><ul>{voices}</ul></div>'


def _row(layout: Layout, row: Row) -> str:
    words = _words(layout, row)
    element = "h2" if row is layout.headline else "p"
    blank = "" if layout.record.text[row.start : row.end].strip() else " blank"
    beside = margin(layout, row)
    return (
        f'<div class="row{blank}"><{element} class="text" dir="auto">{words}</{element}>'
        + (f'<div class="margin">{beside}</div>' if beside else "")
        + "</div>"
    )


def _words(layout: Layout, row: Row) -> str:
    """The line itself: every character once, with marks around and numbers before them."""
    begins: dict[int, list[int]] = {}
    for number in row.statements:
        begins.setdefault(beginning(layout.record.statements[number]), []).append(number)
    html = []
    for start, end, around in cut(row.start, row.end, row.marks, list(begins)):
        html += [_reference(layout, number) for number in begins.get(start, ())]
        html += [f'<mark class="{mark.classes}">' for mark in around]
        html.append(_text(layout.record.text[start:end]))
        html.append("</mark>" * len(around))
    return "".join(html)


def _text(words: str) -> str:
    """Words of the article, with what would turn their direction shut in and named.

    An HTML reader drops a bare carriage return.
    """
    return TURNS.sub(_turn, escape(showable(words))).replace("\r", "&#13;")


def _turn(found: re.Match[str]) -> str:
    return f'<bdi class="turn" data-code="U+{ord(found[0]):04X}">{found[0]}</bdi>'


def _reference(layout: Layout, number: int) -> str:
    """A link to the note; its number is drawn by the style sheet, the text stays as it is."""
    label = f"{layout.prefix}{number + 1}"
    colour = layout.colour(number)
    return (
        f'<a class="reference v{colour}" id="s{label}" href="#n{label}" '
        f'data-number="{persian_number(number + 1)}" '
        f'aria-label="سخن {persian_number(number + 1)}"></a>'
    )


def _repairs(record: Record) -> str:
    if not record.edits:
        return ""
    counts = Counter(edit.reason for edit in record.edits)
    rows = "".join(
        f'<dt><code dir="ltr">{escape(showable(reason))}</code></dt><dd>{persian_number(n)}</dd>'
        for reason, n in counts.most_common()
    )
    total = persian_number(len(record.edits))
    return (
        f'<details class="repairs"><summary>ترمیم {MODES[record.repair_mode]}: {total} ویرایش'
        f"</summary><dl>{rows}</dl></details>"
    )
