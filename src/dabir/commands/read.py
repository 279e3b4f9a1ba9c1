"""`dabir read`: articles in, records out."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from dabir.errors import InputError
from dabir.intake import article_from_text
from dabir.records import Article
from dabir.reader import load


@click.command("read")
@click.argument("files", nargs=-1)
@click.option("-f", "--format", "form", default="jsonl", help="Form of the output.")
def command(files: tuple[str, ...], form: str) -> None:
    """Read articles into records."""
    reader = load()
    for article in _articles(files or ("-",)):
        record = reader(article)
        sys.stdout.buffer.write(msgspec.json.encode(record) + b"\n")


def _articles(files: tuple[str, ...]) -> Iterator[Article]:
    for name in files:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = data.decode("utf-8-sig")
        if not text.lstrip().startswith("{"):
            yield article_from_text(text)
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            row = msgspec.json.decode(line)
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise InputError(f"{name}:{number}", "no text")
            known = {k: row.get(k) for k in ("id", "published", "outlet", "title")}
            yield article_from_text(row["text"], **known)
