"""Builds a data set on a Slurm cluster with datatrove, many tasks at once.

    python examples/slurm.py 'crawl/*.jsonl.gz' /shared/news --tasks 64

Inputs and data set must lie on a file system that all nodes share. When all tasks are through,
`dabir build INPUT… -o /shared/news` takes out what is stale, reads what a failed task left, and
sums up; no build may run at the same time as the tasks.
"""

import argparse
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.base import PipelineStep

from dabir.threads import use_one_thread


class ReadShards(PipelineStep):
    """Reads every `world_size`-th shard that is not finished yet, from `rank` on."""

    type = "dabir"
    name = "read shards"

    def __init__(self, inputs: list[str], folder: str) -> None:
        super().__init__()
        self.inputs = inputs
        self.folder = folder

    def run(self, data: Any = None, rank: int = 0, world_size: int = 1) -> Iterable[Any]:
        """Read this task's share; what comes in is passed on."""
        use_one_thread()
        from dabir import load
        from dabir.batch import process_shard
        from dabir.building import Options, plan_shards
        from dabir.store.dataset import DataSet

        dataset = DataSet(Path(self.folder))
        dataset.make()
        reader = load()
        shards = plan_shards(self.inputs, Options(), lambda error: None)
        for shard in islice(shards, rank, None, world_size):
            if not dataset.holds(shard.key):
                process_shard(shard, dataset.folder, reader)
                self.stat_update("shards")
        return data or ()


def main() -> None:
    """Start the tasks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("folder")
    parser.add_argument("--tasks", type=int, default=16)
    parser.add_argument("--local", action="store_true", help="on this machine, without Slurm")
    parser.add_argument("--partition", default="cpu")
    parser.add_argument("--time", default="08:00:00")
    asked = parser.parse_args()
    pipeline = [ReadShards(asked.inputs, asked.folder)]
    logs = f"{asked.folder}/logs"
    if asked.local:
        LocalPipelineExecutor(pipeline, tasks=asked.tasks, workers=2, logging_dir=logs).run()
        return
    SlurmPipelineExecutor(
        pipeline,
        tasks=asked.tasks,
        time=asked.time,
        partition=asked.partition,
        cpus_per_task=1,
        mem_per_cpu_gb=2,
        job_name="dabir",
        logging_dir=logs,
    ).run()


if __name__ == "__main__":
    main()
