"""What a person gave, made sure of: the value of a correction, or a message of what is wrong.

Words stand in the article or they are no span: people paste the very words, and the place nearest
to the old one is taken.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import get_args

from dabir.actors.codes import NOBODY, ROLES
from dabir.corrections.records import FITTING, Finding, Value, What, as_span
from dabir.errors import OptionError
from dabir.events.ontology import load_ontology
from dabir.export.view import one_line
from dabir.records import Calendar, EventStatus, StatementKind

LONGEST_NAME = 200
LONGEST_NOTE = 2_000
LONGEST_SPAN = 20_000
MOST_PIECES = 20
MOST_PARTIES = 12
STATE = rf"(?:[A-Z]{{3}}|{NOBODY})(?:\.(?:{'|'.join(ROLES)}))?"
CODE = re.compile(rf"{STATE}|(?:IGO|MULTI):[A-Za-z][A-Za-z0-9 +-]{{0,40}}")
DAY = r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?"
EDTF = re.compile(rf"{DAY}|(?:{DAY}|\.\.)/(?:{DAY}|\.\.)|XXXX-\d{{2}}-\d{{2}}|\d{{3}}X")
Given = Mapping[str, str]


def check_who(who: str) -> str:
    """The name of the one who corrects. Raises OptionError."""
    name = _line(who, "who", LONGEST_NAME)
    if not name:
        raise OptionError("who: a correction needs the name of the one who makes it")
    return name


def check_value(what: What, finding: Finding, text: str, given: Given) -> Value:
    """What should stand there, from the fields that a person gave; `text` is the article's.

    speaker: `name`, `mention` (its words, may be empty); span: `words`, a line a piece; code:
    `kind`, or `type`, `source`, `target`, `status`, or `value`, `calendar`; note: `note`.
    Raises OptionError.
    """
    if what not in FITTING[finding.kind]:
        raise OptionError(f"{what}: does not fit a {finding.kind}")
    check = CHECKS.get(what)
    return check(finding, text, given) if check else {}


def _speaker(finding: Finding, text: str, given: Given) -> Value:
    name = _line(given.get("name", ""), "name", LONGEST_NAME)
    if not name:
        raise OptionError("name: who speaks?")
    mention = _line(given.get("mention", ""), "mention", LONGEST_NAME)
    near = finding.reading["cue"]["start"]
    span = _find(text, mention, near, "mention") if mention else None
    return {"name": name, "speaker": span}


def _span(finding: Finding, text: str, given: Given) -> Value:
    words = given.get("words", "")
    if len(words) > LONGEST_SPAN:
        raise OptionError(f"words: at most {LONGEST_SPAN:,} characters")
    pieces = [line.strip() for line in words.replace("\r", "").split("\n") if line.strip()]
    if not pieces:
        raise OptionError("words: which words of the article?")
    if len(pieces) > MOST_PIECES:
        raise OptionError(f"words: at most {MOST_PIECES} pieces")
    near = _begins(finding)
    spans = []
    for piece in pieces:
        spans.append(_find(text, piece, near, "words"))
        near = spans[-1]["end"]
    if finding.kind == "statement":
        return {"content": spans}
    if len(spans) > 1:
        raise OptionError("words: one piece, on one line")
    return {"anchor" if finding.kind == "event" else "span": spans[0]}


def _code(finding: Finding, text: str, given: Given) -> Value:
    if finding.kind == "statement":
        return {"kind": _one_of("kind", given, get_args(StatementKind))}
    if finding.kind == "date":
        value = given.get("value", "").strip()
        if not EDTF.fullmatch(value):
            raise OptionError("value: a day, month, year or interval such as 2023-11-29 (EDTF)")
        return {"value": value, "calendar": _one_of("calendar", given, get_args(Calendar))}
    return {
        "type": _one_of("type", given, tuple(load_ontology().quads)),
        "source": _parties("source", given),
        "target": _parties("target", given),
        "status": _one_of("status", given, get_args(EventStatus)),
    }


def _note(finding: Finding, text: str, given: Given) -> Value:
    note = _clean(given.get("note", "")).strip()
    if not note:
        raise OptionError("note: empty")
    if len(note) > LONGEST_NOTE:
        raise OptionError(f"note: at most {LONGEST_NOTE:,} characters")
    return {"text": note}


CHECKS: dict[What, Callable[[Finding, str, Given], Value]] = {
    "speaker": _speaker,
    "span": _span,
    "code": _code,
    "note": _note,
}


def _begins(finding: Finding) -> int:
    reading = finding.reading
    if finding.kind == "statement":
        return int((reading["content"] or [reading["cue"]])[0]["start"])
    return int(reading["anchor"]["start"] if finding.kind == "event" else reading["start"])


def _find(text: str, words: str, near: int, field: str) -> Value:
    """The span of these words that begins nearest to a place. Raises OptionError."""
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if not starts:
        raise OptionError(f"{field}: these words do not stand in the article: {words[:60]}")
    start = min(starts, key=lambda at: (abs(at - near), at))
    return as_span(text, start, start + len(words))


def _parties(field: str, given: Given) -> list[str]:
    codes = [code for code in re.split(r"\s*[;,،؛]\s*", given.get(field, "").strip()) if code]
    wrong = next((code for code in codes if not CODE.fullmatch(code)), None)
    if wrong is not None:
        raise OptionError(f"{field}: {wrong[:40]!r} is no code such as RUS.GOV, IGO:UN, ---")
    if not 1 <= len(codes) <= MOST_PARTIES:
        raise OptionError(f"{field}: 1 to {MOST_PARTIES} codes, apart by semicolons")
    return list(dict.fromkeys(codes))


def _one_of(field: str, given: Given, choices: tuple[str, ...]) -> str:
    value = given.get(field, "").strip()
    if value not in choices:
        raise OptionError(f"{field}: one of {', '.join(choices)}")
    return value


def _line(text: str, field: str, longest: int) -> str:
    line = one_line(_clean(text))
    if len(line) > longest:
        raise OptionError(f"{field}: at most {longest:,} characters")
    return line


def _clean(text: str) -> str:
    """The text in form NFC without control characters and lone surrogates; line ends stay."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))
