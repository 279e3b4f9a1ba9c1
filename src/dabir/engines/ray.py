"""Ray core tasks: the processes of this machine, or of a cluster that shares a file system."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dabir.batch import process_shard
from dabir.engines import TRIES, Outcomes, failure
from dabir.errors import OptionError, StoreError
from dabir.shards import Shard
from dabir.store.manifest import Failure, Manifest

if TYPE_CHECKING:
    from dabir.reader import Reader

AHEAD = 2  # shards that wait for each CPU


class RayEngine:
    """Tasks on a Ray cluster; without an address on a cluster of this machine's `jobs` CPUs.

    The inputs and the data set must lie under the same path on every machine.
    """

    def __init__(self, address: str | None, jobs: int | None) -> None:
        try:
            ray: Any = import_module("ray")
        except ImportError:
            raise OptionError("--engine ray needs Ray: pip install 'dabir[ray]'") from None
        self.name = f"ray, {address or 'this machine'}"
        self.lost_workers = 0  # Ray replaces them itself and does not tell
        self._ray = ray
        if not ray.is_initialized():
            own: dict[str, Any] = {"num_cpus": jobs, "include_dashboard": False}
            ray.init(address=address, log_to_driver=False, **({} if address else own))

    def run(self, shards: Iterable[Shard], folder: Path) -> Outcomes:
        """What became of each shard; see `Engine`."""
        ray = self._ray
        task = ray.remote(max_retries=TRIES - 1)(_work)
        waiting = iter(shards)
        room = max(1, int(ray.cluster_resources().get("CPU", 1))) * AHEAD
        running: dict[Any, Shard] = {}
        try:
            while True:
                for shard in islice(waiting, room - len(running)):
                    running[task.remote(shard, folder.absolute())] = shard
                if not running:
                    return
                (done, *_), _ = ray.wait(list(running), num_returns=1)
                yield self._outcome(done, running.pop(done))
        finally:
            for reference in running:
                ray.cancel(reference)

    def _outcome(self, reference: Any, shard: Shard) -> Manifest | Failure:
        exceptions = self._ray.exceptions
        try:
            manifest: Manifest = self._ray.get(reference)
        except (exceptions.WorkerCrashedError, exceptions.OutOfMemoryError):
            return failure(shard, f"its process died {TRIES} times (out of memory?)")
        except exceptions.RayTaskError as error:
            if isinstance(error.cause, StoreError):
                raise error.cause from None
            raise
        return manifest


@cache
def _load() -> "Reader":
    """The reader of this worker process: Ray runs many tasks in one."""
    from dabir.reader import load

    return load()


def _work(shard: Shard, folder: Path) -> Manifest:
    return process_shard(shard, folder, _load())
