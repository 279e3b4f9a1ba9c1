"""What a reader may ask of the index of words, and how it is put to SQLite.

باران سیل            both words, in any order
"آب شهر" «آب شهر»    these words one after the other
باران OR سیل         either;  AND, NOT, -سیل and parentheses as usual
کتاب*                words that begin so
title:باران          in the title
speaker:نادر cue:گفت  statements of that speaker, with that cue: the other words are looked for
                     in what was said
outlet:"خبرگزاری صدف"  articles of that outlet
date:2023-11  date:1402/09/08  date:1402..1403  published then, in either calendar
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dabir.dates.calendars import day_number, month_length
from dabir.errors import OptionError
from dabir.store.terms import FREE_ENDINGS, VERB_PREFIXES, Terms, fold
from dabir.unicode import ZWNJ

LONGEST = 1000  # characters of a question
MOST_JOINED = 6  # words in a row that are also tried written together
LAST_JALALI_YEAR = 1699

PIECE = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=\S)
    |(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"|«(?P<guillemets>[^»]*)»|(?P<word>[^\s()"«»]+)))""",
    re.VERBOSE,
)
FIELDS = {"title", "speaker", "cue", "outlet", "date"}
SAID = {"speaker", "cue"}
DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")


class Query(NamedTuple):
    """A question, ready for SQLite.

    `match` is an FTS5 expression, None where only `outlets` or days are asked for. `said` tells
    that statements are meant, not articles. `outlets` are terms that the outlet's name must hold;
    `first` and `last` are ISO days. `terms` are those to be marked in what is found.
    """

    match: str | None
    said: bool
    outlets: tuple[tuple[str, ...], ...]
    first: str | None
    last: str | None
    terms: frozenset[str]


class _Piece(NamedTuple):
    kind: str  # open, close, minus, word, phrase
    field: str
    text: str


class _Node(NamedTuple):
    """An expression; `words` are its terms where it is one plain word, to be tried joined."""

    match: str
    negative: bool = False
    words: tuple[str, ...] = ()


def parse_query(question: str, terms: Terms, *, said: bool = False) -> Query:
    """The question as a Query; with `said` its words are looked for in what was said.

    Raises OptionError where it cannot be understood.
    """
    if len(question) > LONGEST:
        raise OptionError(f"a question of {len(question):,} characters: at most {LONGEST:,}")
    pieces = _cut(question)
    said = said or any(piece.field in SAID for piece in pieces)
    outlets = [_outlet(piece, terms) for piece in pieces if piece.field == "outlet"]
    days = [parse_days(piece.text) for piece in pieces if piece.field == "date"]
    _check_filters(pieces)
    reader = _Parser([p for p in pieces if p.field not in ("outlet", "date")], terms, said)
    match = reader.read()
    if match is None and not outlets and not days:
        raise OptionError("the question has no word to look for")
    return Query(
        match,
        said,
        tuple(outlets),
        max((first for first, _ in days), default=None),
        min((last for _, last in days), default=None),
        frozenset(reader.marked),
    )


def parse_days(written: str) -> tuple[str, str]:
    """The first and the last day of `2023`, `1402/09`, `2023-11-29` or a range of two with `..`.

    Raises OptionError.
    """
    first, dots, last = fold(written).partition("..")
    return _day(first, last=False), _day(last if dots else first, last=True)


def _day(written: str, *, last: bool) -> str:
    """The first or last ISO day of a year, month or day; the ends of time where nothing stands."""
    if not written:
        return "9999-12-31" if last else "0001-01-01"
    found = DAY.fullmatch(written)
    if not found:
        raise OptionError(f"{written!r} is no year, month or day (2023-11, 1402/09/08)")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    calendar: Literal["jalali", "gregorian"] = "jalali" if year <= LAST_JALALI_YEAR else "gregorian"
    try:
        if last and not month:
            return _iso(calendar, year + 1, 1, 1, -1)
        if last and not day:
            following = (year + 1, 1) if month == 12 else (year, month + 1)
            return _iso(calendar, *following, 1, -1)
        return _iso(calendar, year, month or 1, day or 1, 0)
    except ValueError:
        raise OptionError(f"{written!r}: there is no such day") from None


def _iso(
    calendar: Literal["jalali", "gregorian"], year: int, month: int, day: int, shift: int
) -> str:
    if not 1 <= month <= 12 or not 1 <= day <= month_length(calendar, year, month):
        raise ValueError
    number = day_number(calendar, year, month, day)
    return (date.fromordinal(number) + timedelta(shift)).isoformat()


