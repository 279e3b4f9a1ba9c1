"""`dabir stories`: what many sites tell, who had it first, and what became of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst
from dabir.errors import OptionError

if TYPE_CHECKING:
    from dabir.store.dataset import DataSet

LIST = """
    SELECT story, count(*) AS articles, count(DISTINCT outlet) AS outlets,
        min(published) AS earliest, max(published) AS latest,
        any_value(a.outlet) FILTER (first) AS first, any_value(first_reason) AS first_reason,
        any_value(origin) AS origin, round(avg(kept) FILTER (NOT shown), 2) AS kept,
        any_value(coalesce(title, text[:80])) FILTER (shown) AS title
    FROM stories JOIN articles a USING (article)
    GROUP BY story ORDER BY articles DESC, earliest, story LIMIT ?"""
ONE = """
    SELECT article, published, outlet, sources, first, kept, own, text, shown
    FROM stories JOIN articles USING (article) WHERE story = ?
    ORDER BY shown DESC, published, article"""
CHANGES = ("article", "published", "outlet", "change", "before", "after")


@click.command(
    "stories",
    cls=ExampleFirst,
    examples=("dabir stories news/ -n 20", "dabir stories news/ --story 3f0c9a… -o changes.csv"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.option("-n", "--limit", default=50, show_default=True, type=click.IntRange(min=1))
@click.option("--story", metavar="ID", help="Show what each telling of a story cut and changed.")
@output_options
def command(
    news: Path, limit: int, story: str | None, form: str | None, output: Path | None
) -> None:
    """Find the stories that several articles of the data set NEWS tell, the most told first.

    `first` is the outlet that had it first, where that can be known; `origin` the source that most
    name; `kept` the share of the first that the others repeat.
    """
    from dabir.store.views import connect

    dataset = open_news(news)
    make_stories(dataset)
    database, damages = connect(dataset)
    warn_of(damages)
    with database:
        if story is None:
            answer = database.execute(LIST, [limit])
            columns = [column[0] for column in answer.description or ()]
            write_rows(columns, answer.fetchall(), form, output)
            return
        tellings = database.execute(ONE, [story]).fetchall()
    if not tellings:
        raise OptionError(f"no story {story!r}")
    write_rows(CHANGES, _changes(tellings), form, output)


def make_stories(dataset: "DataSet") -> None:
    """Find stories where the data set changed since, and tell that it takes a while."""
    from dabir.store.stories import update_stories
    from dabir.store.views import stories_are_current

    if not stories_are_current(dataset):
        click.echo("dabir: looking for stories that are told again (once)", err=True)
        update_stories(dataset)


def _changes(tellings: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    from dabir.store.changes import find_changes
    from dabir.store.terms import load_terms

    terms = load_terms()
    shown, *others = tellings
    rows: list[tuple[object, ...]] = []
    for other in others:
        changes = find_changes(str(shown[7]), str(other[7]), terms)
        rows.extend((*other[:3], change.kind, change.before, change.after) for change in changes)
    return rows
