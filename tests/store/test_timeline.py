"""Timelines and contacts: what is counted, in which period, and what is not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dabir.cli import main
from dabir.records import Article, Record
from dabir.store.contacts import Contacts, count_contacts
from dabir.store.dataset import open_dataset
from dabir.store.index import update_index
from dabir.store.search import find_articles
from dabir.store.timeline import count_periods, period_of
from dabir.store.views import connect
from tests.store.building import ReaderEngine, build, event, record_of
from tests.store.made import write_jsonl

EVENTS: dict[str, tuple[Any, ...]] = {
    "0": (event("CONSULT", "RUS.GOV IRN.GOV", "actual", "2023-11-29", "minister"),),
    "1": (event("CONSULT", "IRN.GOV RUS.GOV", "actual", "2023-11-29", "minister"),),
    "2": (event("CONSULT", "IRN.GOV RUS.GOV", "planned", "2023-12-01", "minister"),),
    "3": (event("CONSULT", "IRN.GOV RUS.GOV TUR", "actual", None, None),),
    "4": (event("CONSULT", "IRN.GOV RUS.GOV", "denied", "2023-11-29", "head"),),
    "5": (event("ASSAULT", "IRN.GOV RUS.GOV", "actual", "2023-11-29"),),
    "6": (event("CONSULT", "IRN.GOV IRN.MIL", "actual", "2023-11-29", "head"),),
    "7": (event("CONSULT", "IRN.GOV ---", "actual", "2023-11-29", "head"),),
    "8": (event("CONSULT", "IRN.GOV IGO:UN", "actual", "2023-11", "envoy"),),
}


def read(article: Article) -> Record:
    return record_of(article, published="2023-12-20", events=EVENTS[article.id])


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("timeline")
    source = write_jsonl(folder / "a.jsonl", range(9))
    build([source], folder / "news", engine=ReaderEngine(read))
    return folder / "news"


def test_contacts_of_countries(news: Path) -> None:
    database, _ = connect(open_dataset(news))
    found = count_contacts(database, "month", "gregorian")
    november, december = date(2023, 11, 1), date(2023, 12, 1)
    assert set(found) == {
        Contacts("IRN", "RUS", "minister", "2023-11", november, 1, 0, 2),
        Contacts("IRN", "RUS", "minister", "2023-12", december, 0, 1, 1),
        Contacts("IRN", "RUS", None, "2023-12", december, 1, 0, 1),
        Contacts("IRN", "TUR", None, "2023-12", december, 1, 0, 1),
        Contacts("RUS", "TUR", None, "2023-12", december, 1, 0, 1),
        Contacts("IGO:UN", "IRN", "envoy", "2023-12", december, 1, 0, 1),
    }


def test_contacts_of_one_party_by_code(news: Path) -> None:
    database, _ = connect(open_dataset(news))
    found = count_contacts(database, "month", "gregorian", by="code", party="IRN.MIL")
    assert [(row.first, row.second, row.occasions) for row in found] == [("IRN.GOV", "IRN.MIL", 1)]


def test_events_told_apart_by_whether_they_happened(news: Path) -> None:
    database, _ = connect(open_dataset(news))
    (period,) = count_periods(database, "day", "gregorian")
    assert (period.articles, period.events, period.other_events) == (9, 7, 2)


def test_periods_add_up_and_words_narrow_them(tmp_path: Path) -> None:
    build([write_jsonl(tmp_path / "a.jsonl", range(60))], tmp_path / "news", size=20)
    dataset = open_dataset(tmp_path / "news")
    update_index(dataset)
    database, _ = connect(dataset)
    for unit in ("day", "week", "month", "year"):
        for calendar in ("jalali", "gregorian"):
            periods = count_periods(database, unit, calendar)
            assert sum(period.articles for period in periods) == 60
            firsts = [period.first for period in periods]
            assert firsts == sorted(set(firsts))
    wanted = find_articles(dataset, "کتابخانه")
    assert 0 < len(wanted) < 60
    narrowed = count_periods(database, "year", "gregorian", wanted)
    assert [period.articles for period in narrowed] == [len(wanted)]


@pytest.mark.parametrize(
    ("day", "unit", "calendar", "name", "first"),
    [
        ("2023-11-29", "day", "jalali", "1402-09-08", "2023-11-29"),
        ("2023-11-29", "month", "jalali", "1402-09", "2023-11-22"),
        ("2023-11-29", "year", "jalali", "1402", "2023-03-21"),
        ("2023-11-29", "week", "jalali", "1402-09-04", "2023-11-25"),
        ("2023-11-25", "week", "jalali", "1402-09-04", "2023-11-25"),
        ("2023-11-24", "week", "jalali", "1402-08-27", "2023-11-18"),
        ("2023-11-29", "week", "gregorian", "2023-11-27", "2023-11-27"),
        ("2024-03-19", "year", "jalali", "1402", "2023-03-21"),
        ("2024-03-20", "year", "jalali", "1403", "2024-03-20"),
        ("2024-02-29", "year", "gregorian", "2024", "2024-01-01"),
    ],
)
def test_periods(day: str, unit: Any, calendar: Any, name: str, first: str) -> None:
    found = period_of(date.fromisoformat(day), unit, calendar)
    assert found == (name, date.fromisoformat(first))


def test_the_commands(news: Path) -> None:
    for command in ("timeline", "contacts"):
        result = CliRunner().invoke(main, [command, str(news), "-f", "csv"])
        assert result.exit_code == 0, result.output
        assert len(result.stdout.splitlines()) > 1
