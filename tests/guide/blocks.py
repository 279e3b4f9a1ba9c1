"""Reads the code blocks of the guide, each with the mark that says what is done with it.

A block is fenced, and right above its fence stands a comment, which no reader sees:

    <!-- run -->            runs (`sh` or `python`) and ends well
    <!-- run, exit 3 -->    runs and ends with that status
    <!-- output -->         is what the run before it prints; «…» stands for any words or lines
    <!-- file: PATH -->     is the file PATH from here on
    <!-- add to: PATH -->   is added at the end of the file PATH
    <!-- shown: WHY -->     is not run, and why

The blocks of a page run one after the other in one copy of the repository.
"""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"<!-- (run|output|file|add to|shown)(?:, exit (\d)|: ([^>]+?))? -->")
FENCE = re.compile(r"(```+)\s*(\w*)")


class Block(NamedTuple):
    """One block: where it stands, its mark with what the mark says, language and text."""

    where: str
    mark: str
    detail: str
    language: str
    text: str


class UnmarkedError(Exception):
    """A block without a mark, or an indented one; the text names file and line."""


def pages() -> list[Path]:
    """All pages whose blocks are checked, sorted."""
    return sorted(
        [*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]
    )


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page in their order. Raises UnmarkedError."""
    lines = page.read_text("utf-8").splitlines()
    found: list[Block] = []
    number = 0
    while number < len(lines):
        where = f"{page.name}:{number + 1}"
        fence = FENCE.match(lines[number])
        if fence:
            mark = MARK.fullmatch(lines[number - 1].strip()) if number else None
            if not mark:
                raise UnmarkedError(f"{where}: no mark above the block; see tests/guide/blocks.py")
            end = lines.index(fence[1], number + 1)
            text = "\n".join(lines[number + 1 : end]) + "\n"
            found.append(Block(where, mark[1], mark[2] or mark[3] or "", fence[2], text))
            number = end
        elif _is_indented(lines, number):
            raise UnmarkedError(f"{where}: a block by indentation; fence it")
        number += 1
    return found


def _is_indented(lines: list[str], number: int) -> bool:
    """Whether a line begins an indented block; what goes on with a list is none."""
    if not lines[number].startswith("    ") or not lines[number].strip():
        return False
    before = [line for line in lines[:number] if line.strip()]
    starts = [line for line in before if not line.startswith(" ")]
    in_list = bool(starts) and re.match(r"[-*+]|\d+[.)]", starts[-1]) is not None
    return not in_list and not lines[number - 1].strip()


def agrees(expected: str, printed: str) -> bool:
    """Whether a page shows what was printed; «…» stands for anything."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "…" else _line_pattern(line.rstrip())
        for line in expected.strip().splitlines()
    )
    tidy = "".join(line.rstrip() + "\n" for line in printed.strip().splitlines())
    return re.fullmatch(pattern, tidy) is not None


def _line_pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.split("…"))) + r"\n"
