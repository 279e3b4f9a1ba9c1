"""Folding of forms, and the pieces of unknown ones."""

from hypothesis import given
from hypothesis import strategies as st

from dabir.language.forms import fold_form, fold_forms, form_pieces
from dabir.unicode import ZWNJ

LETTERS = "ابپتيىكکگآأۀةئؤ" + ZWNJ + "\u0640\u064b\u0651" + "019۱۴٣aB.،«"
FORMS = st.text(alphabet=LETTERS, min_size=1, max_size=12)


@given(st.lists(FORMS, max_size=20))
def test_one_pass_folds_like_one_by_one(forms: list[str]) -> None:
    assert fold_forms(forms) == [fold_form(form) for form in forms]


@given(FORMS)
def test_folding_twice_changes_nothing(form: str) -> None:
    fold = fold_form(form)
    assert fold
    if fold != form:
        assert fold_form(fold) == fold


def test_digits_and_letters_become_one() -> None:
    assert fold_form("١٤٠٢") == fold_form("۱۴۰۲") == fold_form("1402") == "0000"
    assert fold_form("تأكيد") == "تاکید"


def test_pieces_tell_their_place() -> None:
    pieces = form_pieces(f"خانه{ZWNJ}ها")
    assert "[خانه" in pieces
    assert "]ها" in pieces
    assert "<خا" in pieces
    assert ">ها" in pieces
    assert form_pieces("000")[-1] == "=number"
    assert form_pieces("«")[-1] == "=sign"
