"""`dabir build`: folders, crawls and archives in, a data set out."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dabir.commands.asking import open_news
from dabir.commands.help import ExampleFirst

if TYPE_CHECKING:
    from dabir.engines import Engine

FINISHED_WITH_ERRORS = 3


@click.command(
    "build",
    cls=ExampleFirst,
    examples=("dabir build crawl/ archive.warc.gz -o news/ -j 4",),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data set: made where it is missing, else gone on with.",
)
@click.option("-j", "--jobs", default=1, type=click.IntRange(min=1), help="Processes that read.")
@click.option(
    "--engine", default="local", type=click.Choice(["local", "ray"]), help="What runs the shards."
)
@click.option("--address", metavar="HOST:PORT", help="Ray cluster to run on.")
@click.option("--published", metavar="DAY", help="Day of publication where the input names none.")
@click.option("--outlet", metavar="NAME", help="Outlet where the input names none.")
@click.option("--overwrite", is_flag=True, help="Read again what was read before.")
@click.option(
    "--shard-size",
    default=2000,
    show_default=True,
    type=click.IntRange(min=1),
    help="Articles that are read, or lost in a crash, at once.",
)
@click.option("--index/--no-index", default=True, help="Make the index of words too.")
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing but errors.")
@click.option("--progress/--no-progress", default=None, help="Show how far the build is.")
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: Path,
    jobs: int,
    engine: str,
    address: str | None,
    published: str | None,
    outlet: str | None,
    overwrite: bool,
    shard_size: int,
    index: bool,
    quiet: bool,
    progress: bool | None,
) -> None:
    """Read all INPUTs into a data set that can be asked, searched and gone on with.

    INPUT is a file that `dabir read` reads (text, HTML, JSON, JSON Lines, packed or not), a web
    archive (WARC), a folder of these, or a glob. A second run reads what is new or changed; a build
    that was stopped, killed or ran out of disk goes on where it was.

    Exit status: 0 all read, 1 failure, 2 wrong usage, 3 finished, but some could not be read.
    """
    from dabir.building import Options, build_dataset
    from dabir.commands.building import BuildDesk
    from dabir.intake import load_kit, parse_published

    if "-" in inputs:
        raise click.BadParameter("a build reads files, so that it can go on", param_hint="INPUT")
    if address and engine != "ray":
        raise click.BadParameter("goes with --engine ray", param_hint="--address")
    try:
        day = parse_published(published, load_kit().days) if published else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None
    options = Options(day, outlet, overwrite, shard_size)
    with BuildDesk(quiet, progress) as desk:
        build = build_dataset(inputs, output, _engine(engine, jobs, address), options, desk.step)
    desk.sum_up(build, output)
    if index:
        from dabir.commands.search import make_index

        make_index(open_news(output))
    if build.failed:
        ctx.exit(1)
    if build.refused or build.unreadable:
        ctx.exit(FINISHED_WITH_ERRORS)


def _engine(name: str, jobs: int, address: str | None) -> "Engine":
    if name == "ray":
        from dabir.engines.ray import RayEngine

        return RayEngine(address, jobs)
    from dabir.engines.local import LocalEngine

    return LocalEngine(jobs)
