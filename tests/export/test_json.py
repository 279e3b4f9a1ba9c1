"""JSON Lines and JSON: one object a record, unknown keys behind it, nothing held back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from dabir.errors import OptionError, StoreError
from dabir.export import FORMATS, writer
from dabir.export.schema import record_schema
from dabir.records import Record
from tests.casebook import cases
from tests.export.made import make_record, mark_everything
from tests.golden import load_golden, to_record

GOLDEN = [to_record(gold) for gold in load_golden()]


def test_a_line_a_record(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    writer("jsonl").write([(record, {}) for record in GOLDEN], out)
    lines = out.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == [record.to_dict() for record in GOLDEN]


@pytest.mark.parametrize("records", [[], GOLDEN[:1], GOLDEN])
def test_json_is_one_list(records: list[Record], tmp_path: Path) -> None:
    out = tmp_path / "records.json"
    writer("json").write([(record, {}) for record in records], out)
    assert json.loads(out.read_bytes()) == [record.to_dict() for record in records]


@pytest.mark.parametrize("name", ["jsonl", "json"])
def test_unknown_keys_pass_through_behind_the_records_own(name: str, tmp_path: Path) -> None:
    unknown: dict[str, object] = {"desk": {"city": ["قم", 1, None]}, "id": "other", "big": 2**70}
    writer(name).write([(GOLDEN[0], unknown)], tmp_path / "out")
    written = json.loads((tmp_path / "out").read_bytes())
    read = written[0] if name == "json" else written
    assert read == {**GOLDEN[0].to_dict(), "desk": unknown["desk"], "big": 2**70}
    assert list(read)[:2] == ["id", "outlet"]


@pytest.mark.parametrize("case", cases("hostile"))
def test_any_text_comes_back_as_it_was(case: dict[str, str], tmp_path: Path) -> None:
    record = mark_everything(case["text"])
    unknown: dict[str, object] = {"note": "\udc80", "\ud800": 1}
    writer("jsonl").write([(record, unknown)], tmp_path / "out")
    (line,) = (tmp_path / "out").read_text("utf-8").split("\n")[:-1]
    read = json.loads(line)
    assert read.pop("note") == "\udc80"
    assert read.pop("\ud800") == 1
    assert read == record.to_dict()
    for said in read["statements"]:
        for span in said["content"]:
            assert read["text"][span["start"] : span["end"]] == span["text"]


def test_jsonl_writes_each_record_before_it_takes_the_next(tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"

    def records() -> Iterator[tuple[Record, dict[str, object]]]:
        for number in range(3):
            if number:
                assert len(out.read_bytes().splitlines()) == number
            yield GOLDEN[number], {}

    writer("jsonl").write(records(), out)


@pytest.mark.parametrize("name", ["jsonl", "json", "html", "table"])
def test_standard_output_is_utf8_whatever_the_locale_says(name: str) -> None:
    code = (
        "from tests.export.made import mark_everything; from dabir.export import writer;"
        f"writer({name!r}).write([(mark_everything('خبر \\ud800'), {{}})], None)"
    )
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=ascii_only, capture_output=True, check=True
    )
    assert "خبر" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["jsonl", "json", "html", "table"])
def test_a_file_that_cannot_be_written_is_said_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        writer(name).write([(GOLDEN[0], {})], tmp_path / "missing" / "out")


def test_an_unknown_format_is_named_with_those_that_are_known() -> None:
    with pytest.raises(OptionError, match="one of table, jsonl, json, csv"):
        writer("xml")
    for name in FORMATS:
        if name != "spacy" or find_spec("spacy"):
            assert callable(writer(name).write)


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is installed")
def test_a_format_whose_library_is_missing_says_how_to_get_it() -> None:
    with pytest.raises(OptionError, match=r"pip install 'dabir\[spacy\]'"):
        writer("spacy")


# --- the schema ----------------------------------------------------------------------------------


@pytest.mark.parametrize("record", GOLDEN, ids=lambda record: record.id)
def test_records_keep_the_schema(record: Record) -> None:
    jsonschema.Draft202012Validator(record_schema()).validate(json.loads(record.to_json()))


def test_the_schema_refuses_what_is_no_record() -> None:
    validator = jsonschema.Draft202012Validator(record_schema())
    validator.check_schema(record_schema())
    for key, value in (("statements", None), ("dates", [{"start": "1"}]), ("repair_mode", "wild")):
        broken = {**make_record("خبر").to_dict(), key: value}
        assert not validator.is_valid(broken)


def test_the_schema_allows_unknown_keys_and_describes_the_records() -> None:
    schema = record_schema()
    assert jsonschema.Draft202012Validator(schema).is_valid({**GOLDEN[0].to_dict(), "desk": 1})
    undescribed = [name for name, body in schema["$defs"].items() if not body.get("description")]
    assert undescribed == []
