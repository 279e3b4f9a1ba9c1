"""`dabir search`: words in articles, and in what was said."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst

if TYPE_CHECKING:
    from dabir.store.dataset import DataSet
    from dabir.store.search import Order

COLUMNS = ("published", "outlet", "speaker", "title", "snippet", "url", "article", "number")


@click.command(
    "search",
    cls=ExampleFirst,
    examples=(
        "dabir search news/ 'باران OR سیل' --order newest",
        "dabir search news/ 'speaker:سخنگو date:1402/09 «آب شهر»' -n 50 -o found.csv",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.argument("question")
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--offset", default=0, type=click.IntRange(min=0), help="Leave out the first ones.")
@click.option(
    "--order",
    default="relevance",
    show_default=True,
    type=click.Choice(["relevance", "newest", "oldest"]),
)
@output_options
def command(
    news: Path,
    question: str,
    limit: int,
    offset: int,
    order: str,
    form: str | None,
    output: Path | None,
) -> None:
    """Search the data set NEWS for words.

    A word finds its other forms: with half-space or without, plural, with a pronoun, in Arabic
    letters. "…" or «…» holds a phrase; AND, OR, NOT, -word and parentheses combine; word* finds
    beginnings. title: looks at titles, outlet: and date: (2023-11, 1402/09/08, 1402..1403) narrow
    the question; with speaker: or cue: statements are found instead of articles.
    """
    from dabir.store.search import Searcher

    dataset = open_news(news)
    make_index(dataset)
    searcher = Searcher(dataset)
    try:
        found = searcher.search(question, limit=limit, offset=offset, order=cast("Order", order))
    finally:
        searcher.close()
    rows = [[getattr(hit, column) for column in COLUMNS] for hit in found.hits]
    write_rows(COLUMNS, rows, form, output)
    what = "statements" if any(hit.number is not None for hit in found.hits) else "articles"
    click.echo(f"dabir: {len(found.hits)} of {found.total:,} {what}", err=True)


def make_index(dataset: "DataSet") -> None:
    """Bring the index of words up to the data set, and tell where that takes a while."""
    from dabir.store.index import is_current, update_index

    warn_of(dataset.whole()[1])
    if not is_current(dataset):
        click.echo("dabir: indexing the words (once)", err=True)
        update_index(dataset)
