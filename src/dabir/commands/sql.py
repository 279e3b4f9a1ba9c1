"""`dabir sql`: any question that SQL can put."""

from pathlib import Path

import click

from dabir.commands.asking import dataset_argument, open_news, output_options, warn_of, write_rows
from dabir.commands.help import ExampleFirst


@click.command(
    "sql",
    cls=ExampleFirst,
    examples=(
        'dabir sql news/ "select name, statements from speakers limit 10"',
        'dabir sql news/ "select * from chains" -o chains.csv',
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@dataset_argument
@click.argument("query", required=False)
@output_options
def command(news: Path, query: str | None, form: str | None, output: Path | None) -> None:
    """Ask the data set NEWS in SQL (DuckDB's); without a QUERY, list its tables and views.

    Tables are articles, statements, events, actors, dates, headings, sources, edits and errors;
    views are said (statements with their article), speakers, outlets, chains and days.
    """
    import duckdb

    from dabir.store.views import connect, store_error

    database, damages = connect(open_news(news))
    warn_of(damages)
    with database:
        try:
            answer = database.execute(query or TABLES)
            columns = [column[0] for column in answer.description or ()]
            rows = answer.fetchall()
        except duckdb.Error as error:
            raise store_error(error) from error
    write_rows(columns, rows, form, output)


TABLES = """
    SELECT table_name AS name, string_agg(column_name, ', ' ORDER BY column_index) AS columns
    FROM duckdb_columns() WHERE NOT internal AND NOT starts_with(table_name, 'all_')
    AND table_name <> 'doubles' GROUP BY table_name ORDER BY table_name
"""
