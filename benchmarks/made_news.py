"""Articles made of news paragraphs, and records of them without reading: food for the store.

The paragraphs are those of the annotated articles' neighbour `../shared/data/raw/news.txt.gz`; six
make an article. Nothing of it is kept in the repository.
"""

import gzip
import json
import random
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any

from dabir.batch import process_shard
from dabir.engines import Outcomes
from dabir.intake import Kit, load_kit
from dabir.records import Article, Contact, ContactLevel, Event, Record, Span, Statement
from dabir.shards import Shard
from dabir.version import __version__

NEWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "raw" / "news.txt.gz"
PARAGRAPHS = 6
OUTLETS = (
    *("خبرگزاری صدف", "خبرگزاری ساحل", "خبرگزاری کوه", "خبرگزاری باران"),
    *("روزنامه دشت", "روزنامه مهتاب", "پایگاه خبری البرز", "پایگاه خبری هامون"),
)
FIRST = (
    *("نادر", "لیلا", "پترا", "عمر", "سیما", "یوسف"),
    *("آنا", "کریم", "مریم", "داود", "سارا", "پویا"),
)
LAST = (
    *("کوهستانی", "درخشان", "هولم", "الساحلی", "نوری"),
    *("اکبرف", "لیندن", "رحمانی", "پاکزاد", "یزدی"),
)
COUNTRIES = (
    *("IRN", "RUS", "CHN", "IRQ", "AFG", "TUR", "SAU", "USA"),
    *("GBR", "FRA", "DEU", "IND", "PAK", "ARE", "SYR", "AZE"),
)
LEVELS: tuple[ContactLevel | None, ...] = ("head", "minister", "deputy", "envoy", "mission", None)
YEAR = date(2023, 1, 1)


def paragraphs() -> list[str]:
    """All paragraphs of the raw news."""
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def articles(count: int, copies: float = 0.0) -> Iterator[dict[str, Any]]:
    """So many articles; a share `copies` of them repeats an earlier one, cut and changed a little.

    A copy has `copy_of`, the id of its original.
    """
    pool = paragraphs()
    chance = random.Random(11)
    originals: list[tuple[int, list[str], date]] = []
    for number in range(count):
        day = YEAR + timedelta(number * 365 // count)
        copied = None
        if originals and chance.random() < copies:
            copied, lines, _ = chance.choice(originals[-2000:])
            lines = lines[: chance.randint(3, PARAGRAPHS)]
            if chance.random() < 0.5:
                lines = [*lines, "این خبر در حال تکمیل است."]
        else:
            start = number * PARAGRAPHS
            if start + PARAGRAPHS <= len(pool):
                lines = pool[start : start + PARAGRAPHS]
            else:
                lines = chance.sample(pool, PARAGRAPHS)
            originals.append((number, lines, day))
        yield {
            "id": str(number),
            "outlet": chance.choice(OUTLETS),
            "published": day.isoformat(),
            "text": "\n".join(lines),
            "copy_of": copied,
        }


def write_articles(path: Path, count: int, copies: float = 0.0) -> Path:
    """A file of such articles, one a line, packed with gzip where its name says so."""
    with ExitStack() as stack:
        stream: IO[str]
        if path.suffix == ".gz":
            stream = stack.enter_context(gzip.open(path, "wt", encoding="utf-8", compresslevel=1))
        else:
            stream = stack.enter_context(path.open("w", encoding="utf-8"))
        for article in articles(count, copies):
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
    return path


class MadeReader:
    """Gives records without reading: each paragraph but the first is a statement."""

    def __init__(self) -> None:
        self.kit = _MadeKit(load_kit())

    def __call__(self, article: Article) -> Record:
        """A record whose findings are made up from the id, the same every time."""
        chance = random.Random(article.id)
        return Record(
            id=article.id,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            title=article.text.partition("\n")[0][:80],
            text=article.text,
            repaired=article.text,
            repair_mode="cautious",
            edits=(),
            parts=(),
            sources=(),
            relays=(),
            statements=tuple(_statements(article.text, chance)),
            dates=(),
            headings=(),
            version=__version__,
            events=tuple(_events(article, chance)),
        )


class MadeEngine:
    """Runs shards in this process with a MadeReader."""

    name = "made records"
    lost_workers = 0

    def run(self, shards: Any, folder: Path) -> Outcomes:
        """See `dabir.engines.Engine`."""
        reader: Any = MadeReader()
        for shard in shards:
            assert isinstance(shard, Shard)
            yield process_shard(shard, folder, reader)


class _MadeKit:
    def __init__(self, intake: Kit) -> None:
        self.intake = intake


def _statements(text: str, chance: random.Random) -> Iterator[Statement]:
    start = 0
    for number, line in enumerate(islice(text.split("\n"), PARAGRAPHS)):
        if number:
            name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
            cue = Span(start, start + min(3, len(line)), line[:3])
            content = Span(start, start + len(line), line)
            yield Statement(
                id=f"{chance.getrandbits(64):016x}",
                cue=cue,
                speaker=cue,
                name=name,
                kind="direct",
                content=(content,),
                nested_in=None,
                stance="neutral",
                speaker_reason="made",
                reason="made",
            )
        start += len(line) + 1


def _events(article: Article, chance: random.Random) -> Iterator[Event]:
    for number in range(chance.randint(0, 3)):
        parties = tuple(f"{country}.GOV" for country in sorted(chance.sample(COUNTRIES, 2)))
        yield Event(
            id=f"{chance.getrandbits(64):016x}",
            type="CONSULT",
            mode=None,
            contexts=("diplomatic",),
            source=parties,
            target=parties,
            status=chance.choice(("actual", "actual", "planned")),
            date=article.published,
            place=None,
            anchor=Span(number, number + 1, article.text[number : number + 1]),
            statement=None,
            contact=Contact(chance.choice(LEVELS), "meeting"),
            reason="made",
            score=1.0,
        )
