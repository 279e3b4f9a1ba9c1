"""Compares records with annotated articles: precision, recall and F1 of every kind of finding.

Both sides are JSON objects in the shape of the annotated articles; places are code points of the
same raw text.

    statement found        the contents share half of all characters that either has
    statement attributed   found, and the same name was given
    statement boundary     found, and nine tenths are shared
    kind, cue, nesting     right among the statements found (among the nested ones found)
    date                   the spans touch, the values are equal
    date span              the spans touch
    heading                the same span, white space at its ends aside
    sources                the whole chain of the article is the same

Every gold finding is matched with one read finding at most, the most alike first.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dabir.unicode import (
    ARABIC_KAF,
    ARABIC_YEH,
    HAMZA_ABOVE,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    TEH_MARBUTA,
)

FOUND = 0.5
BOUNDARY = 0.9
LOOK_ALIKES = str.maketrans(
    {
        ARABIC_YEH: PERSIAN_YEH,
        ARABIC_KAF: PERSIAN_KEHEH,
        TEH_MARBUTA: "ه",
        "أ": "ا",
        "إ": "ا",
        "ؤ": "و",
        HAMZA_ABOVE: None,
    }
)

Finding = Mapping[str, Any]
Pairs = list[tuple[int, int, float]]


class Tally(NamedTuple):
    """How many findings are right, of how many in the gold and how many read."""

    right: int = 0
    gold: int = 0
    read: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both tallies together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 0 where nothing was read."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was read rightly; 0 where the gold is empty."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.gold + self.read
        return 2 * self.right / both if both else 0.0


class Score(NamedTuple):
    """The tallies of a set of articles, and its mistakes in words."""

    tallies: dict[str, Tally]
    mistakes: list[str]


def score(gold: Iterable[Finding], read: Mapping[str, Finding]) -> Score:
    """The score of the records `read`, by article id; an article without one is all missed."""
    tallies: dict[str, Tally] = {}
    mistakes: list[str] = []
    for article in gold:
        record = read.get(article["id"], {})
        for part in (_statements, _dates, _headings, _sources):
            counted, wrong = part(article, record)
            for what, tally in counted.items():
                tallies[what] = tallies.get(what, Tally()).plus(tally)
            mistakes += [f"{article['id']} {line}" for line in wrong]
    return Score(tallies, mistakes)


# --- the parts -----------------------------------------------------------------------------------

Counted = tuple[dict[str, Tally], list[str]]


def _statements(article: Finding, record: Finding) -> Counted:
    gold, read = article["statements"], record.get("statements") or []
    pairs = statement_pairs(gold, read)
    named = [p for p in pairs if same_name(gold[p[0]]["name"], read[p[1]].get("name"))]
    nested = [j for i, j, _ in pairs if gold[i]["nested_in"] is not None]
    sizes = (len(gold), len(read))
    tallies = {
        "statement found": Tally(len(pairs), *sizes),
        "statement attributed": Tally(len(named), *sizes),
        "statement boundary": Tally(sum(like >= BOUNDARY for *_, like in pairs), *sizes),
        "kind": _among(pairs, lambda i, j: gold[i]["kind"] == read[j].get("kind")),
        "cue": _among(pairs, lambda i, j: _touch(gold[i]["cue"], read[j].get("cue"))),
        "nesting": Tally(
            sum(read[j].get("nested_in") is not None for j in nested), len(nested), len(nested)
        ),
    }
    found, matched = {i for i, *_ in pairs}, {j for _, j, _ in pairs}
    wrong = [f"MISSED {_told(s)}" for i, s in enumerate(gold) if i not in found]
    wrong += [f"FALSE {_told(s)}" for j, s in enumerate(read) if j not in matched]
    wrong += [
        f"SPEAKER {gold[i]['name']} / read {read[j].get('name')}"
        for i, j, like in pairs
        if (i, j, like) not in named
    ]
    return tallies, wrong


def statement_pairs(gold: Sequence[Finding], read: Sequence[Finding]) -> Pairs:
    """Gold and read statements that are one: their indexes, and how much they share."""
    gold_places = [_places(s["content"]) for s in gold]
    read_places = [_places(s.get("content")) for s in read]

    def likeness(i: int, j: int) -> float:
        shared = _shared(gold_places[i], read_places[j])
        # Two statements may have one content, as in a relay: the name tells them apart.
        return shared + (1e-6 if same_name(gold[i]["name"], read[j].get("name")) else 0.0)

    return _match(len(gold), len(read), likeness, FOUND)


def _dates(article: Finding, record: Finding) -> Counted:
    gold, read = article["dates"], record.get("dates") or []

    def overlap(i: int, j: int) -> float:
        return _shared(_places([gold[i]]), _places([read[j]]))

    def likeness(i: int, j: int) -> float:
        return overlap(i, j) if gold[i]["value"] == read[j].get("value") else 0.0

    right = _match(len(gold), len(read), likeness, 0.0)
    near = _match(len(gold), len(read), overlap, 0.0)
    found = {i for i, *_ in right}
    tallies = {
        "date": Tally(len(right), len(gold), len(read)),
        "date span": Tally(len(near), len(gold), len(read)),
    }
    return tallies, [
        f"DATE «{d['text']}» {d['value']}" for i, d in enumerate(gold) if i not in found
    ]


def _headings(article: Finding, record: Finding) -> Counted:
    gold = {_trimmed(article["text"], h) for h in article["headings"]}
    read = {_trimmed(article["text"], h) for h in record.get("headings") or []}
    wrong = [f"HEADING «{article['text'][a:b]}»" for a, b in sorted(gold - read)]
    return {"heading": Tally(len(gold & read), len(gold), len(read))}, wrong


def _sources(article: Finding, record: Finding) -> Counted:
    gold, read = article["sources"], record.get("sources") or []
    same = [_letters(name) for name in gold] == [_letters(name) for name in read]
    wrong = [] if same else [f"SOURCES {' ← '.join(gold)} / read {' ← '.join(read)}"]
    return {"sources": Tally(int(same), 1, 1)}, wrong


# --- likeness ------------------------------------------------------------------------------------


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one speaker: equal, one inside the other, or half their words.

    Half-spaces, quotation marks and letters that look alike make no difference.
    """
    if _letters(one) == _letters(other):
        return bool(_letters(one))
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5


