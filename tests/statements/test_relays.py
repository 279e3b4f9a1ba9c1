"""The source chain: the case table."""

from typing import Any

import pytest

import dabir
from dabir.records import Article
from dabir.unicode import ZWNJ
from tests.casebook import cases

READER = dabir.load()


@pytest.mark.parametrize("case", cases("relays"))
def test_case(case: dict[str, Any]) -> None:
    record = READER(Article(id="case", text=case["text"]))
    assert [name.replace(ZWNJ, "") for name in record.sources] == [
        name.replace(ZWNJ, "") for name in case["sources"]
    ]
    for relay in record.relays:
        assert case["text"][relay.start : relay.end] == relay.text
