"""Repair against its case tables."""

from typing import Any

import pytest

from dabir import repairs
from dabir.records import Article, Repaired
from tests.casebook import cases

Case = dict[str, Any]


def read(text: str, kit: repairs.Kit) -> Repaired:
    return repairs.repair_article(Article(id="case", text=text), kit)


@pytest.mark.parametrize("case", [*cases("letters"), *cases("halfspace"), *cases("wordbreaks")])
def test_text(case: Case, kit: repairs.Kit) -> None:
    wanted = case.get("repaired", case["text"])
    assert repairs.repair_text(case["text"], kit).text == wanted, case["why"]


@pytest.mark.parametrize("case", cases("typos"))
def test_typos_on_request(case: Case, kit: repairs.Kit) -> None:
    wishes = repairs.Wishes(typos=True)
    wanted = case.get("repaired", case["text"])
    assert repairs.repair_text(case["text"], kit, wishes).text == wanted, case["why"]
    assert repairs.repair_text(case["text"], kit).text == case["text"]


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case: Case, kit: repairs.Kit) -> None:
    repaired = read(case["text"], kit)
    assert [repaired.text[a:b] for a, b in repaired.sentences] == case["sentences"], case["why"]


@pytest.mark.parametrize("case", cases("tokens"))
def test_tokens(case: Case, kit: repairs.Kit) -> None:
    repaired = read(case["text"], kit)
    places = zip(repaired.token_starts, repaired.token_ends, strict=True)
    assert [repaired.text[a:b] for a, b in places] == case["tokens"], case["why"]


@pytest.mark.parametrize("case", cases("headings"))
def test_headings(case: Case, kit: repairs.Kit) -> None:
    repaired = read(case["text"], kit)
    found = [repaired.text[mark.start : mark.end] for mark in repaired.headings]
    assert found == case.get("headings", []), case["why"]