def _words(name: str | None) -> set[str]:
    return set(re.findall(r"\w+", (name or "").translate(LOOK_ALIKES)))


def _letters(name: str | None) -> str:
    return re.sub(r"\W+", "", (name or "").translate(LOOK_ALIKES))


def _match(
    gold: int, read: int, likeness: Callable[[int, int], float], least: float
) -> list[tuple[int, int, float]]:
    alike = ((likeness(i, j), i, j) for i in range(gold) for j in range(read))
    ranked = sorted((row for row in alike if row[0] > 0 and row[0] >= least), reverse=True)
    pairs: Pairs = []
    for like, i, j in ranked:
        if all(i != a and j != b for a, b, _ in pairs):
            pairs.append((i, j, like))
    return pairs


def _among(pairs: Pairs, right: Callable[[int, int], bool]) -> Tally:
    return Tally(sum(right(i, j) for i, j, _ in pairs), len(pairs), len(pairs))


def _places(spans: Sequence[Finding] | None) -> set[int]:
    return {at for span in spans or () for at in range(span["start"], span["end"])}


def _shared(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _touch(one: Finding | None, other: Finding | None) -> bool:
    return bool(one and other and _places([one]) & _places([other]))


def _trimmed(text: str, span: Finding) -> tuple[int, int]:
    words = text[span["start"] : span["end"]]
    start = span["start"] + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _told(statement: Finding) -> str:
    content = (statement.get("content") or [{"text": ""}])[0]["text"]
    cue = (statement.get("cue") or {"text": ""})["text"]
    return f"«{cue}» {statement.get('name')}: {content[:90]}"
