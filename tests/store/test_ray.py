"""The Ray engine: the same bytes as the local one. Skipped where Ray is not installed."""

from pathlib import Path

import pytest

from dabir.engines.ray import RayEngine
from dabir.errors import OptionError, StoreError
from tests.store.building import build, parts
from tests.store.made import write_jsonl


@pytest.mark.slow
def test_ray_writes_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'dabir[ray]'")
    source = write_jsonl(tmp_path / "a.jsonl", range(30))
    build([source], tmp_path / "local")
    engine = RayEngine(None, 2)
    done = build([source], tmp_path / "ray", engine=engine)
    assert (done.read, done.failed) == (6, [])
    assert parts(tmp_path / "ray") == parts(tmp_path / "local")
    again = build([source], tmp_path / "ray", engine=engine)
    assert (again.read, again.kept) == (0, 6)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "articles").write_text("a file where a folder should be")
    with pytest.raises(StoreError):
        build([source], tmp_path / "broken", engine=engine)


def test_without_ray_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(OptionError, match=r"dabir\[ray\]"):
        RayEngine(None, 1)
