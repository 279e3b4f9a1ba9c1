"""The lexicons, loaded once for the tests of this stage."""

import pytest

from dabir.dates import Kit, load_kit


@pytest.fixture(scope="session")
def dates_kit() -> Kit:
    return load_kit()
