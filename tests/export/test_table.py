"""The report: readable at its width, plain in a pipe, isolated and coloured on a terminal."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dabir.export import writer
from dabir.export.table import SPEECH_LINES, Sheet, cut, shorten, wrap
from dabir.records import Record
from dabir.unicode import PDI, RLI
from tests.casebook import cases
from tests.export.made import make_record, make_statement, mark_everything
from tests.golden import load_golden, to_record

GOLDEN = [to_record(gold) for gold in load_golden()]
CODE = (
    "from tests.golden import *; from dabir.export import writer;"
    "writer('table').write([(to_record(gold), {}) for gold in load_golden()], None)"
)


def report(record: Record, width: int = 80, terminal: bool = False) -> list[str]:
    return [line.plain for line in Sheet(width, terminal).lines(record, 1)]


def on_a_terminal(**environment: str) -> str:
    """What the report of the golden articles writes to a terminal."""
    main, other = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    env = {name: value for name, value in env.items() if value}
    process = subprocess.Popen([sys.executable, "-c", CODE], stdout=other, env=env)
    os.close(other)
    data = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:  # Linux says so when the other end is closed.
            break
        if not piece:
            break
        data += piece
    os.close(main)
    assert process.wait() == 0
    return data.decode("utf-8")


def test_a_pipe_gets_no_isolates_and_no_colour() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    assert "بهرام شایگان" in text
    assert not set(text) & {RLI, PDI, "\x1b"}
    assert max(cell_len(line) for line in text.split("\n")) <= 80


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_isolates_and_colour() -> None:
    text = on_a_terminal(NO_COLOR="")
    assert f"{RLI}" in text
    assert "\x1b[1;36m" in text
    for line in text.splitlines():
        assert line.count(RLI) == line.count(PDI)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_color_is_obeyed() -> None:
    codes = set(re.findall(r"\x1b\[([\d;]*)m", on_a_terminal(NO_COLOR="1")))
    assert not [code for code in codes if re.search(r"\b[34]\d\b", code)]


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("record", GOLDEN, ids=lambda record: record.id)
def test_no_line_is_wider_than_the_report(record: Record, width: int, terminal: bool) -> None:
    for line in report(record, width, terminal):
        assert cell_len(line) <= width, line


@pytest.mark.parametrize("record", GOLDEN, ids=lambda record: record.id)
def test_the_report_names_everyone_and_every_value(record: Record) -> None:
    text = "\n".join(report(record, 100))
    assert all(s.name in text and s.kind in text for s in record.statements if s.name)
    assert all(d.value in text for d in record.dates if d.value)
    assert all(f"¶ {h.text}" in text for h in record.headings)
    assert " ← ".join(record.sources) in text


def test_both_calendars_stand_side_by_side() -> None:
    (record,) = [r for r in GOLDEN if r.id == "turkish_agency"]
    text = "\n".join(report(record))
    assert "2020-07-05 · ۱۵ تیر ۱۳۹۹" in text
    assert "جمعه ۳ ژوئیه ۲۰۲۰ = ۱۳ تیر ۱۳۹۹" in text


def test_nested_statements_follow_the_outer_one_behind_a_rule() -> None:
    (record,) = [r for r in GOLDEN if r.id == "russian_agency"]
    lines = [line for line in report(record) if line.endswith("direct")]
    assert [line.count("│") for line in lines] == [0, 0, 1, 0, 1, 0, 1, 2, 0]


def test_an_article_without_statements_says_so() -> None:
    assert "  nobody is quoted" in report(make_record("خبر"))


def test_long_speech_is_shortened() -> None:
    text = "سخن دراز " * 200
    record = make_record(text, [make_statement(text, [(0, len(text))], name="گوینده")])
    spoken = [line for line in report(record) if line.startswith("      سخن")]
    assert len(spoken) == SPEECH_LINES
    assert spoken[-1].endswith(" …")


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("case", cases("hostile"))
def test_hostile_text_cannot_steer_the_terminal(case: dict[str, str], terminal: bool) -> None:
    for line in report(mark_everything(case["text"]), terminal=terminal):
        assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066\u2068]", line)
        assert line.count(RLI) == line.count(PDI) <= 3 * terminal
        assert cell_len(line) <= 80


def test_a_file_is_written_like_a_pipe(tmp_path: Path) -> None:
    writer("table").write([(GOLDEN[0], {})], tmp_path / "report.txt")
    lines = (tmp_path / "report.txt").read_text("utf-8").splitlines()
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in report(GOLDEN[0])]


WORDS = st.text(st.sampled_from("آب \u200c\u064eabc🔴漢\n"), max_size=80)


@given(WORDS, st.integers(4, 30))
def test_wrapped_lines_hold_the_words_and_the_width(text: str, cells: int) -> None:
    line = " ".join(text.split())
    lines = wrap(line, cells)
    assert all(cell_len(piece) <= cells for piece in lines)
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")
    assert cell_len(cut(text, cells)) <= cells
    assert all(cell_len(piece) <= cells for piece in shorten(text, cells))


def test_standard_output_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdout", Terminal())
    writer("table").write([(GOLDEN[0], {})], None)
    assert not Terminal.buffer.closed
    assert "سیلاب" in Terminal.buffer.getvalue().decode()
