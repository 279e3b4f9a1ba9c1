"""`dabir read` as a real process."""

import gzip
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

NEWS = "وزیر نیروی تاجیکستان گفت: آب رودها به همه می\u200cرسد.\nوی افزود که کار از امروز آغاز شد.\n"
DABIR = (sys.executable, "-c", "from dabir.cli import main; main(prog_name='dabir')")


def _dabir(
    *args: str | Path, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [*DABIR, *(str(arg) for arg in args)]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=60)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def _rows(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def _lines(*texts: object) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def test_json_lines_in_and_out() -> None:
    line = {"id": "a1", "text": NEWS, "outlet": "آوا", "published": "۱۴۰۲/۰۹/۰۸", "url": None}
    more = {"desk": "آب", "n": 12345678901234567890123, "deep": {"x": [1.10, None]}}
    done = _dabir("read", "-", stdin=json.dumps(line | more).encode())
    (row,) = _rows(done.stdout)
    assert done.returncode == 0
    assert [row[k] for k in ("id", "text", "outlet", "published", "url")] == [
        "a1", NEWS, "آوا", "2023-11-29", None,
    ]  # fmt: skip
    assert {k: row[k] for k in more} == more
    assert b"1 article," in done.stderr


def test_plain_text_in_is_text_out(tmp_path: Path) -> None:
    text = "\r\n\t" + NEWS + "\x0b \u200c\n\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = _dabir("read", "a.txt", "--published", "8 آذر 1402", "--outlet", "آوا", cwd=tmp_path)
    (row,) = _rows(done.stdout)
    assert (row["text"], row["published"], row["outlet"]) == (text, "2023-11-29", "آوا")
    assert row["file"] == "a.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1256"])
def test_standard_input_without_a_name(encoding: str) -> None:
    text = NEWS.replace("ی", "ي")
    done = _dabir("read", stdin=gzip.compress(text.encode(encoding)))
    assert [row["text"] for row in _rows(done.stdout)] == [text]


def test_page_gives_parts() -> None:
    page = "<h1>آب رودها</h1><article><p>وزیر گفت: آب می&zwnj;رسد.</p></article>"
    (row,) = _rows(_dabir("read", "-", stdin=page.encode()).stdout)
    assert row["text"] == "آب رودها\nوزیر گفت: آب می\u200cرسد."
    assert row["parts"] == [{"start": 0, "end": 8, "text": "آب رودها", "kind": "title"}]


def test_same_ids_are_kept_and_order_is_kept_by_several_processes() -> None:
    rows = [{"id": str(i % 7), "text": f"{NEWS}شماره {i}"} for i in range(60)]
    stdin = "\n".join(json.dumps(row) for row in rows).encode()
    one, two = (_dabir("read", "-", "-j", jobs, stdin=stdin) for jobs in ("1", "2"))
    assert one.stdout == two.stdout
    assert [row["id"] for row in _rows(one.stdout)] == [row["id"] for row in rows]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path, jobs: str) -> None:
    lines = _lines(NEWS, "", "The ministers of water met on Monday in Dushanbe", "\ud800", 5, NEWS)
    (tmp_path / "a.jsonl").write_bytes(lines + b"{broken\n\xff\n" + _lines(NEWS))
    (tmp_path / "empty.txt").write_bytes(b"\n")
    (tmp_path / "binary.txt").write_bytes(os.urandom(5000) + b"\0")
    (tmp_path / "long.txt").write_text("آب " * 400_000, "utf-8")
    (tmp_path / "folder").mkdir()
    names = ["a.jsonl", "empty.txt", "binary.txt", "long.txt", "folder", "none.txt"]
    done = _dabir("read", *names, "--errors", "e.jsonl", "-j", jobs, cwd=tmp_path)
    assert done.returncode == 3
    assert [row["text"] for row in _rows(done.stdout)] == [NEWS, NEWS, NEWS]
    errors = {
        (e["file"], e["line"]): e["reason"] for e in _rows((tmp_path / "e.jsonl").read_bytes())
    }
    binary = next(line for file, line in errors if file == "binary.txt")
    assert errors.pop(("binary.txt", binary))
    assert errors == {
        ("a.jsonl", 2): "empty",
        ("a.jsonl", 3): "this looks like English, not Persian",
        ("a.jsonl", 4): r"half a surrogate pair (\ud800)",
        ("a.jsonl", 5): "`text` is not a string",
        ("a.jsonl", 7): "broken JSON: object keys must be strings (byte 1)",
        ("a.jsonl", 8): "byte 0xff at offset 0 is not UTF-8",
        ("empty.txt", None): "empty",
        ("long.txt", None): "1,200,000 characters are too many for one article (1,000,000)",
        ("folder", None): "a folder without articles",
        ("none.txt", None): "no such file",
    }
    told = done.stderr.decode()
    assert "dabir: a.jsonl:3: this looks like English, not Persian\n" in told
    assert told.endswith("; 11 could not be read\n")


