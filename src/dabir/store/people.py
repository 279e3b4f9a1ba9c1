"""People across articles: who is one person or body, on what evidence, and who may be.

Names that say the whole name are one person as long as nothing speaks against it: another country,
or offices that nothing ties together. A surname alone is never led to a person, unless the office
that stands with it is that of just one bearer of the name, at about that time. All else is kept
apart and told as a doubt.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

import duckdb
import msgspec

from dabir.export.csv import LIST, Line
from dabir.resources import load_table
from dabir.store.alike import Groups
from dabir.store.dataset import DataSet
from dabir.store.stories import write_found
from dabir.store.terms import Terms, load_terms
from dabir.store.views import connect, data_set_mark, people_are_current, store_error

POINTING = frozenset(("این", "ان", "همین", "همان"))
LONG_AGO = timedelta(366)  # an office seen so long before or after says nothing any more

MENTIONS = """
    SELECT s.article, s.name, s.published, count(*) AS statements,
        list(DISTINCT s.speaker_text) FILTER (s.speaker_text IS NOT NULL) AS phrases,
        list(DISTINCT split_part(code, '.', 1)) FILTER (code <> '---' AND NOT contains(code, ':'))
            AS countries
    FROM said s LEFT JOIN (
        SELECT article, start, "end", unnest(string_split(codes, '; ')) AS code FROM actors) a
        ON a.article = s.article AND a.start >= s.speaker_start AND a."end" <= s.speaker_end
    WHERE s.name IS NOT NULL GROUP BY ALL ORDER BY s.name, s.published, s.article"""


class _WordRow(msgspec.Struct):
    word: str


class _TitleRow(msgspec.Struct):
    title: str


class _Lore(NamedTuple):
    """Terms that open the name of a body, an office, an unnamed source; those to pass over."""

    bodies: frozenset[str]
    offices: frozenset[str]
    unnamed: frozenset[str]
    honorifics: frozenset[str]
    dropped: frozenset[str]


class _Mention(NamedTuple):
    """One name in one article, with the offices that its phrases give."""

    article: str
    name: str
    words: tuple[str, ...]
    kind: str
    day: date | None
    statements: int
    offices: dict[frozenset[str], str]
    countries: frozenset[str]


class _Signs(NamedTuple):
    """What a mention tells beside the name."""

    offices: frozenset[frozenset[str]]
    countries: frozenset[str]


class _Person(NamedTuple):
    id: str
    kind: str
    mentions: list[tuple[_Mention, str]]


def update_people(dataset: DataSet) -> None:
    """Find people and bodies anew, where the data set changed since the last time.

    Writes `people.parquet` (one row an identity: `kind` is person, surname, office or body),
    `named.parquet` (which identity a name in an article is, with the `evidence`), `offices.parquet`
    (an identity's offices with the first and last day they were seen), and `doubts.parquet` (two
    identities that may be one, and why they were not put together). Raises StoreError.
    """
    if people_are_current(dataset):
        return
    terms = load_terms()
    database, _ = connect(dataset)
    try:
        with database:
            mentions = list(_mentions(database, terms, _load_lore(terms)))
    except duckdb.Error as error:
        raise store_error(error) from error
    people, doubts = _find_people(mentions)
    tables: dict[str, Iterable[Line]] = {
        "named": _named(people),
        "offices": _offices(people),
        "doubts": doubts,
        "people": map(_row, people),
    }
    mark = data_set_mark(dataset.whole()[0])
    for name, lines in tables.items():
        write_found(dataset, name, list(lines), mark)


def _load_lore(terms: Terms) -> _Lore:
    def of(*names: str) -> frozenset[str]:
        words = (row.word for name in names for row in load_table(name, _WordRow))
        return frozenset(term for word in words for term in terms.of_text(word)[:1])

    titles = (row.title for row in load_table("language_titles", _TitleRow))
    honorifics = frozenset(term for title in titles for term in terms.of_text(title))
    offices = of("statements_titles", "statements_posts", "statements_plurals")
    return _Lore(
        of("language_body_heads", "statements_bodies"),
        offices,
        of("statements_quantifiers"),
        honorifics - offices,
        (honorifics | of("statements_pronouns") | POINTING) - offices,
    )


def _mentions(database: duckdb.DuckDBPyConnection, terms: Terms, lore: _Lore) -> Iterator[_Mention]:
    cursor = database.execute(MENTIONS)
    while rows := cursor.fetchmany(1000):
        for article, name, day, statements, phrases, countries in rows:
            words = tuple(terms.of_text(name))
            kind = _kind(words, lore)
            if not kind:
                continue
            if kind in ("person", "surname"):
                words = tuple(word for word in words if word not in lore.honorifics) or words
                kind = "person" if len(words) > 1 else "surname"
            offices = dict(_offices_of(phrases or (), words, terms, lore))
            found = frozenset(country for country in countries or () if len(country) == 3)
            yield _Mention(article, name, words, kind, day, statements, offices, found)


def _kind(words: tuple[str, ...], lore: _Lore) -> str:
    if not words or words[0] in lore.unnamed:
        return ""
    if words[0] in lore.bodies:
        return "body"
    if words[0] in lore.offices:
        return "office"
    return "person" if len(words) > 1 else "surname"


def _offices_of(
    phrases: Iterable[str], words: tuple[str, ...], terms: Terms, lore: _Lore
) -> Iterator[tuple[frozenset[str], str]]:
    """What a phrase says beside the name: «وزیر آب» of «عمر الساحلی، وزیر آب»."""
    for phrase in phrases:
        tokens = [t for t in terms.tokens(phrase) if t.term not in words]
        tokens = [t for t in tokens if t.term not in lore.dropped]
        if len(tokens) < 2 or not any(
            t.term in lore.offices or t.term in lore.bodies for t in tokens
        ):
            continue
        yield frozenset(t.term for t in tokens), phrase[tokens[0].start : tokens[-1].end].strip()


# --- who is who ----------------------------------------------------------------------------------


def _find_people(mentions: list[_Mention]) -> tuple[list[_Person], list[Line]]:
    by_name: dict[tuple[str, tuple[str, ...]], list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.kind, mention.words].append(mention)
    people: list[_Person] = []
    doubts: list[Line] = []
    for (kind, _), bearers in by_name.items():
        if kind in ("body", "office"):
            people.append(_person(kind, [(mention, "the same name") for mention in bearers]))
        elif kind == "person":
            people.extend(_bearers(bearers, doubts))
    surnames = defaultdict(list)
    for person in people:
        if person.kind == "person":
            surnames[person.mentions[0][0].words[-1]].append(person)
    for (kind, words), bearers in by_name.items():
        if kind == "surname":
            people.extend(_lead_surname(bearers, surnames[words[0]], doubts))
    return sorted(people, key=lambda person: person.id), sorted(doubts, key=str)


def _bearers(mentions: list[_Mention], doubts: list[Line]) -> Iterator[_Person]:
    """The persons who bear one full name: parted by country, and by offices that nothing ties."""
    alike: dict[_Signs, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        alike[_Signs(frozenset(mention.offices), mention.countries)].append(mention)
    silent = alike.pop(_Signs(frozenset(), frozenset()), [])
    signs = list(alike)
    groups = Groups(len(signs))
    for place, one in enumerate(signs):
        for other in range(place + 1, len(signs)):
            if _is_one(one, signs[other]):
                groups.join(place, other)
    clusters: dict[int, list[_Mention]] = defaultdict(list)
    for place, one in enumerate(signs):
        clusters[groups.find(place)].extend(alike[one])
    if len(clusters) <= 1:
        everyone = [(m, "the full name and the office") for c in clusters.values() for m in c]
        yield _person("person", everyone + [(m, "the full name") for m in silent])
        return
    found = [
        _person("person", [(mention, "the full name and the office") for mention in cluster])
        for cluster in clusters.values()
    ]
    if silent:
        found.append(_person("person", [(mention, "the full name") for mention in silent]))
    for place, person in enumerate(found):
        doubts.extend((person.id, o.id, _doubt(person, o)) for o in found[place + 1 :])
    yield from found


def _is_one(first: _Signs, second: _Signs) -> bool:
    """Whether two mentions of one full name tell of one person: the name counts for much here."""
    if first.countries and second.countries and not first.countries & second.countries:
        return False
    if not first.offices or not second.offices:
        return bool(first.countries & second.countries)
    return any(
        len(one & other) >= 2 or _is_one_office(one, other)
        for one in first.offices
        for other in second.offices
    )


def _is_one_office(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one says no more than the other: «سخنگو» and «سخنگوی انجمن» may be one."""
    return first <= second or second <= first


