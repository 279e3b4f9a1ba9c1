"""The reading room over 100,000 made articles: pages, first paint, bytes over the wire.

Requests go over a real socket, each page is asked for once, in no order that a cache would like.
Articles are made of raw news paragraphs (`benchmarks.made_news`); making them takes minutes, so a
data set that was made before can be named: `python -m benchmarks.room FOLDER`.
"""

import gzip
import os
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_server
from urllib.parse import quote

import uvicorn

from benchmarks.made_news import (
    COUNTRIES,
    LAST,
    NEWS,
    OUTLETS,
    MadeEngine,
    articles,
    write_articles,
)
from dabir.building import Options, build_dataset
from dabir.store.dataset import DataSet, open_dataset
from dabir.web.app import make_app
from dabir.web.guards import Rules
from dabir.web.room import Door

ARTICLES = 100_000
COPIES = 0.3
PAGES = 60  # asked for of each kind
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")
PAINTS = """() => new Promise((tell) => {
    new PerformanceObserver((list) => tell(list.getEntries().pop().startTime))
        .observe({type: 'largest-contentful-paint', buffered: true});
})"""


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1 and Path(sys.argv[-1]).is_dir():
        _measure(open_dataset(Path(sys.argv[-1])))
        return
    if not NEWS.exists():
        print(f"skipped: {NEWS} is not there")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_articles(folder / "made.jsonl.gz", ARTICLES, COPIES)
        build_dataset([str(source)], folder / "news", MadeEngine(), Options(), lambda step: None)
        with closing(Door(open_dataset(folder / "news"))):  # makes the index and finds the people
            pass
        _measure(open_dataset(folder / "news"))


def _row(what: str, value: str, bar: str = "") -> None:
    print(f"{what:<58} {value:>14}  {bar}", flush=True)


def _measure(dataset: DataSet) -> None:
    began = time.perf_counter()
    with closing(Door(dataset)) as door, _serving(door) as address:
        count = len(door.room.columns.articles.keys)
        _row(f"opening the room, {count:,} articles", f"{time.perf_counter() - began:.1f} s")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _row("  peak memory", f"{memory:.0f} MB")
        everything: list[float] = []
        spent = time.process_time()
        for kind, paths in _questions(door).items():
            times = [_ask(address + path) for path in paths]
            everything += times
            _row(f"  {kind}: median / 95 %", _middle(times))
        _row(
            f"pages, {len(everything)} of all kinds: median / 95 %",
            _middle(everything),
            "≤ 100 / 300 ms",
        )
        _row("  slowest", f"{max(everything):.0f} ms")
        cpu = 1000 * (time.process_time() - spent) / len(everything)
        _row("  CPU a page, asking included", f"{cpu:.0f} ms", f"load {os.getloadavg()[0]:.1f}")
        _measure_wire(address, door)
        _measure_paint(address, door)


def _middle(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} / {statistics.quantiles(times, n=20)[-1]:.0f} ms"


def _ask(address: str) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def _questions(door: Door) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    chance = random.Random(7)
    columns = door.room.columns
    keys = chance.sample(columns.articles.keys, PAGES)
    people = [
        person.id for person in chance.sample(columns.people, min(PAGES, len(columns.people)))
    ]
    words = list(_words(chance))
    narrowed = [
        f"/fa/search?outlet={quote(chance.choice(OUTLETS))}&speaker={chance.choice(people)}"
        f"&date=2023-{chance.randint(1, 12):02d}&status={chance.choice(('actual', 'planned'))}"
        for _ in range(PAGES)
    ]
    return {
        "first page": ["/fa/", "/en/"] * 5,
        "article": [f"/fa/article/{key}" for key in keys],
        "search for words": [f"/fa/search?q={quote(word)}" for word in words],
        "search in what was said": [
            f"/en/search?what=statements&q={quote(word)}" for word in reversed(words)
        ],
        "search by facets": narrowed,
        "person": [f"/fa/person/{person}" for person in people],
        "two people on a word": [
            f"/fa/compare?a={one}&b={chance.choice(people)}&q={quote(chance.choice(words))}"
            for one in people
        ],
        "contacts": list(_contacts(chance)),
        "timeline": [
            f"/fa/timeline?by={by}&q={quote(word)}"
            for by, word in zip(("day", "week", "month") * PAGES, ("", *words), strict=False)
        ],
        "list of people": [f"/fa/people?q={quote(chance.choice(LAST))}" for _ in range(PAGES)],
    }


def _contacts(chance: random.Random) -> Iterator[str]:
    """Networks and matrices of countries and of offices, all of them and narrowed."""
    for number in range(PAGES):
        asked = f"picture={chance.choice(('network', 'matrix'))}"
        asked += f"&parties={chance.choice(('country', 'code'))}"
        if number % 4:
            asked += f"&from=2023-{chance.randint(1, 6):02d}&to=2023-{chance.randint(7, 12):02d}"
        if number % 3 == 0:
            asked += f"&level={chance.choice(('head', 'minister', 'envoy'))}"
        if number % 5 == 0:
            asked += f"&party={chance.choice(COUNTRIES)}"
        yield f"/fa/contacts?{asked}"


def _words(chance: random.Random) -> Iterator[str]:
    """Words as they are met in the news, often ones often, and pairs."""
    texts = [article["text"] for article in articles(2000)]
    for number in range(PAGES):
        words = [w for w in chance.choice(texts).split() if len(w) > 2 and w.isalpha()] or ["ایران"]
        yield " ".join(chance.sample(words, min(len(words), 1 + number % 2)))


# --- bytes and paint -----------------------------------------------------------------------------


def _measure_wire(address: str, door: Door) -> None:
    """An article page with its style and script as they go over the wire; the font is cached."""
    keys = random.Random(3).sample(door.room.columns.articles.keys, PAGES)
    largest = max(len(_packed(f"{address}/fa/article/{key}")) for key in keys)
    files = sum(len(_packed(f"{address}/static/{name}")) for name in ("room.css", "room.js"))
    _row("largest article page over the wire", f"{(largest + files) / 1000:.0f} kB", "≤ 300 kB")


def _packed(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body: bytes = answer.read()
    assert gzip.decompress(body)
    return body


def _measure_paint(address: str, door: Door) -> None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if not Path(CHROMIUM).exists():
        return
    keys = random.Random(4).sample(door.room.columns.articles.keys, 10)
    first: list[float] = []
    largest: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for path in (*(f"/fa/article/{key}" for key in keys), *["/fa/search?q=%D8%A2%D8%A8"] * 5):
            context = browser.new_context()  # nothing is cached
            page = context.new_page()
            page.goto(address + path)
            painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            largest.append(float(page.evaluate(PAINTS)))
            first.append(float(page.evaluate(painted)))
            context.close()
        browser.close()
    _row(
        "first paint, empty cache: median / slowest",
        f"{statistics.median(first):.0f} / {max(first):.0f} ms",
        "≤ 1000 ms",
    )
    _row("  largest paint", f"{statistics.median(largest):.0f} / {max(largest):.0f} ms")


@contextmanager
def _serving(door: Door) -> Iterator[str]:
    listening = create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    server = uvicorn.Server(
        uvicorn.Config(make_app(door, Rules(frozenset({host}))), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://{host}"
    server.should_exit = True
    thread.join(10)


if __name__ == "__main__":
    main()