def test_fifty_megabytes_are_refused_quickly(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes("آب و هوا ".encode() * 3_500_000)
    began = time.monotonic()
    done = _dabir("read", "big.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "too many for one article" in done.stderr.decode()
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "args",
    [
        ["read", "-f", "nonsense", "-"],
        ["read", "--nonsense"],
        ["read", "-j", "0", "-"],
        ["read", "--published", "دیروز", "-"],
        ["read", "-f", "csv", "-"],
        ["read", "-o", "out.xyz", "-"],
        ["nonsense"],
    ],
)
def test_wrong_usage(args: list[str], tmp_path: Path) -> None:
    done = _dabir(*args, stdin=NEWS.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr


def test_input_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(_lines(NEWS))
    done = _dabir("read", "a.jsonl", "-o", "a.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "a.jsonl").read_bytes() == _lines(NEWS)


@pytest.mark.parametrize("args", [["-o", "no/out.jsonl"], ["--errors", "no/e.jsonl"], ["-o", "."]])
def test_output_that_cannot_be_written_is_a_failure(args: list[str], tmp_path: Path) -> None:
    done = _dabir("read", "-", "-f", "jsonl", *args, stdin=NEWS.encode(), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: ")


@pytest.mark.parametrize(
    ("output", "begins"),
    [("o.jsonl", b'{"id"'), ("o.json", b"["), ("o.html", b"<!"), ("o.txt", b"")],
)
def test_format_by_suffix(tmp_path: Path, output: str, begins: bytes) -> None:
    done = _dabir("read", "-", "-o", output, stdin=NEWS.encode(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    written = (tmp_path / output).read_bytes().lower()
    assert written.lstrip().startswith(begins)
    assert "تاجیکستان".encode() in written


def test_quiet_and_verbose(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, "utf-8")
    assert _dabir("read", "a.txt", "-q", cwd=tmp_path).stderr == b""
    assert b"dabir: a.txt: " in _dabir("read", "a.txt", "-v", cwd=tmp_path).stderr
    done = _dabir("read", "a.txt", "none.txt", "-q", cwd=tmp_path)
    assert done.stderr == b"dabir: none.txt: no such file\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(_lines(*[NEWS] * 500))
    command = [*DABIR, "read", "a.jsonl", "-j", jobs]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_records_are_written_as_soon_as_they_are_read() -> None:
    process = subprocess.Popen([*DABIR, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    with process:
        process.stdin.write(_lines(NEWS))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["text"] == NEWS


def test_terminal_without_a_file_shows_help() -> None:
    terminal, side = pty.openpty()
    done = subprocess.run([*DABIR, "read"], stdin=side, capture_output=True, timeout=60)
    os.close(terminal)
    os.close(side)
    assert done.returncode == 2
    assert done.stdout.startswith(b"Examples:\n  dabir read ")


def test_table_on_a_terminal() -> None:
    terminal, side = pty.openpty()
    process = subprocess.Popen(
        [*DABIR, "read", "-", "-q"], stdin=subprocess.PIPE, stdout=side, stderr=subprocess.PIPE
    )
    os.close(side)
    process.communicate(NEWS.encode(), timeout=60)
    shown = os.read(terminal, 100_000).decode("utf-8", "replace")
    os.close(terminal)
    assert process.returncode == 0
    assert not shown.startswith("{")


def test_closed_standard_input_is_told() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *DABIR, "read", "-"], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"dabir: standard input: closed\n" in done.stderr


def test_help_shows_an_example_first_and_loads_little() -> None:
    script = (
        "import resource, sys\nfrom dabir.cli import main\n"
        "try: main(['--help'], prog_name='dabir')\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'duckdb', 'rich', 'msgspec'} & set(sys.modules)\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(sorted(heavy), used.ru_utime + used.ru_stime, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("Example:\n  dabir read ")
    heavy, seconds = done.stderr.rsplit(" ", 1)
    assert heavy == "[]"
    assert float(seconds) < 0.5  # 0.06 s when nothing else runs


def test_version_names_the_models() -> None:
    shown = _dabir("--version").stdout.decode().splitlines()
    assert shown[0].startswith("dabir 0.")
    assert all(" sha256:" in line for line in shown[1:])
    assert len(shown) > 1
