"""Contacts summed up for a picture: one tie a pair, the weakest parties put together."""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from dabir.web.pictures.glyphs import LEVELS
from dabir.web.words import Words

OTHERS = "others"
MOST_ROWS = 500


class Row(Protocol):
    """A row of `dabir.store.contacts.Contacts`, or anything that tells the same."""

    @property
    def first(self) -> str: ...  # noqa: D102
    @property
    def second(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> str | None: ...  # noqa: D102
    @property
    def occasions(self) -> int: ...  # noqa: D102
    @property
    def planned(self) -> int: ...  # noqa: D102
    @property
    def articles(self) -> int: ...  # noqa: D102


class Tie(NamedTuple):
    """The contacts of two parties, by level those that happened and those planned; the articles."""

    happened: dict[str | None, int]
    planned: dict[str | None, int]
    articles: int

    @property
    def occasions(self) -> int:
        """How many happened."""
        return sum(self.happened.values())

    @property
    def announced(self) -> int:
        """How many were planned."""
        return sum(self.planned.values())

    @property
    def weight(self) -> int:
        """How strong the tie is; what happened counts before what was planned."""
        return 4 * self.occasions + self.announced

    @property
    def level(self) -> str | None:
        """The highest level that happened, else the highest planned."""
        levels = self.happened if self.occasions else self.planned
        return min((level for level, n in levels.items() if n), key=LEVELS.index, default=None)


class Ties(NamedTuple):
    """Parties, those with most contacts first, and the ties between them, by pair in that order.

    `hidden` is how many parties stand together as OTHERS, which comes last; what these said among
    themselves is left out of the ties. `all_pairs` are the pairs before parties were put together.
    """

    parties: list[str]
    pairs: dict[tuple[str, str], Tie]
    hidden: int
    all_pairs: int

    def total(self, party: str) -> int:
        """How many contacts a party had that happened."""
        return sum(tie.occasions for pair, tie in self.pairs.items() if party in pair)

    def tie(self, one: str, other: str) -> Tie | None:
        """The tie of two parties, whichever comes first."""
        return self.pairs.get((one, other)) or self.pairs.get((other, one))

    def name(self, party: str, words: Words) -> str:
        """The name of a party, or how many others there are."""
        if party == OTHERS:
            return words("party.others", count=words.number(self.hidden))
        return words.party(party)


def sum_up(rows: Iterable[Row], most: int) -> Ties:
    """The ties of at most so many parties; the weakest are put together where there are more."""
    rows = [row for row in rows if row.occasions or row.planned]
    weights: dict[str, int] = defaultdict(int)
    for row in rows:
        for party in (row.first, row.second):
            weights[party] += 4 * row.occasions + row.planned
    ranked = sorted(weights, key=lambda party: (-weights[party], party))
    shown = ranked if len(ranked) <= most else ranked[: most - 1]
    hidden = len(ranked) - len(shown)
    parties = [*shown, OTHERS] if hidden else shown
    places = {party: place for place, party in enumerate(parties)}
    pairs: dict[tuple[str, str], Tie] = {}
    for row in rows:
        one, other = sorted((places.get(row.first, len(shown)), places.get(row.second, len(shown))))
        if one != other:
            key = (parties[one], parties[other])
            pairs[key] = _add(pairs.get(key, Tie({}, {}, 0)), row)
    all_pairs = {tuple(sorted((row.first, row.second))) for row in rows}
    return Ties(parties, pairs, hidden, len(all_pairs))


def _add(tie: Tie, row: Row) -> Tie:
    level = row.level if row.level in LEVELS else None
    happened = {**tie.happened, level: tie.happened.get(level, 0) + row.occasions}
    planned = {**tie.planned, level: tie.planned.get(level, 0) + row.planned}
    return Tie(happened, planned, tie.articles + row.articles)


def contact_rows(
    rows: Iterable[Row], words: Words
) -> tuple[tuple[str, ...], tuple[tuple[str | int, ...], ...]]:
    """The columns and rows of the table beside a picture: pairs and levels, MOST_ROWS at most."""
    totals: dict[tuple[str, str, str | None], tuple[int, int, int]] = {}
    for row in rows:
        level = row.level if row.level in LEVELS else None
        one, other = sorted((row.first, row.second))
        key = (one, other, level)
        before = totals.get(key, (0, 0, 0))
        totals[key] = (
            before[0] + row.occasions,
            before[1] + row.planned,
            before[2] + row.articles,
        )
    columns = ("first", "second", "level", "occasions", "planned", "articles")
    ranked = heapq.nsmallest(
        MOST_ROWS, totals.items(), key=lambda found: (-found[1][0], -found[1][1], str(found[0]))
    )
    names = {party: words.party(party) for key, _ in ranked for party in key[:2]}
    levels = {level: words(f"level.{level or 'untold'}") for level in LEVELS}
    table = (
        (names[one], names[other], levels[level], *counts) for (one, other, level), counts in ranked
    )
    return tuple(words(f"column.{column}") for column in columns), tuple(table)


def tell(one: str, other: str, tie: Tie, words: Words) -> str:
    """A tie in words: «ایران و روسیه: ۳ تماس · وزیران ۲ · سران ۱ · ۱ برنامه‌ریزی‌شده»."""
    parts = [words("contact.tip", first=one, second=other, count=words.number(tie.occasions))]
    for level in LEVELS:
        if tie.happened.get(level):
            name = words(f"level.{level or 'untold'}")
            parts.append(f"{name} {words.number(tie.happened[level])}")
    if tie.announced:
        parts.append(words("contact.planned", count=words.number(tie.announced)))
    return " · ".join(parts)
