"""`dabir corrections`: what people corrected in the reading room, as annotated articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabir.commands.asking import dataset_argument, open_news, warn_of
from dabir.commands.help import ExampleFirst

if TYPE_CHECKING:
    from dabir.corrections.gold import Judged
    from dabir.corrections.table import Corrections
    from dabir.store.dataset import DataSet


@click.command(
    "corrections",
    cls=ExampleFirst,
    examples=("dabir corrections news/ corrections.sqlite -o gold/",),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.argument("file", metavar="FILE", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", required=True, metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--partial", is_flag=True, help="Take articles that were judged in part as well.")
def command(news: Path, file: Path, output: Path, partial: bool) -> None:
    """Write the articles of the data set NEWS that were judged in FILE as annotated articles.

    FOLDER must be empty or missing. One JSON file an article, in the shape of the annotated set,
    and readings.jsonl, the readings that were judged. An article is taken where each of its
    statements and events was judged.
    """
    from dabir.corrections.gold import write_gold
    from dabir.corrections.table import Corrections

    judged = list(_judged(open_news(news), Corrections(file)))
    taken = [article for article in judged if partial or not article.open]
    count = write_gold(taken, output)
    click.echo(f"dabir: {count} articles in {output}", err=True)
    if len(judged) > count:
        left = len(judged) - count
        click.echo(f"dabir: {left} judged in part are left out (--partial takes them)", err=True)


SHARDS = """
    SELECT article, min(parse_filename(filename, true)) FROM all_articles
    WHERE article IN (SELECT unnest(?)) GROUP BY article"""


def _judged(dataset: "DataSet", corrections: "Corrections") -> Iterator["Judged"]:
    """The articles with corrections; those that the data set does not hold are told of."""
    from dabir.corrections.gold import judge
    from dabir.store.records import load_record
    from dabir.store.views import connect

    articles = corrections.articles()
    database, damages = connect(dataset)
    warn_of(damages)
    with database:
        shards = dict(database.execute(SHARDS, [articles]).fetchall())
        for article in articles:
            record = load_record(database, dataset, shards.get(article, ""), article)
            if record is None:
                click.echo(f"dabir: {article}: not in the data set, left out", err=True)
                continue
            yield judge(record, corrections.of_article(article))
