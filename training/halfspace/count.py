"""Count words and pairs, and sort words into classes: `count TEXT EVIDENCE.npz`.

`TEXT` is the folder that `prepare` wrote. The evidence has three tables of counts: `counts` from
all the news, and `counts0`, `counts1` for training on one half of the news, from the other half
alone, so that a line is never judged by a count of itself.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dabir.repairs import gaps
from dabir.unicode import ZWNJ

SIZE = 1 << 22
CLASS_SIZE = 1 << 17
CLASSES = 250
RARE = 2
BESIDE = 3_000
SEED = 0
_LETTER = "\u0621-\u064a\u066e-\u06d3\u06d5"
_PIECE = re.compile(f"[{_LETTER}]+|[^{_LETTER}]")
_TOKEN = re.compile(rf"[{_LETTER}]+|[^\s{ZWNJ}]")

Pair = tuple[str, str]


class Counts:
    """Words, pairs with a half-space, pairs with a space."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.halves: Counter[Pair] = Counter()
        self.spaced: Counter[Pair] = Counter()

    def read(self, lines: Iterable[str], times: int = 1) -> None:
        """Count the pieces of the lines."""
        for line in lines:
            pieces = _PIECE.findall(line)
            for k, piece in enumerate(pieces):
                if len(piece) > 1 or piece.isalpha():
                    self.words[piece] += times
                elif 0 < k < len(pieces) - 1 and piece in (" ", ZWNJ):
                    kind = self.halves if piece == ZWNJ else self.spaced
                    kind[pieces[k - 1], pieces[k + 1]] += times

    def halved(self) -> "Counts":
        """Half of every count, rounded up: the scale of one half of the news."""
        made = Counts()
        made.words = Counter({key: -(-n // 2) for key, n in self.words.items()})
        made.halves = Counter({key: -(-n // 2) for key, n in self.halves.items()})
        made.spaced = Counter({key: -(-n // 2) for key, n in self.spaced.items()})
        return made


def to_table(counts: Counts, powers: gaps.Powers) -> gaps.Counts:
    """The hashed table: words, all half-space pairs, and the spaced pairs that compete."""
    table = np.zeros(SIZE, np.uint8)
    words = {w: n for w, n in counts.words.items() if n >= RARE and len(w) <= gaps.LONGEST_WORD}
    known = dict(zip(words, gaps.word_hashes(list(words), powers), strict=True))
    spaced = {
        pair: n
        for pair, n in counts.spaced.items()
        if pair in counts.halves or (n >= RARE and counts.words["".join(pair)] >= RARE)
    }
    _put(table, np.array(list(known.values())), gaps.WORD, list(words.values()))
    for pairs, salt in ((counts.halves, gaps.HALF), (spaced, gaps.SPACED)):
        kept = {p: n for p, n in pairs.items() if p[0] in known and p[1] in known}
        left = np.array([known[a] for a, _ in kept])
        right = np.array([known[b] for _, b in kept])
        _put(table, gaps.pair_hash(left, right), salt, list(kept.values()))
    return table


def _put(table: gaps.Counts, hashes: gaps.Hashes, salt: np.uint64, counts: list[int]) -> None:
    steps = np.minimum(15, 1 + np.ceil(np.log2(np.array(counts)))).astype(np.uint8)
    for slots in gaps.count_slots(hashes, salt, len(table)):
        np.maximum.at(table, slots, steps)


def sort_words(lines: Iterable[str]) -> dict[str, int]:
    """A class for every frequent word, by the words that it stands beside, most frequent first."""
    tokens: list[str] = []
    for line in lines:
        tokens += _TOKEN.findall(line)
        tokens.append("\n")
    frequent = [word for word, n in Counter(tokens).most_common(40_000) if n >= 8]
    number = {word: k for k, word in enumerate(frequent)}
    places = np.array([number.get(token, -1) for token in tokens])
    found = _cluster(_beside(places, len(frequent)))
    return {word: int(found[k]) + 1 for word, k in number.items()}


def _beside(places: NDArray[np.int64], words: int) -> NDArray[np.float32]:
    """Positive mutual information of words and their neighbours, left and right: `(words, 2B)`."""
    table = np.zeros((words, 2 * BESIDE), np.float32)
    for column, one, other in ((0, places[1:], places[:-1]), (BESIDE, places[:-1], places[1:])):
        both = (one >= 0) & (other >= 0) & (other < BESIDE)
        together = np.bincount(one[both] * BESIDE + other[both], minlength=words * BESIDE)
        table[:, column : column + BESIDE] = together.reshape(words, BESIDE)
    total = table.sum()
    rows = table.sum(1, keepdims=True)
    columns = table.sum(0, keepdims=True) ** 0.75
    expected = rows * columns / columns.sum() + 1e-9
    information: NDArray[np.float32] = np.log(np.maximum(table / expected, 1)).astype(np.float32)
    assert total > 0
    return information


def _cluster(table: NDArray[np.float32]) -> NDArray[np.int64]:
    """Classes by spherical k-means over 60 latent dimensions."""
    random = np.random.default_rng(SEED)
    basis = table @ (table.T @ random.standard_normal((len(table), 80)).astype(np.float32))
    for _ in range(2):
        basis = table @ (table.T @ np.linalg.qr(basis)[0])
    basis = np.linalg.qr(basis)[0]
    left, strength, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    points = (basis @ left)[:, :60] * np.sqrt(strength[:60])
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    centres = points[random.choice(min(len(points), 8_000), CLASSES, replace=False)]
    for _ in range(25):
        nearest: NDArray[np.int64] = np.argmax(points @ centres.T, 1)
        for k in range(CLASSES):
            if (nearest == k).any():
                centres[k] = points[nearest == k].sum(0)
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return nearest


def to_classes(classes: dict[str, int], powers: gaps.Powers) -> gaps.Classes:
    """The hashed table; where two words fall into one slot, the more frequent one stays."""
    table = np.zeros(CLASS_SIZE, np.uint16)
    words = [w for w in classes if 1 < len(w) <= gaps.LONGEST_WORD][::-1]
    slots, marks = gaps.class_slots(gaps.word_hashes(words, powers), CLASS_SIZE)
    for slot, mark, word in zip(slots, marks, words, strict=True):
        table[slot] = mark | np.uint16(classes[word])
    return table


def main(text: Path, evidence: Path) -> None:
    """Write the tables."""
    powers = gaps.load_powers()

    def read(name: str) -> list[str]:
        return (text / f"{name}.txt").read_text("utf-8").splitlines()

    halves = (read("raw0"), read("raw1"))
    dictionary = read("words") + read("lexicon")
    tables = {}
    for name, news in (("counts0", halves[1]), ("counts1", halves[0])):
        counts = Counts()
        counts.read(news)
        counts.read(dictionary, times=2)
        tables[name] = to_table(counts, powers)
    counts = Counts()
    counts.read(halves[0])
    counts.read(halves[1])
    counts.read(dictionary, times=4)
    tables["counts"] = to_table(counts.halved(), powers)
    banks = 2 * (read("perdt") + read("seraji"))
    classes = to_classes(sort_words([*halves[0], *halves[1], *banks]), powers)
    np.savez(evidence, classes=classes, **tables)  # type: ignore[arg-type]
    filled = {name: round(float((table > 0).mean()), 3) for name, table in tables.items()}
    print(f"{evidence}: share of slots filled {filled}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
