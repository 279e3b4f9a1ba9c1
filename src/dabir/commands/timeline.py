"""`dabir timeline`: how much was written and said, period by period."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst
from dabir.commands.periods import period_options

if TYPE_CHECKING:
    from dabir.store.timeline import Calendar, Unit


@click.command(
    "timeline",
    cls=ExampleFirst,
    examples=(
        "dabir timeline news/ --by week",
        "dabir timeline news/ 'speaker:سخنگو باران' --calendar gregorian",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.argument("question", required=False)
@period_options("month")
@click.option("--once", is_flag=True, help="Count a story that many sites tell once.")
@output_options
def command(
    news: Path,
    question: str | None,
    unit: str,
    calendar: str,
    once: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Count articles, statements and events of the data set NEWS by day, week, month or year.

    A QUESTION, as for `dabir search`, counts the articles that it finds. `events` are told as
    having happened; `other_events` were planned, called for, imagined or denied.
    """
    from dabir.commands.search import make_index
    from dabir.commands.stories import make_stories
    from dabir.store.search import find_articles
    from dabir.store.timeline import Period, count_periods
    from dabir.store.views import connect

    dataset = open_news(news)
    articles = None
    if question:
        make_index(dataset)
        articles = find_articles(dataset, question)
    if once:
        make_stories(dataset)
    database, damages = connect(dataset, once=once)
    warn_of(damages)
    with database:
        periods = count_periods(database, cast("Unit", unit), cast("Calendar", calendar), articles)
    write_rows(Period._fields, periods, form, output)
