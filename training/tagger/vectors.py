"""`lines.txt` -> `vectors.npy` and `forms.txt`: what company each word keeps in the news.

Two skip-gram models side by side: one with a window of two, in which words that stand in the same
place of a sentence lie near, and one with a window of eight, in which words of one subject do.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec

SIZE = 96
WINDOWS = (2, 8)
STRETCH = 60


class _Stretches:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[list[str]]:
        with self._path.open("r", encoding="utf-8") as lines:
            for line in lines:
                tokens = line.split()
                for i in range(0, len(tokens), STRETCH):
                    yield tokens[i : i + STRETCH]


def train_vectors(work: Path) -> None:
    """Write the vectors, float32 `[forms, 2 * SIZE]`, most frequent form first, with counts."""
    models = [_train(work / "lines.txt", window) for window in WINDOWS]
    forms = models[0].wv.index_to_key
    np.save(work / "vectors.npy", np.concatenate([m.wv[forms] for m in models], axis=1))
    lines = (f"{f}\t{models[0].wv.get_vecattr(f, 'count')}" for f in forms)
    (work / "forms.txt").write_text("\n".join(lines), "utf-8")
    print(f"vectors: {len(forms)} forms, windows {WINDOWS}, {SIZE} numbers each")


def _train(path: Path, window: int) -> Word2Vec:
    return Word2Vec(
        _Stretches(path),
        vector_size=SIZE,
        window=window,
        min_count=3,
        sg=1,
        negative=8,
        sample=1e-4,
        epochs=5,
        workers=1,
        seed=7,
        hashfxn=_hash,
    )


def _hash(text: str) -> int:
    value = 0
    for sign in text:
        value = (value * 31 + ord(sign)) & 0xFFFFFFFF
    return value
