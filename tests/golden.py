"""Reads the golden articles in `tests/articles/` and finds the offsets of their annotations.

How a file names a span by its words is told in `tests/articles/README.md`.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from dabir.records import Record
from dabir.version import __version__

ARTICLES = Path(__file__).parent / "articles"
ELLIPSIS = " … "


class GoldenError(Exception):
    """An annotation that does not fit its article; the text names file and words."""


def load_golden() -> list[dict[str, Any]]:
    """Every golden article in the shape of the annotated articles: text, offsets, findings."""
    files = sorted(ARTICLES.glob("*.json"))
    return [resolve(json.loads(path.read_text("utf-8")), path.stem) for path in files]


def resolve(note: dict[str, Any], name: str) -> dict[str, Any]:
    """One article with every span as `{start, end, text}`. Raises GoldenError."""
    lines = Lines(note["lines"], name)
    gold = {key: note.get(key) for key in ("outlet", "published", "title", "url")}
    return {
        "id": name,
        **gold,
        "manner": note["manner"],
        "text": lines.text,
        "sources": note["sources"],
        "statements": [_statement(s, lines) for s in note["statements"]],
        "dates": [
            {**lines.span(d["words"], d["line"]), "value": d["value"], "calendar": d["calendar"]}
            for d in note["dates"]
        ],
        "headings": [lines.span(h["words"], h["line"]) for h in note["headings"]],
    }


def _statement(note: dict[str, Any], lines: "Lines") -> dict[str, Any]:
    speaker = note["speaker"]
    return {
        "cue": lines.span(note["cue"], note["line"]),
        "speaker": None if speaker is None else lines.span(speaker, note["line"]),
        "name": note["name"],
        "kind": note["kind"],
        "content": [lines.span(c, note["line"]) for c in note["content"]],
        "nested_in": note.get("nested_in"),
    }


class Lines:
    """The lines of an article, and the places of words in them."""

    def __init__(self, lines: list[str], name: str) -> None:
        self.lines = lines
        self.text = "\n".join(lines)
        self.name = name

    def span(self, words: str | list[Any], line: int) -> dict[str, Any]:
        """The span of `words` in that line, or in another one given as `[line, words]`."""
        if isinstance(words, list):
            line, words = words
        assert isinstance(words, str)
        words, _, count = words.partition("#")
        first, _, last = words.partition(ELLIPSIS)
        at = self._find(first, line, int(count or 0))
        end = at + len(first)
        if last:
            end = self._find(last, line, 0, end) + len(last)
        base = sum(len(before) + 1 for before in self.lines[:line])
        return {"start": base + at, "end": base + end, "text": self.text[base + at : base + end]}

    def _find(self, words: str, line: int, count: int, start: int = 0) -> int:
        """Where `words` stand in the line: the only place, or the one numbered `count`."""
        text = self.lines[line]
        places = [i for i in range(start, len(text)) if text.startswith(words, i)]
        if not places or not words:
            raise GoldenError(f"{self.name}: line {line} has no «{words}»")
        if len(places) > 1 and not count and start == 0:
            raise GoldenError(f"{self.name}: line {line} has «{words}» {len(places)} times")
        if count > len(places):
            raise GoldenError(f"{self.name}: line {line} has «{words}» only {len(places)} times")
        return places[count - 1 if count else 0]


def to_record(gold: dict[str, Any]) -> Record:
    """The record that a perfect reader would make of a golden article."""
    content = {key: gold[key] for key in ("id", "outlet", "published", "url", "title", "text")}
    parts = {
        **content,
        "repaired": gold["text"],
        "repair_mode": "cautious",
        "edits": [],
        "parts": [],
        "sources": gold["sources"],
        "relays": [_relay(name, gold["text"]) for name in gold["sources"]],
        "statements": [
            {
                **statement,
                "id": f"{gold['id']}-{number}",
                "stance": "neutral",
                "speaker_reason": "golden.speaker",
                "reason": "golden.statement",
            }
            for number, statement in enumerate(gold["statements"])
        ],
        "dates": [{**d, "granularity": "day", "reason": "golden.date"} for d in gold["dates"]],
        "headings": [{**heading, "reason": "golden.heading"} for heading in gold["headings"]],
        "version": __version__,
    }
    return msgspec.convert(parts, Record)


def _relay(name: str, text: str) -> dict[str, Any]:
    start = text.index(name)
    end = start + len(name)
    return {"start": start, "end": end, "text": name, "name": name, "reason": "golden.relay"}
