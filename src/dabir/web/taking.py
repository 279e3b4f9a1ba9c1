"""What a reader takes away as a file: a picture, an article as one page."""

from starlette.responses import Response

from dabir.export.html import page
from dabir.records import Record
from dabir.web.pictures import Picture, standing_alone


def svg_file(picture: Picture, name: str) -> Response:
    """The picture as a file that stands alone; `name` is our own, plain ASCII."""
    return _file(standing_alone(picture.wide), f"{name}.svg", "image/svg+xml")


def article_file(record: Record) -> Response:
    """The article with its marks and margin as one page that needs nothing else.

    Its style stands in it, which the pages of the room may not have: so it is saved, not shown.
    """
    kept = "".join(letter for letter in record.id if letter.isascii() and letter.isalnum())
    return _file(page([record]), f"article-{kept[:40]}.html", "text/html; charset=utf-8")


def _file(text: str, name: str, media: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "replace"), headers=named, media_type=media)
