"""The kit of repair, loaded once."""

import pytest

from dabir import repairs


@pytest.fixture(scope="session")
def kit() -> repairs.Kit:
    return repairs.load_kit()
