"""Hostile articles, questions and forms against every page: words stay words, everywhere."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import msgspec
import pytest
from starlette.testclient import TestClient

from dabir.corrections.table import Corrections
from dabir.export.csv import FORMULA
from dabir.export.view import TURNS, showable
from dabir.records import Article, Event, Record
from dabir.store.dataset import DataSet, open_dataset
from dabir.web.desk import Desk
from dabir.web.room import Door
from tests.casebook import cases
from tests.export.made import mark_everything
from tests.store.building import ReaderEngine, build, event
from tests.web.conftest import HOST, asking
from tests.web.test_pages import text_of

CASES: list[str] = [param.values[0]["text"] for param in cases("hostile")]
OURS = {
    *("html", "head", "meta", "title", "link", "script", "body", "main", "header", "footer"),
    *("nav", "section", "article", "aside", "figure", "figcaption", "div", "p", "span", "b"),
    *("h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "a", "bdi", "mark", "ins", "time"),
    *("blockquote", "pre", "code", "del", "details", "summary", "form", "label", "input"),
    *(
        "button",
        "select",
        "option",
        "textarea",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "svg",
        "g",
    ),
    *("rect", "circle", "path", "polygon", "text", "desc", "defs", "pattern"),
}
VOID = {"meta", "link", "input"}
SENT = ("value", "content", "title", "placeholder", "alt", "aria-label", "data-hint")
FREE = {
    "/search": ("q", "what", "outlet", "date", "speaker", "party", "page", "order"),
    "/contacts": ("from", "to", "party", "level", "channel", "calendar"),
    "/timeline": ("q", "by", "outlet", "party"),
    "/people": ("q", "kind"),
    "/compare": ("a", "q", "name_a"),
}


def read(article: Article) -> Record:
    """A record with the hostile text everywhere that a text can stand."""
    text = article.text
    case = CASES[int(article.id)]
    made = mark_everything(text)
    return msgspec.structs.replace(
        made,
        id=article.id,
        title=case or None,
        outlet=case[:300] or None,
        url=("https://example.org/" if int(article.id) % 2 else "") + case,
        sources=(case[:100],) if case else (),
        published="2023-11-29",
        statements=tuple(
            msgspec.structs.replace(said, id=f"s{number}", path=(case[:50],), stance="warning")
            for number, said in enumerate(made.statements)
        ),
        events=(_event(text, case), msgspec.structs.replace(_event(text, case), id="e1")),
    )


def _event(text: str, case: str) -> Event:
    made = event("CONSULT", "", "planned", case[:60] or None, "head")
    return msgspec.structs.replace(
        made,
        id="e0",
        source=("IRN.GOV", f"MULTI:{case[:80]}"),
        target=("IRN.GOV", f"MULTI:{case[:80]}"),
        place=case[:100] or None,
        anchor=msgspec.structs.replace(made.anchor, end=min(5, len(text)), text=text[:5]),
        statement=0,
        reason=case[:60],
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    folder = tmp_path_factory.mktemp("hostile")
    lines = [json.dumps({"id": str(n), "text": f"{t}\nپایان"}) for n, t in enumerate(CASES)]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    build([folder / "a.jsonl"], folder / "news", engine=ReaderEngine(read), size=100)
    return open_dataset(folder / "news")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(Corrections(tmp_path_factory.mktemp("desk") / "c.sqlite"), "<b>مریم\u202e")


@pytest.fixture(scope="module")
def room(hostile: DataSet, desk: Desk) -> Iterator[TestClient]:
    with asking(Door(hostile), desk) as client:
        yield client


@pytest.fixture(scope="module")
def keys(room: TestClient) -> list[str]:
    rows = room.get("/fa/search.json", params={"per": "200"}).json()["rows"]
    assert len(rows) == len(CASES) - 1  # lone surrogates are refused where articles come in
    return [row["article"] for row in rows]


class Watch(HTMLParser):
    """Fails on anything in a page that is not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OURS, tag
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs)
        assert not [name for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        if tag == "script":
            assert given["src"].startswith("/static/")
        for name in ("href", "src", "action"):
            self._address(tag, given.get(name))
        for name in SENT:
            if tag not in (
                "input",
                "option",
            ):  # what was asked for stands in its field again, as it came
                assert not TURNS.search(given.get(name, "")), (tag, name)
        assert "formaction" not in given
        if tag not in VOID:
            self.open.append((tag, given.get("class", "")))

    def _address(self, tag: str, address: str | None) -> None:
        if address is None:
            return
        assert re.match(r"/(?![/\\])|#|https?://", address), address
        if not address.startswith("http"):  # an original's own address stands as it came
            assert not re.search(r"[\x00-\x20<>\"\\]", address), address
        if tag == "form":
            assert address.startswith(("/fa/", "/en/"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, kind = self.open[-1] if self.open else ("", "")
        if tag == "script":
            assert not data.strip()
        ours = {"\u2066", "\u2067", "\u2069"} if tag in ("text", "title") else set()
        if kind != "turn" and tag != "textarea":
            assert not set(TURNS.findall(data)) - ours, (tag, kind, data[:60])

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def watch(page: str) -> None:
    parser = Watch()
    parser.feed(page)
    parser.close()
    assert parser.open == []


def check(client: TestClient, path: str, *allowed: int) -> None:
    """An address in all its forms: sound, harmless, and with nothing new in its headers."""
    base, _, asked = path.partition("?")
    for form in ("", ".json", ".jsonl", ".csv"):
        answer = client.get(f"{base}{form}" + (f"?{asked}" if asked else ""))
        assert answer.status_code in (allowed or (200,)), path
        assert "set-cookie" not in answer.headers
        if form == "":
            watch(answer.text)
        elif form == ".json":
            assert answer.json() is not None
        elif form == ".jsonl":
            assert all(json.loads(line) is not None for line in answer.text.split("\n") if line)
        else:
            rows = list(csv.reader(io.StringIO(answer.text.lstrip("\ufeff"))))
            assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]


@cache
def short(text: str) -> str:
    return quote(text[:120], safe="", errors="replace")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pages_over_hostile_articles(room: TestClient, keys: list[str], language: str) -> None:
    paths = ["/search?what=statements&per=100", "/search?what=events&per=100", "/search?per=100"]
    paths += ["/people", "/contacts?picture=network", "/contacts?picture=matrix&parties=code"]
    paths += ["/timeline?by=day", "/about", "/corrections"]
    for key in keys:
        paths += [f"/article/{key}?text=original", f"/article/{key}?text=repaired"]
        paths += [f"/article/{key}/statement/1"] if key != keys[0] else []
    for path in paths:
        if "/statement/" in path and room.get(f"/{language}{path}").status_code == 404:
            continue  # an article of nothing but white space has no statement
        check(room, f"/{language}{path}")


def test_the_text_is_shown_to_the_letter(room: TestClient, keys: list[str]) -> None:
    for key in keys:
        text = room.get(f"/fa/article/{key}.json").json()["text"]
        shown = text_of(room.get(f"/fa/article/{key}").text)
        assert shown.split() == showable(text).replace("\r", "\n").split()


def test_people_with_hostile_names(room: TestClient) -> None:
    people = [person["id"] for person in room.get("/fa/people.json").json()]
    assert len(people) > 10
    for person in people:
        check(room, f"/fa/person/{person}")
    check(room, f"/fa/compare?a={people[0]}&b={people[1]}")


def test_pictures_and_pages_to_keep(room: TestClient, keys: list[str]) -> None:
    for path in ("contacts.svg", "contacts.svg?picture=matrix&parties=code", "timeline.svg"):
        ElementTree.fromstring(room.get(f"/fa/{path}").text)
    for key in keys:
        answer = room.get(f"/fa/article/{key}.html")
        assert re.fullmatch(
            r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"]
        )


@pytest.mark.parametrize("text", CASES, ids=range(len(CASES)))
def test_hostile_questions(room: TestClient, text: str) -> None:
    for path, names in FREE.items():
        for name in names:
            check(room, f"/en{path}?{name}={short(text)}", 200, 400, 404)


@pytest.mark.parametrize("text", CASES, ids=range(len(CASES)))
def test_hostile_paths(room: TestClient, text: str) -> None:
    for path in ("/fa/article/", "/fa/person/", "/static/", "/", "/fa/", "/en/article/x/correct/"):
        answer = room.get(f"http://{HOST}{path}{short(text)}")
        assert answer.status_code in ((303, 200, 404) if path in ("/", "/fa/") else (404, 303))
        assert answer.headers.get("location", "/fa/") in ("/fa/", "/en/")
        assert "set-cookie" not in answer.headers
        if answer.headers.get("content-type", "").startswith("text/html"):
            watch(answer.text)


@pytest.mark.parametrize("text", CASES, ids=range(len(CASES)))
def test_hostile_forms(room: TestClient, desk: Desk, keys: list[str], text: str) -> None:
    key = keys[1]
    path = f"/fa/article/{key}/correct/statement/s0"
    fields = dict.fromkeys(("name", "words", "note", "back", "undoes", "kind"), text)
    for what in ("speaker", "span", "code", "note", "undo", text):
        given = {**fields, "what": what, "token": desk.token(key)}
        sent = {name: value.encode("utf-8", "replace").decode() for name, value in given.items()}
        answer = room.post(path, data=sent, headers={"Origin": f"http://{HOST}"})
        assert answer.status_code in (303, 400)
        assert answer.headers.get("location", path) == path
        if answer.status_code == 400:
            watch(answer.text)
    watch(room.get(path).text)
    watch(room.get(f"/fa/article/{key}").text)


def test_the_corrections_that_hostile_forms_left_are_harmless(
    room: TestClient, desk: Desk, keys: list[str], tmp_path: Path
) -> None:
    assert len(desk.corrections.of_article(keys[1])) > 20
    check(room, "/fa/corrections")
    check(room, f"/fa/article/{keys[1]}/correct/statement/s0")
