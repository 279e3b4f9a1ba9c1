import json
from pathlib import Path
from typing import Any

import pytest

from dabir.intake.language import Signs, find_other_language, load_signs
from tests.casebook import cases

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev"


@pytest.fixture(scope="module")
def signs() -> Signs:
    return load_signs()


@pytest.mark.parametrize("case", cases("intake_languages"))
def test_language_is_told(case: dict[str, Any], signs: Signs) -> None:
    assert find_other_language(case["text"], signs) == case["language"]


def test_annotated_articles_are_persian(signs: Signs) -> None:
    if not GOLD.is_dir():
        pytest.skip("the annotated articles are not here")
    texts = {p.stem: json.loads(p.read_text("utf-8"))["text"] for p in GOLD.glob("*.json")}
    assert texts
    assert {k: v for k, text in texts.items() if (v := find_other_language(text, signs))} == {}


def test_long_text_is_judged_by_its_start_middle_and_end(signs: Signs) -> None:
    verse = "قال إن هذا ليس في الكتاب الذي كان عن ذلك "
    persian = "وزیر گفت که این کار از امروز برای همه آغاز شده است. "
    assert find_other_language(verse + persian * 2000, signs) is None
    assert find_other_language(persian + verse * 2000, signs) == "Arabic"
