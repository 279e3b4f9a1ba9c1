"""`dabir repair`: damaged Persian in, repaired Persian out, line for line."""

import json
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import accumulate, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click

from dabir import repairs
from dabir.commands.help import ExampleFirst
from dabir.intake.encoding import UndecodableError, decode, wide_encoding
from dabir.records import Edit
from dabir.repairs.typos import find_typos
from dabir.unicode import ZWNJ

FINISHED_WITH_ERRORS = 3
STRETCH = 2_000  # lines that are repaired together, as one article
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SHOWN = {ZWNJ: "|", " ": "\u2423"}


class Stretch(NamedTuple):
    """Some lines of one file, the first of which is number `line`."""

    name: str
    line: int
    text: str


Write = Callable[[Stretch, repairs.Kit, repairs.Wishes], None]


@click.command(
    "repair",
    cls=ExampleFirst,
    examples=(
        "dabir repair < in.txt > out.txt",
        "dabir repair --show article.txt",
        "dabir repair --edits article.txt",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--show", is_flag=True, help="Show what changes, in colour.")
@click.option("--edits", is_flag=True, help="List the changes as JSON Lines.")
@click.option("--suggest", is_flag=True, help="List likely typos as JSON Lines; change nothing.")
@click.option("--typos", is_flag=True, help="Correct likely typos too.")
@click.option("--digits", is_flag=True, help="Write numbers with Persian digits.")
@click.option("--punctuation", is_flag=True, help="Write Persian punctuation and its spacing.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    show: bool,
    edits: bool,
    suggest: bool,
    typos: bool,
    digits: bool,
    punctuation: bool,
) -> None:
    """Repair half-spaces, spaces inside words, look-alike letters and stray marks.

    Reads FILEs, or standard input (also as -), and writes the repaired text, line for line.
    Digits, quotation marks and punctuation stay as written unless asked for.

    Exit status: 0 all repaired, 1 failure, 2 wrong usage, 3 finished, but some lines or files
    could not be read; such lines are passed through as they are.
    """
    if show + edits + suggest > 1:
        raise click.UsageError("--show, --edits and --suggest exclude each other")
    if not files and sys.stdin is not None and sys.stdin.isatty():
        click.echo(ctx.get_help())
        ctx.exit(2)
    write = _show if show else _list_edits if edits else _list_typos if suggest else _write_text
    kit = repairs.load_kit()
    wishes = repairs.Wishes(digits, punctuation, typos)
    refused = Refused(pass_through=write is _write_text)
    for name in files or ("-",):
        for stretch in _read(name, refused):
            write(stretch, kit, wishes)
    sys.stdout.buffer.flush()
    if refused.count:
        ctx.exit(FINISHED_WITH_ERRORS)


class Refused:
    """Counts what could not be read, and tells it on standard error."""

    def __init__(self, *, pass_through: bool) -> None:
        self.count = 0
        self.pass_through = pass_through

    def tell(self, where: str, reason: str) -> None:
        """One line on standard error."""
        self.count += 1
        click.echo(f"dabir: {where}: {reason}", err=True)


def _read(name: str, refused: Refused) -> Iterator[Stretch]:
    """The lines of a file in stretches; what cannot be read is told."""
    with ExitStack() as stack:
        try:
            file: BinaryIO = (
                sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
            )
            lines = _lines(file)
            number = 1
            while several := list(islice(lines, STRETCH)):
                yield from _decode(name, number, several, refused)
                number += len(several)
        except UndecodableError as error:
            refused.tell(name, str(error))
        except OSError as error:
            refused.tell(name, error.strerror or str(error))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file as UTF-8 or a single-byte encoding; UTF-16 is turned into UTF-8."""
    first = file.readline()
    if first.startswith(_WIDE_MARKS) or wide_encoding(first):
        text = decode(first + file.read())
        yield from text.encode("utf-8", "surrogatepass").splitlines(keepends=True)
        return
    if first:
        yield first
    yield from file


def _decode(name: str, number: int, lines: list[bytes], refused: Refused) -> Iterator[Stretch]:
    """The lines as one stretch; where they cannot be decoded, those before and after apart."""
    try:
        yield Stretch(name, number, decode(b"".join(lines)))
        return
    except UndecodableError as error:
        if len(lines) == 1:
            refused.tell(f"{name}:{number}", str(error))
            if refused.pass_through:
                sys.stdout.buffer.write(lines[0])
            return
    half = len(lines) // 2
    yield from _decode(name, number, lines[:half], refused)
    yield from _decode(name, number + half, lines[half:], refused)


def _write_text(stretch: Stretch, kit: repairs.Kit, wishes: repairs.Wishes) -> None:
    text = repairs.repair_text(stretch.text, kit, wishes).text
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


def _list_edits(stretch: Stretch, kit: repairs.Kit, wishes: repairs.Wishes) -> None:
    draft = repairs.repair_text(stretch.text, kit, wishes)
    _list(stretch, draft.edits, draft.mode)


def _list_typos(stretch: Stretch, kit: repairs.Kit, wishes: repairs.Wishes) -> None:
    _list(stretch, find_typos(stretch.text, kit.breaks), None)


def _list(stretch: Stretch, edits: list[Edit], mode: str | None) -> None:
    """One JSON object an edit; `line` counts from 1, `start` and `end` count in the line."""
    lines = stretch.text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for edit in edits:
        k = bisect_right(starts, edit.start) - 1
        row: dict[str, object] = {
            "file": stretch.name,
            "line": stretch.line + k,
            "start": edit.start - starts[k],
            "end": edit.end - starts[k],
            "found": stretch.text[edit.start : edit.end],
            "replacement": edit.replacement,
            "reason": edit.reason,
            "score": edit.score,
        }
        if mode:
            row["mode"] = mode
        line = json.dumps(row, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass"))


def _show(stretch: Stretch, kit: repairs.Kit, wishes: repairs.Wishes) -> None:
    """The text with what goes in red and what comes in green; half-spaces are shown as `|`."""
    draft = repairs.repair_text(stretch.text, kit, wishes)
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    pieces, done = [], 0
    for edit in draft.edits:
        pieces.append(stretch.text[done : edit.start])
        pieces.append(_mark(stretch.text[edit.start : edit.end], coloured, come=False))
        pieces.append(_mark(edit.replacement, coloured, come=True))
        done = edit.end
    pieces.append(stretch.text[done:])
    sys.stdout.buffer.write("".join(pieces).encode("utf-8", "surrogatepass"))


def _mark(text: str, coloured: bool, *, come: bool) -> str:
    shown = "".join(_SHOWN.get(sign, sign) for sign in text)
    if not shown:
        return ""
    if coloured:
        return click.style(shown, fg="green" if come else "red", strikethrough=not come)
    return f"{{+{shown}+}}" if come else f"[-{shown}-]"
