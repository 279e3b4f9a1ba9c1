"""What repair keeps to on every string."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dabir import repairs
from dabir.records import Article, Repaired
from dabir.repairs.edits import apply_edits, compose, undo_edits
from dabir.unicode import ARABIC_KAF, ARABIC_YEH, TATWEEL, ZWJ, ZWNJ

KIT = repairs.load_kit()
ALL = repairs.Wishes(digits=True, punctuation=True, typos=True)
PIECES = (
    *("می", "نمی", "کتاب", "ها", "های", "شده", "اند", "روند", "گفت", "وی", "منطقه", "ای", "در"),
    *("تر", "آن", "بین", "المللی", "خانه", "ازخودرو", "خاومیانه", "کرده", "به", "کشور"),
    *(" ", " ", " ", "  ", "\n", "\r\n", ZWNJ, ZWNJ, ZWJ, TATWEEL, ARABIC_YEH, ARABIC_KAF),
    *(
        ".",
        "،",
        ":",
        "؟",
        "!",
        '"',
        "«",
        "»",
        "…",
        "-",
        "/",
        "#",
        "@",
        "(",
        ")",
        "\u064b",
        "\u0651",
    ),
    *("\u0654", "\u0629", "\u00ad", "\u200e", "\u200f", "\ufeff", "\ufeed", "\ufefb", "\ufd3e"),
    *("12", "۳", "٤", "abc", "https://a.ir/b", "\ud800", "\U0001f600", "\ufffc", "\x00", "\t"),
)
mixed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
hostile = st.text(max_size=60)
texts = mixed | hostile


def read(text: str) -> Repaired:
    return repairs.repair_article(Article(id="text", text=text), KIT)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("\u064a\u0654")
@example("کتاب\u200c\u200cها\u200d می\u0640\u0640 شود")
def test_edits_lead_there_and_back(text: str) -> None:
    repaired = read(text)
    places = [place for edit in repaired.edits for place in (edit.start, edit.end)]
    assert places == sorted(places)
    assert all(text[e.start : e.end] != e.replacement for e in repaired.edits)
    assert apply_edits(text, repaired.edits) == repaired.text
    assert undo_edits(repaired.text, text, repaired.edits) == text


@settings(max_examples=300, deadline=None)
@given(texts)
def test_twice_is_once(text: str) -> None:
    once = repairs.repair_text(text, KIT)
    assert repairs.repair_text(once.text, KIT).edits == []


@settings(max_examples=200, deadline=None)
@given(texts)
def test_wishes_lead_there_and_back(text: str) -> None:
    draft = repairs.repair_text(text, KIT, ALL)
    assert apply_edits(text, draft.edits) == draft.text
    assert repairs.repair_text(draft.text, KIT, ALL).edits == []


@settings(max_examples=200, deadline=None)
@given(texts)
def test_pieces_lie_in_each_other(text: str) -> None:
    repaired = read(text)
    assert repaired == read(text)
    inside = [(a, b) for a, b in repaired.paragraphs]
    for spans in (repaired.sentences, repaired.paragraphs):
        assert all(a < b for a, b in spans)
        assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    for start, end in repaired.sentences:
        assert any(a <= start and end <= b for a, b in inside)
        assert all(
            end <= mark.start or mark.end <= start or (mark.start <= start and end <= mark.end)
            for mark in repaired.headings
        )
    covered = 0
    for (start, end), (first, last) in zip(
        repaired.sentences, repaired.sentence_tokens, strict=True
    ):
        assert first == covered
        covered = last
        pieces = zip(
            repaired.token_starts[first:last], repaired.token_ends[first:last], strict=True
        )
        text_of = "".join(repaired.text[a:b] for a, b in pieces)
        assert text_of == "".join(repaired.text[start:end].split())
    assert covered == len(repaired.token_starts)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_spans_are_raw(text: str) -> None:
    repaired = read(text)
    for start, end in zip(repaired.token_starts, repaired.token_ends, strict=True):
        span = repaired.span(start, end)
        assert text[span.start : span.end] == span.text


@settings(max_examples=100, deadline=None)
@given(mixed, mixed)
def test_lines_stay_lines(one: str, other: str) -> None:
    text = f"{one}\n{other}"
    assert repairs.repair_text(text, KIT).text.count("\n") == text.count("\n")


@settings(max_examples=100, deadline=None)
@given(mixed)
def test_rounds_are_composed(text: str) -> None:
    first = repairs.repair_text(text, KIT).edits
    middle = apply_edits(text, first)
    second = [e for e in repairs.repair_text(middle + " ", KIT, ALL).edits if e.end <= len(middle)]
    both = compose(first, middle, second)
    assert apply_edits(text, both) == apply_edits(middle, second)


@pytest.mark.parametrize(
    "unit",
    [
        "ا",
        "ب",
        ZWNJ,
        "ب\u064b" + "\u064b" * 99,
        "ب" + ZWNJ,
        "می ",
        "#",
        "/",
        '"',
        "\u00ad",
        "آ ",
        ".",
    ],
)
def test_time_is_in_proportion(unit: str) -> None:
    def spent(size: int) -> float:
        began = time.process_time()
        read(unit * (size // len(unit)))
        return time.process_time() - began

    spent(20_000)
    small, large = spent(20_000), spent(200_000)
    assert large < 40 * small + 0.5
