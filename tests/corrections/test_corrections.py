"""Corrections: kept beside the reading, never lost, undone, and given out as annotated articles."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dabir.corrections import table as corrections_table
from dabir.corrections.checking import check_value, check_who
from dabir.corrections.force import Force, in_force
from dabir.corrections.gold import CARD, READINGS, judge, write_gold
from dabir.corrections.records import Correction, Kind, What, findings
from dabir.corrections.table import Corrections
from dabir.errors import OptionError, StoreError
from evaluation.score import score
from tests.corrections.made import EVENT, INNER, OUTER, TEXT, record, span

SCORER = Path(__file__).resolve().parents[3] / "shared" / "gold" / "score.py"
READ = record()
FOUND = findings(READ)
Judge = Callable[..., Correction]


@pytest.fixture
def kept(tmp_path: Path) -> Corrections:
    corrections = Corrections(tmp_path / "corrections.sqlite")
    corrections.make()
    return corrections


@pytest.fixture
def say(kept: Corrections) -> Judge:
    """Says something of a finding of the made article."""

    def say(kind: Kind, id_: str, what: What, **given: str) -> Correction:
        finding = FOUND[kind, id_]
        value = check_value(what, finding, TEXT, given)
        return kept.add("مریم", READ.id, what, finding, READ.version, value)

    return say


def force(kept: Corrections, kind: Kind = "statement", id_: str = "s1") -> Force:
    return in_force(kept.of_article(READ.id))[kind, id_]


def judged(kept: Corrections) -> Any:
    return judge(READ, kept.of_article(READ.id))


# --- kept ----------------------------------------------------------------------------------------


def test_a_correction_is_kept_with_who_when_and_what_was_read(
    kept: Corrections, say: Judge
) -> None:
    made = say("statement", "s1", "speaker", name="سیما نوری", mention="لیلا درخشان")
    assert kept.of_article(READ.id) == [made]
    assert made.made.endswith("+00:00")
    assert (made.who, made.version) == ("مریم", READ.version)
    assert made.finding.reading["content"][0]["text"] == INNER.content[0].text
    assert made.finding.outer == ("s0",)
    assert kept.articles() == [READ.id]
    assert kept.of_article("another") == []


def test_the_latest_holds_and_history_stays(kept: Corrections, say: Judge) -> None:
    say("statement", "s1", "right")
    assert not force(kept).is_wrong
    say("statement", "s1", "wrong")
    assert force(kept).is_wrong
    last = say("statement", "s1", "speaker", name="سیما نوری")
    assert not force(kept).is_wrong
    assert force(kept).speaker == last
    assert [c.what for c in force(kept).history] == ["right", "wrong", "speaker"]


def test_undo_brings_back_what_was_before(kept: Corrections, say: Judge) -> None:
    first = say("statement", "s1", "speaker", name="یک")
    second = say("statement", "s1", "speaker", name="دو")
    kept.undo("نادر", READ.id, second.number)
    assert force(kept).speaker == first == force(kept).last
    kept.undo("نادر", READ.id, first.number)
    assert force(kept).verdict is force(kept).last is None
    assert len(force(kept).history) == 4
    for number in (first.number, 99, force(kept).history[-1].number):
        with pytest.raises(OptionError, match="no such correction"):
            kept.undo("نادر", READ.id, number)


def test_nothing_is_changed_or_taken_away(kept: Corrections, say: Judge) -> None:
    say("statement", "s1", "right")
    with sqlite3.connect(kept.path) as file:
        for order in ("UPDATE corrections SET who = 'x'", "DELETE FROM corrections"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                file.execute(order)
    assert kept.of_article(READ.id)[0].who == "مریم"


def test_the_file_is_checked(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE x (y)")
    text = tmp_path / "text.txt"
    text.write_text("not a database, but long enough to be told from one" * 5)
    for path in (other, text, tmp_path / "missing" / "x.sqlite"):
        with pytest.raises(StoreError, match=path.name):
            Corrections(path).make()
    with pytest.raises(StoreError):
        Corrections(tmp_path / "nothing.sqlite").articles()
    assert not (tmp_path / "nothing.sqlite").exists()


def test_a_file_is_opened_again(kept: Corrections, say: Judge) -> None:
    say("event", "e0", "wrong")
    again = Corrections(kept.path)
    again.make()
    assert [c.what for c in again.of_article(READ.id)] == ["wrong"]


def test_many_write_at_once(kept: Corrections) -> None:
    def write(number: int) -> None:
        kept.add(str(number), READ.id, "right", FOUND["statement", "s1"], "1", {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert {c.who for c in kept.of_article(READ.id)} == {str(n) for n in range(40)}


def test_one_finding_takes_so_many_and_no_more(
    kept: Corrections, say: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections_table, "MOST_OF_ONE", 2)
    say("statement", "s1", "right")
    say("statement", "s1", "wrong")
    with pytest.raises(OptionError, match="2 corrections already"):
        say("statement", "s1", "right")
    say("statement", "s0", "right")


# --- what people give ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "id_", "what", "given", "complaint"),
    [
        ("statement", "s1", "speaker", {"name": " "}, "who speaks"),
        ("statement", "s1", "speaker", {"name": "x" * 201}, "at most 200"),
        ("statement", "s1", "speaker", {"name": "x", "mention": "پترا هولم"}, "do not stand"),
        ("statement", "s1", "span", {"words": ""}, "which words"),
        ("statement", "s1", "span", {"words": "باغها آب دارند"}, "do not stand"),
        ("statement", "s1", "span", {"words": "x" * 20_001}, "at most 20,000"),
        ("statement", "s1", "span", {"words": "گفت\n" * 21}, "at most 20 pieces"),
        ("statement", "s1", "code", {"kind": "shouted"}, "one of direct"),
        ("statement", "s1", "note", {"note": "\u0000 "}, "empty"),
        ("statement", "s1", "note", {"note": "x" * 2001}, "at most 2,000"),
        ("event", "e0", "speaker", {"name": "x"}, "does not fit"),
        ("event", "e0", "span", {"words": "پل تازه\nباغ"}, "one piece"),
        ("event", "e0", "code", {"type": "TALK"}, "one of"),
        ("event", "e0", "code", {"type": "CONSULT", "source": "<b>"}, "no code"),
        ("event", "e0", "code", {"type": "CONSULT", "source": ""}, "1 to 12 codes"),
        ("date", "", "code", {"value": "yesterday"}, "EDTF"),
        ("date", "", "code", {"value": "2023-11-29", "calendar": "maya"}, "one of jalali"),
    ],
)
def test_what_does_not_fit_is_refused(
    kind: Kind, id_: str, what: What, given: dict[str, str], complaint: str
) -> None:
    key = next(key for key in FOUND if key[0] == kind and key[1] == (id_ or key[1]))
    with pytest.raises(OptionError, match=complaint):
        check_value(what, FOUND[key], TEXT, given)


def test_the_words_nearest_to_the_old_place_are_taken() -> None:
    second = TEXT.index("گفت", TEXT.index("گفت") + 1)
    value = check_value("span", FOUND["statement", "s1"], TEXT, {"words": "گفت"})
    assert value == {"content": [{"start": second, "end": second + 3, "text": "گفت"}]}
    pieces = check_value(
        "span", FOUND["statement", "s0"], TEXT, {"words": "پل تازه\r\n\r\nآماده است"}
    )["content"]
    assert [TEXT[p["start"] : p["end"]] for p in pieces] == ["پل تازه", "آماده است"]
    assert pieces[0]["start"] == OUTER.content[0].start


def test_codes_are_taken_apart() -> None:
    given = {"type": "CONSULT", "source": "IRN.GOV ؛ IGO:UN;IRN.GOV", "target": "---.REB"}
    value = check_value("code", FOUND["event", "e0"], TEXT, {**given, "status": "denied"})
    assert value["source"] == ["IRN.GOV", "IGO:UN"]
    assert value["target"] == ["---.REB"]


def test_who_is_one_clean_line() -> None:
    assert check_who("  مریم\n نوری\u0007 ") == "مریم نوری"
    with pytest.raises(OptionError, match="needs the name"):
        check_who(" \n")


# --- given out -----------------------------------------------------------------------------------


def judge_all(say: Judge) -> None:
    say("statement", "s0", "right")
    say("statement", "s1", "speaker", name="سیما نوری", mention="لیلا درخشان")
    say("statement", "s1", "span", words="باغ\u200cها آب")
    say("statement", "s2", "speaker", name="نادر کوهستانی", mention="او")
    codes = {"type": "CONSULT", "source": "IRN.GOV; XYZ", "target": "IRN.GOV; XYZ"}
    say("event", "e0", "code", **codes, status="actual")


def test_a_judged_article_is_an_annotated_one(kept: Corrections, say: Judge) -> None:
    judge_all(say)
    gold = judged(kept).gold
    assert judged(kept).open == 0
    outer, inner, told = gold["statements"]
    assert (outer["name"], inner["name"], told["name"]) == (
        *("نادر کوهستانی", "سیما نوری", "نادر کوهستانی"),
    )
    assert (outer["nested_in"], inner["nested_in"]) == (None, 0)
    (event,) = gold["events"]
    assert (event["source"], event["status"], event["statement"]) == (
        ["IRN.GOV", "XYZ"],
        "actual",
        2,
    )
    assert gold["dates"] == gold["headings"] == gold["sources"] == []
    spans = [s[part] for s in gold["statements"] for part in ("cue", "speaker")]
    spans += [piece for s in gold["statements"] for piece in s["content"]]
    for place in [*spans, event["anchor"]]:
        assert gold["text"][place["start"] : place["end"]] == place["text"]


def test_what_is_wrong_goes_and_what_hung_on_it_is_led_on(kept: Corrections, say: Judge) -> None:
    judge_all(say)
    say("statement", "s0", "wrong")
    gold = judged(kept).gold
    assert [s["nested_in"] for s in gold["statements"]] == [None, None]
    assert gold["events"][0]["statement"] == 1
    say("statement", "s2", "wrong")
    say("event", "e0", "wrong")
    say("date", f"{span('۸ آذر').start}-{span('۸ آذر').end}", "right")
    gold = judged(kept).gold
    assert len(gold["statements"]) == 1
    assert gold["events"] == []
    assert [date["value"] for date in gold["dates"]] == ["2023-11-29"]
    assert judged(kept).reading["dates"]


def test_what_nobody_judged_is_open_and_left_out(kept: Corrections, say: Judge) -> None:
    say("statement", "s1", "right")
    say("statement", "s2", "right")  # but nobody knows who speaks
    say("event", "e0", "note", note="?")
    assert judged(kept).open == 3
    assert [s["name"] for s in judged(kept).gold["statements"]] == ["لیلا درخشان"]
    assert judged(kept).gold["events"] == []


def test_a_correction_outlives_its_reading(kept: Corrections, say: Judge) -> None:
    judge_all(say)
    read_anew = record(statements=(OUTER,), events=(), version="next")
    gold = judge(read_anew, kept.of_article(READ.id))
    assert gold.open == 0
    assert len(gold.gold["statements"]) == 3


def test_the_files_are_scored(kept: Corrections, say: Judge, tmp_path: Path) -> None:
    judge_all(say)
    folder = tmp_path / "gold"
    assert write_gold([judged(kept)], folder) == 1
    (path,) = folder.glob("*.json")
    gold = json.loads(path.read_text("utf-8"))
    (line,) = (folder / READINGS).read_text("utf-8").splitlines()
    tallies = score([gold], {READ.id: json.loads(line)}).tallies
    # One of three has the right name and half of its words, one has no name.
    assert tallies["statement found"][:3] == (3, 3, 3)
    assert tallies["statement attributed"].right == 1
    assert "مریم" in (folder / CARD).read_text("utf-8")
    with pytest.raises(StoreError, match="something already"):
        write_gold([], folder)


@pytest.mark.skipif(not SCORER.exists(), reason="../shared is not there")
def test_the_scorer_reads_them(kept: Corrections, say: Judge, tmp_path: Path) -> None:
    judge_all(say)
    write_gold([judged(kept)], tmp_path / "gold")
    files = (SCORER, tmp_path / "gold", tmp_path / "gold" / READINGS)
    command = [sys.executable, *map(str, files), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = json.loads(run.stdout)
    assert scores["statement found"]["right"] == 3
    assert scores["statement attributed"]["right"] == 1
    assert scores["event"]["gold"] == 1
    assert EVENT.status == "planned"
    assert scores["event exact"]["right"] == 0
