"""Verbs of several words."""

from dabir.language.compounds import Compounds, find_predicates, load_compounds
from dabir.language.verbs import Verb
from dabir.records import Predicate

GAVE = Verb("داد#ده", "دادن", "Past", 3, False, False)
BECAME = Verb("شد#شو", "شدن", "Past", 3, True, False)


def predicates(
    text: str, verbs: dict[int, Verb], marked: dict[int, float], compounds: Compounds
) -> list[Predicate]:
    forms = text.split()
    return find_predicates(forms, forms, verbs, marked, (0, len(forms)), compounds)


def test_a_listed_part_right_before_its_verb() -> None:
    found = predicates("از افتتاح پل خبر داد .", {4: GAVE}, {}, {("خبر", "داد"): False})
    assert found == [Predicate((3, 4), 4, "خبر دادن", "lexicon:compound")]


def test_a_part_that_stands_apart() -> None:
    text = "نمایندگان خواستار پاسخ دولت شدند ."
    found = predicates(text, {4: BECAME}, {}, {("خواستار", "شد"): True})
    assert [(p.tokens, p.lemma, p.reason) for p in found] == [
        ((1, 4), "خواستار شدن", "lexicon:apart")
    ]
    assert predicates(text, {4: BECAME}, {}, {("خواستار", "شد"): False})[0].tokens == (4,)


def test_the_model_marks_a_part() -> None:
    found = predicates("این را نشان داد .", {3: GAVE}, {2: 0.7}, {})
    assert (found[0].lemma, found[0].reason, found[0].score) == (
        "نشان دادن",
        "model:compound",
        0.7,
    )


def test_under_with_its_noun() -> None:
    found = predicates("آن را مورد حمایت قرار داد .", {5: GAVE}, {4: 0.9}, {("قرار", "داد"): False})
    assert found[0].lemma == "مورد حمایت قرار دادن"
    assert found[0].tokens == (2, 3, 4, 5)


def test_a_part_belongs_to_the_nearest_verb() -> None:
    found = predicates("خبر داد و داد .", {1: GAVE, 3: GAVE}, {}, {("خبر", "داد"): True})
    assert [p.tokens for p in found] == [(0, 1), (3,)]


def test_the_lexicon_holds_everyday_compounds() -> None:
    compounds = load_compounds()
    for part, verb in (("خبر", "داد"), ("تأکید", "کرد"), ("خواستار", "شد"), ("قرار", "گرفت")):
        assert (part, verb) in compounds
