"""Every page in both faces and in three forms, and what it must show."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from dabir.records import Record
from dabir.web.pages import MENU, PAGES
from dabir.web.room import Door


def article_of(client: TestClient, words: str) -> str:
    """The id of the article that those words find first."""
    rows = client.get("/fa/search.json", params={"q": words}).json()["rows"]
    return str(rows[0]["article"])


def person_of(client: TestClient, words: str) -> str:
    return str(client.get("/fa/people.json", params={"q": words}).json()[0]["id"])


def addresses(client: TestClient) -> list[str]:
    """An address of every page that is there without a desk for corrections."""
    parts = {
        "article": article_of(client, "فلامینگو"),
        "number": "0",
        "person": person_of(client, "پورمند"),
    }
    return [page.path.format(**parts) for page in PAGES if not page.desk]


class Outline(HTMLParser):
    """Which elements a page has, and whether they are closed in order."""

    VOID = frozenset({"meta", "link", "input", "br", "rect", "img", "path", "line", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            assert "a" not in self.open, "a link inside a link"
        if tag not in self.VOID:
            self.open.append(tag)
        given = dict(attrs)
        self.attributes |= set(given)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_is_well_formed_in_both_faces(client: TestClient, language: str) -> None:
    direction = {"fa": "rtl", "en": "ltr"}[language]
    for path in addresses(client):
        answer = client.get(f"/{language}{path}")
        assert answer.status_code == 200, path
        assert f'<html lang="{language}" dir="{direction}">' in answer.text
        page = outline(answer.text)
        assert len(page.ids) == len(set(page.ids)), path
        assert not {name for name in page.attributes if name.startswith("on")}
        assert "style" not in page.attributes
        inner = [link[1:] for link in page.links if link.startswith("#")]
        assert set(inner) <= set(page.ids), path


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    links = {
        link for path in addresses(client) for link in outline(client.get(f"/fa{path}").text).links
    }
    assert any("/person/" in link for link in links)
    for link in sorted(links):
        if link.startswith("/"):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_page_is_there_for_programs(client: TestClient, form: str) -> None:
    for path in addresses(client):
        answer = client.get(f"/fa{path if path != '/' else '/start'}.{form}")
        assert answer.status_code == 200, path
        if form == "json":
            assert answer.json() is not None
        else:
            assert answer.text.startswith("\ufeff")
            widths = {len(row) for row in csv.reader(io.StringIO(answer.text))}
            assert len(widths) == 1, path


def test_the_menu_leads_to_pages(client: TestClient) -> None:
    assert {path for path, _ in MENU} <= {page.path for page in PAGES}
    for path, _ in MENU:
        assert 'aria-current="page"' in client.get(f"/en{path}").text


def test_the_first_address_chooses_the_face(client: TestClient) -> None:
    def face(wanted: str) -> str:
        return client.get("/", headers={"Accept-Language": wanted}).headers["location"]

    assert face("") == "/fa/"
    assert face("fa-IR,fa;q=0.9,en;q=0.8") == "/fa/"
    assert face("en-GB,en;q=0.9") == "/en/"
    assert face("de-DE, en;q=0.5") == "/en/"


# --- an article ----------------------------------------------------------------------------------


def text_of(page: str) -> str:
    """The lines of the article as they are shown."""
    lines = re.findall(r'<(?:p|h1) class="text"[^>]*>(.*?)</(?:p|h1)>\n', page, re.DOTALL)
    return "\n".join("".join(outline(f"<p>{line}</p>").text) for line in lines)


def record_of(door: Door, client: TestClient, words: str) -> Record:
    record = door.room.record(article_of(client, words))
    assert record is not None
    return record


@pytest.mark.parametrize("words", ["فلامینگو", "قنات", "ناشر", "بامیان", "لنج"])
def test_the_text_is_the_articles_own_character_for_character(
    client: TestClient, door: Door, words: str
) -> None:
    record = record_of(door, client, words)
    shown = text_of(client.get(f"/fa/article/{record.id}").text)
    assert shown == "\n".join(line for line in record.text.split("\n") if line.strip())


@pytest.mark.parametrize("words", ["فلامینگو", "قنات"])
def test_the_repaired_text_is_the_repaired_text(client: TestClient, door: Door, words: str) -> None:
    record = record_of(door, client, words)
    page = client.get(f"/fa/article/{record.id}?text=repaired").text
    shown = text_of(page)
    assert shown.split() == record.repaired.split()
    assert page.count('<ins class="repair') == len(record.edits)
    assert page.count("<del>") == len(record.edits)
    assert all(f"{edit.reason} {edit.start}–{edit.end}<" in page for edit in record.edits)


def test_every_mark_opens_its_reasons(client: TestClient, door: Door) -> None:
    record = record_of(door, client, "فلامینگو")
    page = client.get(f"/fa/article/{record.id}").text
    for number, statement in enumerate(record.statements, 1):
        assert f'id="why-s{number}"' in page
        assert f'href="#why-s{number}"' in page
        assert statement.reason in page
    for number, _ in enumerate(record.dates, 1):
        assert f'href="#why-d{number}"' in page


def test_a_date_is_given_in_both_calendars(client: TestClient) -> None:
    page = client.get(f"/fa/article/{article_of(client, 'فلامینگو')}").text
    assert 'data-hint="۲۴ فروردین ۱۴۰۴ · ۱۳ آوریل ۲۰۲۵"' in page
    page = client.get(f"/en/article/{article_of(client, 'فلامینگو')}").text
    assert 'data-hint="13 April 2025 · 24 Farvardin 1404"' in page


def test_the_source_chain_is_a_path(client: TestClient) -> None:
    page = client.get(f"/fa/article/{article_of(client, 'فلامینگو')}").text
    chain = re.search(r'class="chain">.*?</ol>', page, re.DOTALL)
    assert chain
    names = re.findall("<bdi[^>]*>(.*?)</bdi>", chain[0])
    assert names == ["خبرگزاری زاگرس", "ایرنا"]


def test_what_has_not_happened_carries_its_status_and_who_says_it(client: TestClient) -> None:
    found = client.get("/en/search.json", params={"what": "events"}).json()
    page = client.get("/en/search", params={"what": "events"}).text
    assert page.count('class="voice"') == found["total"] > 0
    for row in found["rows"]:
        assert f'class="badge {row["status"]}"' in page


def test_a_statement_has_a_page_of_its_own(client: TestClient, door: Door) -> None:
    record = record_of(door, client, "فلامینگو")
    page = client.get(f"/fa/article/{record.id}/statement/0").text
    assert record.statements[0].content[0].text in page
    found = client.get(f"/fa/article/{record.id}/statement/0.json").json()
    assert found["statement"]["id"] == record.statements[0].id
    assert client.get(f"/fa/article/{record.id}/statement/99").status_code == 404


# --- people --------------------------------------------------------------------------------------


def test_a_person_has_all_that_they_said(client: TestClient) -> None:
    person = person_of(client, "پورمند")
    found = client.get(f"/fa/person/{person}.json").json()
    assert found["total"] == found["person"]["statements"] == len(found["rows"]) > 3
    days = [row["published"] or "" for row in found["rows"]]
    assert days == sorted(days, reverse=True)


def test_two_people_stand_side_by_side_on_a_word(client: TestClient) -> None:
    sides = {"a": person_of(client, "یکاولنگی"), "b": person_of(client, "زهرا احمدی"), "q": "آب"}
    rows = client.get("/fa/compare.csv", params=sides).text
    sides_found = [row[0] for row in csv.reader(io.StringIO(rows))][1:]
    assert set(sides_found) == {"b"}
    page = client.get("/fa/compare", params={**sides, "q": ""}).text
    assert "یکاولنگی" in page
    assert "زهرا احمدی" in page


def test_a_name_can_be_looked_for_to_compare(client: TestClient) -> None:
    page = client.get("/fa/compare", params={"name_a": "احمدی"}).text
    assert person_of(client, "زهرا احمدی") in page
