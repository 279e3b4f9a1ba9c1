"""`dabir dates`: the dates of a text, with their values."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec

from dabir import dates, intake
from dabir.commands.help import ExampleFirst
from dabir.errors import InputError
from dabir.records import Article, DateMention
from dabir.unicode import FSI, PDI

COLUMNS = ("text", "value", "calendar", "granularity", "original", "anchor", "problem")
FINISHED_WITH_ERRORS = 3
_PATH = re.compile(r"[^\s\u0600-\u06ff]*[/\\.][^\s\u0600-\u06ff\d/\\.][^\s\u0600-\u06ff]*")


@click.command(
    "dates",
    cls=ExampleFirst,
    examples=(
        'dabir dates "چهارشنبه هشتم آذر" --published 2023-11-29',
        "dabir dates article.txt --published 1402/09/08 -f jsonl",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("sources", metavar="[TEXT | FILE]...", nargs=-1)
@click.option("--published", metavar="DAY", help="Day of publication where a file names none.")
@click.option("--named-days", is_flag=True, help="Find feast days too.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    help="Form of the output: without it table on a terminal, jsonl in a pipe.",
)
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    published: str | None,
    named_days: bool,
    form: str | None,
) -> None:
    """Find the dates of Persian text and tell which days they mean.

    TEXT is read as it stands. FILE is what `dabir read` takes; - is standard input, which is also
    read without any argument. Values are EDTF, Gregorian.

    Exit status: 0 all read, 1 failure, 2 wrong usage, 3 finished, but some could not be read.
    """
    if not sources and sys.stdin is not None and sys.stdin.isatty():
        click.echo(ctx.get_help())
        ctx.exit(2)
    files = intake.load_kit()
    try:
        day = intake.parse_published(published, files.days) if published else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None
    write = _write_table if (form or _fitting_form()) == "table" else _write_lines
    refused: list[InputError] = []
    kit = dates.load_kit()
    for article in _articles(sources or ("-",), day, files, refused.append):
        found = dates.find_dates(article.text, article.published, kit=kit, named_days=named_days)
        write(article, found)
    for refusal in refused:
        click.echo(f"dabir: {refusal}", err=True)
    if refused:
        ctx.exit(FINISHED_WITH_ERRORS)


def _fitting_form() -> str:
    return "table" if sys.stdout.isatty() else "jsonl"


def _articles(
    sources: tuple[str, ...],
    day: str | None,
    files: intake.Kit,
    on_error: Callable[[InputError], None],
) -> Iterator[Article]:
    """What the arguments stand for: files, standard input, or texts."""
    for source in sources:
        if source == "-" or _is_there(source) or _PATH.fullmatch(source):
            for entry in intake.read_files((source,), files, on_error=on_error, published=day):
                yield entry.article
        else:
            yield Article(id="text", text=source, published=day)


def _is_there(source: str) -> bool:
    try:
        return bool(source) and Path(source).exists()
    except (OSError, ValueError):  # too long for a path, or with a null in it
        return False


def _write_lines(article: Article, mentions: tuple[DateMention, ...]) -> None:
    out = sys.stdout.buffer
    for mention in mentions:
        row = {"article": article.id, "where": article.where, **msgspec.to_builtins(mention)}
        out.write(msgspec.json.encode(row) + b"\n")
    out.flush()


def _write_table(article: Article, mentions: tuple[DateMention, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=None if article.where == "text" else article.where)
    for column in COLUMNS:
        table.add_column(column, no_wrap=column == "value")
    for mention in mentions:
        cells = [getattr(mention, column) or "" for column in COLUMNS]
        table.add_row(f"{FSI}{cells[0]}{PDI}", *cells[1:])
    Console(markup=False).print(table)
