"""Frames: the tables of CSV as pandas and polars hold them, with types and nulls."""

import subprocess
import sys

import pytest

import dabir
from dabir.errors import OptionError
from dabir.export.csv import COLUMNS
from tests.export.exchanged import all_records

RECORDS = all_records()
INSTALL = "is not installed: pip install 'dabir[frames]'"


@pytest.mark.parametrize("table", COLUMNS)
def test_pandas_has_every_row_and_type(table: str) -> None:
    pandas = pytest.importorskip("pandas", reason=f"pandas {INSTALL}")
    frame = dabir.to_frame(RECORDS, table)
    empty = dabir.to_frame([], table)
    assert isinstance(frame, pandas.DataFrame)
    assert tuple(frame.columns) == tuple(empty.columns) == COLUMNS[table]
    assert list(frame.dtypes) == list(empty.dtypes)
    assert len(empty) == 0 < len(frame)


@pytest.mark.parametrize("table", COLUMNS)
def test_polars_has_every_row_and_type(table: str) -> None:
    polars = pytest.importorskip("polars", reason=f"polars {INSTALL}")
    frame = dabir.to_frame(RECORDS, table, library="polars")
    empty = dabir.to_frame([], table, library="polars")
    assert isinstance(frame, polars.DataFrame)
    assert tuple(frame.columns) == COLUMNS[table]
    assert frame.schema == empty.schema
    assert len(empty) == 0 < len(frame)


def test_both_hold_the_same_statements_at_the_same_places() -> None:
    pytest.importorskip("pandas", reason=f"pandas {INSTALL}")
    pytest.importorskip("polars", reason=f"polars {INSTALL}")
    statements = dabir.to_frame(RECORDS)
    assert len(statements) == sum(len(record.statements) for record in RECORDS)
    assert str(statements["cue_start"].dtype) == "Int64"
    assert str(statements["score"].dtype) == "Float64"
    texts = {record.id: record.text for record in RECORDS}
    for row in statements.itertuples():
        assert texts[row.article][row.cue_start : row.cue_end] == row.cue_text
    assert statements["name"].isna().sum() == sum(
        said.name is None for record in RECORDS for said in record.statements
    )
    others = dabir.to_frame(RECORDS, library="polars")
    assert others["cue_text"].to_list() == statements["cue_text"].tolist()
    assert others["name"].null_count() == statements["name"].isna().sum()


def test_what_does_not_fit_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OptionError, match="no table 'speeches': one of articles, statements"):
        dabir.to_frame(RECORDS, "speeches")
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(OptionError, match=r"pip install 'dabir\[frames\]'"):
        dabir.to_frame(RECORDS, library="polars")


def test_nothing_heavy_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys, dabir, dabir.export.frames, dabir.cli; "
        "sys.exit(', '.join({'pandas', 'polars', 'spacy'} & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
