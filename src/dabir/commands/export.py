"""`dabir export`: a data set taken away as files that other programs read."""

from pathlib import Path

import click

from dabir.commands.asking import dataset_argument, open_news, warn_of
from dabir.commands.help import ExampleFirst


@click.command(
    "export",
    cls=ExampleFirst,
    examples=(
        "dabir export news/ -f sqlite -o news.db && datasette news.db",
        "dabir export news/ -f graphml -o contacts.graphml",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.option(
    "-f",
    "--format",
    "form",
    required=True,
    type=click.Choice(["csv", "jsonl", "parquet", "sqlite", "graphml"]),
    help="csv, jsonl, parquet: a folder with one file a table; sqlite: one file for Datasette;"
    " graphml: the network of contacts.",
)
@click.option("-o", "--output", required=True, metavar="PATH", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Take one article of each story.")
def command(news: Path, form: str, output: Path, once: bool) -> None:
    """Write the data set NEWS as files; PATH must not be there yet."""
    from dabir.commands.stories import make_stories
    from dabir.store.taking import TAKERS
    from dabir.store.views import connect

    dataset = open_news(news)
    if once:
        make_stories(dataset)
    database, damages = connect(dataset, once=once)
    warn_of(damages)
    with database:
        TAKERS[form](database, output)
