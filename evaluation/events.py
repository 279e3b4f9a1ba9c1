"""Compares coded events with those of annotated articles.

    event          the same type, a source country and a target country in common; of a symmetric
                   event two parties, on whichever side
    event exact    found, with all codes and the status
    event status   the status is right among the events found

Every gold event is matched with one read event at most, the most alike first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dabir.records import Article
from evaluation.score import Pairs, Tally

Finding = Mapping[str, Any]
GIVEN = ("id", "outlet", "published", "url", "text")  # what a reader is told of an article
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def given_article(gold: Finding) -> Article:
    """The article as a reader gets it, without its annotations."""
    return msgspec.convert({key: gold.get(key) for key in GIVEN}, Article)


def event_pairs(gold: Sequence[Finding], read: Sequence[Finding]) -> Pairs:
    """Gold and read events that are one: their indexes, and how alike they are."""
    ranked = sorted(
        ((likeness(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read)),
        reverse=True,
    )
    pairs: Pairs = []
    for like, i, j in ranked:
        if like > 0 and all(i != a and j != b for a, b, _ in pairs):
            pairs.append((i, j, like))
    return pairs


def likeness(gold: Finding, read: Finding) -> float:
    """0 for two events, else 1 and one more for the codes, the status, the anchor."""
    if gold["type"] != read["type"] or not _same_parties(gold, read):
        return 0.0
    anchors = gold["anchor"], read["anchor"]
    touch = max(int(a["start"]) for a in anchors) < min(int(a["end"]) for a in anchors)
    return 1.0 + same_codes(gold, read) + bool(gold["status"] == read["status"]) + touch


def same_codes(gold: Finding, read: Finding) -> bool:
    """Whether all codes are the same, those of a symmetric event on whichever side."""
    sides = [(set(e["source"]), set(e["target"])) for e in (gold, read)]
    if gold["type"] in SYMMETRIC:
        return sides[0][0] | sides[0][1] == sides[1][0] | sides[1][1]
    return sides[0] == sides[1]


def tally_events(gold: Sequence[Finding], read: Sequence[Finding]) -> dict[str, Tally]:
    """The tallies of one article."""
    pairs = event_pairs(gold, read)
    status = [gold[i]["status"] == read[j]["status"] for i, j, _ in pairs]
    exact = [
        same and same_codes(gold[i], read[j]) for same, (i, j, _) in zip(status, pairs, strict=True)
    ]
    sizes = (len(gold), len(read))
    return {
        "event": Tally(len(pairs), *sizes),
        "event exact": Tally(sum(exact), *sizes),
        "event status": Tally(sum(status), len(pairs), len(pairs)),
    }


def _same_parties(gold: Finding, read: Finding) -> bool:
    source, target = _states(gold["source"]), _states(gold["target"])
    read_source, read_target = _states(read["source"]), _states(read["target"])
    if gold["type"] in SYMMETRIC:
        parties = source | target
        return len(parties & (read_source | read_target)) >= min(2, len(parties))
    return bool(source & read_source and target & read_target)


def _states(codes: Sequence[str]) -> set[str]:
    return {code if ":" in code else code.partition(".")[0] for code in codes}
