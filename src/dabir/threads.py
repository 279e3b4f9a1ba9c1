"""How many threads numpy's linear algebra may use."""

import os
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_thread() -> None:
    """Keep linear algebra to one thread, here and in processes started from here.

    An article is small work: threads only wait for one another (five times the CPU time was
    measured on a busy machine), and processes are what makes reading faster. What the environment
    already says stays. Works only before numpy is imported.
    """
    for name in VARIABLES:
        os.environ.setdefault(name, "1")


def one_thread() -> AbstractContextManager[object]:
    """Keep linear algebra to one thread while this lasts, where numpy may be imported already."""
    limits: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limits


@cache
def _pools() -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController  # `dabir --help` need not wait for it

    return ThreadpoolController()
