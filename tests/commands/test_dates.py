"""The command `dates`, as a person would call it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from dabir.cli import main

PROGRAM = (sys.executable, "-c", "from dabir.cli import main; main()", "dates")


class Outcome(NamedTuple):
    exit_code: int
    stdout: str
    output: str


def run(*arguments: str, stdin: bytes | None = None) -> Outcome:
    """What the command does; with standard input in a process of its own."""
    if stdin is None:
        result = CliRunner().invoke(main, ["dates", *arguments])
        return Outcome(result.exit_code, result.stdout, result.output)
    done = subprocess.run((*PROGRAM, *arguments), input=stdin, capture_output=True, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    return Outcome(done.returncode, out, out + err)


def rows(result: Outcome) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_text_on_the_command_line() -> None:
    result = run("چهارشنبه هشتم آذر و دیروز", "--published", "2023-11-29")
    assert result.exit_code == 0
    assert [row["value"] for row in rows(result)] == ["2023-11-29", "2023-11-28"]


def test_the_day_of_publication_may_be_jalali() -> None:
    assert rows(run("دیروز", "--published", "۱۴۰۲/۰۹/۰۸"))[0]["value"] == "2023-11-28"


def test_standard_input_and_files(tmp_path: Path) -> None:
    text = "وزیر کشور در ۵ مهر ۱۴۰۱ به سفر رفت و گزارش داد که راه باز است."
    file = tmp_path / "article.txt"
    file.write_text(text, "utf-8")
    for result in (run(stdin=text.encode()), run("-", stdin=text.encode()), run(str(file))):
        assert result.exit_code == 0
        assert [row["value"] for row in rows(result)] == ["2022-09-27"]


def test_articles_bring_their_own_day() -> None:
    line = {"id": "a", "text": "وزیر کشور دیروز به سفر رفت.", "published": "2023-11-29"}
    result = run(stdin=json.dumps(line).encode() + b"\n")
    assert [row["value"] for row in rows(result)] == ["2023-11-28"]


def test_feast_days_come_on_request() -> None:
    assert rows(run("نوروز ۱۴۰۳")) == []
    assert rows(run("نوروز ۱۴۰۳", "--named-days"))[0]["value"] == "2024-03-20"


def test_a_table_for_people() -> None:
    result = run("۳۱ مهر ۱۴۰۲", "-f", "table")
    assert result.exit_code == 0
    assert "no such" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "status"),
    [
        (("دیروز", "--published", "dawn"), None, 2),
        (("دیروز", "--published", "1402/13/01"), None, 2),
        (("-f", "xml", "دیروز"), None, 2),
        (("missing.txt",), None, 3),
        (("-",), b"\x00\x01\x02" * 9, 3),
        (("",), None, 0),
        (("\x00" * 40,), None, 0),
        (("متن " * 5000,), None, 0),
    ],
)
def test_bad_input_ends_with_a_status_and_no_traceback(
    arguments: tuple[str, ...], stdin: bytes | None, status: int
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
