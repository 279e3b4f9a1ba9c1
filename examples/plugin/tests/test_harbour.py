"""The plug-in at work: dabir finds it, reads with it, writes with it, and says so."""

from pathlib import Path

from click.testing import CliRunner

import dabir
from dabir.cli import main
from dabir.intake import article_from_html

PAGE = """<html lang="fa"><head><meta name="generator" content="Lenj">
<link rel="canonical" href="https://www.lenj.example/news/7"></head><body>
<div class="lenj-weather">دریا آرام است.</div>
<h2 class="lenj-title">لنگرگاه شمالی باز شد</h2><span class="lenj-day">۸ آذر ۱۴۰۲</span>
<div class="lenj-text"><p>ناخدا بهرام ساحلی ندا داد: «لنگرگاه شمالی باز است.»</p>
<p>وی افزود که کشتی&zwnj;ها از امروز پهلو می&zwnj;گیرند.</p></div></body></html>
"""


def test_a_page_of_the_agency_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    out = tmp_path / "quotes.tsv"
    run = CliRunner().invoke(main, ["read", str(page), "-f", "quotes", "-o", str(out)])
    assert run.exit_code == 0, run.output
    first, second = out.read_text("utf-8").splitlines()
    assert first == "بهرام ساحلی\tندا داد\tلنگرگاه شمالی باز است"
    assert second.startswith("بهرام ساحلی\tافزود\t")


def test_outlet_day_and_version_are_in_the_record() -> None:
    reader = dabir.load()
    article = article_from_html(PAGE, reader.kit.intake)
    assert (article.outlet, article.published) == ("خبرگزاری لنج", "2023-11-29")
    assert "دریا" not in article.text
    record = reader(article)
    assert record.version == f"{dabir.__version__}+dabir-harbour-1.2"
    assert record.statements[0].reason == "colon:harbour-nda"


def test_the_plug_in_is_named_by_version() -> None:
    told = CliRunner().invoke(main, ["--version"]).output
    assert told.count("plug-in harbour of dabir-harbour 1.2: dabir.") == 2
    assert "plug-in quotes of dabir-harbour 1.2: dabir.exporters" in told
