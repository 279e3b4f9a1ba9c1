"""Intake: bytes and files become articles. Nothing is trimmed out of the text."""

from dabir.intake.articles import (
    Entry,
    article_from_html,
    article_from_text,
    read_files,
    read_slice,
)
from dabir.intake.check import check_article
from dabir.intake.kit import Kit, load_kit
from dabir.intake.published import parse_published

__all__ = [
    "Entry",
    "Kit",
    "article_from_html",
    "article_from_text",
    "check_article",
    "load_kit",
    "parse_published",
    "read_files",
    "read_slice",
]
