"""The page of records names every field of every record, in both languages."""

import re

import msgspec
import pytest

from dabir import records
from tests.guide.blocks import ROOT

RECORDS = {
    name: kind
    for name, kind in vars(records).items()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind is not msgspec.Struct
}


def sections(page: str) -> dict[str, set[str]]:
    """What stands in code letters in the section of each record."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    parts = re.split(r"^### `(\w+)`$", text, flags=re.MULTILINE)
    return {
        name: set(re.findall(r"`(\w+)`", part.partition("\n## ")[0]))
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
    }


def own_fields(kind: type[msgspec.Struct]) -> set[str]:
    """The fields that a record does not have from another one."""
    inherited = {name for base in kind.__bases__ for name in getattr(base, "__struct_fields__", ())}
    return set(kind.__struct_fields__) - inherited


@pytest.mark.parametrize("page", ["records.md", "records.fa.md"])
def test_every_field_is_named_where_its_record_is_told(page: str) -> None:
    told = sections(page)
    assert told.keys() == RECORDS.keys()
    for name, kind in RECORDS.items():
        assert own_fields(kind) <= told[name], name
        bases = {base.__name__ for base in kind.__bases__} & RECORDS.keys()
        assert bases <= told[name], f"{name} does not say that it is a {bases}"
