"""Digits and punctuation, only where they are asked for."""

import re

from dabir.records import Edit
from dabir.unicode import ARABIC_INDIC_DIGITS, PERSIAN_DIGITS

_LETTER = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c0\u0654"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_NUMBER = re.compile(f"(?<![A-Za-z_{_DIGIT}])[{_DIGIT}]+(?:[.,/:-][{_DIGIT}]+)*(?![A-Za-z_])")
_TO_PERSIAN = str.maketrans("0123456789" + ARABIC_INDIC_DIGITS, 2 * PERSIAN_DIGITS)

_AFTER_WORD = f"(?:(?<=[{_LETTER}\u00bb)])|(?<=[{_LETTER}\u00bb)] ))"
_PAIR = re.compile('(?<![\\w"])["\u201c\u201d]([^"\u201c\u201d\n]{1,300})["\u201c\u201d](?!\\w)')
_HAS_LETTER = re.compile(f"[{_LETTER}]")
_PUNCTUATION: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("comma", re.compile(f"{_AFTER_WORD},(?![{_DIGIT}])"), "\u060c"),
    ("semicolon", re.compile(f"{_AFTER_WORD};"), "\u061b"),
    ("question", re.compile(f"{_AFTER_WORD}\\?"), "\u061f"),
    ("ellipsis", re.compile("(?<!\\.)\\.{3}(?!\\.)"), "\u2026"),
    (
        "space-before",
        re.compile(f"(?<=[{_LETTER}\u00bb)]) (?=[\u060c\u061b:!\u061f.](?:\\s|$))"),
        "",
    ),
    ("space-after", re.compile(f"(?<=[\u060c\u061b\u061f])(?=[{_LETTER}\u00ab])"), " "),
    ("space-inside", re.compile(f"(?<=\u00ab) +(?=[{_LETTER}])|(?<=[{_LETTER}]) +(?=\u00bb)"), ""),
)


def find_digits(text: str) -> list[Edit]:
    """Edits that write numbers with Persian digits, other than those beside Latin letters."""
    found = []
    for match in _NUMBER.finditer(text):
        for place, sign in enumerate(match.group(), start=match.start()):
            written = sign.translate(_TO_PERSIAN)
            if written != sign:
                found.append(Edit(place, place + 1, written, "digits.persian"))
    return found


def find_punctuation(text: str) -> list[Edit]:
    """Edits that write Persian commas, question marks, guillemets, and spaces where they belong."""
    found = [
        Edit(match.start(), match.end(), written, f"punctuation.{name}")
        for name, pattern, written in _PUNCTUATION
        for match in pattern.finditer(text)
    ]
    for match in _PAIR.finditer(text):
        if _HAS_LETTER.search(match.group(1)):
            start, end = match.span()
            found.append(Edit(start, start + 1, "\u00ab", "punctuation.quotes"))
            found.append(Edit(end - 1, end, "\u00bb", "punctuation.quotes"))
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: (edit.start, edit.end)):
        if not kept or kept[-1].end < edit.start or kept[-1].end == edit.start < edit.end:
            kept.append(edit)
    return kept
