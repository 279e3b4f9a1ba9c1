"""Clean text for the half-space model: `prepare.py SHARED OUT` writes OUT/{perdt,seraji,news}.txt.

One line a sentence or paragraph, letters normalised, half-spaces as their editors wrote them. Lines
of the news that share ten words in a row with a development or test sentence of the treebanks are
left out, and so are lines that show that their half-spaces cannot be trusted.
"""

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from dabir.unicode import ZWNJ

SHINGLE = 10
_LOOKALIKES = str.maketrans("يىكە", "ییکه", "\u0640\u200d\u200e\u200f\u00ad\u2060\ufeff")
_TIDY = (
    (re.compile("[\u00a0\u2000-\u200a\t]"), " "),
    (re.compile(f"{ZWNJ}{{2,}}"), ZWNJ),
    (re.compile(rf"(?<!\w){ZWNJ}|{ZWNJ}(?![\w])"), ""),
    (re.compile(f"(?<=[اآأدذرزژوة]){ZWNJ}"), ""),
    (re.compile(" {2,}"), " "),
)
_LOST = re.compile(
    r"\bن?می (?=\w)|\bن?می(?:شو|کن|ده|توان|خواه|گوی|رو)\w|\w (?:های?|هایی|تر|ترین|اند|ایم)\b|ه ای\b"
)
_HALF_VERB = re.compile(rf"\bن?می{ZWNJ}")


def tidy(line: str) -> str:
    """The line with Persian letters, single spaces, and half-spaces only between letters."""
    line = line.translate(_LOOKALIKES)
    for pattern, written in _TIDY:
        line = pattern.sub(written, line)
    return line.strip()


def words_of(line: str) -> list[str]:
    """The words without half-spaces."""
    return re.findall(r"\w+", line.replace(ZWNJ, ""))


def shingles(line: str) -> Iterator[str]:
    """Every run of `SHINGLE` words; the whole line where it is shorter."""
    words = words_of(line)
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


def trusted(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at least 40 letters whose verbs have their half-spaces and no plural lost one."""
    for line in lines:
        if len(line) > 40 and _HALF_VERB.search(line) and not _LOST.search(line):
            yield line


def main(shared: Path, out: Path) -> None:
    """Write the three files."""
    out.mkdir(parents=True, exist_ok=True)
    ud = shared / "data" / "ud"
    kept_back = {
        shingle
        for bank in ("perdt", "seraji")
        for part in ("dev", "test")
        for text in treebank_texts(ud / f"fa_{bank}-ud-{part}.conllu")
        for shingle in shingles(tidy(text))
    }
    sources = {
        "perdt": (ud / "fa_perdt-ud-train.text.txt").read_text("utf-8").splitlines(),
        "seraji": seraji_lines(ud / "fa_seraji-train.upos.txt"),
    }
    with gzip.open(shared / "data" / "raw" / "news.txt.gz", "rt", encoding="utf-8") as news:
        clean = trusted(dict.fromkeys(tidy(line) for line in news))
        fresh = [x for x in clean if not any(s in kept_back for s in shingles(x))]
    (out / "news.txt").write_text("\n".join(fresh) + "\n", "utf-8")
    print(f"news: {len(fresh)} lines, {sum(len(x.split()) for x in fresh)} words")
    for name, lines in sources.items():
        kept = [x for x in map(tidy, lines) if not any(s in kept_back for s in shingles(x))]
        (out / f"{name}.txt").write_text("\n".join(kept) + "\n", "utf-8")
        print(f"{name}: {len(kept)} lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
