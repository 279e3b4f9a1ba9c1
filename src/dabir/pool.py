"""Reads many articles in order, in this process or in several."""

import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dabir.errors import DabirError, InputError, OptionError
from dabir.limits import time_limit
from dabir.records import Article, Record

if TYPE_CHECKING:
    from dabir.reader import Reader

Context = TypeVar("Context")
Outcome = Record | InputError

BATCH = 8  # articles that travel to a process at once
AHEAD = 3  # batches that wait for each process

_worker_reader: "Reader | None" = None  # in a worker process alone: its reader, set at its start


def read_in_order(
    reader: "Reader", pairs: Iterable[tuple[str | Article, Context]], jobs: int, *, catch_all: bool
) -> Iterator[tuple[Outcome, Context]]:
    """What became of each article, with its context: a record, or the error that it raised.

    With `catch_all` a failure of the reader itself is an InputError as well. Contexts stay in
    this process. At most `jobs` * BATCH * AHEAD articles are held at a time.
    """
    if jobs < 1:
        raise OptionError(f"jobs={jobs}: at least 1")
    if jobs == 1:
        return ((attempt(reader, text, catch_all), context) for text, context in pairs)
    return _read_in_pool(reader, iter(pairs), jobs, catch_all)


def attempt(reader: "Reader", text: str | Article, catch_all: bool) -> Outcome:
    """The record of an article, or the error that it raised; too long a reading is given up."""
    try:
        with time_limit(_where(text)):
            return reader(text)
    except InputError as error:
        return error
    except Exception as error:
        if not catch_all:
            raise
        return _failure(text, error)


def _failure(text: str | Article, error: Exception) -> InputError:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    failure = InputError(
        _where(text), f"dabir failed on it: {type(error).__name__}: {error} ({place})"
    )
    failure.__cause__ = error
    return failure


def _where(text: str | Article) -> str:
    return text.where if isinstance(text, Article) else "text"


def _read_in_pool(
    reader: "Reader", pairs: Iterator[tuple[str | Article, Context]], jobs: int, catch_all: bool
) -> Iterator[tuple[Outcome, Context]]:
    pool = ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(reader,))
    waiting: deque[tuple[Future[list[Outcome]], list[Context]]] = deque()
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (batch := list(islice(pairs, BATCH))):
                texts = [text for text, _ in batch]
                future = pool.submit(_read_batch, texts, catch_all)
                waiting.append((future, [context for _, context in batch]))
            if not waiting:
                return
            future, contexts = waiting.popleft()
            yield from zip(future.result(), contexts, strict=True)
    except BrokenProcessPool as error:
        raise DabirError("a reading process was stopped from outside (out of memory?)") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker(reader: "Reader") -> None:
    global _worker_reader
    _worker_reader = reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_batch(texts: list[str | Article], catch_all: bool) -> list[Outcome]:
    assert _worker_reader is not None
    return [attempt(_worker_reader, text, catch_all) for text in texts]
