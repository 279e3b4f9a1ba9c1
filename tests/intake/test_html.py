import html
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.errors import InputError
from dabir.intake import Kit, article_from_html, load_kit
from dabir.intake.html import declared_charset, read_page
from tests.casebook import cases

PAGES = Path(__file__).parents[1] / "articles" / "html"
REAL = Path(__file__).parents[2].parent / "shared" / "data" / "html" / "asriran.jsonl"
KIT = load_kit()

IRANSAMANEH = """<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8">
<title>{title} | عصر ایران</title><link rel="canonical" href="{newsLink}"></head><body>
<div class="header"><a href="/">صفحه نخست</a></div><div class="news_path">{newsPath}</div>
<div class="news_nav news_pdate_c"><span>{date}</span></div><div class="rutitr">{rutitr}</div>
<div class="title"><h1 class="title"><a href="#">{title}</a></h1></div>
<div class="subtitle">{subtitle}</div><div class="body">{bodyHtml}</div>
<div class="tags_title">{tags}</div><div class="footer">کلیه حقوق محفوظ است</div></body></html>"""


@pytest.fixture(scope="module")
def kit() -> Kit:
    return KIT


@pytest.mark.parametrize("case", cases("intake_pages"))
def test_page(case: dict[str, Any], kit: Kit) -> None:
    markup = (PAGES / case["page"]).read_text("utf-8")
    page = read_page(markup, case["page"], kit.pages, kit.days)
    assert page.text.split("\n") == case["lines"]
    found = (page.family, page.title, page.outlet, page.published, page.url)
    assert found == tuple(case[k] for k in ("family", "title", "outlet", "published", "url"))
    assert {part.kind: part.text for part in page.parts} == case["parts"]
    assert all(page.text[part.start : part.end] == part.text for part in page.parts)


def test_real_pages(kit: Kit) -> None:
    if not REAL.is_file():
        pytest.skip("the news pages are not here")
    rows = [json.loads(line) for line in REAL.read_text("utf-8").splitlines()]
    assert len(rows) == 65
    for row in rows:
        row["tags"] = " ".join(row["tags"])
        article = article_from_html(IRANSAMANEH.format(**row), kit)
        lines = article.text.split("\n")
        assert lines[0] == article.title == " ".join(row["title"].split())
        assert article.outlet == "عصر ایران"
        assert article.url == row["newsLink"]
        assert article.published == ("2018-07-18" if row["date"] else None)
        kinds = [part.kind for part in article.parts]
        assert ("lead" in kinds) == bool(row["subtitle"].strip())
        assert ("kicker" in kinds) == bool(row["rutitr"].strip())
        assert all(article.text[p.start : p.end] == p.text for p in article.parts)
        assert "کلیه حقوق" not in article.text
        body = html.unescape(row["body"])
        kept = _letters(article.text)
        wanted = [w for w in body.split() if "\u200c" in w.strip("\u200c")]
        missing = [w for w in wanted if _letters(w) not in kept]
        assert len(missing) <= len(wanted) // 20, (row["newsCode"], missing)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == "\u200c")


def test_date_line_tells_the_day_and_is_no_text(kit: Kit) -> None:
    markup = (
        "<article><p class='date'>سه\u200cشنبه ۲ بهمن ۱۴۰۳ - ۱۰:۴۰</p><p>آب رسید.</p></article>"
    )
    for page in (markup, markup.replace("class='date'", "class='x'")):
        article = article_from_html(page, kit)
        assert (article.text, article.published) == ("آب رسید.", "2025-01-21")


