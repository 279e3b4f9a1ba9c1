"""A data set asked through DuckDB."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dabir.cli import main
from dabir.store.dataset import open_dataset
from dabir.store.tables import COLUMNS
from dabir.store.views import FOUND, VIEWS, connect
from tests.store.building import build
from tests.store.made import write_jsonl


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views")
    build([write_jsonl(folder / "a.jsonl", range(30))], folder / "news", size=7)
    return folder / "news"


def ask(news: Path, *arguments: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["sql", str(news), *arguments])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_all_tables_and_views_are_there(news: Path) -> None:
    assert {row["name"] for row in ask(news)} == COLUMNS.keys() | VIEWS.keys() | FOUND.keys()


def test_views_agree_with_one_another(news: Path) -> None:
    (row,) = ask(
        news,
        "select (select count(*) from said) as said, (select sum(statements) from outlets) as"
        " outlets, (select sum(articles) from days) as days, (select sum(statements) from speakers)"
        " + (select count(*) from statements where name is null) as speakers",
    )
    statements = ask(news, "select count(*) as n from statements")[0]["n"]
    assert row == {"said": statements, "outlets": statements, "days": 30, "speakers": statements}


def test_spans_are_places_in_the_text(news: Path) -> None:
    rows = ask(
        news,
        "select a.text, s.cue_start, s.cue_end, s.cue_text from articles a join statements s"
        " using (article)",
    )
    assert len(rows) >= 30
    for row in rows:
        assert row["text"][row["cue_start"] : row["cue_end"]] == row["cue_text"]


def test_articles_that_two_inputs_share_are_seen_once(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "a.jsonl", range(10))
    second = write_jsonl(tmp_path / "b.jsonl", range(5, 15))
    build([first, second], tmp_path / "news", size=4)
    database, _ = connect(open_dataset(tmp_path / "news"))
    found = database.execute("SELECT id FROM articles").fetchall()
    assert sorted(int(row[0]) for row in found) == list(range(15))
    database.execute("SELECT article, number FROM statements GROUP BY ALL HAVING count(*) > 1")
    assert database.fetchall() == []
    statements = database.execute("SELECT count(DISTINCT article) FROM statements").fetchall()
    assert statements == [(15,)]


def test_a_part_cut_short_is_left_out_and_told(tmp_path: Path) -> None:
    build([write_jsonl(tmp_path / "a.jsonl", range(10))], tmp_path / "news")
    part = sorted((tmp_path / "news" / "articles").glob("*.parquet"))[0]
    part.write_bytes(part.read_bytes()[:-9])
    result = CliRunner().invoke(main, ["sql", str(tmp_path / "news"), "select id from articles"])
    assert len(result.stdout.splitlines()) == 5
    assert part.name in result.stderr


def test_an_empty_data_set_has_its_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    build([tmp_path / "empty.jsonl"], tmp_path / "news")
    assert ask(tmp_path / "news", "select count(*) as n from events") == [{"n": 0}]


def test_a_wrong_question_and_a_wrong_folder(news: Path, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(main, ["sql", str(news), "select colour from articles"])
    assert wrong.exit_code == 1
    assert "colour" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    nowhere = CliRunner().invoke(main, ["sql", str(tmp_path), "select 1"])
    assert nowhere.exit_code == 1
    assert "no data set here" in nowhere.stderr


def test_csv_for_a_spreadsheet(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    ask(news, "select '=1+1' as formula, 'متن' as text", "-o", str(out))
    assert out.read_bytes() == "\ufeffformula,text\r\n'=1+1,متن\r\n".encode()
