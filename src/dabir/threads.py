"""How many threads numpy's linear algebra may use."""

import os

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def use_one_thread() -> None:
    """Keep linear algebra to one thread, here and in processes started from here.

    An article is small work: threads only wait for one another (five times the CPU time was
    measured on a busy machine), and processes are what makes reading faster. What the environment
    already says stays. Works only before numpy is imported.
    """
    for name in VARIABLES:
        os.environ.setdefault(name, "1")
