import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dabir.errors import InputError
from dabir.intake import Entry, Kit, load_kit, read_files, sources

TEXT = "وزیر نیرو گفت: آب می\u200cرسد.\n"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def _read(kit: Kit, *names: Path | str) -> tuple[list[Entry], list[InputError]]:
    errors: list[InputError] = []
    return list(read_files([str(n) for n in names], kit, on_error=errors.append)), errors


def test_kind_is_told_by_suffix_and_else_by_content(tmp_path: Path, kit: Kit) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}]
    contents = {
        "plain.txt": TEXT,
        "plain": TEXT,
        "page.html": f"<p>{TEXT}</p>",
        "page": f"\n<!DOCTYPE html>\n<p>{TEXT}</p>",
        "comment": f"<!-- saved -->\n<p>{TEXT}</p>",
        "rows.jsonl": "\n".join(json.dumps(r) for r in rows),
        "rows": "\n".join(json.dumps(r) for r in rows),
        "list.json": json.dumps(rows),
        "list": json.dumps(rows, indent=1),
        "object": json.dumps(rows[0], indent=1),
        "lines.json": "\n".join(json.dumps(r) for r in rows),
        "braces": "{نه جیسون}\n" + TEXT,
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content, "utf-8", newline="")
        entries, errors = _read(kit, tmp_path / name)
        assert errors == [], name
        many = name in {"rows.jsonl", "rows", "list.json", "list", "lines.json"}
        assert len(entries) == 1 + many, name
        shown = {"braces": content, "plain.txt": TEXT, "plain": TEXT}.get(name, TEXT)
        assert entries[0].article.text == (shown.strip() if "<p>" in content else shown), name


def test_a_broken_first_line_does_not_hide_the_others(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "rows"
    path.write_text('oops\n{"text": "سلام"}\n{"text": \n\n{"text": "درود"}\n', "utf-8")
    entries, errors = _read(kit, path)
    assert [e.article.text for e in entries] == ["سلام", "درود"]
    assert [e.where for e in errors] == [f"{path}:1", f"{path}:3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_and_gzip(tmp_path: Path, kit: Kit, encoding: str, packed: bool) -> None:
    news = "وزير نيرو گفت: آب مي\u200cرسد.\r\n"
    for name, content in {
        "a.txt": news,
        "a.html": f"<html><body><p>{news}</p></body></html>",
        "a.jsonl": json.dumps({"text": news}, ensure_ascii=False) + "\n\n",
    }.items():
        data = content.encode(encoding)
        path = tmp_path / (f"{name}.gz" if packed else name)
        path.write_bytes(gzip.compress(data) if packed else data)
        entries, errors = _read(kit, path)
        assert errors == []
        assert entries[0].article.text == (news.strip() if "html" in name else news)


def test_folders_and_globs_are_sorted_and_recursive(tmp_path: Path, kit: Kit) -> None:
    for name in ("b.txt", "a/z.txt", "a/c/d.jsonl", ".hidden.txt", ".git/x.txt", "readme.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"text": "سلام"}', "utf-8")
    entries, errors = _read(kit, tmp_path)
    read = [Path(e.article.where.split(":")[0]).name for e in entries]
    assert (read, errors) == (["b.txt", "z.txt", "d.jsonl"], [])
    entries, errors = _read(kit, tmp_path / "a" / "**" / "*.jsonl", tmp_path / "*.txt")
    assert (len(entries), errors) == (2, [])


def test_a_file_with_brackets_in_its_name_is_no_glob(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "a[1].txt"
    path.write_text(TEXT, "utf-8", newline="")
    entries, errors = _read(kit, path)
    assert ([e.article.text for e in entries], errors) == ([TEXT], [])


def test_what_cannot_be_opened_is_told_and_the_others_are_read(tmp_path: Path, kit: Kit) -> None:
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.jsonl.gz").write_bytes(gzip.compress(TEXT.encode() * 99)[:-20])
    (tmp_path / "no.gz").write_bytes(b"\x1f\x8bnonsense")
    (tmp_path / "bad.txt").write_bytes("خط یک\nخط ".encode() + b"\xff")
    names = ["no.txt", "no/*.txt", "empty", "broken.jsonl.gz", "no.gz", "bad.txt", "good.txt"]
    entries, errors = _read(kit, *(tmp_path / name for name in names))
    assert [e.article.where for e in entries] == [str(tmp_path / "good.txt")]
    told = [str(e).removeprefix(f"{tmp_path}/").split(": ", 1) for e in errors]
    assert [place for place, _ in told if "broken" not in place] == [
        "no.txt", "no/*.txt", "empty", "no.gz", "bad.txt:2",
    ]  # fmt: skip
    assert ["no.txt", "no such file"] in told
    assert ["empty", "a folder without articles"] in told
    assert ["bad.txt:2", "byte 0xff at offset 15 is not UTF-8"] in told


def test_bad_day_of_publication_is_told_with_its_line(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "a.jsonl"
    days = ["۲۷ تیر ۱۳۹۷", "گاهی", None]
    path.write_text("\n".join(json.dumps({"text": "سلام", "published": d}) for d in days), "utf-8")
    entries, errors = _read(kit, path)
    assert [e.article.published for e in entries] == ["2018-07-18", None]
    assert [e.where for e in errors] == [f"{path}:2"]


def test_too_large_inputs_are_refused_and_the_next_line_is_read(
    tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 1000)
    monkeypatch.setattr("dabir.intake.jsonl.MAX_BYTES", 1000)
    lines = [json.dumps({"text": "x" * n}) for n in (10, 5000, 10)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    (tmp_path / "a.txt").write_text("x" * 5000)
    entries, errors = _read(kit, tmp_path / "a.jsonl", tmp_path / "a.txt")
    assert [e.article.where[-2:] for e in entries] == [":1", ":3"]
    assert [e.where for e in errors] == [f"{tmp_path}/a.jsonl:2", f"{tmp_path}/a.txt"]


def test_defaults_fill_in_only_what_is_missing(tmp_path: Path, kit: Kit) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "سلام", "outlet": "ایرنا"}\n{"text": "سلام"}', "utf-8")
    read = read_files([str(path)], kit, on_error=print, published="2020-01-01", outlet="مهر")
    found = [(e.article.outlet, e.article.published) for e in read]
    assert found == [("ایرنا", "2020-01-01"), ("مهر", "2020-01-01")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_plain_text_in_is_text_out(tmp_path: Path, kit: Kit, text: str) -> None:
    text = "سلام " + text
    (tmp_path / "a.txt").write_bytes(text.encode())
    entries, errors = _read(kit, tmp_path / "a.txt")
    assert ([e.article.text for e in entries], errors) == ([text], [])
    assert entries[0].unknown == {"file": str(tmp_path / "a.txt")}
