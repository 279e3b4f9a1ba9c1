"""A bound on the time that one article may take, so that a hostile page cannot stop a build."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dabir.errors import InputError

LONGEST_READING = 60.0  # CPU seconds; a million characters of prose take some twenty


class _OutOfTimeError(BaseException):
    """No `except Exception` on the way may take this for its own."""


@contextmanager
def time_limit(where: str, seconds: float = LONGEST_READING) -> Iterator[None]:
    """Raises InputError from what is done here once it took so many CPU seconds.

    Holds in the main thread of a process on systems that have interval timers; elsewhere, and
    where another such limit is running, nothing is limited.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "setitimer") or any(signal.getitimer(signal.ITIMER_VIRTUAL)):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _OutOfTimeError:
        reason = f"given up: reading it took more than {seconds:g} seconds"
        raise InputError(where, reason) from None
    finally:
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _OutOfTimeError
