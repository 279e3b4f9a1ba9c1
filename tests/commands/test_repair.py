"""`dabir repair` over a real process."""

import json
import subprocess
import sys
from pathlib import Path

DAMAGED = "او ميشود گفت كه کتاب ها گران شده اند\n\nخوب است\n"
REPAIRED = "او می\u200cشود گفت که کتاب\u200cها گران شده\u200cاند\n\nخوب است\n"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    code = "import sys; from dabir.cli import main; sys.argv[0] = 'dabir'; main()"
    command = [sys.executable, "-c", code, "repair", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_line_for_line() -> None:
    done = run(stdin=DAMAGED.encode())
    assert (done.stdout.decode(), done.stderr, done.returncode) == (REPAIRED, b"", 0)


def test_utf_16() -> None:
    assert run("-", stdin=DAMAGED.encode("utf-16")).stdout.decode() == REPAIRED


def test_edits_count_in_their_line() -> None:
    done = run("--edits", stdin=("خوب\n" + DAMAGED).encode())
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    lines = ("خوب\n" + DAMAGED).split("\n")
    assert {row["line"] for row in rows} == {2}
    assert all(lines[row["line"] - 1][row["start"] : row["end"]] == row["found"] for row in rows)
    assert {row["mode"] for row in rows} == {"bold"}


def test_show_marks_what_goes_and_comes() -> None:
    done = run("--show", stdin="کتاب ها گران شده اند\n".encode())
    assert done.stdout.decode() == "کتاب[-\u2423-]{+|+}ها گران شده[-\u2423-]{+|+}اند\n"


def test_suggestions_change_nothing() -> None:
    text = "تحولات خاومیانه بررسی شد.\n".encode()
    assert run(stdin=text).stdout == text
    rows = [json.loads(line) for line in run("--suggest", stdin=text).stdout.splitlines()]
    assert [(row["replacement"], row["reason"]) for row in rows] == [("ر", "typo.missing")]
    assert run("--typos", stdin=text).stdout.decode() == "تحولات خاورمیانه بررسی شد.\n"


def test_digits_and_punctuation_on_request() -> None:
    text = "او گفت , 12 نفر ؟\n".encode()
    assert run(stdin=text).stdout == text
    done = run("--digits", "--punctuation", stdin=text)
    assert done.stdout.decode() == "او گفت، ۱۲ نفر؟\n"


def test_bad_lines_pass_through(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes("می شود\n".encode() + b"\xff\xfe\x80\x81\n" + "می رود\n".encode())
    done = run(str(bad), str(tmp_path / "none.txt"))
    assert done.returncode == 3
    assert (
        done.stdout == "می\u200cشود\n".encode() + b"\xff\xfe\x80\x81\n" + "می\u200cرود\n".encode()
    )
    assert f"{bad}:2: " in done.stderr.decode()
    assert "none.txt: No such file" in done.stderr.decode()


def test_wrong_usage() -> None:
    done = run("--show", "--edits", stdin=b"")
    assert done.returncode == 2
    assert b"exclude" in done.stderr


def test_nothing_in_nothing_out() -> None:
    done = run(stdin=b"")
    assert (done.stdout, done.returncode) == (b"", 0)
