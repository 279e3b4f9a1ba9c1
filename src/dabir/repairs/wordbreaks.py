"""Word breaks: a space that fell into a word, or out from between two.

Only what counts of words make all but certain is changed: a plural ending that stands apart after
a letter that does not join, two pieces that are no words and make a frequent one together, and an
unknown word that is «در», «از» and the like with a frequent word run onto it.
"""

import re
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from dabir.records import Edit
from dabir.repairs import gaps
from dabir.repairs.spacing import SpacingKit
from dabir.resources import load_table
from dabir.unicode import ZWNJ

_LETTER = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc"
_ENDING = re.compile(
    f" (?=ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?(?![{_LETTER}{ZWNJ}]))"
    f"(?<=[{_LETTER}][{_LETTER}][اآدذرزژو] )"
)
# Steps of the count table: 1 is once, 8 is more than 64 times in half of the news.
_RARE, _USUAL, _FREQUENT = 1, 6, 9
_LONG_WORD = 7


class LooseWordRow(msgspec.Struct, frozen=True):
    """A row of `lexicon/repairs/loose_words.tsv`."""

    id: str
    form: str


class BreakKit(NamedTuple):
    """The counts of words, and the hashes of the words that others run onto."""

    evidence: gaps.Evidence
    powers: gaps.Powers
    loose: gaps.Hashes


def load_breaks(spacing: SpacingKit) -> BreakKit:
    """The word counts of the half-space model, and the table of loose words."""
    forms = [row.form for row in load_table("repairs_loose_words", LooseWordRow)]
    hashes = gaps.word_hashes(forms, spacing.powers)
    return BreakKit(spacing.evidence, spacing.powers, hashes)


def find_breaks(text: str, kit: BreakKit) -> list[Edit]:
    """Edits that close or open a space, in order."""
    found = [
        Edit(match.start(), match.end(), "", "wordbreak.ending") for match in _ENDING.finditer(text)
    ]
    taken = {edit.start for edit in found}
    for start in range(0, len(text), gaps.BLOCK):
        low = max(0, start - gaps.REACH)
        high = min(len(text), start + gaps.BLOCK + gaps.REACH)
        piece = text[low:high].encode("utf-32-le", "surrogatepass")
        seen = gaps.view(np.frombuffer(piece, np.uint32), kit.powers)
        own = slice(start - low, start - low + gaps.BLOCK)
        for place in (_apart(seen, own, kit) + low).tolist():
            if place not in taken:
                found.append(Edit(place, place + 1, "", "wordbreak.apart", 0.9))
        for place in (_together(seen, own, kit) + low).tolist():
            found.append(Edit(place, place, " ", "wordbreak.together", 0.9))
    return sorted(found, key=lambda edit: (edit.start, edit.end))


def _inside(fits: NDArray[np.bool_], own: slice) -> gaps.Places:
    outside = np.ones(len(fits), bool)
    outside[own] = False
    return np.flatnonzero(fits & ~outside)


def _apart(seen: gaps.View, own: slice, kit: BreakKit) -> gaps.Places:
    """Spaces between two pieces that are no words and make a usual one."""
    kinds = seen.kinds
    fits = np.zeros(len(kinds), bool)
    fits[1:-1] = (kinds[1:-1] == gaps.SPACE) & (kinds[:-2] >= gaps.FIRST_LETTER)
    fits[1:-1] &= kinds[2:] >= gaps.FIRST_LETTER
    places = _inside(fits, own)
    pieces = gaps.Pieces(seen, 1, kit.evidence)
    first, last = seen.first[places - 1], seen.last[places + 1]
    short = last - first <= gaps.LONGEST_WORD
    places, first, last = places[short], first[short], last[short]
    left = pieces.piece(first, places)
    unknown = pieces.count(left, gaps.WORD) <= _RARE
    places, first, last, left = places[unknown], first[unknown], last[unknown], left[unknown]
    right = pieces.piece(places + 1, last)
    unknown = pieces.count(right, gaps.WORD) <= _RARE
    places, first, left, right = places[unknown], first[unknown], left[unknown], right[unknown]
    joined = left + right * seen.up[places - first]
    closed: gaps.Places = places[pieces.count(joined, gaps.WORD) >= _USUAL]
    return closed


def _together(seen: gaps.View, own: slice, kit: BreakKit) -> gaps.Places:
    """Places in unknown words after a loose word and before a frequent one."""
    kinds = seen.kinds
    fits = np.zeros(len(kinds), bool)
    length = seen.last - seen.first
    fits[1:] = (kinds[1:] >= gaps.FIRST_LETTER) & (kinds[:-1] >= gaps.FIRST_LETTER)
    fits &= (length >= _LONG_WORD) & (length <= gaps.LONGEST_WORD)
    fits[1:] &= ~gaps.joins(kinds[:-1])
    places = _inside(fits, own)
    first, last = seen.first[places], seen.last[places]
    pieces = gaps.Pieces(seen, 1, kit.evidence)
    begun = pieces.piece(first, places)
    split = np.zeros(len(places), bool)
    for loose in kit.loose:
        split |= begun == loose
    split &= (places - first >= 2) & (last - places >= 3)
    places, first, last = places[split], first[split], last[split]
    split = pieces.count(pieces.piece(first, last), gaps.WORD) == 0
    split &= pieces.count(pieces.piece(places, last), gaps.WORD) >= _FREQUENT
    opened: gaps.Places = places[split]
    return opened
