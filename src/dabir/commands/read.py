"""`dabir read`: articles in, records out."""

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import click

from dabir.commands.help import ExampleFirst
from dabir.commands.progress import show_progress
from dabir.errors import InputError, OptionError
from dabir.export import FORMATS, writer
from dabir.intake import Entry, parse_published, read_files
from dabir.reader import load
from dabir.records import Record

FINISHED_WITH_ERRORS = 3
SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".conllu": "conllu",
    ".spacy": "spacy",
    ".txt": "table",
}


class Desk:
    """Keeps count of what was read and what was refused, and tells it on standard error."""

    def __init__(self, errors: TextIO | None, quiet: bool, verbose: bool) -> None:
        self._errors = errors
        self._quiet = quiet
        self._verbose = verbose
        self._started = time.monotonic()
        self.articles = self.statements = self.dates = self.refused = 0

    def refuse(self, error: InputError) -> None:
        """Tell of what could not be read, here and in the file of errors."""
        self.refused += 1
        click.echo(f"dabir: {error}", err=True)
        if self._errors:
            found = re.fullmatch(r"(.*):(\d+)", error.where, re.DOTALL)
            file, line = (found[1], int(found[2])) if found else (error.where, None)
            row = {"file": file, "line": line, "reason": error.reason}
            self._errors.write(json.dumps(row, ensure_ascii=False) + "\n")
            self._errors.flush()

    def count(self, read: Iterable[tuple[Record, Entry]]) -> Iterator[tuple[Record, Entry]]:
        """The same pairs, counted."""
        for record, entry in read:
            self.articles += 1
            self.statements += len(record.statements)
            self.dates += len(record.dates)
            if self._verbose:
                found = f"{_many(len(record.statements), 'statement')}, "
                found += _many(len(record.dates), "date")
                click.echo(f"dabir: {entry.article.where}: {found}", err=True)
            yield record, entry

    def sum_up(self) -> None:
        """Tell how much was read, and how fast."""
        if self._quiet:
            return
        line = f"{_many(self.articles, 'article')}, {_many(self.statements, 'statement')}, "
        line += f"{_many(self.dates, 'date')} in {time.monotonic() - self._started:.1f} s"
        if self.refused:
            line += f"; {self.refused} could not be read"
        click.echo(f"dabir: {line}", err=True)


@click.command(
    "read",
    cls=ExampleFirst,
    examples=(
        "dabir read examples/ -o report.html",
        "dabir read page.html --published 1402/09/08",
        "cat articles.jsonl | dabir read - -j 2 > records.jsonl",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "-f",
    "--format",
    "form",
    metavar="NAME",
    help=f"Form of the output: {', '.join(FORMATS)}, or that of a plug-in; without it by the suffix"
    " of --output, else table on a terminal and jsonl in a pipe.",
)
@click.option("-o", "--output", metavar="PATH", help="Write there (csv: a folder).")
@click.option("--published", metavar="DAY", help="Day of publication where the file names none.")
@click.option("--outlet", metavar="NAME", help="Outlet where the file names none.")
@click.option("--errors", metavar="FILE", help="Write what could not be read there, as JSON Lines.")
@click.option("-j", "--jobs", default=1, type=click.IntRange(min=1), help="Processes that read.")
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Tell of every article.")
@click.option("--progress/--no-progress", default=None, help="Count while reading.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str | None,
    output: str | None,
    published: str | None,
    outlet: str | None,
    errors: str | None,
    jobs: int,
    quiet: bool,
    verbose: bool,
    progress: bool | None,
) -> None:
    """Read articles into records: who said what, when, through whom.

    FILE is plain text, HTML, JSON or JSON Lines (packed with gzip or not), a folder of such files,
    a glob, or - for standard input, which is also read without any FILE.

    Exit status: 0 all read, 1 failure, 2 wrong usage, 3 finished, but some could not be read.
    """
    if not files and sys.stdin is not None and sys.stdin.isatty():
        click.echo(ctx.get_help())
        ctx.exit(2)
    form = _form(form, output)
    chosen = writer(form)
    out = Path(output) if output else None
    _refuse_to_overwrite(files, out)
    if progress is None:
        progress = not quiet and sys.stderr.isatty() and not (out is None and sys.stdout.isatty())

    with ExitStack() as open_files:
        errors_file = open_files.enter_context(_open_errors(errors)) if errors else None
        desk = Desk(errors_file, quiet, verbose)
        reader = load()
        try:
            day = parse_published(published, reader.kit.intake.days) if published else None
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--published") from None
        entries = read_files(
            files or ("-",), reader.kit.intake, on_error=desk.refuse, published=day, outlet=outlet
        )
        pairs = ((entry.article, entry) for entry in entries)
        read = reader.pipe(pairs, jobs=jobs, as_tuples=True, on_error=desk.refuse)
        rows = ((record, entry.unknown) for record, entry in desk.count(read))
        chosen.write(show_progress(rows, progress), out)
    desk.sum_up()
    if desk.refused:
        ctx.exit(FINISHED_WITH_ERRORS)


def _form(form: str | None, output: str | None) -> str:
    if form == "csv" and output is None:
        raise OptionError("csv is a folder of tables: name it with --output")
    if form is not None:
        return form
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    suffix = Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise OptionError(f"the suffix of {output!r} tells no format: give one with --format")
    return SUFFIXES[suffix]


def _refuse_to_overwrite(files: tuple[str, ...], out: Path | None) -> None:
    """Output is opened before the last input is read: the same file would be lost."""
    if out is None or not out.is_file():
        return
    for name in files:
        if name != "-" and Path(name).exists() and out.samefile(name):
            raise OptionError(f"{name} would be overwritten before it is read")


def _open_errors(path: str) -> TextIO:
    return Path(path).open("w", encoding="utf-8", errors="backslashreplace")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