def _doubt(first: _Person, second: _Person) -> str:
    countries = [{c for m, _ in p.mentions for c in m.countries} for p in (first, second)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return "the same full name, another country"
    if all(any(m.offices for m, _ in p.mentions) for p in (first, second)):
        return "the same full name, another office"
    return "the same full name, and no office to tell"


def _lead_surname(
    mentions: list[_Mention], bearers: list[_Person], doubts: list[Line]
) -> Iterator[_Person]:
    tenures = {person.id: _tenure(person) for person in bearers}
    left: list[_Mention] = []
    for mention in mentions:
        fitting = [p for p in bearers if _holds_office(tenures[p.id], p, mention)]
        if len(fitting) == 1:
            fitting[0].mentions.append((mention, "the surname and the office, at that time"))
        else:
            left.append(mention)
    if left:
        person = _person("surname", [(mention, "the surname alone") for mention in left])
        doubts.extend((person.id, other.id, "the same surname") for other in bearers)
        yield person


Tenure = dict[frozenset[str], tuple[date, date]]


def _tenure(person: _Person) -> Tenure:
    """The first and last day on which each office was seen."""
    seen: Tenure = {}
    for mention, _ in person.mentions:
        if mention.day is None:
            continue
        for office in mention.offices:
            first, last = seen.get(office, (mention.day, mention.day))
            seen[office] = (min(first, mention.day), max(last, mention.day))
    return seen


def _holds_office(held: Tenure, person: _Person, mention: _Mention) -> bool:
    """Whether a mention by surname has an office of the person, of two words at least, then."""
    countries = {country for known, _ in person.mentions for country in known.countries}
    if mention.day is None or (
        countries and mention.countries and not countries & mention.countries
    ):
        return False
    return any(
        first - LONG_AGO <= mention.day <= last + LONG_AGO
        for office, (first, last) in held.items()
        for other in mention.offices
        if len(office & other) >= 2 and _is_one_office(office, other)
    )


def _person(kind: str, mentions: list[tuple[_Mention, str]]) -> _Person:
    first = min((m for m, _ in mentions), key=lambda m: (str(m.day), m.article))
    said = f"{kind} {' '.join(first.words)} {first.article}"
    return _Person(hashlib.sha256(said.encode()).hexdigest()[:16], kind, mentions)


# --- rows ----------------------------------------------------------------------------------------


def _row(person: _Person) -> Line:
    mentions = [mention for mention, _ in person.mentions]
    names = sorted({m.name for m in mentions}, key=lambda name: (-len(name), name))
    days = [str(mention.day) for mention in mentions if mention.day]
    countries = sorted({country for mention in mentions for country in mention.countries})
    return (
        person.id,
        person.kind,
        names[0],
        LIST.join(names[1:]) or None,
        LIST.join(countries) or None,
        len(mentions),
        sum(mention.statements for mention in mentions),
        min(days, default=None),
        max(days, default=None),
    )


def _named(people: list[_Person]) -> Iterator[Line]:
    for person in people:
        for mention, evidence in person.mentions:
            yield (mention.article, mention.name, person.id, evidence)


def _offices(people: list[_Person]) -> Iterator[Line]:
    for person in people:
        seen: dict[frozenset[str], list[tuple[str | None, str, str]]] = defaultdict(list)
        for mention, _ in person.mentions:
            for key, office in mention.offices.items():
                day = str(mention.day) if mention.day else None
                seen[key].append((day, office, mention.article))
        for found in sorted(seen.values(), key=lambda f: (-len(f), f[0][1])):
            days = [day for day, _, _ in found if day]
            articles = len({article for _, _, article in found})
            yield (
                person.id,
                min(office for _, office, _ in found),
                min(days, default=None),
                max(days, default=None),
                articles,
            )
