"""What the readable formats share: text that is safe to show, days, and the order of speech."""

import re
from collections.abc import Sequence
from datetime import date

from dabir.dates.calendars import CalendarDay, day_to_jalali, month_length
from dabir.records import Record, Statement
from dabir.unicode import PERSIAN_DIGITS

JALALI_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

# C0 controls but tab and newline, DEL, the C1 controls, and surrogates.
UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TO_PERSIAN = str.maketrans("0123456789", PERSIAN_DIGITS)


def showable(text: str) -> str:
    """The text with every control character as its picture, one code point for one.

    What has no picture (C1 controls, lone surrogates) becomes U+FFFD. Tabs and line ends stay.
    """
    return UNSHOWABLE.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\r":
        return "\r"
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str) -> str:
    """The text on one line, without the controls that turn the direction of what follows."""
    return " ".join(showable(TURNS.sub("", text)).split())


def persian_number(number: int | str) -> str:
    """The number in Persian digits."""
    return str(number).translate(TO_PERSIAN)


def jalali_words(value: str) -> str | None:
    """The Jalali day, month or year of an EDTF day or interval of days; None for other values.

    `2023-11-29` gives «۸ آذر ۱۴۰۲», `2023-11-22/2023-12-21` «آذر ۱۴۰۲».
    """
    ends = value.split("/")
    if len(ends) > 2 or not all(DAY.fullmatch(end) for end in ends):
        return None
    try:
        days = [day_to_jalali(date.fromisoformat(end).toordinal()) for end in ends]
    except ValueError:
        return None
    return _whole(days[0], days[-1]) or " تا ".join(_day_words(day) for day in days)


def _whole(first: CalendarDay, last: CalendarDay) -> str | None:
    """The words for the month or year that the days begin and end, where they do."""
    if first.day != 1 or last.day != month_length("jalali", last.year, last.month):
        return None
    if first[:2] == last[:2]:
        return f"{JALALI_MONTHS[first.month - 1]} {persian_number(first.year)}"
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return f"سال {persian_number(first.year)}"
    return None


def _day_words(day: CalendarDay) -> str:
    month = JALALI_MONTHS[day.month - 1]
    return f"{persian_number(day.day)} {month} {persian_number(day.year)}"


def depths(statements: Sequence[Statement]) -> list[int]:
    """How deep each statement is nested; 0 for those in the article's own voice."""
    return [_depth(statements, index) for index in range(len(statements))]


def _depth(statements: Sequence[Statement], index: int) -> int:
    depth, outer = 0, statements[index].nested_in
    while outer is not None and depth < len(statements):
        depth, outer = depth + 1, statements[outer].nested_in
    return depth


def colours(statements: Sequence[Statement], count: int) -> dict[str | None, int]:
    """A colour for everyone who speaks: 1 to `count` by first appearance, 0 for nobody."""
    names = dict.fromkeys(s.name for s in statements if s.name is not None)
    return {None: 0, **{name: at % count + 1 for at, name in enumerate(names)}}


def inside(statements: Sequence[Statement]) -> dict[int | None, list[int]]:
    """The numbers of the statements nested in each; under None those nested in no other."""
    numbers: dict[int | None, list[int]] = {}
    for number, statement in enumerate(statements):
        numbers.setdefault(statement.nested_in, []).append(number)
    return numbers


def cue_words(statement: Statement) -> str:
    """The cue on one line; a bare colon in quotation marks, or it could not be told."""
    words = one_line(statement.cue.text)
    return words if any(letter.isalpha() for letter in words) else f"«{words}»"


def headline(record: Record) -> str:
    """The title, or the first line with words, or the id."""
    lines = (line.strip() for line in record.text.splitlines())
    return record.title or next((line for line in lines if line), record.id)


def is_web_address(url: str) -> bool:
    """Whether a link may lead there: to a page, and to nothing that a browser would run."""
    return url.lower().startswith(("http://", "https://"))
