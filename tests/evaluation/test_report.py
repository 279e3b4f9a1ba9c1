"""The report: parts are put in one by one, and each tells when and on what it was measured."""

from datetime import date
from pathlib import Path

import pytest

from evaluation import report
from evaluation.report import Watch, load_report, save_part, to_markdown


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(report, "REPORT", tmp_path / "report.json")
    return tmp_path


def test_a_part_tells_of_its_machine_and_versions() -> None:
    part = Watch("make eval").part({"section": {"measure": 0.123456}})
    assert part.figures == {"section": {"measure": 0.1235}}
    assert date.fromisoformat(part.date)
    assert part.machine.cores >= 1
    assert part.packages["numpy"]


def test_a_part_leaves_the_others(elsewhere: Path) -> None:
    assert load_report() == {}
    save_part("bench reading", Watch("b").part({"b": {"x": 1.0}}, {"b": "printed\n"}))
    save_part("eval", Watch("a").part({"a": {"y": 2.0}}))
    save_part("bench reading", Watch("c").part({"b": {"x": 3.0}}))
    parts = load_report()
    assert list(parts) == ["eval", "bench reading"]
    assert parts["bench reading"].figures == {"b": {"x": 3.0}}
    assert (elsewhere / "report.md").read_text("utf-8") == to_markdown(parts)
