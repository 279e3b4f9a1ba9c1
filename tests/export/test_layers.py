"""Layers: every span of a record is marked, and what comes back unchanged is the same record."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from dabir.errors import InputError, OptionError
from dabir.export import writer
from dabir.export.brat import STANCES
from dabir.export.layers import LABELS, LINKS, Layer, file_stem, layer_of
from dabir.export.revision import revise
from dabir.export.units import from_utf16, to_utf16
from dabir.records import Record, Span
from dabir.resources import load_bytes
from tests.casebook import cases
from tests.export.exchanged import EMOJI, all_records
from tests.export.made import mark_everything

TOOLS = ("brat", "doccano", "inception", "labelstudio", "webannotation")
RECORDS = all_records()


def spans_of(record: Record) -> set[tuple[int, int]]:
    spans: list[Span] = [*record.dates, *record.headings, *record.actors, *record.relays]
    spans += (event.anchor for event in record.events)
    for said in record.statements:
        spans += (said.cue, *said.content)
        spans += (s for s in (said.speaker, said.addressee, said.medium) if s)
    return {(s.start, s.end) for s in spans}


def back(tool: str, records: list[Record], folder: Path) -> Iterator[Layer]:
    out = folder / tool
    writer(tool).write([(record, {}) for record in records], out)
    layers: Iterator[Layer] = import_module(f"dabir.export.{tool}").read(out)
    return layers


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_a_layer_marks_every_span_and_links_every_statement(record: Record) -> None:
    layer = layer_of(record)
    assert {(m.spans[0].start, m.spans[0].end) for m in layer.markings} == spans_of(record)
    assert all(layer.text[s.start : s.end] == s.text for m in layer.markings for s in m.spans)
    assert {m.label for m in layer.markings} <= set(LABELS)
    assert {link.kind for link in layer.links} <= set(LINKS)
    keys = [m.key for m in layer.markings]
    assert len(keys) == len(set(keys))
    assert sum(m.label == "Cue" for m in layer.markings) == len(record.statements)
    within = sum(said.nested_in is not None for said in record.statements)
    assert sum(link.kind == "within" for link in layer.links) == within


@pytest.mark.parametrize("tool", TOOLS)
def test_what_nobody_changed_comes_back_as_the_same_record(tool: str, tmp_path: Path) -> None:
    by_stem = {file_stem(record.id): record for record in RECORDS}
    seen = []
    for layer in back(tool, RECORDS, tmp_path):
        record = by_stem[file_stem(layer.article)]
        assert revise(record, layer) == record
        seen.append(record.id)
    assert sorted(seen) == sorted(record.id for record in RECORDS)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("case", cases("hostile"))
def test_hostile_text_is_carried_whole(tool: str, case: dict[str, str], tmp_path: Path) -> None:
    record = mark_everything(case["text"])
    (layer,) = back(tool, [record], tmp_path)
    wanted = layer_of(record)
    assert layer.text == wanted.text
    if tool != "brat":  # which has no place for line breaks at the edge of a piece
        assert len(layer.links) == len(wanted.links)
        places = {(m.label, m.spans[0].start, m.spans[-1].end) for m in layer.markings}
        assert places == {(m.label, s.start, s.end) for m in wanted.markings for s in m.spans}


@pytest.mark.parametrize(
    ("tool", "content", "complaint"),
    [
        ("brat/a.ann", "T1\tCue 0 99\tx\n", "a.ann:1: 0 99 is no place"),
        ("brat/a.ann", "T1\tCue 2 1\tx\n", "no place"),
        ("brat/a.ann", "\nT1 Cue 0 1 x\n", "a.ann:2: not a line of brat"),
        ("brat/a.ann", "R1\tspeaker Arg1:T1 Arg2:T2\n", "not there"),
        ("doccano", "{}", "doccano:1: no line of doccano"),
        ("doccano", '{"text": "a", "article": "b", "entities": [{"id": 1, "label": "Cue",'
         ' "start_offset": 0, "end_offset": 2}]}', "entity 1 is no piece"),
        ("labelstudio", "[1]", "no export of Label Studio"),
        ("inception/a.json", "[]", "a.json: no UIMA CAS with our layers"),
        ("inception/a.json", '{"%FEATURE_STRUCTURES": []}', "a.json: a CAS without a text"),
        ("inception/a.json", "{", "a.json: no UIMA CAS with our layers"),
        ("webannotation", "[]", "webannotation:1: no page"),
        ("webannotation", "\n{broken", "webannotation:2: no page"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_line(
    tool: str, content: str, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / tool
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    if path.suffix:
        path.with_suffix(".txt").write_text("متن", "utf-8")
        path = path.parent
    with pytest.raises(InputError, match=complaint):
        list(import_module(f"dabir.export.{tool.partition('/')[0]}").read(path))


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_not_there_is_said_so(tool: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"(?i)no such file|no folder"):
        list(import_module(f"dabir.export.{tool}").read(tmp_path / "missing"))


@pytest.mark.parametrize("tool", ["brat", "inception"])
def test_several_files_want_a_folder(tool: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for out in (None, tmp_path / "file"):
        with pytest.raises(OptionError, match="folder"):
            writer(tool).write([], out)


def test_an_article_with_a_wild_id_gets_a_plain_file_name() -> None:
    assert file_stem("1402-09.a") == "1402-09.a"
    wild = {file_stem(name) for name in ("", "..", "a/b", "خبر", "a" * 200, "\ud800")}
    assert len(wild) == 6
    assert all(name.isalnum() for name in wild)


def test_units_of_utf16_count_an_emoji_twice() -> None:
    assert to_utf16(f"a{EMOJI}b") == [0, 1, 3, 4]
    assert from_utf16(f"a{EMOJI}b") == {0: 0, 1: 1, 3: 2, 4: 3}
    assert to_utf16("سلام") == [0, 1, 2, 3, 4]


def test_brat_allows_every_value_that_is_written(tmp_path: Path) -> None:
    writer("brat").write([(record, {}) for record in RECORDS], tmp_path / "brat")
    lines = (tmp_path / "brat" / "annotation.conf").read_text("utf-8").splitlines()
    allowed = {
        (line.split("\t")[0], value)
        for line in lines
        if "Value:" in line
        for value in line.partition("Value:")[2].split("|")
    }
    written = set()
    for path in (tmp_path / "brat").glob("*.ann"):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("A"):
                name, _, value = line.split("\t")[1].split(" ")
                written.add((name, value))
    assert {name for name, _ in written} == {"Kind", "Stance", "Status", "Type"}
    assert written <= allowed
    assert {("Stance", stance) for stance in STANCES} <= allowed


def test_stances_of_brat_are_those_of_the_lexicon() -> None:
    rows = json.loads(load_bytes("statements_verbs.json"))
    at = rows["columns"].index("stance")
    assert {row[at] for row in rows["rows"]} <= set(STANCES)
