"""`dabir revise`: what people changed in another tool, taken back into records."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from dabir.commands.help import ExampleFirst
from dabir.errors import InputError
from dabir.records import Record

TOOLS = {
    "brat": "a folder of .txt and .ann",
    "doccano": "JSON Lines with entities and relations",
    "inception": "a folder of UIMA CAS as JSON",
    "labelstudio": "a JSON export",
    "webannotation": "AnnotationPages, one a line",
}
FINISHED_WITH_ERRORS = 3


@click.command(
    "revise",
    cls=ExampleFirst,
    examples=(
        "dabir read news/ -f jsonl -o records.jsonl && dabir read news/ -f brat -o desk/",
        "dabir revise records.jsonl desk/ -f brat -o revised/",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("records", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("changed", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-f",
    "--format",
    "form",
    required=True,
    type=click.Choice(list(TOOLS)),
    help="; ".join(f"{name}: {what}" for name, what in TOOLS.items()) + ".",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder: one JSON file an article, as `python -m evaluation.run` reads them.",
)
@click.pass_context
def command(ctx: click.Context, records: Path, changed: Path, form: str, output: Path) -> None:
    """Take what people changed in another tool back into records.

    RECORDS is what `dabir read -f jsonl` wrote; CHANGED came back from the tool. Articles that did
    not come back are left out.

    Exit status: 0 all taken back, 1 failure, 2 wrong usage, 3 finished, but some did not fit.
    """
    import msgspec

    from dabir.export.encoding import encode_record
    from dabir.export.layers import file_stem
    from dabir.export.revision import revise

    read = {file_stem(record.id): record for record in _read(records)}
    output.mkdir(parents=True, exist_ok=True)
    taken = refused = same = 0
    for layer in import_module(f"dabir.export.{form}").read(changed):
        stem = file_stem(layer.article)
        try:
            if stem not in read:
                raise InputError(layer.article, f"no such article in {records}")
            revised = revise(read[stem], layer)
        except InputError as error:
            refused += 1
            click.echo(f"dabir: {error}", err=True)
            continue
        taken += 1
        same += revised == read[stem]
        pretty = msgspec.json.format(encode_record(revised, {}), indent=1)
        (output / f"{stem}.json").write_bytes(pretty + b"\n")
    click.echo(
        f"dabir: articles taken back: {taken:,}, of them unchanged: {same:,};"
        f" did not fit: {refused:,}",
        err=True,
    )
    if refused:
        ctx.exit(FINISHED_WITH_ERRORS)


def _read(path: Path) -> Iterator[Record]:
    import msgspec

    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line, type=Record)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise InputError(f"{path}:{number}", f"no record of dabir ({error})") from None
