"""What the facets count: the rows of a data set as columns of numbers, held in memory.

Three tables: articles (the newest first, those without a day last), statements and events, both in
the order of their articles. A text stands once, in a list; a column holds its place there. -1 is
the unknown. 100,000 articles with 500,000 statements take about 30 MB.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from dabir.export.csv import LIST
from dabir.store.dataset import DataSet
from dabir.store.search import Searcher
from dabir.store.views import connect, store_error

Numbers = NDArray[np.int32]
Scores = NDArray[np.float32]
UNKNOWN = -1
MOST_PARTIES = 6  # of one side of an event that are looked at

ARTICLES = """
    CREATE TEMP TABLE room_articles AS
    SELECT row_number() OVER (ORDER BY published DESC NULLS LAST, article) - 1 AS place,
        article, outlet, published FROM articles"""
# Whoever speaks has the country and role of the actor that stands in the words for the speaker,
# or in those for the same name elsewhere in the article.
SPEAKERS = """
    CREATE TEMP TABLE room_codes AS
    SELECT s.article, s.number, max(c.code) FILTER (c.code NOT LIKE '---%') AS sure,
        max(c.code) AS code
    FROM statements s JOIN (
        SELECT article, start, "end", unnest(string_split(codes, '; ')) AS code FROM actors) c
        ON c.article = s.article AND c.start >= s.speaker_start AND c."end" <= s.speaker_end
    GROUP BY ALL"""
STATEMENTS = """
    CREATE TEMP TABLE room_statements AS
    SELECT a.place AS article, s.number, s.name, s.stance, s.kind, s.score, n.person, s.nested_in,
        s.cue_start, s.cue_end, s.content_start, s.content_end,
        max(coalesce(c.sure, c.code)) OVER (PARTITION BY s.article, coalesce(s.name, s.id)) AS code
    FROM statements s JOIN room_articles a USING (article)
        LEFT JOIN named n USING (article, name)
        LEFT JOIN room_codes c ON c.article = s.article AND c.number = s.number"""
EVENTS = """
    CREATE TEMP TABLE room_events AS
    SELECT a.place AS article, e.number, e.type, e.status, e.score, e.source, e.target, e.date,
        e.anchor_start, e.anchor_end, e.statement
    FROM events e JOIN room_articles a USING (article)"""


class Texts(NamedTuple):
    """Different texts, and of each row the place of its text among them."""

    texts: list[str]
    places: Numbers


class Person(NamedTuple):
    """Who somebody is: a row of the table `people`."""

    id: str
    kind: str
    name: str
    other_names: str | None
    countries: str | None
    articles: int
    statements: int
    first: date | None
    last: date | None


class Articles(NamedTuple):
    """One row an article. `days` are day numbers, 0 where the day is not known."""

    keys: list[str]
    days: Numbers
    outlet: Texts


class Statements(NamedTuple):
    """One row a statement; `article` is the row of its article, `speaker` of its person.

    `spans` are the start and end of the cue, and of the content (UNKNOWN where none was found), in
    the raw text of the article.
    """

    article: Numbers
    number: Numbers
    speaker: Numbers
    name: Texts
    country: Texts
    role: Texts
    stance: Texts
    kind: Texts
    spans: Numbers
    nested_in: Numbers
    score: Scores


class Events(NamedTuple):
    """One row an event; `parties` has MOST_PARTIES columns a side, filled up with UNKNOWN.

    `statement` is the number of the statement that it is known from; `anchor` its start and end.
    """

    article: Numbers
    number: Numbers
    type: Texts
    status: Texts
    source: Texts
    target: Texts
    date: Texts
    party: list[str]
    parties: Numbers
    anchor: Numbers
    statement: Numbers
    score: Scores


class Columns(NamedTuple):
    """Everything that is counted. `first_*` are the rows at which those of an article begin.

    `docs` and `sayings` lead from a number of the index of words to an article and to a statement,
    UNKNOWN where it is gone.
    """

    articles: Articles
    statements: Statements
    events: Events
    people: list[Person]
    first_statement: Numbers
    first_event: Numbers
    places: dict[str, int]
    docs: Numbers
    sayings: Numbers


def load_columns(dataset: DataSet) -> Columns:
    """The columns of a data set whose people and index are up to date. Raises StoreError."""
    database, _ = connect(dataset)
    try:
        with database:
            for query in (ARTICLES, SPEAKERS, STATEMENTS, EVENTS):
                database.execute(query)
            people = [Person(*row) for row in database.execute(PEOPLE).fetchall()]
            articles = _articles(database)
            statements = _statements(database)
            events = _events(database)
    except duckdb.Error as error:
        raise store_error(error) from error
    places = {key: place for place, key in enumerate(articles.keys)}
    rows = np.arange(len(articles.keys) + 1)
    columns = Columns(
        articles,
        statements,
        events,
        people,
        np.searchsorted(statements.article, rows).astype(np.int32),
        np.searchsorted(events.article, rows).astype(np.int32),
        places,
        _empty(0),
        _empty(0),
    )
    return _ids(dataset, columns)


PEOPLE = """
    SELECT person, kind, name, other_names, countries, articles, statements, first, last
    FROM people ORDER BY statements DESC, name, person"""


def _articles(database: duckdb.DuckDBPyConnection) -> Articles:
    query = """
        SELECT article, outlet, coalesce(date_diff('day', DATE '0001-01-01', published) + 1, 0)
        FROM room_articles ORDER BY place"""
    rows = database.execute(query).fetchall()
    days = np.fromiter((day for _, _, day in rows), np.int32, len(rows))
    return Articles([key for key, _, _ in rows], days, _texts(outlet for _, outlet, _ in rows))


SPANS = ("cue_start", "cue_end", "content_start", "content_end")
ANCHOR = ("anchor_start", "anchor_end")
COUNTRY = "CASE WHEN contains(s.code, ':') THEN s.code ELSE split_part(s.code, '.', 1) END"


def _statements(database: duckdb.DuckDBPyConnection) -> Statements:
    rows = _Rows(database, "room_statements")
    ranks = "SELECT person, row_number() OVER (ORDER BY statements DESC, name, person) - 1 AS rank"
    speakers = database.execute(
        f"SELECT p.rank FROM room_statements s LEFT JOIN ({ranks} FROM people) p USING (person)"
        " ORDER BY s.article, s.number"
    ).fetchnumpy()
    return Statements(
        rows.numbers("article"),
        rows.numbers("number"),
        _numbers(np.ma.filled(speakers["rank"], UNKNOWN)),
        rows.texts("s.name"),
        rows.texts(f"nullif({COUNTRY}, '---')"),
        rows.texts("nullif(split_part(s.code, '.', 2), '')"),
        rows.texts("s.stance"),
        rows.texts("s.kind"),
        np.column_stack([rows.numbers(name) for name in SPANS]),
        rows.numbers("nested_in"),
        rows.scores(),
    )


def _events(database: duckdb.DuckDBPyConnection) -> Events:
    rows = _Rows(database, "room_events")
    source, target = rows.texts("s.source"), rows.texts("s.target")
    party, parties = _parties(source, target)
    return Events(
        rows.numbers("article"),
        rows.numbers("number"),
        rows.texts("s.type"),
        rows.texts("s.status"),
        source,
        target,
        rows.texts("s.date"),
        party,
        parties,
        np.column_stack([rows.numbers(name) for name in ANCHOR]),
        rows.numbers("statement"),
        rows.scores(),
    )


def _parties(source: Texts, target: Texts) -> tuple[list[str], Numbers]:
    """The different countries and bodies among the codes, and those of each event."""
    places: dict[str, int] = {}
    sides = [np.asarray(_sides(side.texts, places), np.int32) for side in (source, target)]
    givers, takers = (side[of.places] for side, of in zip(sides, (source, target), strict=True))
    for column in givers.T:  # who stands on both sides is counted once
        takers[takers == column[:, None]] = UNKNOWN
    return list(places), np.concatenate((givers, takers), axis=1)


def _sides(codes: list[str], places: dict[str, int]) -> list[list[int]]:
    """The parties of each text of codes, and last those of the unknown."""
    rows = []
    for joined in codes:
        names = dict.fromkeys(map(party_of, joined.split(LIST)))
        known = [places.setdefault(name, len(places)) for name in names if name]
        rows.append((known + [UNKNOWN] * MOST_PARTIES)[:MOST_PARTIES])
    return [*rows, [UNKNOWN] * MOST_PARTIES]


def party_of(code: str) -> str:
    """The country or body of a code, without the role; empty where it is not known."""
    party = code if ":" in code else code.partition(".")[0]
    return "" if party == "---" else party


class _Rows:
    """The rows of a temporary table, in the order of articles and numbers, column by column."""

    def __init__(self, database: duckdb.DuckDBPyConnection, table: str) -> None:
        self._database = database
        self._table = table

    def numbers(self, column: str) -> Numbers:
        return _numbers(self._column(f"coalesce(s.{column}, {UNKNOWN})"))

    def scores(self) -> Scores:
        return np.asarray(self._column("s.score"), np.float32)

    def texts(self, value: str) -> Texts:
        query = f"SELECT DISTINCT {value} AS t FROM {self._table} s"
        self._database.execute(
            "CREATE OR REPLACE TEMP TABLE room_texts AS"
            f" SELECT t, row_number() OVER (ORDER BY t) - 1 AS place FROM ({query})"
            " WHERE t IS NOT NULL"
        )
        texts = self._database.execute("SELECT t FROM room_texts ORDER BY place").fetchall()
        joined = f"LEFT JOIN room_texts r ON r.t = {value}"
        return Texts([t for (t,) in texts], _numbers(self._column("coalesce(r.place, -1)", joined)))

    def _column(self, value: str, joined: str = "") -> object:
        query = f"SELECT {value} AS v FROM {self._table} s {joined} ORDER BY s.article, s.number"
        return self._database.execute(query).fetchnumpy()["v"]


def _texts(values: Iterator[str | None]) -> Texts:
    known: dict[str, int] = {}
    places = [UNKNOWN if v is None else known.setdefault(v, len(known)) for v in values]
    return Texts(list(known), np.asarray(places, np.int32))


def _numbers(values: object) -> Numbers:
    return np.asarray(values, np.int32)


def _ids(dataset: DataSet, columns: Columns) -> Columns:
    """The columns with what leads to them from the index of words."""
    searcher = Searcher(dataset)
    docs, said = searcher.numbers()
    searcher.close()
    articles = _empty(max((doc for doc, _ in docs), default=0) + 1)
    for doc, article in docs:
        articles[doc] = columns.places.get(article, UNKNOWN)
    rows = np.asarray(said, np.int32).reshape(-1, 3)
    place = articles[rows[:, 1]]
    sayings = _empty(int(rows[:, 0].max(initial=0)) + 1)
    known = place >= 0
    sayings[rows[known, 0]] = columns.first_statement[place[known]] + rows[known, 2]
    return columns._replace(docs=articles, sayings=sayings)


def _empty(length: int) -> Numbers:
    return np.full(length, UNKNOWN, np.int32)
