"""What an article must be so that it can be read at all."""

import re
from datetime import date

from dabir.errors import InputError
from dabir.intake.kit import Kit
from dabir.intake.language import find_other_language
from dabir.records import Article

LONGEST = 1_000_000  # characters; an article of the daily press has some thousands
VISIBLE = re.compile("[^\\s\x00-\x1f\x7f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
HALF_PAIR = re.compile("[\ud800-\udfff]")


def check_article(article: Article, kit: Kit) -> None:
    """Raises InputError for an article that is empty, too long, broken or not Persian."""
    for name in ("id", "text", "title", "outlet", "url"):
        broken = HALF_PAIR.search(getattr(article, name) or "")
        if broken:
            half = f"\\u{ord(broken.group()):04x}"
            reason = f"half a surrogate pair ({half}) in its {name} at character {broken.start()}"
            raise InputError(article.where, reason)
    if not VISIBLE.search(article.text):
        raise InputError(article.where, "empty")
    if len(article.text) > LONGEST:
        reason = f"{len(article.text):,} characters are too many for one article ({LONGEST:,})"
        raise InputError(article.where, reason)
    if article.published is not None and not _is_day(article.published):
        raise InputError(article.where, f"published: {article.published[:40]!r} is not a day")
    other = find_other_language(article.text, kit.languages)
    if other:
        raise InputError(article.where, f"this looks like {other}, not Persian")


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
