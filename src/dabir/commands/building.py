"""What a person sees of a build: how far it is while it runs, and what came of it."""

import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from dabir.building import Step
from dabir.store.manifest import Build, Failure

REASONS_SHOWN = 5
LINE_EVERY = 30.0  # seconds between lines where there is no terminal


class BuildDesk:
    """Tells of a build on standard error: a bar on a terminal, now and then a line elsewhere."""

    def __init__(self, quiet: bool, progress: bool | None) -> None:
        self._quiet = quiet
        self._bar: Progress | None = None
        wanted = not quiet and sys.stderr.isatty() if progress is None else progress
        if wanted and sys.stderr.isatty():
            columns = (
                BarColumn(),
                TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:.0f} a second"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._lines = bool(progress) and self._bar is None
        self._began = self._told = time.monotonic()
        self._done = self.articles = 0
        self.reasons: Counter[str] = Counter()

    def __enter__(self) -> "BuildDesk":
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("build", total=None, articles=0, rate=0.0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, step: Step) -> None:
        """Tell of one shard."""
        self._done += step.weight
        if isinstance(step.outcome, Failure):
            outcome = step.outcome
            click.echo(f"dabir: {outcome.source}: not read: {outcome.reason}", err=True)
        else:
            self.articles += step.outcome.articles
            self.reasons.update(step.outcome.reasons)
        seconds = max(1e-9, time.monotonic() - self._began)
        rate = self.articles / seconds
        if self._bar:
            total = self._done + step.left
            self._bar.update(
                self._task, completed=self._done, total=total, articles=self.articles, rate=rate
            )
        elif self._lines and time.monotonic() - self._told > LINE_EVERY:
            self._told = time.monotonic()
            left = seconds * step.left / max(1, self._done)
            line = f"{self.articles:,} articles, {rate:.0f} a second, {_time(left)} left"
            click.echo(f"dabir: {line}", err=True)

    def sum_up(self, build: Build, folder: Path) -> None:
        """Tell what was read, what is there now, and what went wrong."""
        for reason in build.unreadable:
            click.echo(f"dabir: {reason}", err=True)
        if self._quiet:
            return
        seconds = time.monotonic() - self._began
        rate = f", {self.articles / seconds:.0f} a second" if self.articles else ""
        say(f"read {self.articles:,} articles in {_time(seconds)}{rate} ({build.engine})")
        say(f"shards: {build.read:,} read, {build.kept:,} kept, {build.retired:,} retired")
        if build.lost_workers:
            say(f"{build.lost_workers:,} processes died and were replaced")
        say(
            f"{folder} holds {build.articles:,} articles with {build.statements:,} statements;"
            f" {build.refused:,} could not be read, {build.doubled:,} came twice"
        )
        for reason, count in self.reasons.most_common(REASONS_SHOWN):
            say(f"  {count:,} × {reason}")
        if build.refused:
            say(f"each: dabir sql {folder} 'select * from errors'")


def say(line: str) -> None:
    """Tell a line on standard error."""
    click.echo(f"dabir: {line}", err=True)


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
