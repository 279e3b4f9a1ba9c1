"""Letters and marks: look-alike letters become Persian ones, stray marks go."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from dabir.records import Edit
from dabir.resources import load_table
from dabir.unicode import (
    BOM,
    LRM,
    RLM,
    SOFT_HYPHEN,
    TATWEEL,
    TEH_MARBUTA,
    ZWJ,
    ZWNJ,
)

_LETTER = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\u06d5\ufb50-\ufbff\ufe80-\ufefc"
_MARK = "\u064b-\u0655\u0670"
_JOINED = "\u0626\u0628\u062a-\u062e\u0633-\u063a\u0641-\u0646\u064a\u067e\u0686\u06a9\u06af\u06cc"
_HIDDEN = f"\u00ac{SOFT_HYPHEN}\u200b"
_IDLE = f"{LRM}{RLM}{BOM}\u2060"
_FORM = "\ufb50-\ufbb1\ufbd3-\ufbff\ufe80-\ufefc"
_AL = "\u0627\u0644"


class LetterRow(msgspec.Struct, frozen=True):
    """A row of `lexicon/repairs/letters.tsv`: code points in hex, several joined by `+`."""

    id: str
    found: str
    written: str


class LetterKit(NamedTuple):
    """What stands for what (with the id of the row), and the patterns that find it.

    `suspect` is one character that may begin a change, `pattern` decides from there.
    """

    written: dict[str, tuple[str, str]]
    suspect: re.Pattern[str]
    pattern: re.Pattern[str]


def load_letters() -> LetterKit:
    """The table of look-alike letters."""
    rows = load_table("repairs_letters", LetterRow)
    written = {_characters(row.found): (_characters(row.written), row.id) for row in rows}
    return LetterKit(written, _suspect(written), _pattern(written))


def _characters(points: str) -> str:
    return "".join(chr(int(point, 16)) for point in points.split("+"))


def _suspect(written: dict[str, tuple[str, str]]) -> re.Pattern[str]:
    ends = "".join({key[-1] for key in written})
    hidden = f"{ZWNJ}{ZWJ}{TATWEEL}{TEH_MARBUTA}{_HIDDEN}{_IDLE}"
    return re.compile(f"[{ends}{hidden}{_FORM}]|(?P<one>[{_MARK}])(?P=one)")


def _pattern(written: dict[str, tuple[str, str]]) -> re.Pattern[str]:
    pairs = "|".join(f"(?<={key[0]}){key[1]}" for key in written if len(key) == 2)
    whole = "|".join(key for key in written if len(key) == 2)
    single = "".join(key for key in written if len(key) == 1)
    beside = f"{ZWNJ}{ZWJ}{_IDLE}{_HIDDEN}"
    return re.compile(
        f"(?P<pair>{pairs})"
        f"|(?P<single>(?!{whole})[{single}])"
        f"|(?P<teh_marbuta>{TEH_MARBUTA}(?![{_LETTER}{_MARK}]))"
        f"|(?P<form>[{_FORM}])"
        f"|(?P<tatweel>(?<=[{_LETTER}{_MARK}]){TATWEEL}+(?=[{_LETTER}{_MARK}]))"
        f"|(?P<hidden>(?<=[{_LETTER}])[{_HIDDEN}]+(?=[{_LETTER}]))"
        f"|(?P<half>(?<![\\w{_MARK}{beside}]){ZWNJ}+|{ZWNJ}+(?![\\w{beside}])|(?<={ZWNJ}){ZWNJ}+)"
        f"|(?P<joiner>(?<=[{_JOINED}]){ZWJ}+(?=[{_LETTER}]))"
        f"|(?P<idle>(?:(?<=[{_LETTER}{_MARK} \\n])|(?<![\\s\\S]))[{_IDLE}]+(?=[{_LETTER}]))"
        f"|(?P<mark>(?<=(?P<one>[{_MARK}]))(?P=one)+)"
    )


def find_letters(text: str, kit: LetterKit) -> Iterator[Edit]:
    """Edits that give every letter its Persian code point and take stray marks away, in order."""
    done = 0
    for suspect in kit.suspect.finditer(text):
        place = suspect.end() - 1
        match = kit.pattern.match(text, place) if place >= done else None
        if match is None:
            continue
        edit = _edit(text, match, kit)
        if edit is not None:
            done = match.end()
            yield edit


def _edit(text: str, match: re.Match[str], kit: LetterKit) -> Edit | None:
    rule, (start, end) = match.lastgroup, match.span()
    if rule == "pair":
        written, name = kit.written[text[start - 1 : end]]
        return Edit(start - 1, end, written, f"letters.{name}")
    if rule == "single":
        written, name = kit.written[match.group()]
        return Edit(start, end, written, f"letters.{name}")
    if rule == "teh_marbuta":
        arabic = _in_arabic(text, start, end)
        return None if arabic else Edit(start, end, "\u0647", "letters.teh-marbuta")
    if rule == "form":
        plain = unicodedata.normalize("NFKC", match.group())
        written = "".join(kit.written.get(letter, (letter, ""))[0] for letter in plain)
        return Edit(start, end, written, "letters.presentation-form")
    return Edit(start, end, ZWNJ if rule == "hidden" else "", f"letters.{rule}")


def _in_arabic(text: str, start: int, end: int) -> bool:
    """Whether the word that ends here stands alone as a letter, or in an Arabic phrase."""
    word = text.rfind(" ", max(0, start - 30), start) + 1
    return word == start or text.startswith(_AL, word) or text.startswith(" " + _AL, end)
