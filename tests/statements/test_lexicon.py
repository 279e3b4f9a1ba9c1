"""The lexicon of the statements stage: what its rows name exists, and its forms are right."""

import pytest

from dabir.resources import load_table
from dabir.statements import load_kit
from dabir.statements.cues import CueEntry, _Phrase, _Stem, _Verb
from dabir.statements.frames import FRAMES
from dabir.statements.inflection import forms
from dabir.statements.words import fold

KIT = load_kit()
MODIFIERS = {"noun", "back", "through", "active"}
STANCES = {"neutral", "claiming", "doubting", "demanding", "warning", "denying", "hoping"}
FEWEST_ENTRIES = 250


def entries() -> list[_Verb | _Phrase]:
    verbs = load_table("statements_verbs", _Verb)
    return [*verbs, *load_table("statements_phrases", _Phrase)]


def test_there_are_many_entries() -> None:
    assert len(entries()) >= FEWEST_ENTRIES


def test_frames_and_stances_are_known() -> None:
    for entry in entries():
        assert set(entry.frames.split("+")) <= FRAMES.keys() | MODIFIERS
        assert entry.stance in STANCES


def test_every_verb_has_its_stems() -> None:
    stems = {stem.past for stem in load_table("statements_stems", _Stem)}
    assert {verb.verb for verb in load_table("statements_verbs", _Verb)} <= stems


@pytest.mark.parametrize(
    ("past", "present", "wanted"),
    [
        ("گفت", "گوی", ["گفت", "گفتند", "گفتهاست", "گفتهبود", "میگوید", "نمیگویند", "نگفت"]),
        ("کرد", "کن", ["کرد", "کردهاند", "میکند", "میکرد", "نکردهاست"]),
        ("داشت", "دار", ["داشت", "دارد", "دارند", "ندارد"]),
        ("آورد", "آور", ["آوردهاست", "نیاورد", "میآورد"]),
        ("بود", "باش", ["است", "هستند", "بودند", "نیست"]),
    ],
)
def test_forms(past: str, present: str, wanted: list[str]) -> None:
    assert set(wanted) <= {form.text for form in forms(past, present)}


@pytest.mark.parametrize(
    ("words", "person", "plural", "negated"),
    [
        ("خاطرنشان کرد", 3, False, False),
        ("اعلام کرده\u200cاند", 3, True, False),
        ("تأکید نکردیم", 1, True, True),
        ("معتقدند", 3, True, False),
    ],
)
def test_a_cue_knows_its_form(words: str, person: int, plural: bool, negated: bool) -> None:
    entry: CueEntry = KIT.cues.entries[fold(words.replace(" ", ""))]
    assert entry.form is not None
    assert (entry.form.person, entry.form.plural, entry.form.negated) == (person, plural, negated)


def test_every_rule_has_a_score() -> None:
    assert all(0 < score < 1 for score in KIT.scores.values())
    assert {"colon", "that", "bare", "named", "office", "carried:pronoun"} <= KIT.scores.keys()
