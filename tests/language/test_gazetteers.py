"""Lists of names, and the order in which sources of names are asked."""

from dabir.language.forms import fold_form
from dabir.language.gazetteers import find_listed, load_names
from dabir.language.names import Words, find_names

KIT = load_names()


def words(text: str, upos: str, labels: str, shares: list[float] | None = None) -> Words:
    folds = [fold_form(form) for form in text.split()]
    ranges = [(0, len(folds))]
    return Words(folds, upos.split(), labels.split(), shares or [0.9] * len(folds), ranges)


def test_the_longest_listed_name_wins() -> None:
    folds = [fold_form(f) for f in ["شورای", "امنیت", "سازمان", "ملل", "بیانیه", "داد"]]
    assert [(a, b, x.kind) for a, b, x in find_listed(folds, KIT.names)] == [(0, 4, "ORG")]


def test_a_list_adds_a_name_that_the_model_missed() -> None:
    found = find_names(words("در خلیج فارس", "ADP NOUN PROPN", "O O O"), "model:x", KIT)
    assert [(n.first, n.end, n.kind) for n in found] == [(1, 3, "LOC")]
    assert found[0].reason.startswith("gazetteer:")


def test_a_list_lengthens_a_name() -> None:
    found = find_names(words("در خلیج فارس", "ADP NOUN PROPN", "O O B-LOC"), "model:x", KIT)
    assert [(n.first, n.end, n.kind) for n in found] == [(1, 3, "LOC")]


def test_the_model_tells_the_kind_of_the_same_words() -> None:
    found = find_names(words("در کاخ سفید", "ADP NOUN ADJ", "O B-LOC I-LOC"), "model:x", KIT)
    assert [(n.first, n.end, n.kind, n.reason) for n in found] == [(1, 3, "LOC", "model:x")]


def test_a_listed_party_is_a_party() -> None:
    labels = "O B-ORG I-ORG I-ORG"
    found = find_names(words("در مجمع روحانیون مبارز", "ADP NOUN NOUN ADJ", labels), "model:x", KIT)
    assert [(n.first, n.end, n.kind) for n in found] == [(1, 4, "POG")]


def test_an_everyday_word_needs_the_model() -> None:
    text, upos = "فتح قله آسان نبود", "NOUN NOUN ADJ VERB"
    assert find_names(words(text, upos, "O O O O"), "model:x", KIT) == []


def test_a_title_before_proper_nouns() -> None:
    found = find_names(words("دکتر زرین\u200cمهر آمد", "NOUN PROPN VERB", "O O O"), "model:x", KIT)
    assert [(n.first, n.end, n.kind, n.reason) for n in found] == [(1, 2, "PER", "pattern:title")]


def test_a_title_after_a_title_is_no_name() -> None:
    assert find_names(words("حاج آقا آمد", "NOUN PROPN VERB", "O O O"), "model:x", KIT) == []


def test_a_surname_is_carried_over() -> None:
    text = "لیلا فرزین\u200cپور آمد و فرزین\u200cپور گفت"
    upos, labels = "PROPN PROPN VERB CCONJ PROPN VERB", "B-PER I-PER O O O O"
    found = find_names(words(text, upos, labels), "model:x", KIT)
    assert [(n.first, n.end, n.reason) for n in found] == [
        (0, 2, "model:x"),
        (4, 5, "carried over"),
    ]


def test_an_everyday_word_that_is_a_surname_is_not_carried_over() -> None:
    text = "لیلا امید آمد و امید نبود"
    upos, labels = "PROPN PROPN VERB CCONJ NOUN VERB", "B-PER I-PER O O O O"
    found = find_names(words(text, upos, labels), "model:x", KIT)
    assert [(n.first, n.end) for n in found] == [(0, 2)]
