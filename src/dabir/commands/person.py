"""`dabir person`: who that is, on what evidence, and what they said."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst
from dabir.errors import OptionError

if TYPE_CHECKING:
    from dabir.store.dataset import DataSet

WHO = """
    SELECT p.person, p.kind, p.name, p.other_names, p.countries,
        (SELECT string_agg(concat(office, ' (', coalesce(strftime(first, '%Y-%m-%d'), '?'), ' … ',
            coalesce(strftime(last, '%Y-%m-%d'), '?'), ')'), '; ' ORDER BY articles DESC, office)
            FROM offices o WHERE o.person = p.person) AS offices,
        p.articles, p.statements, p.first, p.last,
        (SELECT string_agg(DISTINCT evidence, '; ' ORDER BY evidence) FROM named n
            WHERE n.person = p.person) AS evidence,
        (SELECT string_agg(concat(d.reason, ': ', q.name, ' [', q.person, ']'), '; '
            ORDER BY q.name, q.person)
            FROM doubts d JOIN people q ON q.person = if(d.person = p.person, d.other, d.person)
            WHERE p.person IN (d.person, d.other)) AS doubts
    FROM people p JOIN wanted USING (person) ORDER BY p.statements DESC, p.person"""
SAID = """
    SELECT s.published, s.outlet, s.name, s.stance, s.cue_text AS cue, s.content_text AS content,
        s.path, s.article, s.number, n.person, n.evidence
    FROM said s JOIN named n USING (article, name) JOIN wanted USING (person)
    ORDER BY s.published, s.article, s.number"""


@click.command(
    "person",
    cls=ExampleFirst,
    examples=("dabir person news/ 'نادر کوهستانی'", "dabir person news/ کوهستانی --said"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.argument("name")
@click.option("--said", is_flag=True, help="Show what they said, in time.")
@output_options
def command(news: Path, name: str, said: bool, form: str | None, output: Path | None) -> None:
    """Find who NAME is in the data set NEWS: persons, offices and bodies of that name.

    Each comes with offices and when they were seen, the evidence that put the mentions together,
    and the doubts: others who may be the same and were not put together. NAME is words of the
    name, or the id of one person.
    """
    from dabir.store.views import connect

    dataset = open_news(news)
    make_people(dataset)
    database, damages = connect(dataset)
    warn_of(damages)
    with database:
        names = database.execute("SELECT person, concat_ws(' ', name, other_names) FROM people")
        wanted = _wanted(names.fetchall(), name)
        if not wanted:
            raise OptionError(f"nobody of the name {name!r}")
        database.execute("CREATE TEMP TABLE wanted (person VARCHAR)")
        database.executemany("INSERT INTO wanted VALUES (?)", [[person] for person in wanted])
        answer = database.execute(SAID if said else WHO)
        columns = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
    write_rows(columns, rows, form, output)


def make_people(dataset: "DataSet") -> None:
    """Find people where the data set changed since, and tell that it takes a while."""
    from dabir.store.people import update_people
    from dabir.store.views import people_are_current

    if not people_are_current(dataset):
        click.echo("dabir: looking who is who (once)", err=True)
        update_people(dataset)


def _wanted(people: list[tuple[str, str]], name: str) -> list[str]:
    from dabir.store.terms import load_terms

    terms = load_terms()
    words = set(terms.of_text(name))
    return [
        person
        for person, names in people
        if person == name or (words and words <= set(terms.of_text(names)))
    ]
