"""A data set taken away, read again by other programs' eyes."""

import csv
import json
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from dabir.cli import main
from dabir.records import Article, Record
from dabir.store.tables import COLUMNS
from dabir.store.views import FOUND
from tests.store.building import ReaderEngine, build, event, record_of
from tests.store.made import write_jsonl

NAMES = COLUMNS.keys() | FOUND.keys()
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("taking")
    build([write_jsonl(folder / "a.jsonl", range(12))], folder / "news")
    return folder / "news"


def take(news: Path, form: str, out: Path) -> Path:
    result = CliRunner().invoke(main, ["export", str(news), "-f", form, "-o", str(out)])
    assert result.exit_code == 0, result.output
    return out


def test_csv(news: Path, tmp_path: Path) -> None:
    out = take(news, "csv", tmp_path / "out")
    assert {path.stem for path in out.glob("*.csv")} == NAMES
    with (out / "articles.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["id"] for row in rows} == {str(number) for number in range(12)}
    assert all(row["text"].startswith("خبر شماره") for row in rows)


def test_jsonl_and_parquet(news: Path, tmp_path: Path) -> None:
    lines = (take(news, "jsonl", tmp_path / "lines") / "articles.jsonl").read_text("utf-8")
    assert {json.loads(line)["id"] for line in lines.splitlines()} == {str(n) for n in range(12)}
    out = take(news, "parquet", tmp_path / "parquet")
    with duckdb.connect() as database:
        joining = f"'{out}/articles.parquet' JOIN '{out}/statements.parquet' USING (article)"
        query = f"SELECT count(*) FROM {joining}"
        ((joined,),) = database.execute(query).fetchall()
        ((statements,),) = database.execute(
            f"SELECT count(*) FROM '{out}/statements.parquet'"
        ).fetchall()
    assert joined == statements > 12


def test_sqlite_for_datasette(news: Path, tmp_path: Path) -> None:
    out = take(news, "sqlite", tmp_path / "news.db")
    with closing(sqlite3.connect(out)) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        assert tables >= NAMES
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = database.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'صدف'")
        assert found.fetchone() == (12,)


def test_graphml_of_contacts(tmp_path: Path) -> None:
    events = {
        "0": event("CONSULT", "RUS.GOV IRN.GOV", "actual", "2023-11-29", "minister"),
        "1": event("CONSULT", "IRN.GOV RUS.MIL", "actual", "2023-11-30", "minister"),
        "2": event("CONSULT", "IRN.GOV IGO:UN", "planned", "2023-11-30", "envoy"),
        "3": event("CONSULT", 'IRN.GOV MULTI:"A<B"&C', "actual", "2023-11-30", None),
    }

    def read(article: Article) -> Record:
        return record_of(article, events=(events[article.id],))

    source = write_jsonl(tmp_path / "a.jsonl", range(4))
    build([source], tmp_path / "news", engine=ReaderEngine(read))
    tree = ET.parse(take(tmp_path / "news", "graphml", tmp_path / "contacts.graphml"))
    nodes = {node.attrib["id"] for node in tree.iter(f"{GRAPHML}node")}
    assert nodes == {"IRN", "RUS", 'MULTI:"A<B"&C'}
    edges = {
        (edge.attrib["source"], edge.attrib["target"]): {
            data.attrib["key"]: data.text for data in edge.iter(f"{GRAPHML}data")
        }
        for edge in tree.iter(f"{GRAPHML}edge")
    }
    assert edges["IRN", "RUS"] == {
        "level": "minister",
        "events": "2",
        "articles": "2",
        "first": "2023-11-29",
        "last": "2023-11-30",
    }


def test_nothing_is_written_over(news: Path, tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("mine")
    result = CliRunner().invoke(
        main, ["export", str(news), "-f", "sqlite", "-o", str(tmp_path / "news.db")]
    )
    assert result.exit_code == 2
    assert (tmp_path / "news.db").read_text() == "mine"
