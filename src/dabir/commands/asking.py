"""What the commands that ask a data set share: their options, and rows as text."""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from dabir.errors import StoreError
from dabir.unicode import FSI, PDI

if TYPE_CHECKING:
    from dabir.store.dataset import DataSet

Function = TypeVar("Function", bound=Callable[..., Any])
Row = Sequence[object]

FORMATS = ("table", "csv", "jsonl", "json")
WIDEST = 60
BOM = "\ufeff"


def dataset_argument(function: Function) -> Function:
    """The argument NEWS, the folder of a data set."""
    return click.argument("news", metavar="NEWS", type=click.Path(path_type=Path))(function)


def output_options(function: Function) -> Function:
    """The options of the form and the file of the output."""
    form = click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="Form of the output; without it by the suffix of --output, else table on a terminal"
        " and jsonl in a pipe.",
    )
    output = click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write there.",
    )
    return form(output(function))


def open_news(news: Path) -> "DataSet":
    """The data set in that folder. Raises StoreError."""
    from dabir.store.dataset import open_dataset

    return open_dataset(news)


def warn_of(damages: Iterable[str]) -> None:
    """Tell of shards that are left out because a part of them is not whole."""
    for damage in damages:
        click.echo(f"dabir: {damage}: its shard is left out (dabir build mends it)", err=True)


def write_rows(
    columns: Sequence[str], rows: Iterable[Row], form: str | None, output: Path | None
) -> None:
    """Write rows in the form that was asked for. Raises StoreError where they cannot be written."""
    form = form or _form_of(output)
    if output is None:
        WRITERS[form](columns, rows, sys.stdout)
        sys.stdout.flush()
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as stream:
            if form == "csv":
                stream.write(BOM)  # Excel needs it to read UTF-8
            WRITERS[form](columns, rows, stream)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror})") from error


def _form_of(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    suffix = output.suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else "table"


def _write_jsonl(columns: Sequence[str], rows: Iterable[Row], stream: IO[str]) -> None:
    for row in rows:
        stream.write(json.dumps(_object(columns, row), ensure_ascii=False) + "\n")


def _write_json(columns: Sequence[str], rows: Iterable[Row], stream: IO[str]) -> None:
    objects = [_object(columns, row) for row in rows]
    stream.write(json.dumps(objects, ensure_ascii=False, indent=1) + "\n")


def _write_csv(columns: Sequence[str], rows: Iterable[Row], stream: IO[str]) -> None:
    from dabir.export.csv import safe_cell

    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(_plain(cell)) for cell in row])


def _write_table(columns: Sequence[str], rows: Iterable[Row], stream: IO[str]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    isolate = stream.isatty()
    table = Table(box=SIMPLE, show_edge=False, pad_edge=False)
    rows = [[_plain(cell) for cell in row] for row in rows]
    for number, column in enumerate(columns):
        numeric = bool(rows) and all(isinstance(row[number], int | float) for row in rows)
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(cell, isolate)) for cell in row))
    Console(file=stream, width=None if isolate else 200).print(table)


def _shown(cell: object, isolate: bool) -> str:
    text = "" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)
    text = " ".join(text.split())
    if len(text) > WIDEST:
        text = text[: WIDEST - 1] + "…"
    return f"{FSI}{text}{PDI}" if isolate and isinstance(cell, str) else text


def _object(columns: Sequence[str], row: Row) -> dict[str, object]:
    return {column: _plain(cell) for column, cell in zip(columns, row, strict=True)}


def _plain(cell: object) -> Any:
    if isinstance(cell, list | tuple):
        return "; ".join(str(part) for part in cell)
    if cell is None or isinstance(cell, str | int | float):
        return cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row], IO[str]], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "json": _write_json,
}
