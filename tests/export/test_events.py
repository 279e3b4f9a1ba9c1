"""PLOVER JSON and the POLECAT-like table: every event once, valid, nothing lost."""

import json
from pathlib import Path

import pytest

import dabir
from dabir.events.ontology import load_ontology
from dabir.export import writer
from dabir.export.polecat import COLUMNS
from dabir.records import Article, Record
from dabir.resources import load_bytes

TEXT = (
    "دیدار وزیران خارجه نروژ و سوئد\n"
    "وزیر خارجه نروژ با وزیر خارجه سوئد دیدار کرد.\n"
    "سخنگوی دولت نروژ گفت: ارتش مغولستان به مواضع نپال حمله کرد.\n"
    "دولت کانادا بلاروس را تحریم خواهد کرد.\n"
)


@pytest.fixture(scope="module")
def record() -> Record:
    return dabir.load()(Article(id="x", text=TEXT, title="a\tb\nc", published="2024-01-02"))


def written(name: str, record: Record, folder: Path) -> str:
    out = folder / name
    writer(name).write([(record, {})], out)
    return out.read_text("utf-8")


def test_plover_has_every_event_with_its_fields(record: Record, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in written("plover", record, tmp_path).splitlines()]
    assert [line["id"] for line in lines] == [event.id for event in record.events]
    by_type = {line["event"]: line for line in lines}
    assert by_type["ASSAULT"]["recipient"] == [{"code": "NPL", "entity_text": "NPL"}]
    assert by_type["ASSAULT"]["actor"][0] == {
        "code": "MNG",
        "entity_text": "MNG.MIL",
        "sector": "MIL",
    }
    assert "statement=" in by_type["ASSAULT"]["comment"]
    assert by_type["SANCTION"]["comment"] == "status=planned"
    assert "recipient" not in by_type["CONSULT"]


# The record of the PLOVER 2.0 manual, chapter 6; those with a star there come first.
REQUIRED = {"id", "date", "actor", "event"}
FIELDS = REQUIRED | {
    *("has_event", "time", "enddate", "endtime", "recipient", "event_loc", "event_text"),
    *("quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info"),
    *("size", "coder", "coded_date", "coded_time", "comment"),
}


def test_plover_has_no_field_that_the_manual_does_not_know(record: Record, tmp_path: Path) -> None:
    for line in written("plover", record, tmp_path).splitlines():
        event = json.loads(line)
        assert REQUIRED <= event.keys() <= FIELDS
        assert None not in event.values()
        place = event["text_info"]
        assert record.text[place["start"] : place["end"]] == event["event_text"]
        assert all({"code", "entity_text"} <= actor.keys() for actor in event["actor"])


def test_polecat_lines_have_one_cell_a_column(record: Record, tmp_path: Path) -> None:
    header, *lines = written("polecat", record, tmp_path).splitlines()
    assert header.split("\t") == list(COLUMNS)
    assert len(lines) == len(record.events)
    assert all(line.count("\t") == header.count("\t") for line in lines)
    row = dict(zip(COLUMNS, lines[0].split("\t"), strict=True))
    assert row["Headline"] == "a b c"
    assert row["Publication Date"] == "2024-01-02"


def test_every_type_and_mode_has_a_cameo_code_and_a_quad() -> None:
    ontology = load_ontology()
    assert len(ontology.quads) == 16
    rows = json.loads(load_bytes("events_modes.json"))["rows"]
    for _, event_type, mode, *_ in rows:
        assert ontology.cameo_of(event_type, mode).isdigit()
    assert all(ontology.cameo_of(event_type, None) for event_type in ontology.quads)


def test_triggers_use_types_and_modes_of_the_codebook() -> None:
    modes = {(r[1], r[2]) for r in json.loads(load_bytes("events_modes.json"))["rows"]}
    quads = load_ontology().quads
    for _, event_type, mode, *_ in json.loads(load_bytes("events_triggers.json"))["rows"]:
        assert event_type in quads or event_type == "NONE"
        assert not mode or (event_type, mode) in modes, (event_type, mode)
