"""The room follows its data set, and remembers what it worked out for one state of it."""

import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from dabir.building import Options, build_dataset
from dabir.engines.local import LocalEngine
from dabir.store.dataset import open_dataset
from dabir.web.room import KEPT, Door
from tests.web.conftest import EXAMPLES


@pytest.mark.slow
def test_a_build_opens_the_room_anew(tmp_path: Path) -> None:
    folder = tmp_path / "news"

    def build(name: str) -> None:
        source = tmp_path / name
        source.mkdir()
        shutil.copy(EXAMPLES / name, source)
        build_dataset([str(source)], folder, LocalEngine(1), Options(), lambda step: None)

    build("03-afghanistan.txt")
    with closing(Door(open_dataset(folder))) as door:
        before = door.room
        assert len(before.columns.articles.keys) == 1
        assert door.room is before
        build("04-tajikistan.txt")
        after = door.room
        assert len(after.columns.articles.keys) == 2
        assert after.mark != before.mark
        assert set(before.columns.articles.keys) < set(after.columns.articles.keys)


def test_answers_are_worked_out_once_and_forgotten_in_time(door: Door) -> None:
    worked: list[int] = []

    def work(number: int) -> int:
        worked.append(number)
        return number

    for number in (*range(KEPT + 5), KEPT, 0):
        assert door.room.remember(("test", number), partial(work, number)) == number
    assert worked == [*range(KEPT + 5), 0]


def test_what_is_not_in_the_data_set_is_none(door: Door) -> None:
    assert door.room.record("0123456789abcdef") is None
    assert door.room.record("../articles") is None
