"""Files that came back broken: they are read, or refused with a message, never with a traceback."""

from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dabir.errors import InputError
from dabir.export import writer
from dabir.export.layers import file_stem
from dabir.export.revision import revise
from dabir.records import Record
from tests.export.exchanged import made_records

TOOLS = ("brat", "doccano", "inception", "labelstudio", "webannotation")
RECORD = made_records()[0]
PIECES = (
    *("0", "99", "-1", "1e9", "null", "T1", "Cue", "é"),
    *("\t", " ", "\n", ";", '"', "{", "}", "[", "]"),
)


@cache
def whole(tool: str, folder: Path) -> bytes:
    writer(tool).write([(RECORD, {})], folder / tool)
    return place(tool, folder).read_bytes()


def place(tool: str, folder: Path) -> Path:
    suffix = {"brat": ".ann", "inception": ".json"}.get(tool)
    return folder / tool / f"{file_stem(RECORD.id)}{suffix}" if suffix else folder / tool


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("tool", TOOLS)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_file_changed_anywhere_is_read_or_refused(
    tool: str, folder: Path, data: st.DataObject
) -> None:
    content = whole(tool, folder)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 30)))
        piece = data.draw(st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=4))
        content = content[:start] + piece + content[end:]
    place(tool, folder).write_bytes(content)
    with suppress(InputError):
        for layer in import_module(f"dabir.export.{tool}").read(folder / tool):
            check(revise(RECORD, layer))


def check(record: Record) -> None:
    """Whatever came back, spans are places in the text, and indices lead somewhere."""
    for number, said in enumerate(record.statements):
        for span in (said.cue, *said.content, *(s for s in (said.speaker, said.medium) if s)):
            assert record.text[span.start : span.end] == span.text
        assert said.nested_in is None or said.nested_in < number
    for event in record.events:
        assert event.statement is None or event.statement < len(record.statements)
    for date in record.dates:
        assert record.text[date.start : date.end] == date.text
