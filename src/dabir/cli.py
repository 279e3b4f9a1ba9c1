"""The command line: names the commands and imports one only when it runs."""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from dabir.commands.help import ExampleFirst
from dabir.errors import DabirError, OptionError
from dabir.threads import use_one_thread
from dabir.version import __version__

COMMANDS = {
    "read": "Read articles into records: who said what, when, through whom.",
    "repair": "Repair half-spaces, letters and word breaks, line for line.",
    "dates": "Find the dates of a text and tell which days they mean.",
    "build": "Read folders, crawls and archives into a data set.",
    "serve": "Open a data set as a web page, to read, check and cite.",
    "corrections": "Give out corrections as annotated articles to score against.",
    "search": "Search a data set for words, phrases, speakers.",
    "timeline": "Count what was written and said, by day, week, month or year.",
    "contacts": "Count who talks to whom, at which level.",
    "person": "Find who somebody is, on what evidence, and what they said.",
    "stories": "Find stories that many sites tell, and who had them first.",
    "export": "Take a data set away: CSV, JSON Lines, Parquet, SQLite, GraphML.",
    "sql": "Ask a data set in SQL.",
    "revise": "Take back what people changed in brat, doccano, INCEpTION, Label Studio.",
    "schema": "Print the JSON Schema of a record.",
}


class Commands(ExampleFirst, click.Group):
    """A group whose commands live in `dabir.commands.NAME` and are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are taught."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"dabir.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every failure becomes one line and an exit status, no traceback.

        1 for a failure, 2 for wrong usage. A reader of our output that goes away is no failure.
        """
        use_one_thread()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _let_output_go()
            ctx.exit(0)
        except OptionError as error:
            raise click.UsageError(str(error)) from error
        except DabirError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{place}{error.strerror or error}") from error
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(frame.filename).name}:{frame.lineno}"
            message = f"a mistake in dabir: {type(error).__name__}: {error} ({place})"
            raise click.ClickException(message) from error


def _let_output_go() -> None:
    """Send what is still to be flushed nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from dabir.plugins import GROUPS, find_plugins
    from dabir.resources import model_digests

    click.echo(f"dabir {__version__}")
    for name, digest in model_digests():
        click.echo(f"{name} sha256:{digest[:16]}")
    for plugin in (found for group in GROUPS for found in find_plugins(group)):
        click.echo(f"{plugin.label}: {plugin.group}")
    ctx.exit()


@click.group(
    cls=Commands,
    examples=("dabir read examples/ -o report.html",),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version, the digests of the models and the plug-ins, and exit.",
)
def main() -> None:
    """Read Persian news the way a careful desk editor does."""
