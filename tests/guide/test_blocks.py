"""Every example of the guide runs, and prints what the guide shows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.blocks import ROOT, Block, UnmarkedError, agrees, blocks_of, pages

PARTS = ("build", "evaluation", "examples", "lexicon", "src", "tests", "pyproject.toml")
PAGES = {page.relative_to(ROOT).as_posix(): page for page in pages()}


def english_face(name: str) -> str:
    return name.replace(".fa.md", ".md")


def own_blocks(name: str) -> bool:
    """Whether a page has blocks to run that its English face has not."""
    blocks = code_of(name)
    face = english_face(name)
    return bool(blocks) and (face == name or face not in PAGES or blocks != code_of(face))


def code_of(name: str) -> list[tuple[str, ...]]:
    try:
        return [block[1:] for block in blocks_of(PAGES[name]) if block.mark != "shown"]
    except UnmarkedError:  # told by the test of marks
        return []


@pytest.mark.parametrize("name", PAGES)
def test_every_block_says_whether_it_runs(name: str) -> None:
    for block in blocks_of(PAGES[name]):
        if block.mark == "run":
            assert block.language in ("sh", "python"), block.where
        if block.mark in ("file", "add to", "shown"):
            assert block.detail, f"{block.where}: the mark says too little"


@pytest.mark.parametrize("name", [name for name in PAGES if own_blocks(name)])
def test_the_examples_of_a_page_run_as_shown(name: str, tmp_path: Path) -> None:
    folder = copy_of_the_repository(tmp_path)
    printed = ""
    for block in blocks_of(PAGES[name]):
        if block.mark == "file":
            (folder / block.detail).write_text(block.text, "utf-8")
        elif block.mark == "add to":
            with (folder / block.detail).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.mark == "run":
            printed = run(block, folder)
        elif block.mark == "output":
            assert agrees(block.text, printed), f"{block.where}: printed is\n{printed}"


def run(block: Block, folder: Path) -> str:
    """What the block prints on standard output."""
    python = [sys.executable, "-c", block.text]
    shell = ["bash", "-euo", "pipefail", "-c", block.text]
    done = subprocess.run(
        python if block.language == "python" else shell,
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": f"{folder / 'src'}:{folder}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        },
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    told = done.stdout.decode("utf-8")
    wanted = int(block.detail or 0)
    assert done.returncode == wanted, f"{block.where}: {told}{done.stderr.decode('utf-8')}"
    return told


def copy_of_the_repository(folder: Path) -> Path:
    """A copy in which a page may write what it likes."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


def test_unmarked_and_indented_blocks_are_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    for text in ("text\n\n```sh\nls\n```\n", "<!-- runs -->\n```sh\nls\n```\n", "text\n\n    ls\n"):
        page.write_text(text, "utf-8")
        with pytest.raises(UnmarkedError):
            blocks_of(page)
    page.write_text("- item\n\n    goes on\n\n<!-- run, exit 3 -->\n```sh\nls\n```\n", "utf-8")
    assert blocks_of(page) == [Block("page.md:6", "run", "3", "sh", "ls\n")]


def test_output_is_compared() -> None:
    assert agrees("a … c\n", "a b c\n\n")
    assert agrees("a\n…\nd", "a\nb\nc\nd")
    assert not agrees("a\n…\nd", "a\nb\nc\n")
    assert not agrees("a", "a\nb")


def test_every_example_is_listed() -> None:
    listed = (ROOT / "examples" / "README.md").read_text("utf-8")
    for path in (ROOT / "examples").iterdir():
        if path.name not in ("README.md", "__pycache__"):
            assert f"`{path.name}" in listed, path.name
