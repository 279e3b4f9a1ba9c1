"""HTML: one page of articles to read in a browser, with who says what in the margin.

The page needs no network and no script. The text shown is the article's own, character for
character; only control characters are drawn as their pictures.
"""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template

from dabir.export import Rows
from dabir.export.html.article import article_html
from dabir.export.html.margin import inline
from dabir.export.output import open_output
from dabir.export.view import headline, one_line, persian_number
from dabir.records import Record
from dabir.resources import load_bytes
from dabir.version import __version__

__all__ = ["fragment", "page", "write"]


def write(records: Rows, out: Path | None) -> None:
    """Write one page of all records, which are held in memory."""
    html = page([record for record, _ in records])
    with open_output(out) as stream:
        stream.write(html.encode())


def page(records: Sequence[Record]) -> str:
    """A whole page; a list of the articles stands on top where there are several."""
    style = load_style()
    return Template(load_bytes("page.html").decode()).substitute(
        title=escape(one_line(headline(records[0]))) if len(records) == 1 else "دبیر",
        style=style,
        digest=b64encode(sha256(style.encode()).digest()).decode(),
        contents=_contents(records) if len(records) > 1 else "",
        articles="".join(article_html(record, f"{i}-") for i, record in enumerate(records, 1)),
        version=__version__,
    )


def fragment(record: Record) -> str:
    """One article with its style, to stand inside another page such as a notebook."""
    prefix = sha256(record.id.encode("utf-8", "surrogatepass")).hexdigest()[:8] + "-"
    sheet = article_html(record, prefix)
    return f'<style>{load_style()}</style><div class="dabir" lang="fa" dir="rtl">{sheet}</div>'


def load_style() -> str:
    """The style sheet of the page."""
    return load_bytes("page.css").decode()


def _contents(records: Sequence[Record]) -> str:
    items = "".join(
        f'<li><a href="#a{number}-">{inline(headline(record))}</a> '
        f'<span class="count">{persian_number(len(record.statements))} سخن</span></li>'
        for number, record in enumerate(records, 1)
    )
    return f'<nav class="contents" aria-label="فهرست"><ol>{items}</ol></nav>'
