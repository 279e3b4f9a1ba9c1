"""Terms: which words are taken for one, and which are not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.store.terms import load_terms
from tests.casebook import cases

TERMS = load_terms()


@pytest.mark.parametrize("case", cases("terms"))
def test_terms(case: dict[str, Any]) -> None:
    if "one" in case:
        assert len({tuple(TERMS.of_text(word)) for word in case["one"]}) == 1
        assert len(TERMS.of_text(case["one"][0])) == 1
    else:
        first, second = (TERMS.of_text(word) for word in case["different"])
        assert first != second


@given(st.text(max_size=60))
def test_tokens_are_places_in_the_text(text: str) -> None:
    end = 0
    for token in TERMS.tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert token.term
        end = token.end


@given(st.text(alphabet="باکتهایشمن می\u200c يك\u0640\u064e ۱2", max_size=40))
def test_places_have_the_terms_of_the_text(text: str) -> None:
    assert [token.term for token in TERMS.tokens(text)] == TERMS.of_text(text)
