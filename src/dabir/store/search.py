"""Full-text search over the index of words."""

import math
import sqlite3
import time
from collections import deque
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from dabir.errors import StoreError
from dabir.store.dataset import DataSet
from dabir.store.index import open_index, unpack_text
from dabir.store.queries import Query, parse_query
from dabir.store.terms import Terms, Token, load_terms

Order = Literal["relevance", "newest", "oldest"]
ORDERS = {
    "relevance": "rank",
    "newest": "d.day DESC, d.id DESC",
    "oldest": "d.day IS NULL, d.day, d.id",
}
SNIPPET = 220  # characters
NEAR = 160  # of it, that words asked for may lie apart
BEFORE = 40  # of it, that are shown before the first
STEPS = 20_000  # of SQLite, after which a question looks at the clock
RANKED_AT_ONCE = 10_000  # hits that are all put in order
RANKED = 20_000  # where more is found, relevance says nothing: the newest come first

OUTLET = "(SELECT name FROM outlets o WHERE o.id = d.outlet)"
DOC = f"""
    SELECT d.id, d.article, {OUTLET}, d.day, d.title, d.url, NULL, NULL, NULL, NULL
    FROM docs d WHERE d.id = ?"""
SAID = f"""
    SELECT d.id, d.article, {OUTLET}, d.day, d.title, d.url, s.number, s.name, s.start, s.stop
    FROM said s JOIN docs d ON d.id = s.doc WHERE s.id = ?"""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or with `number` a statement in it, that was found.

    `snippet` is a piece of its raw text from code point `start` on; `marks` are the places of the
    words that were asked for, in the snippet.
    """

    article: str
    number: int | None
    speaker: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    start: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


class Found(NamedTuple):
    """What a question found: some hits, and the number of all."""

    hits: list[Hit]
    total: int


class Places(NamedTuple):
    """All that a question finds: numbers of articles in the index, or of statements.

    Some may lead nowhere any more. The best come first where `ranked`, else they stand in no order
    that means anything.
    """

    what: Literal["articles", "statements"]
    ids: list[int]
    ranked: bool


class Searcher:
    """Asks one index; may be kept. Not for several threads at once.

    With `seconds` a question that costs more raises StoreError.
    """

    def __init__(
        self, dataset: DataSet, terms: Terms | None = None, seconds: float | None = None
    ) -> None:
        self._index = open_index(dataset)
        self.terms: Terms = terms or load_terms()
        self._until = math.inf
        self._seconds = seconds
        if seconds is not None:
            self._index.set_progress_handler(self._is_late, STEPS)
        (last,) = self._index.execute("SELECT coalesce(max(id), 0) FROM docs").fetchone()
        (docs,) = self._index.execute("SELECT count(*) FROM docs").fetchone()
        self._some_are_gone = last != docs

    def close(self) -> None:
        """Let the index go."""
        self._index.close()

    def search(
        self, question: str, *, limit: int = 20, offset: int = 0, order: Order = "relevance"
    ) -> Found:
        """The hits of a question (see `dabir.store.queries`), best first.

        `relevance` ranks what is found by its words; more than RANKED hits come newest first.

        Raises OptionError for a question that cannot be understood.
        """
        query = parse_query(question, self.terms)
        source, values = self._source(query)
        item = "s.id" if query.said else "d.id"
        try:
            total = self._count(query, source, values)
            if order == "relevance" and (query.match is None or total > RANKED):
                order = "newest"
            best = self._index.execute(
                f"SELECT {item} {source} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
            rows = [self._row(number, query.said) for (number,) in best]
        except sqlite3.Error as error:
            raise self._error(error) from error
        return Found([self._hit(row, query) for row in rows], total)

    def find(self, question: str, *, said: bool = False) -> Places:
        """The places of all that a question finds; with `said` statements are looked for.

        Raises OptionError for a question that cannot be understood.
        """
        query = parse_query(question, self.terms, said=said)
        source, values = self._source(query)
        item = "f.rowid" if query.match else "d.id"
        if len(values) == 1 and query.match:  # the words alone: nothing is to be joined
            table = "sayings" if query.said else "words"
            source, item = f"FROM {table} WHERE {table} MATCH ?", "rowid"
        self._until = time.monotonic() + (self._seconds or math.inf)
        try:
            rows = self._index.execute(f"SELECT {item} {source}", values).fetchall()
            ranked = query.match is not None and len(rows) <= RANKED_AT_ONCE
            if ranked:
                ordered = f"SELECT {item} {source} ORDER BY rank"
                rows = self._index.execute(ordered, values).fetchall()
        except sqlite3.Error as error:
            raise self._error(error) from error
        finally:
            self._until = math.inf
        what: Literal["articles", "statements"] = "statements" if query.said else "articles"
        return Places(what, [number for (number,) in rows], ranked)

    def numbers(self) -> tuple[list[tuple[int, str]], list[tuple[int, int, int]]]:
        """What the numbers of the index stand for.

        Of each article its number and id, of each statement its number, that of its article, and
        its place in the article.
        """
        docs = self._index.execute("SELECT id, article FROM docs").fetchall()
        return docs, self._index.execute("SELECT id, doc, number FROM said").fetchall()

    def _is_late(self) -> bool:
        return time.monotonic() > self._until

    def _error(self, error: sqlite3.Error) -> StoreError:
        if str(error) == "interrupted":
            return StoreError(f"the question takes longer than {self._seconds:g} seconds")
        return StoreError(f"the index cannot be asked: {error}")

    def show(
        self, question: str, article: str, number: int | None = None, *, said: bool = False
    ) -> Hit | None:
        """An article, or a statement in it, with the words of the question marked.

        None where the index does not hold it. An empty question marks nothing.
        """
        terms = parse_query(question, self.terms, said=said).terms if question else frozenset()
        query = Query(None, number is not None, (), None, None, terms)
        item, values = ("d.id FROM docs d", (article,)) if number is None else (
            "s.id FROM said s JOIN docs d ON d.id = s.doc AND s.number = ?", (number, article)
        )  # fmt: skip
        found = self._index.execute(f"SELECT {item} WHERE d.article = ?", values).fetchone()
        return None if found is None else self._hit(self._row(found[0], query.said), query)

    def text(self, article: str) -> str | None:
        """The raw text of an article, None where the index does not hold it."""
        query = "SELECT packed FROM texts WHERE id = (SELECT id FROM docs WHERE article = ?)"
        row = self._index.execute(query, (article,)).fetchone()
        return None if row is None else unpack_text(row[0])

    def title(self, article: str) -> str | None:
        """The title of an article, None where it has none."""
        row = self._index.execute("SELECT title FROM docs WHERE article = ?", (article,)).fetchone()
        return None if row is None else row[0]

    def shard(self, article: str) -> str | None:
        """The shard in which an article is, None where the index does not hold it."""
        query = "SELECT shard FROM docs WHERE article = ?"
        row = self._index.execute(query, (article,)).fetchone()
        return None if row is None else str(row[0])

    def articles(self, question: str) -> list[str]:
        """The ids of all articles that a question finds, or that hold the statements it finds."""
        query = parse_query(question, self.terms)
        source, values = self._source(query)
        rows = self._index.execute(f"SELECT DISTINCT d.article {source}", values)
        return [article for (article,) in rows]

    def _count(self, query: Query, source: str, values: Sequence[object]) -> int:
        """How much a query finds; the words alone tell it where nothing else is asked for."""
        if len(values) == 1 and query.match and not self._some_are_gone:
            table = "sayings" if query.said else "words"
            source = f"FROM {table} WHERE {table} MATCH ?"
        (total,) = self._index.execute(f"SELECT count(*) {source}", values).fetchone()
        return int(total)

    def _source(self, query: Query) -> tuple[str, Sequence[object]]:
        """The FROM and WHERE of a query, with their values."""
        values: list[object] = []
        conditions: list[str] = []
        if query.said:
            source = "FROM sayings f CROSS JOIN said s ON s.id = f.rowid"
            source += " CROSS JOIN docs d ON d.id = s.doc"
            conditions.append("sayings MATCH ?")
        elif query.match is not None:
            source = "FROM words f CROSS JOIN docs d ON d.id = f.rowid"
            conditions.append("words MATCH ?")
        else:
            source = "FROM docs d"
        if query.match is not None:
            values.append(query.match)
        if query.outlets:
            ids = self._outlets(query.outlets)
            conditions.append(f"d.outlet IN ({', '.join('?' * len(ids))})")
            values.extend(ids)
        for day, sign in ((query.first, ">="), (query.last, "<=")):
            if day is not None:
                conditions.append(f"d.day {sign} ?")
                values.append(day)
        return f"{source} WHERE {' AND '.join(conditions)}", values

    def _outlets(self, wanted: tuple[tuple[str, ...], ...]) -> list[int]:
        """The outlets whose names hold the terms, in their order, of every name asked for."""
        conditions = " AND ".join("instr(terms, ?) > 0" for _ in wanted)
        phrases = [f" {' '.join(terms)} " for terms in wanted]
        rows = self._index.execute(f"SELECT id FROM outlets WHERE {conditions}", phrases)
        return [number for (number,) in rows]

    def _hit(self, row: tuple[object, ...], query: Query) -> Hit:
        doc, article, outlet, day, title, url, number, name, start, stop = row
        (packed,) = self._index.execute("SELECT packed FROM texts WHERE id = ?", (doc,)).fetchone()
        text = unpack_text(packed)
        first, last = (0, len(text)) if number is None else (int(str(start)), int(str(stop)))
        at, snippet, marks = self._snippet(text, first, last, query.terms)
        return Hit(
            article=str(article),
            number=None if number is None else int(str(number)),
            speaker=None if name is None else str(name),
            outlet=None if outlet is None else str(outlet),
            published=None if day is None else str(day),
            title=None if title is None else str(title),
            url=None if url is None else str(url),
            start=at,
            snippet=snippet,
            marks=marks,
        )

    def _row(self, number: int, said: bool) -> tuple[object, ...]:
        row: tuple[object, ...] = self._index.execute(SAID if said else DOC, (number,)).fetchone()
        return row

    def _snippet(
        self, text: str, first: int, last: int, wanted: frozenset[str]
    ) -> tuple[int, str, tuple[tuple[int, int], ...]]:
        """The first piece of `text[first:last]` that holds most different words asked for."""
        begin = 0
        best: set[str] = set()
        near: deque[Token] = deque()
        for token in self.terms.tokens(text[first:last]) if wanted else ():
            if token.term not in wanted:
                continue
            near.append(token)
            while near[0].start < token.start - NEAR:
                near.popleft()
            terms = {t.term for t in near}
            if len(terms) > len(best):
                best, begin = terms, near[0].start
                if best == wanted:
                    break
        begin = first + max(0, begin - BEFORE)
        if begin > first:
            begin = text.find(" ", begin, first + begin + BEFORE) + 1 or begin
        end = min(last, begin + SNIPPET)
        if end < last:
            end = max(text.rfind(" ", begin + SNIPPET - BEFORE, end), begin + SNIPPET - BEFORE)
        snippet = text[begin:end]
        marks = (t for t in self.terms.tokens(snippet) if t.term in wanted)
        return begin, snippet, tuple((t.start, t.end) for t in marks)


def find_articles(dataset: DataSet, question: str) -> list[str]:
    """The ids of all articles that a question finds. Raises OptionError and StoreError."""
    searcher = Searcher(dataset)
    try:
        return searcher.articles(question)
    finally:
        searcher.close()
