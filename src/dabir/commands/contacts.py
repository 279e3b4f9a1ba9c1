"""`dabir contacts`: who talks to whom, and at which level."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst
from dabir.commands.periods import period_options

if TYPE_CHECKING:
    from dabir.store.contacts import By
    from dabir.store.timeline import Calendar, Unit


@click.command(
    "contacts",
    cls=ExampleFirst,
    examples=("dabir contacts news/ --party IRN --by month -o contacts.csv",),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@period_options("week")
@click.option("--party", metavar="CODE", help="Only contacts of that country, office or body.")
@click.option(
    "--parties",
    "parties",
    default="country",
    show_default=True,
    type=click.Choice(["country", "code"]),
    help="Countries and bodies, or codes with their roles (RUS.GOV).",
)
@click.option("--once", is_flag=True, help="Count a story that many sites tell once.")
@output_options
def command(
    news: Path,
    unit: str,
    calendar: str,
    party: str | None,
    parties: str,
    once: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Count contacts (meetings, visits, calls, letters) between pairs in the data set NEWS.

    `occasions` are different days of contacts told as having happened, `planned` announced ones.
    """
    from dabir.commands.stories import make_stories
    from dabir.store.contacts import Contacts, count_contacts
    from dabir.store.views import connect

    dataset = open_news(news)
    if once:
        make_stories(dataset)
    database, damages = connect(dataset, once=once)
    warn_of(damages)
    with database:
        found = count_contacts(
            database,
            cast("Unit", unit),
            cast("Calendar", calendar),
            by=cast("By", parties),
            party=party,
        )
    write_rows(Contacts._fields, found, form, output)
