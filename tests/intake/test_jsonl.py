import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.errors import InputError
from dabir.intake.jsonl import parse_line


def test_known_keys_and_the_others_untouched() -> None:
    line = '{"text": "سلام", "id": 7, "url": null, "n": 12345678901234567890123, "x": {"y": 1.10}}'
    row = parse_line(line.encode(), "a:1")
    assert (row.text, row.known["id"], row.known["url"]) == ("سلام", "7", None)
    assert msgspec.json.encode(row.unknown) == b'{"n":12345678901234567890123,"x":{"y": 1.10}}'


@given(st.text(min_size=1))
def test_text_in_is_text_out(text: str) -> None:
    for ascii_only in (True, False):
        line = json.dumps({"text": text}, ensure_ascii=ascii_only)
        assert parse_line(line.encode(), "a:1").text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "x"', "broken JSON"),
        (b"[1]", "not a JSON object"),
        (b'"x"', "not a JSON object"),
        (b"{}", "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": 5}', "`text` is not a string"),
        (b'{"text": "x", "title": ["y"]}', "`title` is not a string"),
        (b'{"text": "x", "id": true}', "`id` is not a string"),
        (b'{"text": "\xff"}', "byte 0xff at offset 10 is not UTF-8"),
        (b'{"text": NaN}', "broken JSON"),
        (rb'{"text": "a\ud800b"}', r"half a surrogate pair (\ud800)"),
        (rb'{"text": "x", "y": {"\udc00": 1}}', r"half a surrogate pair (\udc00)"),
        (b'{"text": "x", "y": ' + b"[" * 100_000, "broken JSON"),
    ],
)
def test_broken_lines_are_refused_with_their_place(line: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_line(line, "a.jsonl:3")
    assert caught.value.where == "a.jsonl:3"
    assert caught.value.reason.startswith(reason)