def test_half_spaces_stay_in_every_spelling(kit: Kit) -> None:
    markup = "<p>می&zwnj;رود می&#8204;رود می&#x200C;رود می\u200cرود</p>"
    assert article_from_html(markup, kit).text == " ".join(["می\u200cرود"] * 4)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<p>یک\n\t  دو</p>", "یک دو"),
        ("<p>یک<b>دو</b>سه</p>", "یکدوسه"),
        ("<p>یک</p>دو<p>سه</p>", "یک\nدو\nسه"),
        ("یک<br>دو<hr>سه", "یک\nدو\nسه"),
        ("<p>&nbsp;</p><p>یک</p>", "یک"),
        ("<div>یک<script>x</script><style>y</style><!-- z -->دو</div>", "یکدو"),
        ("<p>یک<nav>x</nav><figure><figcaption>y</figcaption></figure></p>", "یک"),
        ("<h3>یک</h3>", "یک"),
    ],
)
def test_blocks(inner: str, text: str, kit: Kit) -> None:
    assert article_from_html(inner, kit).text == text


@pytest.mark.parametrize(
    ("inner", "headings"),
    [
        ("<p>الف.</p><h2>ب</h2><p>پ.</p>", ["ب"]),
        ("<p>الف.</p><p><b>ب</b></p><p>پ.</p>", ["ب"]),
        ("<p>الف.</p><p><b>ب </b><span><strong>پ</strong></span></p><p>ت.</p>", ["ب پ"]),
        ("<p>الف.</p><p><b>ب</b> پ</p><p>ت.</p>", []),
        ("<p>الف.</p><p><b>ب چه شد؟</b></p><p>ت.</p>", []),
        ("<p>الف.</p><h2>ب</h2>", []),
        ("<p>الف.</p><h2>" + "دراز " * 40 + "</h2><p>ب.</p>", []),
    ],
)
def test_headings_from_mark_up(inner: str, headings: list[str], kit: Kit) -> None:
    article = article_from_html(f"<h1>تیتر</h1><article>{inner}</article>", kit)
    assert [part.text for part in article.parts if part.kind == "heading"] == headings


@pytest.mark.parametrize("markup", ["", "<html></html>", "<p> &nbsp;</p>", "<script>x</script>"])
def test_page_without_an_article_is_refused(markup: str, kit: Kit) -> None:
    with pytest.raises(InputError, match=r"^a\.html: a page without"):
        article_from_html(markup, kit, where="a.html")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + "سلام دنیا",
        "<p>سلام <b>دنیا</b></p>" * 20_000,
        "<p><b>" * 5_000 + "سلام دنیا",
        "<p>سلام دنیا</p><script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<p>سلام دنیا</p>" + "<meta content='x'>" * 20_000,
        "<p " + "a='b' " * 20_000 + ">سلام دنیا",
        "<p>سلام دنیا" + "&zwnj;" * 100_000,
        "<h1>" * 3_000 + "سلام دنیا",
    ],
    ids=["nested", "wide", "bold", "json", "meta", "attributes", "entities", "h1"],
)
def test_hostile_pages_are_read_in_a_few_seconds(markup: str, kit: Kit) -> None:
    began = time.process_time()
    assert "سلام دنیا" in article_from_html(markup, kit).text
    assert time.process_time() - began < 5


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='body'>", "</div>", "<b>", "</b>", "<h2>", "<br>", "<h1>", "<",
         "<script>", "</script>", "<!--", "-->", "&zwnj;", "&#0;", "&", "<td>", "<time>", "سلام ",
         "<span class=dateline>", "</span>", "\u200c", "\x00", "\ud800", "۲۷ تیر ۱۳۹۷", " ", "\n"]
    )
)  # fmt: skip


@given(MARKUP)
def test_any_mark_up_is_an_article_or_refused(pieces: list[str]) -> None:
    try:
        article = article_from_html("".join(pieces), KIT)
    except InputError:
        return
    assert article.text
    assert all(article.text[part.start : part.end] == part.text for part in article.parts)


def test_declared_charset() -> None:
    assert declared_charset(b"<meta charset='windows-1256'>") == "cp1256"
    assert declared_charset(b'<meta content="text/html; charset=UTF-8">') is None
    assert declared_charset(b'<?xml version="1.0" encoding="iso-8859-6"?>') == "iso8859-6"
    assert declared_charset(b"<meta charset=nonsense>") is None
    assert declared_charset(b"<p>") is None
