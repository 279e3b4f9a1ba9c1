"""Contacts and timeline: the numbers are those of the data set, however they are narrowed."""

import csv
import io
from collections import Counter
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dabir.store.contacts import count_contacts
from dabir.store.dataset import DataSet
from dabir.store.timeline import count_periods
from dabir.store.views import connect
from tests.web.test_pages import outline

Row = dict[str, Any]


def contacts(client: TestClient, **asked: str) -> list[Row]:
    found: list[Row] = client.get("/fa/contacts.json", params=asked).json()["contacts"]
    return found


def total(rows: list[Row]) -> tuple[int, int]:
    return sum(row["occasions"] for row in rows), sum(row["planned"] for row in rows)


@pytest.mark.parametrize("by", ["country", "code"])
def test_the_numbers_are_those_of_the_data_set(
    envoy: TestClient, diplomacy: DataSet, by: Any
) -> None:
    counts: Counter[tuple[Any, ...]] = Counter()
    database, _ = connect(diplomacy)
    with database:
        for found in count_contacts(database, "day", by=by):
            key = (found.first, found.second, found.level)
            counts[(*key, "occasions")] += found.occasions
            counts[(*key, "planned")] += found.planned
    rows = contacts(envoy, parties=by)
    assert len(rows) > 10
    for row in rows:
        key = (row["first"], row["second"], row["level"])
        for what in ("occasions", "planned"):
            assert row[what] == counts.pop((*key, what))
    assert not counts


def test_time_cuts_in_either_calendar(envoy: TestClient) -> None:
    everything = total(contacts(envoy))
    first = total(contacts(envoy, to="1402/06"))
    rest = total(contacts(envoy, **{"from": "1402/07"}))
    assert (first[0] + rest[0], first[1] + rest[1]) == everything
    same_days = {"from": "2023-04-21", "to": "2023-05-21"}
    assert contacts(envoy, **same_days) == contacts(envoy, **{"from": "1402/02", "to": "1402/02"})
    assert contacts(envoy, to="2022") == []


def test_periods_add_up_and_lead_to_their_contacts(envoy: TestClient) -> None:
    for calendar, mark in (("jalali", "/"), ("gregorian", "-")):
        asked = {"calendar": calendar}
        found = envoy.get("/fa/contacts.json", params=asked).json()
        periods = found["periods"]
        assert mark in periods[0]["value"]
        assert sum(p["happened"] for p in periods) == total(found["contacts"])[0]
        for period in periods:
            days = {"from": period["value"], "to": period["value"]}
            assert total(contacts(envoy, **days)) == (period["happened"], period["planned"])


def test_a_level_and_a_party_narrow(envoy: TestClient) -> None:
    every = contacts(envoy)
    for level in ("head", "minister", "deputy", "envoy", "mission", "untold"):
        wanted = None if level == "untold" else level
        assert contacts(envoy, level=level) == [row for row in every if row["level"] == wanted]
    of_iran = contacts(envoy, party="IRN")
    assert of_iran == [row for row in every if "IRN" in (row["first"], row["second"])] != []
    by_code = contacts(envoy, party="IRN", parties="code")
    assert total(by_code) == total(of_iran)
    assert {"IRN.GOV"} < {row[side] for row in by_code for side in ("first", "second")}
    assert contacts(envoy, party="XYZ") == []


def test_a_way_narrows(envoy: TestClient, diplomacy: DataSet) -> None:
    ways = ("visit", "phone", "multilateral", "letter", "meeting", "untold")
    by_way = {way: contacts(envoy, channel=way, parties="code") for way in ways}
    assert by_way["multilateral"] == by_way["meeting"] == []
    database, _ = connect(diplomacy)
    with database:
        for way in ("visit", "phone", "letter"):
            query = "SELECT count(DISTINCT article) FROM contacts WHERE channel = ?"
            ((articles,),) = database.execute(query, [way]).fetchall()
            assert articles <= sum(row["articles"] for row in by_way[way]) <= 2 * articles
    everything = total(contacts(envoy, parties="code"))
    assert total([row for rows in by_way.values() for row in rows]) == everything


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "1402/13"},
        {"from": "1402/08", "to": "1402/07"},
        {"level": "king"},
        {"channel": "dove"},
        {"picture": "pie"},
        {"parties": "x"},
        {"calendar": "maya"},
        {"to": "' OR 1=1"},
    ],
)
def test_what_cannot_be_understood_is_told(envoy: TestClient, asked: dict[str, str]) -> None:
    for form in ("", ".json", ".csv", ".svg"):
        answer = envoy.get(f"/en/contacts{form}", params=asked)
        assert answer.status_code == 400
        assert "cannot be understood" in answer.text


