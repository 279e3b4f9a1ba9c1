"""The page: it shows the article's own text, marks the right words, and nothing gets out of it."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.export import writer
from dabir.export.html import fragment, load_style, page
from dabir.export.view import TURNS, showable
from dabir.records import Record
from tests.casebook import cases
from tests.export.made import make_record, make_statement, mark_everything
from tests.golden import load_golden, to_record

GOLDEN = [to_record(gold) for gold in load_golden()]
OURS = {
    *("html", "head", "meta", "title", "style", "body", "main", "footer", "nav", "article"),
    *("header", "div", "p", "h2", "ul", "ol", "li", "span", "bdi", "b", "mark", "a"),
    *("details", "summary", "dl", "dt", "dd", "code"),
}
EMPTY = {"meta"}


class Page(HTMLParser):
    """Reads a page: the lines of its articles, and which places of a line stand in which marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.lines: list[str] = []
        self.marked: dict[str, set[int]] = {}
        self._in_line: list[set[str]] | None = None
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = {name: value or "" for name, value in attrs}
        self.attributes += values.items()
        self.links += [values["href"]] if "href" in values else []
        self.ids += [values["id"]] if "id" in values else []
        if tag not in EMPTY:
            self.open.append(tag)
        classes = set(values.get("class", "").split())
        if "text" in classes:
            self.lines.append("")
            self._in_line = []
        elif self._in_line is not None:
            self._in_line.append(classes)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if self._in_line:
            self._in_line.pop()
        elif self._in_line is not None:
            self._in_line = None

    def handle_data(self, data: str) -> None:
        if self._in_line is None:
            return
        at = sum(len(line) + 1 for line in self.lines) - 1
        self.lines[-1] += data
        for name in {name for classes in self._in_line for name in classes}:
            self.marked.setdefault(name, set()).update(range(at, at + len(data)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def places(spans: Any) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def without_line_ends(places: set[int], record: Record) -> set[int]:
    return {at for at in places if record.text[at] != "\n"}


def check(record: Record) -> None:
    """The page of one record shows its text and marks exactly its findings."""
    read = Page(page([record]))
    assert "\n".join(read.lines) == showable(record.text)
    said = record.statements
    wanted = {
        "date": places(record.dates),
        "heading": places(record.headings),
        "said": places(span for s in said for span in s.content),
        "cue": places(s.cue for s in said),
        "speaker": places(s.speaker for s in said if s.speaker),
        "turn": {at for at, letter in enumerate(record.text) if TURNS.fullmatch(letter)},
    }
    for name, found in wanted.items():
        assert read.marked.get(name, set()) == without_line_ends(found, record)


@pytest.mark.parametrize("record", GOLDEN, ids=lambda record: record.id)
def test_golden_pages_show_the_text_and_its_marks(record: Record) -> None:
    check(record)


@pytest.mark.parametrize("case", cases("hostile"))
def test_hostile_text_is_shown_and_stays_inside(case: dict[str, str]) -> None:
    record = mark_everything(case["text"])
    check(record)
    for html in (page([record]), page([record, record]), fragment(record)):
        read = Page(html)
        assert read.tags <= OURS
        assert not [name for name, _ in read.attributes if name.startswith("on") or name == "style"]
        assert all(re.match(r"#|https://example\.org/", link) for link in read.links)
        html.encode()


ALPHABET = st.sampled_from(
    "آبیكگفت\u200c ۱2<>&\"'=\n\r\t\0\x1b\x85\u202e\u2067\u2069\u2028\ud800🔴"
)
TEXT = st.text(ALPHABET, min_size=1, max_size=40)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record whose findings lie anywhere and overlap in any way."""
    text = draw(TEXT)
    edges = st.integers(0, len(text))
    place = st.tuples(edges, edges).map(lambda ends: (min(ends), max(ends)))
    some = st.lists(place, max_size=3)
    contents = draw(st.lists(st.lists(place, min_size=1, max_size=3), max_size=4))
    said = [
        make_statement(
            text,
            content,
            nested_in=draw(st.none() | st.integers(0, number - 1)) if number else None,
            name=draw(st.none() | st.sampled_from(["الف", "ب", text])),
        )
        for number, content in enumerate(contents)
    ]
    return make_record(text, said, draw(some), draw(some), title=draw(st.none() | st.just(text)))


@given(records())
def test_any_overlap_of_marks_shows_the_text_and_its_marks(record: Record) -> None:
    check(record)


def test_every_statement_has_a_note_and_a_number_that_link_to_each_other() -> None:
    read = Page(page(GOLDEN))
    assert len(set(read.ids)) == len(read.ids)
    assert {link[1:] for link in read.links} <= set(read.ids)
    for number, record in enumerate(GOLDEN, start=1):
        for statement in range(1, len(record.statements) + 1):
            assert {f"n{number}-{statement}", f"s{number}-{statement}"} <= set(read.ids)


def test_every_finding_says_why() -> None:
    html = page(GOLDEN)
    findings = sum(len(r.statements) + len(r.dates) + len(r.headings) for r in GOLDEN)
    assert html.count('<details class="why">') == findings
    assert html.count("golden.statement") == sum(len(r.statements) for r in GOLDEN)


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    html = page(GOLDEN)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert not re.search(r"url\(|@import|https?:", style)


def test_marks_do_not_break_the_joining_of_letters() -> None:
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", load_style()):
        if re.search(r"mark|\.(said|cue|speaker|date)\b(?!:)", selector):
            assert not re.search(r"padding|margin|border|inline-block|letter-spacing", body)


def test_the_style_knows_no_left_and_right() -> None:
    assert not re.search(r"\b(left|right)\b", load_style())


@pytest.mark.parametrize(
    ("url", "shown"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False)],
)
def test_only_web_addresses_become_links(url: str, shown: bool) -> None:
    assert (url in Page(page([make_record("خبر", url=url)])).links) is shown


def test_nested_notes_stand_inside_the_outer_one() -> None:
    (record,) = [r for r in GOLDEN if r.id == "russian_agency"]
    html = page([record])
    assert re.search(r'id="n1-6">(?:(?!id="n1-9").)*<ol class="notes"><li[^>]*id="n1-7">', html)


def test_one_article_has_no_list_and_several_have(tmp_path: Path) -> None:
    for records, lists in ((GOLDEN[:1], 0), (GOLDEN[:3], 1), ([], 0)):
        writer("html").write([(record, {}) for record in records], tmp_path / "page.html")
        html = (tmp_path / "page.html").read_text("utf-8")
        assert html.count("<nav") == lists
        assert html.count("<article") == len(records)


def test_a_notebook_shows_the_article() -> None:
    html = GOLDEN[0]._repr_html_()
    assert "\n".join(Page(html).lines) == GOLDEN[0].text
    assert all(rule.startswith(".dabir") for rule in _selectors(load_style()))


def _selectors(style: str) -> list[str]:
    """The selectors of the style sheet: all must stay inside the notebook's cell."""
    flat = re.sub(r"/\*.*?\*/|@media[^{]*\{", "", style, flags=re.DOTALL)
    rules = re.findall(r"([^{};]+)\{", flat)
    return [part.strip().lstrip("}").strip() for rule in rules for part in _parts(rule)]


def _parts(rule: str) -> list[str]:
    return re.split(r",(?![^(]*\))", rule)
