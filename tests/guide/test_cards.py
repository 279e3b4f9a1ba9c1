"""Every model has a card that names its digest and size, and the guide shows every card."""

import hashlib
import re
from pathlib import Path

import pytest

from dabir.resources import model_digests
from tests.guide.blocks import ROOT

DATA = ROOT / "src" / "dabir" / "data"
CARDS = sorted(DATA.glob("*.card.md"))
MODEL_SUFFIXES = {".bin", ".npz"}


def model_of(card: Path) -> Path:
    """The one file that a card describes."""
    stem = card.name.removesuffix("card.md")
    (model,) = [path for path in DATA.glob(f"{stem}*") if path != card]
    return model


def test_every_model_has_a_card() -> None:
    models = {path.name for path in DATA.iterdir() if path.suffix in MODEL_SUFFIXES}
    assert models <= {model_of(card).name for card in CARDS}
    assert {name for name, _ in model_digests()} == {model_of(card).name for card in CARDS}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_a_card_is_that_of_its_model(card: Path) -> None:
    text, model = card.read_text("utf-8"), model_of(card)
    assert text.startswith(f"# {model.name}\n")
    (digest,) = re.findall(r"sha256 `([0-9a-f]{64})`", text)
    assert digest == hashlib.sha256(model.read_bytes()).hexdigest()
    for word in ("icence", "core", "Weak"):
        assert word in text, f"the card says nothing of {word}"


@pytest.mark.parametrize("page", ["cards.md", "cards.fa.md"])
def test_the_guide_shows_every_card(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    for card in CARDS:
        assert f'--8<-- "{card.relative_to(ROOT)}:2"' in text
    assert '--8<-- "lexicon/README.md:2"' in text


def test_the_card_of_the_lexicons_names_every_folder() -> None:
    text = (ROOT / "lexicon" / "README.md").read_text("utf-8")
    folders = {path.name for path in (ROOT / "lexicon").iterdir() if path.is_dir()}
    assert folders == set(re.findall(r"^\| `(\w+)/`", text, flags=re.MULTILINE))
