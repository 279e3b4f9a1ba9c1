"""How a word is looked up: its folded form, and the pieces by which an unknown word is known.

Training and reading share this file, so that a model never meets a form folded another way.
"""

import re
from collections.abc import Sequence

from dabir.unicode import (
    ALEF_MAKSURA,
    ARABIC_INDIC_DIGITS,
    ARABIC_KAF,
    ARABIC_YEH,
    BOM,
    HAMZA_ABOVE,
    LRM,
    PERSIAN_DIGITS,
    PERSIAN_KEHEH,
    PERSIAN_YEH,
    RLM,
    TATWEEL,
    TEH_MARBUTA,
    ZWJ,
    ZWNJ,
    replace_signs,
)

_MARKS = "".join(chr(code) for code in range(0x064B, 0x0656)) + "\u0670"
_SAME = {
    ARABIC_YEH: PERSIAN_YEH,
    ALEF_MAKSURA: PERSIAN_YEH,
    ARABIC_KAF: PERSIAN_KEHEH,
    TEH_MARBUTA: "ه",
    "\u06c0": "ه",
    "أ": "ا",
    "إ": "ا",
    "\u0671": "ا",
}
_FOLD: dict[str, str] = {
    **dict.fromkeys(_MARKS + TATWEEL + HAMZA_ABOVE + LRM + RLM + BOM + ZWJ, ""),
    **_SAME,
    **dict.fromkeys("123456789" + PERSIAN_DIGITS + ARABIC_INDIC_DIGITS, "0"),
}
_BY_CODE = str.maketrans(_FOLD)
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"\w")


def fold_form(form: str) -> str:
    """The form without vowel marks, variants of a letter made one, every digit 0."""
    return form.translate(_BY_CODE).strip(ZWNJ) or form


def fold_forms(forms: Sequence[str]) -> list[str]:
    """Each form folded; the same as `fold_form` on each, in one pass."""
    if not forms:
        return []
    folded = replace_signs("\n".join(forms), _FOLD).split("\n")
    return [
        fold_form(form) if not fold or fold[0] == ZWNJ or fold[-1] == ZWNJ else fold
        for form, fold in zip(forms, folded, strict=True)
    ]


def form_pieces(fold: str) -> list[str]:
    """The pieces of a folded form: beginnings, endings, parts at half-spaces, and its shape.

    A piece names its place with its first sign: `<` beginning, `>` ending, `[` and `]` the first
    and last part of a form with half-spaces, `=` shape.
    """
    pieces = [f"<{fold[:n]}" for n in range(1, min(4, len(fold)) + 1)]
    pieces += [f">{fold[-n:]}" for n in range(1, min(5, len(fold)) + 1)]
    if ZWNJ in fold:
        first, *_, last = fold.split(ZWNJ)
        pieces += (f"[{first}", f"]{last}")
    pieces.append(f"={_shape(fold)}")
    return pieces


def _shape(fold: str) -> str:
    if "0" in fold:
        return "number" if fold.strip("0٫٬./,%٪-") == "" else "with-number"
    if _LATIN.search(fold):
        return "latin"
    if not _WORD.search(fold):
        return "sign"
    return f"{min(len(fold), 9)}"
