"""Score half-space repair on the treebanks: `evaluate SHARED [dev|test]`.

F1: both texts are reduced to their letters and digits. A half-space is right when the clean text
has one right before the same letter. Text is repaired as one file, one sentence a line.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.halfspace.damage import SPACE, ZWNJ, codes_of, damage
from training.halfspace.prepare import tidy, treebank_texts

SEED = 1
KINDS = {"deleted": (1.0, 0.0), "to space": (0.0, 1.0), "mixed": (0.5, 0.5), "undamaged": (0, 0)}
_GAPS = {chr(ZWNJ): 1, chr(SPACE): 2}
_SAME = str.maketrans("يىكةۀأإؤ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ییکههااو" + 2 * "0123456789")
Repair = Callable[[str], str]


class Scores(NamedTuple):
    """Half-spaces right, written, and in the clean text; wrong gaps; damaged and all spaces."""

    right: int
    written: int
    wanted: int
    wrong: int
    closed: int
    spaces: int
    tokens: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of half-spaces, in percent."""
        return 200 * self.right / max(1, self.written + self.wanted)

    @property
    def wrong_edits(self) -> float:
        """Gaps that differ from the clean text, per 1,000 tokens."""
        return 1000 * self.wrong / self.tokens

    @property
    def closed_spaces(self) -> float:
        """True spaces that are none any more, per 1,000."""
        return 1000 * self.closed / self.spaces


def gaps_of(text: str) -> tuple[str, NDArray[np.int8]]:
    """The letters and digits, told apart as little as repair may, and the gap before each."""
    solid = [k for k, sign in enumerate(text) if sign.isalnum()]
    before = [_GAPS.get(text[k - 1], 0) if k else 0 for k in solid]
    return "".join(text[k] for k in solid).translate(_SAME), np.array(before, np.int8)


def compare(clean: str, repaired: str) -> Scores:
    """The scores of a repaired text; line ends may not have moved. Lines whose
    letters differ count as having no half-space at all.
    """
    total = np.zeros(7, np.int64)
    for one, other in zip(clean.split("\n"), repaired.split("\n"), strict=True):
        letters, gold = gaps_of(one)
        found_letters, found = gaps_of(other)
        if letters != found_letters:
            found = np.where(gold == 1, 0, gold)
        total += np.array(
            (
                np.count_nonzero((gold == 1) & (found == 1)),
                np.count_nonzero(found == 1),
                np.count_nonzero(gold == 1),
                np.count_nonzero(gold != found),
                np.count_nonzero((gold == 2) & (found != 2)),
                np.count_nonzero(gold == 2),
                len(one.split()),
            )
        )
    return Scores(*total.tolist())


def damaged(clean: str, kind: str) -> str:
    """The clean text with its half-spaces damaged, the same every time."""
    lines = clean.count("\n") + 2
    deleted, spaced = KINDS[kind]
    made = damage(codes_of(clean), np.full(lines, deleted), np.full(lines, spaced), SEED)
    return made.codes.tobytes().decode("utf-32-le")


def treebanks(shared: Path, part: str) -> Iterator[tuple[str, str]]:
    """The name and the clean text of the treebanks, one sentence a line."""
    for bank in ("perdt", "seraji"):
        path = shared / "data" / "ud" / f"fa_{bank}-ud-{part}.conllu"
        yield bank, "\n".join(tidy(text) for text in treebank_texts(path))


def score(repair: Repair, shared: Path, part: str) -> dict[tuple[str, str], Scores]:
    """Scores by treebank and kind of damage."""
    return {
        (bank, kind): compare(clean, repair(damaged(clean, kind)))
        for bank, clean in treebanks(shared, part)
        for kind in KINDS
    }


def main(shared: Path, part: str) -> None:
    """Print the scores of dabir's own repair."""
    from dabir import repairs

    kit = repairs.load_kit()
    for (bank, kind), scores in score(
        lambda text: repairs.repair_text(text, kit)[0], shared, part
    ).items():
        precision = 100 * scores.right / max(1, scores.written)
        recall = 100 * scores.right / max(1, scores.wanted)
        print(
            f"{bank:7}{kind:10} F1 {scores.f1:6.2f} P {precision:6.2f} R {recall:6.2f}"
            f"  wrong {scores.wrong_edits:5.2f}  closed {scores.closed_spaces:5.2f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dev")
