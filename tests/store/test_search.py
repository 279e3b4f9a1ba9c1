"""Search: what is found, what is refused, and that the index keeps up with the data set."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dabir.cli import main
from dabir.errors import OptionError
from dabir.store.dataset import DataSet, open_dataset
from dabir.store.index import FILE, is_current, update_index
from dabir.store.search import Searcher
from dabir.store.terms import load_terms
from dabir.store.views import connect
from tests.casebook import CASES, cases
from tests.store.building import build
from tests.store.made import write_jsonl

TERMS = load_terms()


class Corpus(NamedTuple):
    searcher: Searcher
    ids: dict[str, str]

    def find(self, question: str) -> set[str]:
        """The ids that the input gave to what is found."""
        found = self.searcher.search(question, limit=100)
        assert found.total == len(found.hits)
        return {self.ids[hit.article] for hit in found.hits}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("search")
    build([CASES / "search_articles.jsonl"], folder / "news", size=3)
    dataset = open_dataset(folder / "news")
    update_index(dataset)
    database, _ = connect(dataset)
    ids = dict(database.execute("SELECT article, id FROM articles").fetchall())
    return Corpus(Searcher(dataset), ids)


@pytest.mark.parametrize("case", cases("search"))
def test_finds(corpus: Corpus, case: dict[str, Any]) -> None:
    assert corpus.find(case["ask"]) == set(case["finds"])


@pytest.mark.parametrize(
    "question",
    ["", "   ", "-باران", "NOT باران", "(باران", "باران)", "()", "!!!", '""', "باران OR",
     "OR باران", "outlet:", "date:tomorrow", "date:2023-13", "date:1402/07/31", "date:2023-02-30",
     "باران OR outlet:صدف", "-date:2023", "(outlet:صدف)", "title:باران cue:گفت", "«", "ب" * 1001],
)  # fmt: skip
def test_what_cannot_be_understood_is_said(corpus: Corpus, question: str) -> None:
    with pytest.raises(OptionError):
        corpus.searcher.search(question)


@given(
    st.text(alphabet="باران گفت\"«»()-:*^{}+ANDORNT~\\'titlespkrcudaeou:۱1/.\u200c", max_size=40)
)
def test_any_question_is_answered_or_refused(corpus: Corpus, question: str) -> None:
    try:
        found = corpus.searcher.search(question)
    except OptionError:
        return
    assert len(found.hits) <= 20


def test_marks_lie_on_the_words(corpus: Corpus) -> None:
    hits = corpus.searcher.search("کتاب مدرسه").hits
    assert hits
    for hit in hits:
        marked = [hit.snippet[start:end] for start, end in hit.marks]
        assert {term for word in marked for term in TERMS.of_text(word)} == {"کتاب", "مدرسه"}


def test_a_long_text_is_cut_around_the_words(tmp_path: Path) -> None:
    text = "این یک جمله دراز است. " * 300 + "اینجا سیمرغ نشسته است. " + "و باز هم جمله. " * 300
    (tmp_path / "long.txt").write_text(text, "utf-8")
    build([tmp_path / "long.txt"], tmp_path / "news")
    update_index(open_dataset(tmp_path / "news"))
    (hit,) = Searcher(open_dataset(tmp_path / "news")).search("سیمرغ").hits
    assert "سیمرغ نشسته" in hit.snippet
    assert len(hit.snippet) <= 220
    assert text[hit.start : hit.start + len(hit.snippet)] == hit.snippet


def test_pages_of_hits_and_orders(corpus: Corpus) -> None:
    for order in ("newest", "oldest", "relevance"):
        whole = corpus.searcher.search("بندر", limit=10, order=order).hits
        pieces = [
            corpus.searcher.search("بندر", limit=1, offset=n, order=order).hits for n in range(4)
        ]
        assert [hit for piece in pieces for hit in piece] == whole
    days = [hit.published for hit in corpus.searcher.search("بندر", order="newest").hits]
    assert days == sorted(days, key=str, reverse=True)


def test_the_index_keeps_up(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(40))
    build([source], tmp_path / "news")
    dataset = open_dataset(tmp_path / "news")
    assert not is_current(dataset)
    update_index(dataset)
    assert is_current(dataset)
    assert Searcher(dataset).search("«خبر شماره 38»").total == 1
    build([write_jsonl(source, [*range(37), 55])], tmp_path / "news")
    assert not is_current(dataset)
    update_index(dataset)
    searcher = Searcher(dataset)
    totals = {n: searcher.search(f"«خبر شماره {n}»").total for n in (3, 36, 38, 55)}
    assert totals == {3: 1, 36: 1, 38: 0, 55: 1}
    assert searcher.search("صدف").total == 38


def test_articles_of_two_inputs_are_found_once(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "a.jsonl", range(10))
    second = write_jsonl(tmp_path / "b.jsonl", range(5, 15))
    dataset = open_dataset_of([first, second], tmp_path / "news")
    assert Searcher(dataset).search("صدف", limit=50).total == 15
    first.write_text("", "utf-8")
    dataset = open_dataset_of([first, second], tmp_path / "news")
    assert Searcher(dataset).search("صدف", limit=50).total == 10


def open_dataset_of(inputs: list[Path], folder: Path) -> DataSet:
    build(inputs, folder, size=4)
    update_index(open_dataset(folder))
    return open_dataset(folder)


def test_a_broken_index_is_made_anew(tmp_path: Path) -> None:
    dataset = open_dataset_of([write_jsonl(tmp_path / "a.jsonl", range(4))], tmp_path / "news")
    (dataset.folder / FILE).write_bytes(b"no index at all" * 100)
    assert not is_current(dataset)
    update_index(dataset)
    assert Searcher(dataset).search("صدف").total == 4


def test_the_command(tmp_path: Path) -> None:
    build([CASES / "search_articles.jsonl"], tmp_path / "news")
    found = CliRunner().invoke(main, ["search", str(tmp_path / "news"), "speaker:کوهستانی"])
    assert found.exit_code == 0
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert {row["speaker"] for row in rows} == {"نادر کوهستانی"}
    assert f"{len(rows)} of {len(rows)} statements" in found.stderr
    wrong = CliRunner().invoke(main, ["search", str(tmp_path / "news"), "(باران"])
    assert wrong.exit_code == 2
    assert "parenthesis" in wrong.stderr
