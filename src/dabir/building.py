"""A data set is built: inputs cut, what is finished left alone, the rest read by an engine."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from dabir.engines import Engine
from dabir.errors import InputError
from dabir.intake.sources import OnError
from dabir.plugins import reading_version
from dabir.resources import data_digest
from dabir.shards import SHARD_ARTICLES, Settings, Shard, cut_inputs
from dabir.store.dataset import DataSet
from dabir.store.manifest import Build, Failure, Manifest


class Step(NamedTuple):
    """How far a build is: a shard that was just finished or given up, and what is to be done.

    `weight` and `left` are bytes of input.
    """

    outcome: Manifest | Failure
    weight: int
    left: int


OnStep = Callable[[Step], None]


class Options(NamedTuple):
    """What a build is told beside its inputs."""

    published: str | None = None
    outlet: str | None = None
    overwrite: bool = False
    shard_size: int = SHARD_ARTICLES


def build_dataset(
    inputs: Iterable[str], folder: Path, engine: Engine, options: Options, on_step: OnStep
) -> Build:
    """Read all inputs into the data set in `folder`, and say what was done.

    Shards that are finished and whole are kept; those whose input changed or went away are taken
    out before the first is read, so that nothing is ever there twice. May be stopped at any point
    and run again. Raises StoreError where the folder cannot be written, or is being written.
    """
    inputs = list(inputs)
    began = _now()
    dataset = DataSet(folder)
    unreadable: list[InputError] = []
    with dataset.locked():
        dataset.sweep()
        planned = {shard.key: shard for shard in plan_shards(inputs, options, unreadable.append)}
        kept, retired = _sort_out(dataset, planned, inputs, options.overwrite)
        todo = [shard for key, shard in planned.items() if key not in kept]
        failed = _run(engine, todo, folder, on_step)
        build = _sum_up(
            dataset,
            engine=engine,
            began=began,
            read=len(todo) - len(failed),
            kept=len(kept),
            retired=retired,
            failed=failed,
            unreadable=[str(error) for error in unreadable],
        )
        dataset.record(build)
    return build


def plan_shards(inputs: Iterable[str], options: Options, on_error: OnError) -> Iterator[Shard]:
    """The shards of the inputs, in order: the same on every machine that sees the same files."""
    settings = Settings(
        reading_version(), data_digest(), options.published, options.outlet, options.shard_size
    )
    return cut_inputs(inputs, settings, on_error)


def _sort_out(
    dataset: DataSet, planned: dict[str, Shard], inputs: list[str], overwrite: bool
) -> tuple[set[str], int]:
    """The keys of planned shards that are there and whole; how many others were taken out."""
    roots = [Path(name).absolute() for name in inputs]
    sources = {shard.source for shard in planned.values()}
    kept: set[str] = set()
    spoilt: set[str] = set()
    retired: set[str] = set()
    for manifest in dataset.manifests():
        if manifest.key in planned:
            whole = not overwrite and dataset.damage(manifest) is None
            (kept if whole else spoilt).add(manifest.key)
        elif manifest.source in sources or _lies_in(Path(manifest.source), roots):
            retired.add(manifest.key)
    dataset.retire(sorted(spoilt | retired))
    return kept, len(retired)


def _lies_in(source: Path, roots: list[Path]) -> bool:
    return any(source == root or root in source.parents for root in roots)


def _run(engine: Engine, todo: list[Shard], folder: Path, on_step: OnStep) -> list[Failure]:
    weights = {shard.key: shard.weight for shard in todo}
    left = sum(weights.values())
    failed: list[Failure] = []
    with contextlib.closing(engine.run(todo, folder)) as outcomes:
        for outcome in outcomes:
            left -= weights[outcome.key]
            if isinstance(outcome, Failure):
                failed.append(outcome)
            on_step(Step(outcome, weights[outcome.key], left))
    return failed


def _sum_up(
    dataset: DataSet,
    *,
    engine: Engine,
    began: str,
    read: int,
    kept: int,
    retired: int,
    failed: list[Failure],
    unreadable: list[str],
) -> Build:
    manifests = dataset.manifests()
    return Build(
        version=reading_version(),
        began=began,
        ended=_now(),
        engine=engine.name,
        read=read,
        kept=kept,
        retired=retired,
        lost_workers=engine.lost_workers,
        failed=failed,
        unreadable=unreadable,
        shards=len(manifests),
        articles=sum(manifest.articles for manifest in manifests),
        statements=sum(manifest.statements for manifest in manifests),
        refused=sum(manifest.refused for manifest in manifests),
        doubled=sum(manifest.doubled for manifest in manifests),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
