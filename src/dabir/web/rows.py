"""Rows as a reader sees them: an article, a statement or an event with its words around it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dabir.export.view import TURNS, showable
from dabir.store.queries import parse_query
from dabir.web.columns import UNKNOWN, Texts
from dabir.web.room import Room

# Below this a reading is shown as doubtful. On the annotated articles (../shared/gold/dev) speaker
# and content were right in 14 of 23 statements below it and in 463 of 485 others, type and parties
# in 34 of 86 events below it and in 67 of 79 others.
DOUBTFUL = 0.6
LONGEST = 420  # characters of a content that are shown in a list
AROUND = 90  # characters that are shown around the words of an event


class Piece(NamedTuple):
    """A piece of text; `marked` where it is a word that was asked for."""

    text: str
    marked: bool


class Head(NamedTuple):
    """What stands over an article wherever it is listed."""

    article: str
    title: str
    outlet: str | None
    day: date | None


class StatementRow(NamedTuple):
    """A statement in a list."""

    head: Head
    number: int
    person: str | None
    name: str | None
    cue: str
    words: list[Piece]
    kind: str
    stance: str
    nested: bool
    score: float

    @property
    def doubtful(self) -> bool:
        """Whether the reading is not to be trusted much."""
        return self.score < DOUBTFUL

    @property
    def content(self) -> str:
        """The words that were said."""
        return "".join(piece.text for piece in self.words)


class EventRow(NamedTuple):
    """An event in a list. `voice` is who says it, None for the article's own voice."""

    head: Head
    number: int
    type: str
    status: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    time: str | None
    before: str
    anchor: str
    after: str
    voice: str | None
    said: bool
    score: float

    @property
    def doubtful(self) -> bool:
        """Whether the reading is not to be trusted much."""
        return self.score < DOUBTFUL


class ArticleRow(NamedTuple):
    """An article in a list, with the statements and events in it that were asked for."""

    head: Head
    snippet: list[Piece]
    statements: list[StatementRow]
    events: list[EventRow]
    said: int
    found: int


class Rows:
    """Makes rows of one room; `question` holds the words that are marked in them."""

    def __init__(self, room: Room, question: str = "", *, said: bool = False) -> None:
        self._room = room
        self._question = question
        self._said = said
        self._terms = room.searcher.terms
        query = parse_query(question, self._terms, said=said) if question else None
        self._wanted = query.terms if query else frozenset()
        self._texts: dict[int, str] = {}
        self._heads: dict[int, Head] = {}

    def head(self, place: int) -> Head:
        """The head of an article."""
        if place not in self._heads:
            articles = self._room.columns.articles
            day = int(articles.days[place])
            key = articles.keys[place]
            self._heads[place] = Head(
                key,
                self._room.searcher.title(key) or first_line(self.text(place)),
                _text(articles.outlet, place),
                date.fromordinal(day) if day else None,
            )
        return self._heads[place]

    def text(self, place: int) -> str:
        """The raw text of an article."""
        if place not in self._texts:
            key = self._room.columns.articles.keys[place]
            self._texts[place] = self._room.searcher.text(key) or ""
        return self._texts[place]

    def article(
        self, place: int, statements: Sequence[int] = (), events: Sequence[int] = ()
    ) -> ArticleRow:
        """An article, with some of its statements and events."""
        columns = self._room.columns
        key = columns.articles.keys[place]
        hit = self._room.searcher.show("" if self._said else self._question, key)
        pieces: list[Piece] = []
        head = self.head(place)
        if hit:
            pieces = list(_cut(hit.snippet, hit.marks))
            if hit.start == 0 and hit.snippet.lstrip().startswith(head.title):
                pieces = list(_after_line(pieces))
        first, last = (columns.first_statement[place + at] for at in (0, 1))
        begin, end = (columns.first_event[place + at] for at in (0, 1))
        return ArticleRow(
            head,
            pieces,
            [self.statement(row) for row in statements],
            [self.event(row) for row in events],
            int(last - first),
            int(end - begin),
        )

    def statement(self, row: int, longest: int = LONGEST) -> StatementRow:
        """A statement; content of more than `longest` characters is cut."""
        table = self._room.columns.statements
        place = int(table.article[row])
        text = self.text(place)
        cue_start, cue_end, start, end = (int(at) for at in table.spans[row])
        content = text[start:end] if start >= 0 else ""
        if len(content) > longest:
            content = content[:longest].rpartition(" ")[0] + " …"
        speaker = int(table.speaker[row])
        return StatementRow(
            self.head(place),
            int(table.number[row]),
            self._room.columns.people[speaker].id if speaker >= 0 else None,
            _text(table.name, row),
            text[cue_start:cue_end],
            list(self.pieces(" ".join(content.split()))),
            _text(table.kind, row) or "",
            _text(table.stance, row) or "",
            int(table.nested_in[row]) != UNKNOWN,
            float(table.score[row]),
        )

    def event(self, row: int) -> EventRow:
        """An event with the words around its anchor, and who says it."""
        columns = self._room.columns
        table = columns.events
        place = int(table.article[row])
        text = self.text(place)
        start, end = (int(at) for at in table.anchor[row])
        said = int(table.statement[row])
        voice = None
        if said != UNKNOWN:
            voice = _text(columns.statements.name, int(columns.first_statement[place]) + said)
        line = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        before = text[max(line, start - AROUND) : start]
        after = text[end : min(stop if stop >= 0 else len(text), end + AROUND)]
        if start - AROUND > line:
            before = "… " + before.partition(" ")[2]
        return EventRow(
            self.head(place),
            int(table.number[row]),
            _text(table.type, row) or "",
            _text(table.status, row) or "",
            tuple((_text(table.source, row) or "").split("; ")),
            tuple((_text(table.target, row) or "").split("; ")),
            _text(table.date, row),
            _shown(before),
            _shown(text[start:end]),
            _shown(after),
            voice,
            said != UNKNOWN,
            float(table.score[row]),
        )

    def pieces(self, text: str) -> Iterator[Piece]:
        """The text with the words that were asked for marked."""
        tokens = self._terms.tokens(text) if self._wanted else ()
        yield from _cut(text, [(t.start, t.end) for t in tokens if t.term in self._wanted])


def first_line(text: str) -> str:
    """The first line with words, for an article without title."""
    return next((line.strip() for line in text.split("\n") if line.strip()), "…")[:160]


def _shown(text: str) -> str:
    """The text without the controls that would turn what stands beside it."""
    return showable(TURNS.sub("", text))


def _cut(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in marks:
        if start > at:
            yield Piece(_shown(text[at:start]), False)
        yield Piece(_shown(text[start:end]), True)
        at = end
    if at < len(text):
        yield Piece(_shown(text[at:]), False)


def _after_line(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces behind the first line that has words."""
    passed = False
    for piece in pieces:
        if passed:
            yield piece
        elif "\n" in piece.text.lstrip("\n"):
            passed = True
            yield Piece(piece.text.lstrip("\n").partition("\n")[2].lstrip(), piece.marked)


def _text(texts: Texts, row: int) -> str | None:
    place = int(texts.places[row])
    return texts.texts[place] if place >= 0 else None
