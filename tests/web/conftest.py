"""A data set of the examples, its room, and a client that asks it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from dabir.building import Options, build_dataset
from dabir.corrections.table import Corrections
from dabir.engines.local import LocalEngine
from dabir.store.dataset import DataSet, open_dataset
from dabir.web.app import make_app
from dabir.web.desk import Desk
from dabir.web.guards import Rules
from dabir.web.room import Door
from tests.web.browser import CHROMIUM, FLAGS, serving
from tests.web.diplomacy import build_diplomacy

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOST = "127.0.0.1:8642"
WRITER = "مریم"


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    folder = tmp_path_factory.mktemp("room") / "news"
    build_dataset([str(EXAMPLES)], folder, LocalEngine(1), Options(), lambda step: None)
    return open_dataset(folder)


@pytest.fixture(scope="session")
def door(dataset: DataSet) -> Iterator[Door]:
    with closing(Door(dataset)) as door:
        yield door


@pytest.fixture(scope="session")
def client(door: Door) -> Iterator[TestClient]:
    with asking(door) as client:
        yield client


def asking(door: Door, desk: Desk | None = None) -> TestClient:
    app = make_app(door, Rules(frozenset({HOST})), desk)
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Corrections(tmp_path / "corrections.sqlite"), WRITER)


@pytest.fixture
def writer(door: Door, desk: Desk) -> Iterator[TestClient]:
    """Asks the room of the examples, opened with a desk for corrections."""
    with asking(door, desk) as client:
        yield client


@pytest.fixture(scope="session")
def diplomacy(tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    return build_diplomacy(tmp_path_factory.mktemp("diplomacy"))


@pytest.fixture(scope="session")
def envoy(diplomacy: DataSet) -> Iterator[TestClient]:
    """Asks a room full of contacts."""
    with asking(Door(diplomacy)) as client:
        yield client


@pytest.fixture(scope="session")
def site(door: Door) -> Iterator[str]:
    with serving(door) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as opened:
        browser = opened.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
