"""Clean text for the half-space model: `prepare SHARED OUT` writes text files into OUT.

One line a sentence or paragraph, letters normalised, half-spaces as their editors wrote them.

- `perdt.txt`, `seraji.txt`: the training parts of the treebanks.
- `compounds.txt`: sentences of the first with words put in at random places that a dictionary
  writes with a half-space.
- `words.txt`, `lexicon.txt`: the words of two dictionaries.
- `raw0.txt`, `raw1.txt`: the news in two halves, for counting; `news0.txt`, `news1.txt`: those
  of their lines whose half-spaces can be trusted, for training.

News lines that share ten words in a row with a development or test sentence of the treebanks are
left out everywhere.
"""

import gzip
import random
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from dabir.unicode import ZWNJ

SHINGLE = 10
SEED = 4
_LOOKALIKES = str.maketrans("يىكە", "ییکه", "\u0640\u200d\u200e\u200f\u00ad\u2060\ufeff")
_TIDY = (
    (re.compile("[\u00a0\u2000-\u200a\t]"), " "),
    (re.compile(f"{ZWNJ}{{2,}}"), ZWNJ),
    (re.compile(rf"(?<!\w){ZWNJ}|{ZWNJ}(?!\w)"), ""),
    (re.compile(f"(?<=[اآأدذرزژوة]){ZWNJ}"), ""),
    (re.compile(" {2,}"), " "),
)
_LOST = re.compile(
    r"\bن?می (?=\w)|\bن?می(?:شو|کن|ده|توان|خواه|گوی|رو)\w"
    r"|\w (?:های?|هایی|تر|ترین|اند|ایم)\b|ه ای\b"
)
_HALF_VERB = re.compile(rf"\bن?می{ZWNJ}")


def tidy(line: str) -> str:
    """The line with Persian letters, single spaces, and half-spaces only after joining letters."""
    line = line.translate(_LOOKALIKES)
    for pattern, written in _TIDY:
        line = pattern.sub(written, line)
    return line.strip()


def shingles(line: str) -> Iterator[str]:
    """Every run of `SHINGLE` words without half-spaces; the whole line where it is shorter."""
    words = re.findall(r"\w+", line.replace(ZWNJ, ""))
    for start in range(max(1, len(words) - SHINGLE + 1)):
        yield " ".join(words[start : start + SHINGLE])


def treebank_texts(path: Path) -> Iterator[str]:
    """The sentences of a CoNLL-U file, raw."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# text = "):
            yield line[9:]


def seraji_lines(path: Path) -> Iterator[str]:
    """The sentences of the word/TAG file, their punctuation drawn to its words again."""
    for line in path.read_text("utf-8").splitlines():
        text = " ".join(cell.rsplit("/", 1)[0] for cell in line.split())
        text = re.sub(r" ([.،:؛!؟)»…])", r"\1", text)
        yield re.sub(r"([(«]) ", r"\1", text)


def trusted(line: str) -> bool:
    """Whether the verbs of the line have their half-spaces and no plural lost one."""
    return len(line) > 40 and bool(_HALF_VERB.search(line)) and not _LOST.search(line)


def dictionary_words(shared: Path) -> tuple[list[str], list[str]]:
    """The words of the hazm word list, and those of Lilak."""
    folder = shared / "data" / "lexicons"
    hazm = (folder / "hazm" / "words.dat").read_text("utf-8").splitlines()
    lilak = (folder / "lilak/src/data/lexicon").read_text("utf-8").splitlines()
    return (
        sorted({tidy(line.split("\t")[0]) for line in hazm}),
        sorted({tidy(line.split(",")[0]) for line in lilak if not line.startswith("#")}),
    )


def put_in(sentences: list[str], compounds: list[str]) -> Iterator[str]:
    """Sentences in which some words are replaced by compounds, each compound used once."""
    choose = random.Random(SEED)
    waiting = list(compounds)
    choose.shuffle(waiting)
    while waiting:
        words = choose.choice(sentences).split()
        for place in choose.sample(range(len(words)), min(len(words) // 4, 4)):
            if waiting and words[place].replace(ZWNJ, "").isalpha():
                words[place] = waiting.pop()
        yield " ".join(words)


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.name}: {len(lines)} lines")


def main(shared: Path, out: Path) -> None:
    """Write all files."""
    out.mkdir(parents=True, exist_ok=True)
    ud = shared / "data" / "ud"
    kept_back = {
        shingle
        for bank in ("perdt", "seraji")
        for part in ("dev", "test")
        for text in treebank_texts(ud / f"fa_{bank}-ud-{part}.conllu")
        for shingle in shingles(tidy(text))
    }

    def fresh(line: str) -> bool:
        return not any(shingle in kept_back for shingle in shingles(line))

    train = (ud / "fa_perdt-ud-train.text.txt").read_text("utf-8").splitlines()
    perdt = [x for x in map(tidy, train) if fresh(x)]
    _write(out / "perdt.txt", perdt)
    seraji = map(tidy, seraji_lines(ud / "fa_seraji-train.upos.txt"))
    _write(out / "seraji.txt", [x for x in seraji if fresh(x)])

    hazm, lilak = dictionary_words(shared)
    _write(out / "words.txt", [w for w in sorted({*hazm, *lilak}) if ZWNJ not in w])
    _write(out / "lexicon.txt", [w for w in sorted({*hazm, *lilak}) if ZWNJ in w])
    _write(out / "compounds.txt", list(put_in(perdt, [w for w in hazm if ZWNJ in w])))

    with gzip.open(shared / "data" / "raw" / "news.txt.gz", "rt", encoding="utf-8") as news:
        lines = [x for x in map(tidy, dict.fromkeys(news)) if fresh(x)]
    for half in (0, 1):
        part = [x for x in lines if zlib.crc32(x.encode()) % 2 == half]
        _write(out / f"raw{half}.txt", part)
        _write(out / f"news{half}.txt", [x for x in part if trusted(x)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
