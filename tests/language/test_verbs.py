"""Verb forms: stems, tense, person, negation."""

from typing import Any

import pytest

from dabir.language.verbs import VerbKit, load_verbs, read_verb
from tests.casebook import cases


@pytest.fixture(scope="module")
def kit() -> VerbKit:
    return load_verbs()


@pytest.mark.parametrize("case", cases("lemmas"))
def test_verb_form(case: dict[str, Any], kit: VerbKit) -> None:
    verb = read_verb(case["form"], kit)
    if case["lemma"] is None:
        assert verb is None
        return
    assert verb is not None
    for field in ("lemma", "infinitive", "tense", "person", "plural", "negative"):
        if field in case:
            assert getattr(verb, field) == case[field], field


def test_every_past_stem_reads_as_itself(kit: VerbKit) -> None:
    for past, stems in kit.past.items():
        verb = read_verb(past, kit)
        assert verb is not None
        infinitives = {stem.past + "ن" for stem in stems}
        assert verb.infinitive in infinitives or verb.lemma.split("#")[0] != past


def test_variants_of_letters_do_not_matter(kit: VerbKit) -> None:
    assert read_verb("مي\u200cكنند", kit) == read_verb("می\u200cکنند", kit)
