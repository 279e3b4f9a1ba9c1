"""The options of commands that count by period."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


def period_options(default: str) -> Callable[[Function], Function]:
    """The options of the period and the calendar."""

    def decorate(function: Function) -> Function:
        by = click.option(
            "--by",
            "unit",
            default=default,
            show_default=True,
            type=click.Choice(["day", "week", "month", "year"]),
        )
        calendar = click.option(
            "--calendar",
            default="jalali",
            show_default=True,
            type=click.Choice(["jalali", "gregorian"]),
        )
        return by(calendar(function))

    return decorate
