"""Treebanks, names and raw news -> `work/language/sentences/*.json` and `lines.txt`.

News lines that share eight words in a row with a test part are left out.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dabir.language.forms import fold_forms
from dabir.language.verbs import load_verbs
from training.tagger import treebanks
from training.tagger.treebanks import Sentence

_TOKEN = re.compile(r"[\w\u200c\u064b-\u0655\u0670]+|[^\w\s]")
SHARED_WORDS = 8


def treebank_parts(shared: Path) -> Iterator[tuple[str, list[Sentence]]]:
    """The name and the sentences of every annotated part."""
    ud = shared / "data" / "ud"
    trees = {
        "perdt-dev": ("fa_perdt-ud-dev.conllu", "perdt"),
        "perdt-test": ("fa_perdt-ud-test.conllu", "perdt"),
        "perdt-silver": ("fa_perdt-train.silver.conllu.gz", "perdt"),
        "seraji-dev": ("fa_seraji-ud-dev.conllu", "seraji"),
        "seraji-test": ("fa_seraji-ud-test.conllu", "seraji"),
        "informal-train": ("iPerUDT_train.conllu", "informal"),
        "informal-dev": ("iPerUDT_dev.conllu", "informal"),
    }
    for name, (file, head) in trees.items():
        rows = treebanks.read_conllu(ud / file)
        yield name, [view for tree in rows for view in treebanks.tree_sentences(tree, head)]
    verbs = load_verbs()
    lines = (ud / "fa_seraji-train.upos.txt").read_text("utf-8").splitlines()
    tagged = [
        view for line in lines if line for view in treebanks.tagged_line_sentences(line, verbs)
    ]
    yield "seraji-train", tagged
    for part in ("train", "dev", "test"):
        path = shared / "data" / "ner" / f"parstwiner-{part}.txt"
        yield f"names-{part}", list(treebanks.read_names(path))


def raw_lines(shared: Path) -> Iterator[list[str]]:
    """Raw text, cut into folded tokens, a paragraph or a sentence at a time."""
    with gzip.open(shared / "data" / "raw" / "news.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield fold_forms(_TOKEN.findall(line))
    with (shared / "data" / "ud" / "fa_perdt-ud-train.text.txt").open("r") as lines:
        for line in lines:
            yield fold_forms(_TOKEN.findall(line))


def _runs(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(tokens[i:] for i in range(SHARED_WORDS)), strict=False)


def write_lines(shared: Path, parts: dict[str, list[Sentence]], path: Path) -> int:
    """Write the raw lines that no test part shares, and the training sentences; lines left out."""
    held_out = [s for name, part in parts.items() if name.endswith("-test") for s in part]
    forbidden = {hash(run) for s in held_out for run in _runs(fold_forms(s.forms))}
    left_out = 0
    with path.open("w", encoding="utf-8") as out:
        for tokens in raw_lines(shared):
            if any(hash(run) in forbidden for run in _runs(tokens)):
                left_out += 1
            else:
                out.write(" ".join(tokens) + "\n")
        for name in ("seraji-train", "names-train", "informal-train"):
            for sentence in parts[name]:
                out.write(" ".join(fold_forms(sentence.forms)) + "\n")
    return left_out


def prepare(shared: Path, work: Path) -> None:
    """Write every sentence file and the raw lines under `work`."""
    parts = dict(treebank_parts(shared))
    folder = work / "sentences"
    folder.mkdir(parents=True, exist_ok=True)
    for name, sentences in parts.items():
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(sentences))
        print(f"{name}: {len(sentences)} sentences, {sum(len(s.forms) for s in sentences)} words")
    left_out = write_lines(shared, parts, work / "lines.txt")
    print(f"raw lines left out because a test part shares {SHARED_WORDS} words: {left_out}")
