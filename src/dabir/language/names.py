"""Which words name a person, a body or a place, and why.

Four sources, in the order in which they are asked: the model; the lists of names; a title before
words that look like a name; a name found elsewhere in the same article. A later source adds and
lengthens, it never takes away.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dabir.language.gazetteers import NameKit, find_listed
from dabir.records import Name, NameKind

KINDS: dict[str, NameKind] = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "NAT": "NAT",
    "EVE": "EVE",
    "POG": "POG",
}
LONGEST_PERSON = 5


class Found(NamedTuple):
    """A name by its tokens."""

    first: int
    end: int
    kind: NameKind
    reason: str
    score: float


class Words(NamedTuple):
    """What the finder looks at, one entry a token: folded forms, tags, labels, probabilities."""

    folds: Sequence[str]
    upos: Sequence[str]
    labels: Sequence[str]
    shares: Sequence[float]
    sentences: Sequence[tuple[int, int]]


def find_names(words: Words, model: str, kit: NameKit) -> list[Found]:
    """The names of an article, in order, none overlapping; `model` is the reason of the model's."""
    found = _labelled(words, model)
    found = _with_listed(found, words, kit)
    found = _with_titled(found, words, kit)
    return _with_carried(found, words)


def _labelled(words: Words, model: str) -> list[Found]:
    found: list[Found] = []
    for start, end in words.sentences:
        open_at, kind = start, ""
        for at in range(start, end + 1):
            label = words.labels[at] if at < end else "O"
            if kind and label != f"I-{kind}":
                score = sum(words.shares[open_at:at]) / (at - open_at)
                found.append(Found(open_at, at, KINDS[kind], model, round(score, 3)))
                kind = ""
            if label != "O" and not kind:
                open_at, kind = at, label[2:]
    return found


def _with_listed(found: list[Found], words: Words, kit: NameKit) -> list[Found]:
    taken = _taken(found)
    added: list[Found] = []
    for first, end, listed in find_listed(words.folds, kit.names):
        inside = [taken[i] for i in range(first, end) if i in taken]
        if not inside:
            if listed.sure:
                added.append(Found(first, end, listed.kind, f"gazetteer:{listed.row}", 0.9))
        elif listed.rest and all(_gives_way(f, first, end, listed.kind) for f in inside):
            score = max(f.score for f in inside)
            added.append(Found(first, end, listed.kind, f"gazetteer:{listed.row}", score))
            found = [f for f in found if f not in inside]
    return sorted([*found, *added])


def _gives_way(found: Found, first: int, end: int, kind: NameKind) -> bool:
    """True for a name inside a listed one.

    Of the same words under another kind the model knows the sense from the words around («در کاخ
    سفید»); only a party is one everywhere.
    """
    same = (found.first, found.end) == (first, end)
    return first <= found.first and found.end <= end and (not same or kind in (found.kind, "POG"))


def _with_titled(found: list[Found], words: Words, kit: NameKit) -> list[Found]:
    taken = _taken(found)
    added: list[Found] = []
    for sentence_start, sentence_end in words.sentences:
        for at in range(sentence_start, sentence_end):
            for rest in kit.titles.get(words.folds[at], ()):
                first = at + 1 + len(rest)
                if tuple(words.folds[at + 1 : first]) != rest:
                    continue
                end = first
                while end < min(sentence_end, first + LONGEST_PERSON) and (
                    words.upos[end] == "PROPN" and end not in taken
                ):
                    end += 1
                if end > first and words.folds[first] not in kit.title_words:
                    added.append(Found(first, end, "PER", "pattern:title", 0.8))
                break
    return _merged(found, added)


def _with_carried(found: list[Found], words: Words) -> list[Found]:
    """Surnames, and whole names, of people who are named in full elsewhere in the article."""
    surnames: dict[str, Found] = {}
    for name in found:
        if name.kind == "PER" and name.end - name.first > 1 and name.score > 0.5:
            surnames.setdefault(words.folds[name.end - 1], name)
    if not surnames:
        return found
    taken = _taken(found)
    added = []
    for at, fold in enumerate(words.folds):
        if fold not in surnames or words.upos[at] != "PROPN":
            continue
        source = surnames[fold]
        other = taken.get(at)
        if other is None:
            added.append(Found(at, at + 1, "PER", "carried over", source.score))
        elif other.end - other.first == 1 and other.kind in ("LOC", "ORG") and other.score < 0.9:
            found = [f for f in found if f is not other]
            added.append(Found(at, at + 1, "PER", "carried over", source.score))
    return sorted([*found, *added])


def _taken(found: Sequence[Found]) -> dict[int, Found]:
    return {i: name for name in found for i in range(name.first, name.end)}


def _merged(found: list[Found], added: list[Found]) -> list[Found]:
    taken = _taken(found)
    return sorted([*found, *(a for a in added if not any(i in taken for i in range(*a[:2])))])


def to_names(
    found: Sequence[Found], starts: Sequence[int], ends: Sequence[int]
) -> tuple[Name, ...]:
    """The names as records, in places of the repaired text."""
    return tuple(
        Name(
            start=starts[name.first],
            end=ends[name.end - 1],
            kind=name.kind,
            first_token=name.first,
            end_token=name.end,
            reason=name.reason,
            score=name.score,
        )
        for name in found
    )
