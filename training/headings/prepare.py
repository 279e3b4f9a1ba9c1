"""Headings and paragraphs for the model of glued headings: `prepare SHARED OUT`.

Writes `OUT/glued.tsv` (heading, tab, the paragraph after it), `OUT/alone.txt` (headings without
one) and `OUT/plain.txt` (paragraphs that no heading runs into) from the news, in which headlines
stand on lines of their own. Lines that share ten words in a row with the pages and the annotated
articles of the evaluation are left out.
"""

import gzip
import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from training.halfspace.prepare import shingles, tidy

_OPEN_END = re.compile(r"(?:[.!:؛،…,\-/][»\")]*|\b(?:و|در|از|که|به|با|را|برای|این|یا|تا|می|هر))$")
_NOT_PROSE = re.compile(r"[@#|_{}<>]|https?:|\.\.\.")


def is_heading(line: str) -> bool:
    """Whether the line reads like a heading: short, whole, and without a full stop."""
    words = line.split()
    return (
        2 <= len(words) <= 15
        and len(line) <= 110
        and not _OPEN_END.search(line)
        and not _NOT_PROSE.search(line)
    )


def is_paragraph(line: str) -> bool:
    """Whether the line reads like a paragraph of an article."""
    return len(line) > 120 and line[-1] in ".؟!»:" and not _NOT_PROSE.search(line[:200])


def pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Headings with the paragraphs after them, where the line before the heading is ended."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        ended = before[-1:] in set(".؟!»") or is_heading(before)
        if ended and is_heading(line) and is_paragraph(after):
            yield line, after


def kept_back(shared: Path) -> set[str]:
    """Runs of ten words of the evaluation's pages and articles."""
    texts = [json.loads(p.read_text("utf-8"))["text"] for p in shared.glob("gold/dev/*.json")]
    for line in (shared / "data" / "html" / "asriran.jsonl").read_text("utf-8").splitlines():
        page = json.loads(line)
        texts += [html.unescape(page[key]) for key in ("title", "rutitr", "subtitle", "body")]
    return {s for text in texts for line in text.split("\n") for s in shingles(tidy(line))}


def main(shared: Path, out: Path) -> None:
    """Write all files."""
    out.mkdir(parents=True, exist_ok=True)
    with gzip.open(shared / "data" / "raw" / "news.txt.gz", "rt", encoding="utf-8") as news:
        lines = [line for line in map(tidy, news) if line]
    known = kept_back(shared)
    lines = [x for x in lines if not any(s in known for s in shingles(x) if s.count(" ") > 2)]
    glued = list(dict.fromkeys(pairs(lines)))
    heads = {heading for heading, _ in glued}
    alone = [x for x in dict.fromkeys(lines) if is_heading(x) and x not in heads]
    plain = list(dict.fromkeys(line for line in lines if is_paragraph(line)))
    (out / "glued.tsv").write_text("".join(f"{h}\t{p}\n" for h, p in glued), "utf-8")
    (out / "alone.txt").write_text("".join(f"{h}\n" for h in alone), "utf-8")
    (out / "plain.txt").write_text("".join(f"{p}\n" for p in plain), "utf-8")
    print(f"{len(glued)} and {len(alone)} headings, {len(plain)} paragraphs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
