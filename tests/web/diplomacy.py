"""A made data set of diplomacy: contacts of several parties, levels and statuses over a year."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from dabir.records import (
    Article,
    Contact,
    ContactChannel,
    ContactLevel,
    Event,
    Record,
    Span,
    Statement,
)
from dabir.store.dataset import DataSet, open_dataset
from tests.store.building import ReaderEngine, build, event, record_of

PARTIES = ("IRN.GOV", "RUS.GOV", "CHN", "TUR.GOV", "IGO:UN", "MULTI:Arab states", "---")
LEVELS: tuple[ContactLevel | None, ...] = ("head", "minister", "deputy", "envoy", "mission", None)
CHANNELS: tuple[ContactChannel | None, ...] = ("visit", "phone", "letter", None)
STATUSES = ("actual", "actual", "planned", "called_for", "hypothetical", "denied")
FIRST = date(2023, 3, 21)
COUNT = 60


def write_articles(path: Path) -> Path:
    """The articles, one a line; two have no date."""
    with path.open("w", encoding="utf-8") as lines:
        for number in range(COUNT):
            day = None if number < 2 else (FIRST + timedelta(6 * number)).isoformat()
            said = f"دیدار شماره {number} درباره آب بود"
            text = f"گفت\u200cوگوی شماره {number}\nپترا هولم گفت: {said}."
            facts = {"id": str(number), "published": day, "outlet": "خبرگزاری صدف", "text": text}
            lines.write(json.dumps(facts, ensure_ascii=False) + "\n")
    return path


def read(article: Article) -> Record:
    """An article with one statement and two events."""
    return record_of(
        article,
        title=article.text.partition("\n")[0],
        statements=(_statement(article),),
        events=tuple(_events(article)),
        version="1",
    )


def _statement(article: Article) -> Statement:
    def span(words: str) -> Span:
        start = article.text.index(words)
        return Span(start, start + len(words), words)

    content = article.text.partition("گفت: ")[2].rstrip(".")
    return Statement(
        id=f"s{article.id}",
        cue=span("گفت: "),
        speaker=span("پترا هولم"),
        name="پترا هولم",
        kind="direct",
        content=(span(content),),
        nested_in=None,
        stance="neutral",
        speaker_reason="made",
        reason="made",
    )


def _events(article: Article) -> Iterator[Event]:
    number = int(article.id)
    for turn in range(2):
        one = PARTIES[(number + turn) % len(PARTIES)]
        other = PARTIES[(number + 1 + 2 * turn) % len(PARTIES)]
        status = STATUSES[(number + turn) % len(STATUSES)]
        level = LEVELS[(number // 2 + turn) % len(LEVELS)]
        parties = (one, other)
        yield msgspec.structs.replace(
            event("CONSULT", "", status, None, level),
            id=f"e{number}-{turn}",
            source=parties,
            target=parties,
            anchor=Span(0, 3, article.text[:3]),
            statement=0,
            contact=Contact(level, CHANNELS[number % len(CHANNELS)]),
        )


def build_diplomacy(folder: Path) -> DataSet:
    """The data set, built in this process."""
    articles = write_articles(folder / "articles.jsonl")
    build([articles], folder / "news", engine=ReaderEngine(read), size=25)
    return open_dataset(folder / "news")
