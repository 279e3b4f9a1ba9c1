"""`dabir serve`: who is let in, what is served, how it ends."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from dabir.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ARTICLE = EXAMPLES / "03-afghanistan.txt"


@contextmanager
def served(*arguments: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The address that the command tells, and its process."""
    command = [sys.executable, "-c", "from dabir.cli import main; main()", "serve", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        for line in process.stderr:
            if found := re.search(r"http://\S+", line):
                yield found[0], process
                return
        raise AssertionError("the command told no address")
    finally:
        process.kill()
        process.wait()


def test_a_file_is_read_and_served_and_ctrl_c_closes_it() -> None:
    with served(str(ARTICLE), "--port", "0") as (address, process):
        with urllib.request.urlopen(f"{address}fa/search.json") as answer:
            assert b"\xd8\xa8\xd8\xa7\xd9\x85\xdb\x8c\xd8\xa7\xd9\x86" in answer.read()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stdout
        assert process.stdout.read() == ""


def test_others_need_the_token() -> None:
    options = ("--port", "0", "--public", "--host", "desk.example", "--token", "of-the-desk")
    with served(str(ARTICLE), *options) as (address, _):
        assert address.endswith("?token=of-the-desk")
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(address.partition("?")[0])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--address", "0.0.0.0"), "--public"),
        (("--address", "192.0.2.1"), "--public"),
        (("--address", "desk.example"), "--public"),
        (("--public", "--address", "0.0.0.0"), "--host"),
        (("--port", "65536"), "65536"),
    ],
)
def test_wrong_options_are_told(arguments: tuple[str, ...], complaint: str) -> None:
    result = CliRunner().invoke(main, ["serve", str(ARTICLE), *arguments])
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", str(ARTICLE), "--port", port])
    assert result.exit_code != 0
    assert port in result.stderr


def test_what_is_no_article_is_told(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("", "utf-8")
    result = CliRunner().invoke(main, ["serve", str(nothing), "--port", "0"])
    assert result.exit_code == 2
    assert "nothing.txt" in result.stderr
