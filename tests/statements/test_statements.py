"""Statements: the case table, and what holds for every text."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dabir
from dabir.records import Article, Record, Statement
from dabir.unicode import ZWNJ
from tests.casebook import cases

READER = dabir.load()
UNKNOWN = ("no-speaker-before:", "pronoun-in-words", "unclear-subject")


@pytest.fixture
def reader() -> dabir.Reader:
    return READER


def read(reader: dabir.Reader, text: str) -> Record:
    return reader(Article(id="case", text=text))


def told(statement: Statement) -> list[Any]:
    """A statement as a case writes it; a name is compared without half-spaces."""
    row: list[Any] = [
        statement.cue.text,
        statement.speaker.text if statement.speaker else None,
        plain(statement.name),
        statement.kind,
        " ## ".join(span.text for span in statement.content),
    ]
    return row if statement.nested_in is None else [*row, statement.nested_in]


def plain(name: str | None) -> str | None:
    return name.replace(ZWNJ, "") if name else name


@pytest.mark.parametrize("case", cases("statements"))
def test_case(case: dict[str, Any], reader: dabir.Reader) -> None:
    wanted = [[*row[:2], plain(row[2]), *row[3:]] for row in case["said"]]
    assert [told(s) for s in read(reader, case["text"]).statements] == wanted


def spans(record: Record) -> list[Any]:
    found = [part for s in record.statements for part in (s.cue, s.speaker, *s.content) if part]
    return [*found, *record.relays, *record.headings, *record.dates]


PIECES = st.sampled_from(
    [
        "وزیر کشور", "گفت", ":", " ", "\n", "«", "»", "که", "و", "افزود", "به گزارش", "ایسنا", "،",
        "با بیان اینکه", ".", "وی", "خواستار", "شد", "آمده است", "این بیانیه", ZWNJ, "می گوید",
        "طبق", "را", "دانست", "؟", "/", "🔹", '"', "(", ")", "از", "خبر داد", "ك", "\0",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join))
def test_spans_are_the_raw_text_at_their_place(text: str) -> None:
    text = f"این خبر امروز منتشر شد.\n{text}"
    record = read(READER, text)
    for span in spans(record):
        assert text[span.start : span.end] == span.text
    for number, statement in enumerate(record.statements):
        assert statement.content
        assert statement.nested_in is None or statement.nested_in < number
        unknown = statement.speaker_reason.startswith(UNKNOWN)
        assert (statement.name is None) == unknown
        assert 0 <= statement.score <= 1


def test_an_unknown_speaker_is_none_with_a_reason(reader: dabir.Reader) -> None:
    (statement,) = read(reader, "وی گفت: راه باز است.").statements
    assert statement.name is None
    assert statement.speaker_reason == "no-speaker-before:pronoun"


def test_ids_are_stable_and_differ(reader: dabir.Reader) -> None:
    text = "سارا گفت: باران آمد.\nسارا گفت: باران آمد."
    first, second = (read(reader, text) for _ in range(2))
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
    assert len({s.id for s in first.statements}) == len(first.statements) == 2
