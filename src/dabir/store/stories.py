"""One story, many sites: articles that repeat one another, and statements told again.

Two articles tell one story where most of the shorter one stands in the longer one (of runs of four
terms of the repaired text, so repairs and half-spaces make no difference). Who had it first is told
only where it can be known: by the day, and on one day by the source that the others name.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import duckdb
import numpy as np

from dabir.export.csv import PATH, Line
from dabir.store.alike import Groups, Hashes, Shingles, find_alike
from dabir.store.dataset import DataSet
from dabir.store.parts import write_file
from dabir.store.terms import Terms, load_terms
from dabir.store.views import FOUND, connect, data_set_mark, store_error, stories_are_current

RUN = 4  # terms in a shingle of an article
SAMPLE = 2  # one in so many shingles of an article is kept
SAID_RUN = 3
SHARED = 0.6  # of the shorter text, that must stand in the longer one
SMALLEST = 0.2  # of the longer article, that the shorter one must be: a digest of many is no copy
FEWEST = 8  # shingles of an article
FEWEST_SAID = 5  # shingles of a statement


class _Article(NamedTuple):
    article: str
    outlet: str | None
    day: date | None
    chain: tuple[str, ...]
    shingles: Hashes


def update_stories(dataset: DataSet) -> None:
    """Find the stories and retellings of a data set anew, where it changed since the last time.

    Writes `stories.parquet` (one row an article that is not alone with its story) and
    `retold.parquet` (one row a statement that is told in several articles). In these, `shown` is
    the one that stands for all; `first` tells the one that is known to be first, with
    `first_reason` why, or why it is not known; `origin` is the outlet that most articles name as
    their innermost source; `kept` is the share of the shown article that this one repeats, `own`
    the share of this one that is not in the shown one. Raises StoreError.
    """
    if stories_are_current(dataset):
        return
    mark = data_set_mark(dataset.whole()[0])
    database, _ = connect(dataset)
    terms = load_terms()
    try:
        with database:
            stories = list(_stories(list(_articles(database, terms))))
            retold = list(_retold(database, terms))
    except duckdb.Error as error:
        raise store_error(error) from error
    write_found(dataset, "retold", retold, mark)
    write_found(dataset, "stories", stories, mark)


def write_found(dataset: DataSet, name: str, lines: list[Line], mark: str) -> None:
    """Write a table that was found in the whole data set. Raises StoreError."""
    file, columns = FOUND[name]
    types = dict(column.split(" ") for column in columns.split(", "))
    write_file(dataset.folder / file, types, lines, mark)


# --- articles ------------------------------------------------------------------------------------


def _articles(database: duckdb.DuckDBPyConnection, terms: Terms) -> Iterator[_Article]:
    shingles = Shingles(RUN, SAMPLE)
    query = "SELECT article, outlet, published, sources, repaired FROM articles ORDER BY article"
    cursor = database.execute(query)
    while rows := cursor.fetchmany(500):
        for article, outlet, day, sources, text in rows:
            chain = tuple(sources.split(PATH)) if sources else ()
            yield _Article(article, outlet, day, chain, shingles.of(terms.of_text(text)))


def _stories(articles: list[_Article]) -> Iterator[Line]:
    texts = [a.shingles if len(a.shingles) >= FEWEST else a.shingles[:0] for a in articles]
    groups = Groups(len(articles))
    for pair in find_alike(texts):
        sizes = sorted((len(texts[pair.first]), len(texts[pair.second])))
        if max(pair.of_first, pair.of_second) >= SHARED and sizes[0] >= SMALLEST * sizes[1]:
            groups.join(pair.first, pair.second)
    for members in groups.members().values():
        yield from _story([articles[number] for number in members])


def _story(members: list[_Article]) -> Iterator[Line]:
    origin = _origin(members)
    first, reason = _first(members)
    shown = first or min(_earliest(members), key=lambda a: (-len(a.shingles), a.article))
    story = hashlib.sha256(min(a.article for a in members).encode()).hexdigest()[:16]
    for member in members:
        common = len(np.intersect1d(member.shingles, shown.shingles, assume_unique=True))
        yield (
            member.article,
            story,
            member is shown,
            member is first,
            reason,
            origin,
            round(common / len(shown.shingles), 3),
            round(1 - common / len(member.shingles), 3),
        )


def _origin(members: list[_Article]) -> str | None:
    """The outlet that most members name as their innermost source."""
    named = Counter(member.chain[-1] for member in members if member.chain)
    return min(named, key=lambda name: (-named[name], name)) if named else None


def _earliest(members: list[_Article]) -> list[_Article]:
    days = [member.day for member in members if member.day]
    return [member for member in members if not days or member.day == min(days)]


def _first(members: list[_Article]) -> tuple[_Article | None, str]:
    """Who had it first, with the reason; None with the reason why that cannot be known."""
    if any(member.day is None for member in members):
        return None, "not every article has a day"
    earliest = _earliest(members)
    if len(earliest) == 1:
        return earliest[0], "the earliest day"
    named = Counter(name for member in members for name in member.chain)
    sources = [a for a in earliest if a.outlet and _is_named(a.outlet, named)]
    if len(sources) == 1:
        return sources[0], "of the earliest day, and named as the source by others"
    return None, f"{len(earliest)} articles of the earliest day"


def _is_named(outlet: str, named: Counter[str]) -> bool:
    """Whether others name the outlet: «ایرنا» is «خبرگزاری ایرنا»."""
    words = set(outlet.split())
    return any(set(name.split()) <= words or words <= set(name.split()) for name in named)


# --- statements ----------------------------------------------------------------------------------


def _retold(database: duckdb.DuckDBPyConnection, terms: Terms) -> Iterator[Line]:
    """The same words of the same speaker in several articles; the earliest stands for all."""
    shingles = Shingles(SAID_RUN, 1)
    keys: list[tuple[str, int, str]] = []
    by_text: dict[bytes, list[int]] = defaultdict(list)
    texts: list[Hashes] = []
    query = """
        SELECT article, number, name, content_text FROM said
        WHERE content_text IS NOT NULL ORDER BY published, article, number"""
    cursor = database.execute(query)
    while rows := cursor.fetchmany(1000):
        for article, number, name, content in rows:
            found = shingles.of(terms.of_text(content))
            if len(found) < FEWEST_SAID:
                continue
            same = by_text[found.tobytes()]
            same.append(len(keys))
            keys.append((article, number, name or ""))
            texts.append(found if len(same) == 1 else found[:0])
    groups = Groups(len(keys))
    for same in by_text.values():
        for number in same[1:]:
            if _may_be_one(keys[same[0]][2], keys[number][2]):
                groups.join(same[0], number)
    for pair in find_alike(texts):
        alike = max(pair.of_first, pair.of_second) >= SHARED
        if alike and _may_be_one(keys[pair.first][2], keys[pair.second][2]):
            groups.join(pair.first, pair.second)
    yield from _sayings(keys, groups)


def _sayings(keys: Sequence[tuple[str, int, str]], groups: Groups) -> Iterator[Line]:
    for first, members in groups.members().items():
        if len({keys[number][0] for number in members}) < 2:
            continue
        article, number, _ = keys[first]
        saying = hashlib.sha256(f"{article} {number}".encode()).hexdigest()[:16]
        for member in members:
            yield (keys[member][0], keys[member][1], saying, member == first)


def _may_be_one(first: str, second: str) -> bool:
    """Whether two names may be one speaker's: one says no more than the other, or nothing."""
    one, other = set(first.split()), set(second.split())
    return one <= other or other <= one
