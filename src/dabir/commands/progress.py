"""What a person at the terminal sees while articles are read."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def show_progress(items: Iterable[Item], shown: bool) -> Iterator[Item]:
    """The same items, counted on standard error while they pass, where `shown`."""
    if not shown:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} articles"),
        TextColumn("{task.speed:.0f} a second"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("read", total=None)
        for item in items:
            progress.advance(task)
            yield item
