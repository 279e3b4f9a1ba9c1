"""The processes of this machine, from the standard library's pool."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dabir.batch import process_shard
from dabir.engines import TRIES, Outcomes, failure
from dabir.errors import OptionError
from dabir.shards import Shard
from dabir.store.manifest import Failure, Manifest
from dabir.threads import use_one_thread

if TYPE_CHECKING:
    from dabir.reader import Reader

_worker_reader: "Reader | None" = None  # in a worker process alone: its reader, set at its start


Work = Callable[[Shard, Path], Manifest]


class LocalEngine:
    """`jobs` processes; one job runs in this process."""

    def __init__(self, jobs: int) -> None:
        if jobs < 1:
            raise OptionError(f"jobs={jobs}: at least 1")
        self.name = f"local, {jobs} process" + ("es" if jobs > 1 else "")
        self.jobs = jobs
        self.lost_workers = 0
        self.work: Work = _work

    def run(self, shards: Iterable[Shard], folder: Path) -> Outcomes:
        """What became of each shard; see `Engine`."""
        if self.jobs == 1:
            from dabir.reader import load

            reader = load()
            return (process_shard(shard, folder, reader) for shard in shards)
        return self._run_in_pools(iter(shards), folder)

    def _run_in_pools(self, shards: Iterator[Shard], folder: Path) -> Outcomes:
        """A pool that lost a process is of no more use: a new one takes its place.

        What it was reading is then read alone, so that a shard that kills its process is found
        and does not take its neighbours with it.
        """
        while True:
            suspects: list[Shard] = []
            yield from self._run_pool(shards, folder, suspects)
            if not suspects:
                return
            self.lost_workers += 1
            for shard in suspects:
                yield self._run_alone(shard, folder)

    def _run_pool(self, shards: Iterator[Shard], folder: Path, suspects: list[Shard]) -> Outcomes:
        """Run until there is no shard left, or until a process dies: its shards are `suspects`."""
        running: dict[Future[Manifest], Shard] = {}
        with _pool(self.jobs) as pool:
            try:
                while True:
                    for shard in islice(shards, self.jobs - len(running)):
                        running[self._submit(pool, shard, folder)] = shard
                    if not running:
                        return
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        shard = running.pop(future)
                        try:
                            manifest = future.result()
                        except BrokenProcessPool:
                            suspects.append(shard)
                        else:
                            yield manifest
                    if suspects:
                        suspects.extend(running.values())
                        return
            finally:
                pool.shutdown(cancel_futures=True)

    def _run_alone(self, shard: Shard, folder: Path) -> Manifest | Failure:
        for _ in range(TRIES - 1):
            with _pool(1) as pool:
                try:
                    return self._submit(pool, shard, folder).result()
                except BrokenProcessPool:
                    self.lost_workers += 1
        return failure(shard, f"its process died {TRIES} times (out of memory?)")

    def _submit(self, pool: ProcessPoolExecutor, shard: Shard, folder: Path) -> "Future[Manifest]":
        try:
            return pool.submit(self.work, shard, folder)
        except BrokenProcessPool as error:
            broken: Future[Manifest] = Future()
            broken.set_exception(error)
            return broken


def _pool(jobs: int) -> ProcessPoolExecutor:
    """New processes, not copies of this one: a copy would hold the data set's lock too."""
    use_one_thread()
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(os.getpid(),),
    )


def _start_worker(parent: int) -> None:
    from dabir.reader import load

    global _worker_reader
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _worker_reader = load()


def _end_with(parent: int) -> None:
    """A worker whose build was killed would wait for ever."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _work(shard: Shard, folder: Path) -> Manifest:
    assert _worker_reader is not None
    return process_shard(shard, folder, _worker_reader)
