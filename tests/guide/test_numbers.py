"""The numbers of README and guide are those of the report, and both faces say the same."""

import re

import pytest

from evaluation.numbers import MissingError, Row, differences, fill, find, render
from evaluation.report import Machine, Part, load_report, to_markdown
from tests.guide.blocks import ROOT, blocks_of

PERSIAN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٫", "0123456789.")
TABLES = re.compile(r"<!-- numbers: [\w-]+ -->\n(.*?)<!-- end of numbers -->", re.DOTALL)
MADE = Part(
    command="make eval",
    date="2026-01-02",
    seconds=1,
    version="0.1.0",
    data="0",
    packages={},
    machine=Machine(cores=2, processor="P", system="S", python="3.11", load=0.5),
    figures={"some, F1: x": {"tool 1.2": 0.1234, "all": 0.5}},
)


def test_every_number_is_that_of_the_report() -> None:
    assert [path.name for path, *_ in differences()] == [], "run make numbers"


def test_the_report_is_written_from_its_json() -> None:
    written = (ROOT / "evaluation" / "report.md").read_text("utf-8")
    assert written == to_markdown(load_report())


@pytest.mark.parametrize(
    ("english", "persian"),
    [("README.md", "README.fa.md"), ("docs/methods.md", "docs/methods.fa.md")],
)
def test_both_faces_say_the_same_numbers(english: str, persian: str) -> None:
    found = []
    for name in (english, persian):
        tables = "".join(TABLES.findall((ROOT / name).read_text("utf-8")))
        cells = re.findall(r"\|[^|]*\d\.\d[^|]*(?=\|)", tables.translate(PERSIAN))
        found.append([re.findall(r"\d+\.\d+", cell) for cell in cells])
    assert found[0] == found[1] != []


def test_both_readmes_have_the_same_blocks() -> None:
    english, persian = (
        [block[1:] for block in blocks_of(ROOT / name)] for name in ("README.md", "README.fa.md")
    )
    assert english == persian != []


def test_a_row_is_filled_in_either_language() -> None:
    row = Row("x", "t", "en", "فا", "F1 {eval/some, F1: x/tool:.3f} `1.5` {eval/cores:d}", "s")
    assert render(row, "en", {"eval": MADE}) == "| en | F1 0.123 `1.5` 2 |\n"
    assert render(row, "fa", {"eval": MADE}) == "| فا | F1 ۰٫۱۲۳ `1.5` ۲ |\n"


def test_a_number_that_is_not_there_is_told() -> None:
    assert find("eval/some, F1: x/all", {"eval": MADE}) == 0.5
    for path in ("peers/x/y", "eval/some/all", "eval/some, F1: x/non"):
        with pytest.raises(MissingError):
            find(path, {"eval": MADE})


def test_a_page_without_numbers_stays() -> None:
    assert fill("no numbers\n", "en", {}) == "no numbers\n"