@pytest.mark.parametrize("path", ["contacts", "contacts?picture=matrix", "timeline?by=week"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_pictures_stand_in_their_pages_and_as_files(
    envoy: TestClient, path: str, language: str
) -> None:
    page = envoy.get(f"/{language}/{path}").text
    assert page.count('role="img"') == 2
    links = outline(page).links
    (svg,) = {link for link in links if ".svg" in link and link.startswith(f"/{language}/")}
    answer = envoy.get(svg)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].startswith("attachment")
    drawing = ElementTree.fromstring(answer.text)
    assert drawing.get("lang") == language
    assert answer.text.count(" fill=") > 20


def test_every_link_of_the_pictures_leads_somewhere(envoy: TestClient) -> None:
    for path in ("/en/contacts?party=IRN&from=1402/02", "/en/timeline?by=day&q=آب"):
        for link in set(outline(envoy.get(path).text).links):
            if link.startswith("/"):
                assert envoy.get(link).status_code == 200, link


def test_a_pair_leads_to_its_events(envoy: TestClient) -> None:
    (row, *_) = contacts(envoy)
    page = envoy.get("/en/contacts").text
    link = next(link for link in outline(page).links if "CONSULT" in link)
    found = envoy.get(link.replace("/search", "/search.json")).json()
    assert found["total"] >= row["occasions"]
    for event in found["rows"]:
        parties = {code.partition(".")[0] for code in event["source"]}
        assert {row["first"], row["second"]} <= parties


def test_tables_hold_the_numbers_of_the_picture(envoy: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(envoy.get("/fa/contacts.csv").text.lstrip("\ufeff"))))
    assert rows[0] == ["first", "second", "level", "occasions", "planned", "articles"]
    assert sum(int(row[3]) for row in rows[1:]) == total(contacts(envoy))[0]
    lines = envoy.get("/fa/contacts.jsonl").text.splitlines()
    assert len(lines) == len(rows) - 1


# --- timeline ------------------------------------------------------------------------------------


def timeline(client: TestClient, **asked: str) -> list[Row]:
    rows: list[Row] = client.get("/fa/timeline.json", params=asked).json()
    return rows


@pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_the_timeline_counts_what_was_published(
    envoy: TestClient, diplomacy: DataSet, unit: Any, calendar: Any
) -> None:
    database, _ = connect(diplomacy)
    with database:
        counted = {p.first: p for p in count_periods(database, unit, calendar)}
    rows = timeline(envoy, by=unit, calendar=calendar)
    firsts = [date.fromisoformat(row["first"]) for row in rows]
    assert firsts == sorted(firsts)
    assert set(counted) <= set(firsts)
    for row, first in zip(rows, firsts, strict=True):
        found = counted.get(first)
        others = sum(row[s] for s in ("planned", "called_for", "hypothetical", "denied"))
        assert row["statements"] == (found.statements if found else 0)
        assert (row["actual"], others) == ((found.events, found.other_events) if found else (0, 0))


def test_words_and_facets_narrow_the_timeline(envoy: TestClient) -> None:
    (row,) = (row for row in timeline(envoy, q="شماره 7") if row["statements"])
    assert row["statements"] == 1
    in_titles = timeline(envoy, q="گفت\u200cوگوی 7")  # no statement has both words
    assert sum(row["statements"] for row in in_titles) == 1
    assert timeline(envoy, q="گفت\u200cوگوی 7", what="statements") == []
    planned = timeline(envoy, status="planned")
    assert sum(row["planned"] for row in planned) > 0
    assert sum(row["actual"] + row["denied"] for row in planned) == 0
    assert timeline(envoy, q="هیچ\u200cکلمه\u200cای") == []


def test_articles_without_a_date_are_told_of(envoy: TestClient) -> None:
    assert "2 articles have no date" in envoy.get("/en/timeline").text
    assert "no date" not in envoy.get("/en/timeline?date=1402").text


def test_too_many_periods_are_shown_by_a_coarser_one(envoy: TestClient) -> None:
    days = timeline(envoy, by="day")
    assert 300 < len(days) <= 400
    assert "shown by" not in envoy.get("/en/timeline?by=day").text