def _cut(question: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    place = 0
    question = question.strip()
    while place < len(question):
        found = PIECE.match(question, place)
        if not found:
            raise OptionError(f"cannot understand {question[place : place + 20]!r}")
        place = found.end()
        pieces.append(_piece(found))
        while place < len(question) and question[place].isspace():
            place += 1
    return list(_joined(pieces))


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Take «کتاب ها» and «می رود» for one word, as in a text."""
    held: _Piece | None = None
    for piece in pieces:
        if held and _is_one_word(held, piece):
            held = held._replace(text=held.text + ZWNJ + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _is_one_word(first: _Piece, second: _Piece) -> bool:
    words = first.kind == second.kind == "word" and not second.field
    return words and (fold(first.text) in VERB_PREFIXES or fold(second.text) in FREE_ENDINGS)


def _piece(found: "re.Match[str]") -> _Piece:
    for kind in ("open", "close", "minus"):
        if found[kind]:
            return _Piece(kind, "", found[kind])
    field = (found["field"] or "").lower()
    phrase = found["quoted"] if found["quoted"] is not None else found["guillemets"]
    if field and field not in FIELDS:
        if found["word"] is None:
            raise OptionError(f"unknown field {field}: one of {', '.join(sorted(FIELDS))}")
        return _Piece("word", "", found[0].strip())
    if phrase is not None:
        return _Piece("phrase", field, phrase)
    if found["word"].endswith(":") and found["word"][:-1].lower() in FIELDS:
        raise OptionError(f"{found['word']} needs a word behind it")
    return _Piece("word", field, found["word"])


def _outlet(piece: _Piece, terms: Terms) -> tuple[str, ...]:
    found = tuple(terms.of_text(piece.text))
    if not found:
        raise OptionError("outlet: needs a name")
    return found


def _check_filters(pieces: list[_Piece]) -> None:
    depth = 0
    before = ""
    either = any(piece.kind == "word" and piece.text == "OR" for piece in pieces)
    for piece in pieces:
        depth += (piece.kind == "open") - (piece.kind == "close")
        if piece.field in ("outlet", "date") and (
            depth or either or before == "minus" or before == "NOT"
        ):
            raise OptionError(f"{piece.field}: stands for the whole question: not in OR, NOT or ()")
        before = piece.kind if piece.kind != "word" else piece.text


class _Parser:
    """Recursive descent: or, and, not, atom."""

    def __init__(self, pieces: list[_Piece], terms: Terms, said: bool) -> None:
        self._pieces = pieces
        self._at = 0
        self._terms = terms
        self._said = said
        self.marked: set[str] = set()

    def read(self) -> str | None:
        if not self._pieces:
            return None
        match = self._either()
        if self._at < len(self._pieces):
            raise OptionError("a parenthesis is closed that was not opened")
        return match

    def _peek(self) -> _Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _takes(self, operator: str) -> bool:
        piece = self._peek()
        if piece and piece.kind == "word" and not piece.field and piece.text == operator:
            self._at += 1
            return True
        return False

    def _either(self) -> str:
        options = [self._all()]
        while self._takes("OR"):
            options.append(self._all())
        return options[0] if len(options) == 1 else f"({' OR '.join(options)})"

    def _all(self) -> str:
        nodes: list[_Node] = []
        while True:
            piece = self._peek()
            if piece is None or piece.kind == "close" or (piece.kind, piece.text) == ("word", "OR"):
                break
            if nodes:
                self._takes("AND")
            nodes.append(self._one())
        wanted = [node for node in nodes if not node.negative]
        if not wanted:
            raise OptionError("a question needs a word that is not excluded")
        match = _conjunction(wanted)
        for node in nodes:
            if node.negative:
                match = f"({match} NOT {node.match})"
        return match

    def _one(self) -> _Node:
        if self._takes("NOT"):
            return self._one()._replace(negative=True)
        piece = self._peek()
        if piece is None:
            raise OptionError("the question ends too early")
        self._at += 1
        if piece.kind == "minus":
            return self._one()._replace(negative=True)
        if piece.kind == "open":
            match = self._either()
            closing = self._peek()
            if closing is None or closing.kind != "close":
                raise OptionError("a parenthesis is not closed")
            self._at += 1
            return _Node(match)
        if piece.kind == "close":
            raise OptionError("a parenthesis is closed that was not opened")
        return self._word(piece)

    def _word(self, piece: _Piece) -> _Node:
        column = self._column(piece.field)
        found = self._terms.of_text(piece.text)
        if not found:
            raise OptionError(f"{piece.text!r} holds no word")
        self.marked.update(found)
        if piece.kind == "phrase" or len(found) > 1:
            return _Node(column + _phrase(found))
        if piece.text.endswith("*"):
            return _Node(f"{column}{_phrase(found)} *")
        apart = [
            part for piece_ in fold(piece.text).split(ZWNJ) for part in self._terms.of_text(piece_)
        ]
        if len(apart) > 1:
            self.marked.update(apart)
            return _Node(f"({column}{_phrase(found)} OR {column}{_phrase(apart)})")
        plain = not piece.field
        return _Node(column + _phrase(found), words=(found[0],) if plain else ())

    def _column(self, field: str) -> str:
        if self._said:
            if field == "title":
                raise OptionError("title: does not go with speaker: and cue:")
            return f"{field or 'content'} : "
        return "title : " if field == "title" else ""


def _conjunction(nodes: list[_Node]) -> str:
    """All of them; neighbours that are plain words may also stand as one word («کتاب خانه»)."""
    every = " AND ".join(node.match for node in nodes)
    plain = len(nodes) <= MOST_JOINED
    options = [f"({every})" if len(nodes) > 1 else every]
    for at in range(len(nodes) - 1 if plain else 0):
        first, second = nodes[at], nodes[at + 1]
        if first.words and second.words:
            column = first.match[: first.match.index('"')]
            joined = column + _phrase([first.words[0] + second.words[0]])
            rest = [node.match for node in (*nodes[:at], *nodes[at + 2 :])]
            options.append(f"({' AND '.join([joined, *rest])})")
    return options[0] if len(options) == 1 else f"({' OR '.join(options)})"


def _phrase(terms: list[str]) -> str:
    return '"' + " ".join(term.replace('"', "") for term in terms) + '"'
