"""The command line: names the commands and imports one only when it runs."""

from importlib import import_module

import click

from dabir.version import __version__

COMMANDS = {
    "read": "Read articles into records: who said what, when, through whom.",
    "schema": "Print the JSON Schema of a record.",
}


class Commands(click.Group):
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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="dabir")
def main() -> None:
    """Read Persian news the way a careful desk editor does."""
