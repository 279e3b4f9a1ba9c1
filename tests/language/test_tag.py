"""The whole stage on sentences: tags, lemmas, features, predicates, names."""

from typing import Any

import pytest

from dabir import language
from dabir.records import Repaired, Tagged
from tests.casebook import cases
from tests.language.texts import clean_text

Read = tuple[Repaired, Tagged]


@pytest.fixture(scope="module")
def kit() -> language.Kit:
    return language.load_kit()


def read(text: str, kit: language.Kit) -> Read:
    repaired = clean_text(text)
    return repaired, language.tag(repaired, kit)


def forms_of(repaired: Repaired) -> list[str]:
    ends = repaired.token_ends
    return [repaired.text[a:b] for a, b in zip(repaired.token_starts, ends, strict=True)]


@pytest.mark.parametrize("case", cases("tags"))
def test_tags(case: dict[str, Any], kit: language.Kit) -> None:
    repaired, tagged = read(case["text"], kit)
    forms = forms_of(repaired)
    if "upos" in case:
        assert tagged.upos == case["upos"].split()
    if "predicates" in case:
        assert [p.lemma for p in tagged.predicates] == case["predicates"]
    for form, lemma in case.get("lemmas", {}).items():
        assert tagged.lemmas[forms.index(form)] == lemma
    for form, wanted in case.get("features", {}).items():
        features = tagged.features[forms.index(form)]
        assert {key: getattr(features, key) for key in wanted} == wanted
    for form in case.get("joined", []):
        assert tagged.joined[forms.index(form)], form


@pytest.mark.parametrize("case", cases("names"))
def test_names(case: dict[str, Any], kit: language.Kit) -> None:
    repaired, tagged = read(case["text"], kit)
    found = [[repaired.text[n.start : n.end], n.kind] for n in tagged.names]
    assert found == case["names"]


def test_lists_are_as_long_as_the_tokens(kit: language.Kit) -> None:
    repaired, tagged = read("شهردار گفت: «پل تازه باز شد.»\nاو خبر را تأیید کرد.", kit)
    for column in (tagged.upos, tagged.scores, tagged.lemmas, tagged.features, tagged.joined):
        assert len(column) == len(repaired.token_starts)
    assert all(0 <= score <= 1 for score in tagged.scores)
    for name in tagged.names:
        assert name.start == repaired.token_starts[name.first_token]
        assert name.end == repaired.token_ends[name.end_token - 1]


def test_an_article_without_words_has_empty_lists(kit: language.Kit) -> None:
    assert language.tag(clean_text(""), kit).upos == []


def test_one_sentence_does_not_change_another(kit: language.Kit) -> None:
    first, second = "وزیر علوم استعفا داد.", "بازار تهران فردا باز است."
    both = read(f"{first}\n{second}", kit)[1]
    alone = [read(text, kit)[1] for text in (first, second)]
    assert both.upos == alone[0].upos + alone[1].upos
    assert both.lemmas == alone[0].lemmas + alone[1].lemmas


def test_same_text_same_tags(kit: language.Kit) -> None:
    text = "دبیرکل سازمان ملل از همه خواست خویشتن\u200cداری کنند."
    assert read(text, kit)[1] == read(text, kit)[1]
