"""The guide is built without warnings, has two faces, and asks no other machine for anything."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.blocks import ROOT

pytest.importorskip("material", reason="the guide is built with the extra `docs`")
ASKED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"?((?:https?:)?//[^\s\">]+)")
# What a page tells of itself and what its CSS names as a namespace is not asked for.
MAY_BE_NAMED = ("http://www.w3.org/", "https://fontawesome.com")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert ASKED.findall(page.read_text("utf-8")) == [], page.name
    for sheet in site.rglob("*.css"):
        named = re.findall(r"https?://[^\s\"')]+|@import", sheet.read_text("utf-8"))
        assert [n for n in named if not n.startswith(MAY_BE_NAMED)] == [], sheet.name


def test_each_page_has_its_language_and_direction(site: Path) -> None:
    for page in (ROOT / "docs").glob("*.md"):
        html = (site / f"{page.stem}.html").read_text("utf-8")
        language, direction = ("fa", "rtl") if page.name.endswith(".fa.md") else ("en", "ltr")
        assert f'<html lang="{language}"' in html, page.name
        assert f'<body dir="{direction}"' in html, page.name


def test_the_search_holds_both_languages(site: Path) -> None:
    index = (site / "search" / "search_index.json").read_text("utf-8")
    texts = " ".join(page["text"] for page in json.loads(index)["docs"])
    assert "گوینده" in texts
    assert "speaker" in texts


@pytest.mark.parametrize("name", [
    "index", "first", "records", "adding", "correcting", "cluster", "limits", "methods", "cards",
])  # fmt: skip
def test_a_page_of_the_guide_has_both_faces(name: str, site: Path) -> None:
    english, persian = (site / f"{name}.html", site / f"{name}.fa.html")
    assert f'href="{persian.name}"' in english.read_text("utf-8")
    assert f'href="{english.name}"' in persian.read_text("utf-8")
