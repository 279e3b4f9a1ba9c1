"""Linear algebra is kept to one thread while an article is tagged, and gets its threads back."""

import numpy  # noqa: F401  the pools that are limited
from threadpoolctl import threadpool_info, threadpool_limits

from dabir.threads import one_thread


def threads() -> set[int]:
    """How many threads each pool of linear algebra has."""
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_one_thread_while_it_lasts() -> None:
    """Two threads before, one inside, two after."""
    with threadpool_limits(2, user_api="blas"):
        with one_thread():
            assert threads() == {1}
        assert threads() == {2}
