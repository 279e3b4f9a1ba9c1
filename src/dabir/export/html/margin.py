"""The margin: who says the words beside it, and why dabir thinks so."""

from collections.abc import Iterable, Set
from html import escape

from dabir.export.html.layout import Layout, Row
from dabir.export.view import cue_words, jalali_words, one_line, persian_number, showable
from dabir.records import DateMention, Heading, Span, Statement

KINDS = {"direct": "نقل مستقیم", "indirect": "نقل غیرمستقیم", "mixed": "نقل آمیخته"}
NOBODY = "گوینده ناشناخته"
UNDATED = "بی\u200cتاریخ"
SUB_HEADING = "میان\u200cتیتر"
CALENDARS = {
    "jalali": "خورشیدی",
    "gregorian": "میلادی",
    "hijri": "قمری",
    "relative": "نسبی",
}


def inline(text: str, classes: str = "") -> str:
    """Text of the article inside ours, isolated so that its direction stays its own."""
    attribute = f' class="{classes}"' if classes else ""
    return f"<bdi{attribute}>{escape(one_line(text))}</bdi>"


def margin(layout: Layout, row: Row) -> str:
    """The notes beside one line: its statements, nested as they are, its headings, its dates."""
    beside = set(row.statements)
    outermost = [n for n in row.statements if layout.record.statements[n].nested_in not in beside]
    said = "".join(_note(layout, beside, number) for number in outermost)
    found = "".join(map(_heading, row.headings)) + "".join(map(_date, row.dates))
    return (f'<ol class="notes">{said}</ol>' if said else "") + (
        f'<ul class="facts">{found}</ul>' if found else ""
    )


def _note(layout: Layout, beside: Set[int], number: int) -> str:
    """The note of a statement and of those nested in it that stand `beside` the same line."""
    statement = layout.record.statements[number]
    inner = [n for n in layout.inside.get(number, ()) if n in beside]
    nested = "".join(_note(layout, beside, n) for n in inner)
    label = f"{layout.prefix}{number + 1}"
    classes = f"note {statement.kind} v{layout.colour(number)}"
    return (
        f'<li class="{classes}" id="n{label}">'
        + _why(
            f'<a class="number" href="#s{label}">{persian_number(number + 1)}</a> '
            f'{_name(statement)}<span class="how">{_how(statement)}</span>',
            _statement_reasons(statement),
        )
        + (f'<ol class="notes">{nested}</ol>' if nested else "")
        + "</li>"
    )


def _name(statement: Statement) -> str:
    if statement.name is None:
        return f'<span class="nobody">{NOBODY}</span>'
    return inline(statement.name, "name")


def _how(statement: Statement) -> str:
    mention = "" if statement.speaker is None else statement.speaker.text
    words = [f"«{inline(mention)}»"] if mention not in ("", statement.name) else []
    return " · ".join([*words, inline(cue_words(statement), "by"), KINDS[statement.kind]])


def _date(date: DateMention) -> str:
    value = f'<bdi dir="ltr">{escape(date.value)}</bdi>' if date.value else UNDATED
    words = jalali_words(date.value or "")
    reasons = [
        ("تقویم", CALENDARS[date.calendar]),
        ("نوشته", date.original and _code(date.original)),
        ("نسبت به", date.anchor and _code(date.anchor)),
        ("مشکل", date.problem and _code(date.problem)),
        *_rule(date.reason, date.score, date),
    ]
    shown = value + (f" · {words}" if words else "")
    found = f'{inline(date.text, "words")} <span class="value">{shown}</span>'
    return f'<li class="fact when">{_why(found, reasons)}</li>'


def _heading(heading: Heading) -> str:
    reasons = _rule(heading.reason, heading.score, heading)
    return f'<li class="fact sub">{_why(SUB_HEADING, reasons)}</li>'


Reasons = Iterable[tuple[str, str | None]]


def _statement_reasons(statement: Statement) -> Reasons:
    return [
        *_rule(statement.reason, statement.score, *statement.content),
        ("گوینده", _code(statement.speaker_reason)),
        ("لحن", _code(statement.stance)),
    ]


def _rule(reason: str, score: float, *spans: Span) -> list[tuple[str, str | None]]:
    places = "، ".join(_code(f"{span.start}–{span.end}") for span in spans)
    return [("قاعده", _code(reason)), ("اطمینان", _code(f"{score:.2f}")), ("جای در متن", places)]


def _code(text: str) -> str:
    return f'<code dir="ltr">{escape(showable(text))}</code>'


def _why(found: str, reasons: Reasons) -> str:
    """What was found, which opens to show why."""
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in reasons if value)
    ask = '<span class="ask">چرا؟</span>'
    return f'<details class="why"><summary>{found} {ask}</summary><dl>{rows}</dl></details>'
