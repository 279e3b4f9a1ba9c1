"""CSV: tables that a spreadsheet reads, with nothing lost and nothing run."""

import csv
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dabir.errors import OptionError, StoreError
from dabir.export import writer
from dabir.export.csv import FORMULA
from dabir.records import Actor, Contact, Event, Record, Span
from tests.casebook import cases
from tests.export.made import make_record, make_statement, mark_everything
from tests.golden import load_golden, to_record

GOLDEN = [to_record(gold) for gold in load_golden()]
TABLES = {"articles", "statements", "events", "actors", "dates", "headings", "sources", "edits"}


def tables(records: list[Record], folder: Path) -> dict[str, list[dict[str, str]]]:
    writer("csv").write([(record, {"unknown": 1}) for record in records], folder)
    return {path.stem: read(path) for path in folder.glob("*.csv")}


def read(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = io.StringIO(data.decode("utf-8-sig"), newline="")
    header, *rows = csv.reader(lines, strict=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_table_holds_every_finding(tmp_path: Path) -> None:
    read = tables(GOLDEN, tmp_path / "new" / "folder")
    assert read.keys() == TABLES
    assert [row["text"] for row in read["articles"]] == [record.text for record in GOLDEN]
    for name in ("statements", "dates", "headings"):
        assert len(read[name]) == sum(len(getattr(record, name)) for record in GOLDEN)
    assert [row["name"] for row in read["sources"]] == [n for r in GOLDEN for n in r.sources]


def test_events_and_actors_have_a_row_each(tmp_path: Path) -> None:
    text = "وزیران دو کشور تلفنی گفت\u200cوگو کردند"
    event = Event(
        id="made",
        type="CONSULT",
        mode="phone",
        contexts=("diplomatic", "economic"),
        source=("RUS.GOV", "MULTI:Arab states"),
        target=("IRN.GOV",),
        status="planned",
        date="2023-11",
        place=None,
        anchor=Span(15, 20, text[15:20]),
        statement=2,
        contact=Contact("minister", "phone"),
        reason="made.event",
        score=0.5,
    )
    actor = Actor(0, 14, text[:14], codes=("RUS.GOV", "IRN.GOV"), reason="made.actor")
    record = msgspec.structs.replace(make_record(text), events=(event,), actors=(actor,))
    read = tables([record], tmp_path)
    (row,) = read["events"]
    assert (row["source"], row["target"]) == ("RUS.GOV; MULTI:Arab states", "IRN.GOV")
    assert (row["type"], row["status"], row["date"]) == ("CONSULT", "planned", "2023-11")
    assert (row["level"], row["channel"], row["statement"]) == ("minister", "phone", "2")
    assert (row["anchor_start"], row["anchor_text"], row["place"]) == ("15", text[15:20], "")
    assert [row["codes"] for row in read["actors"]] == ["RUS.GOV; IRN.GOV"]


def test_spans_are_places_in_the_text_of_the_article(tmp_path: Path) -> None:
    read = tables(GOLDEN, tmp_path)
    texts = {row["id"]: row["text"] for row in read["articles"]}
    checked = []
    for name, columns in (("statements", "cue_"), ("statements", "speaker_"), ("dates", "")):
        for row in read[name]:
            if row[f"{columns}start"]:
                place = slice(int(row[f"{columns}start"]), int(row[f"{columns}end"]))
                assert texts[row["article"]][place] == row[f"{columns}text"]
                checked.append(columns)
    said = [statement for record in GOLDEN for statement in record.statements]
    assert checked.count("cue_") == len(said)
    assert checked.count("speaker_") == sum(statement.speaker is not None for statement in said)
    assert checked.count("") == sum(len(record.dates) for record in GOLDEN)


def test_content_of_several_spans_is_one_text_and_all_its_places(tmp_path: Path) -> None:
    text = "یک دو سه چهار"
    said = make_statement(text, [(0, 2), (6, 8)])
    (row,) = tables([make_record(text, [said])], tmp_path)["statements"]
    assert row["content_text"] == "یک … سه"
    assert (row["content_start"], row["content_end"]) == ("0", "8")
    assert row["content_spans"] == "0-2 6-8"


def test_nested_statements_name_the_number_of_the_outer_one(tmp_path: Path) -> None:
    for row, said in zip(
        tables(GOLDEN, tmp_path)["statements"],
        (said for record in GOLDEN for said in record.statements),
        strict=True,
    ):
        assert row["nested_in"] == ("" if said.nested_in is None else str(said.nested_in))


@pytest.mark.parametrize("case", cases("hostile"))
def test_no_cell_is_a_formula_and_no_text_is_lost(case: dict[str, str], tmp_path: Path) -> None:
    text = case["text"]
    read = tables([mark_everything(text)], tmp_path)
    cells = [cell for rows in read.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    wanted = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert read["articles"][0]["text"].removeprefix("'") == wanted


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch() or path])
def test_csv_wants_a_folder(make: Any, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="folder"):
        writer("csv").write([], make(tmp_path / "taken"))


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        writer("csv").write([], tmp_path / "file" / "folder")
