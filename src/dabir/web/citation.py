"""An article, or what somebody says in it, as a citation in Persian or in English.

Title, outlet, the day in both calendars, address; then who says it, and the very words. What is
not known is said to be unknown, never left to be guessed.
"""

from datetime import date

from dabir.export.view import one_line
from dabir.records import Event, Record, Statement
from dabir.unicode import ZWNJ
from dabir.web.words import Language, Words

UNTITLED = {"fa": f"بی{ZWNJ}عنوان", "en": "untitled"}
UNDATED = {"fa": f"بی{ZWNJ}تاریخ", "en": "undated"}
NO_OUTLET = {"fa": "رسانه ناشناخته", "en": "outlet unknown"}
NOBODY = {"fa": "گوینده ناشناخته", "en": "speaker unknown"}
GAP = " […] "


def cite(record: Record, language: Language, said: Statement | None = None) -> str:
    """The citation of an article, with one of its statements if given."""
    words = None
    if said is not None:
        quoted = GAP.join(one_line(span.text) for span in said.content) or one_line(said.cue.text)
        words = f"{one_line(said.name or '') or NOBODY[language]}: «{quoted}»"
    return _cite(record, language, words)


def cite_event(record: Record, language: Language, event: Event) -> str:
    """The citation of an event: whether it happened, and the words that tell of it."""
    status = Words(language).code("status", event.status)
    return _cite(record, language, f"«{one_line(event.anchor.text)}» ({status})")


def _cite(record: Record, language: Language, words: str | None) -> str:
    title = one_line(record.title or "") or _first_line(record.text) or UNTITLED[language]
    outlet = one_line(record.outlet or "") or NO_OUTLET[language]
    quoted = f"«{title}»" if language == "fa" else f"“{title}”"
    parts = [quoted, outlet, days(record.published, language), one_line(record.url or "")]
    joined = ("، " if language == "fa" else ", ").join(part for part in parts if part)
    return f"{joined}. {words}" if words else f"{joined}."


def days(published: str | None, language: Language) -> str:
    """A day in both calendars, that of the language first: «۸ آذر ۱۴۰۲ (۲۹ نوامبر ۲۰۲۳)»."""
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        return UNDATED[language]
    both = Words(language).day(day)
    return f"{both.first} ({both.second})"


def _first_line(text: str) -> str:
    return next((line for line in map(one_line, text.split("\n")) if line), "")
