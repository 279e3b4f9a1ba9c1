"""`dabir export`: a data set taken away as files that other programs read."""

from pathlib import Path

import click

from dabir.commands.asking import dataset_argument, open_news, warn_of
from dabir.commands.help import ExampleFirst
from dabir.export import FORMATS, writer

TABLES = ("csv", "jsonl", "parquet", "sqlite", "graphml")
RECORDS = "records"
RECORD_FORMATS = [name for name in FORMATS if name not in (*TABLES, "json", "table")]


@click.command(
    "export",
    cls=ExampleFirst,
    examples=(
        "dabir export news/ -f sqlite -o news.db && datasette news.db",
        "dabir export news/ -f graphml -o contacts.graphml",
        "dabir export news/ --once -f brat -o desk/",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.option(
    "-f",
    "--format",
    "form",
    required=True,
    metavar="NAME",
    help="csv, jsonl, parquet: a folder with one file a table; sqlite: one file for Datasette;"
    " graphml: the network of contacts; records: one record a line, as `dabir read` writes them;"
    f" {', '.join(RECORD_FORMATS)}, or that of a plug-in: what `dabir read -f` writes.",
)
@click.option("-o", "--output", required=True, metavar="PATH", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Take one article of each story.")
def command(news: Path, form: str, output: Path, once: bool) -> None:
    """Write the data set NEWS as files; PATH must not be there yet."""
    from dabir.commands.stories import make_stories
    from dabir.store.records import load_records
    from dabir.store.taking import TAKERS, refuse_existing
    from dabir.store.views import connect

    chosen = None if form in TABLES else writer("jsonl" if form == RECORDS else form)
    dataset = open_news(news)
    if once:
        make_stories(dataset)
    database, damages = connect(dataset, once=once)
    warn_of(damages)
    with database:
        if chosen is None:
            TAKERS[form](database, output)
        else:
            refuse_existing(output)
            chosen.write(((record, {}) for record in load_records(database, dataset)), output)
