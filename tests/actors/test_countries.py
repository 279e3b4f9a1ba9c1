"""Every country of ISO 3166 is found by its news name; the resource is whole."""

from pathlib import Path

import pytest
import yaml

from build.pack_actors import pack_actors
from dabir.resources import load_bytes
from tests.actors.reading import codes_of

LEXICON = Path(__file__).parents[2] / "lexicon" / "actors"
FILES = sorted((LEXICON / "countries").glob("*.yaml"))
WANTED = 0.98
TEXTS = ("وزیر خارجه {} وارد شد", "دولت {} بیانیه داد", "سفیر {} در ژنو سخن گفت")


def test_all_countries_have_a_file() -> None:
    assert len(FILES) == 250  # ISO 3166-1 and Kosovo


def found(path: Path) -> bool:
    facts = yaml.safe_load(path.read_text("utf-8"))
    return all(codes_of(t.format(facts["names"][0]))[0].startswith(facts["id"]) for t in TEXTS)


def test_countries_are_found_by_their_news_name() -> None:
    missed = [path.stem for path in FILES if not found(path)]
    assert 1 - len(missed) / len(FILES) >= WANTED, missed


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*/*.yaml")), ids=lambda p: p.stem)
def test_file_has_id_source_and_sorted_unsure_names(path: Path) -> None:
    facts = yaml.safe_load(path.read_text("utf-8"))
    assert facts["source"]
    assert facts["unsure"] == sorted(facts["unsure"]) if "unsure" in facts else True
    wikidata = facts.get("wikidata", "Q1")
    assert wikidata[0] == "Q"
    assert wikidata[1:].isdigit()


def test_packed_names_are_up_to_date() -> None:
    assert load_bytes("actors_names.json") == pack_actors(LEXICON)
