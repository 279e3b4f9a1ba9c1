"""The data set side: building in processes, memory, search, timelines, near-duplicates.

Articles are made of raw news paragraphs (`benchmarks.made_news`). Where reading is not what is
measured, records are made up instead of read, so that this takes minutes. Takes about ten.
"""

import multiprocessing
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.made_news import LAST, NEWS, OUTLETS, MadeEngine, articles, write_articles
from dabir.building import Options, build_dataset
from dabir.engines import Engine
from dabir.store.contacts import count_contacts
from dabir.store.dataset import open_dataset
from dabir.store.index import update_index
from dabir.store.people import update_people
from dabir.store.search import Searcher
from dabir.store.stories import update_stories
from dabir.store.timeline import count_periods
from dabir.store.views import connect

READ = 2000  # articles that are really read
TURNS = 2
SMALL, LARGE = 10_000, 100_000
COPIES = 0.3
QUESTIONS = 300


def main() -> None:
    """Print the table."""
    if not NEWS.exists():
        print(f"skipped: {NEWS} is not there")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure_processes(folder)
        _measure_memory(folder)
        _measure_asking(folder / f"news{LARGE}")


def _row(what: str, value: str, bar: str = "") -> None:
    print(f"{what:<58} {value:>14}  {bar}", flush=True)


@contextmanager
def _timed(what: str, bar: str = "") -> Iterator[None]:
    began = time.perf_counter()
    yield
    _row(what, f"{time.perf_counter() - began:.1f} s", bar)


# --- reading in processes ------------------------------------------------------------------------


def _measure_processes(folder: Path) -> None:
    """Builds by the command, in turns, so that what else the machine does falls on both."""
    source = write_articles(folder / "read.jsonl.gz", READ)
    seconds: dict[int, list[float]] = {1: [], 2: []}
    cpu: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(TURNS):
        for jobs in (1, 2):
            began, spent = time.perf_counter(), _cpu_of_children()
            _run_build(source, folder / f"read{jobs}-{turn}", jobs)
            seconds[jobs].append(time.perf_counter() - began)
            cpu[jobs].append((_cpu_of_children() - spent) / READ)
    for jobs in (1, 2):
        rate = READ / min(seconds[jobs])
        _row(f"build, {jobs} process(es), articles a second", f"{rate:.0f}")
        load = f"load {os.getloadavg()[0]:.1f}"
        _row("  CPU an article", f"{1000 * min(cpu[jobs]):.1f} ms", load)
    _row("two processes against one", f"{min(seconds[1]) / min(seconds[2]):.2f}", "≥ 1.8")
    _row("  by CPU time (on an idle machine)", f"{2 * min(cpu[1]) / min(cpu[2]):.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    _row("peak memory of a reading process", f"{peak:.0f} MB", "≤ 500 MB")


def _run_build(source: Path, news: Path, jobs: int) -> None:
    command = [sys.executable, "-c", "from dabir.cli import main; main()", "build", str(source)]
    options = ["-o", str(news), "-j", str(jobs), "--shard-size", "100", "--no-index", "-q"]
    done = subprocess.run([*command, *options], check=False)
    if done.returncode not in (0, 3):  # 3: a few of the made articles are not Persian
        raise SystemExit(f"dabir build failed with status {done.returncode}")


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _build(source: Path, news: Path, engine: Engine, size: int = 2000) -> None:
    build_dataset([str(source)], news, engine, Options(shard_size=size), lambda step: None)


# --- memory --------------------------------------------------------------------------------------


def _measure_memory(folder: Path) -> None:
    peaks: dict[int, float] = {}
    for count in (SMALL, LARGE):
        source = write_articles(folder / f"made{count}.jsonl.gz", count, COPIES)
        began = time.perf_counter()
        peaks[count] = _peak_of(_build_made, source, folder / f"news{count}")
        seconds = time.perf_counter() - began
        _row(f"build of {count:,} made records", f"{seconds:.1f} s")
        _row("  peak memory", f"{peaks[count]:.0f} MB", "≤ 500 MB")
    _row("peak memory, large against small", f"{peaks[LARGE] / peaks[SMALL]:.2f}", "≤ 1.15")


def _build_made(source: Path, news: Path) -> None:
    _build(source, news, MadeEngine())


def _peak_of(work: Callable[[Path, Path], None], source: Path, news: Path) -> float:
    """The peak memory, in MB, of a new process that does the work."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_tell_peak, args=(work, source, news, answer))
    process.start()
    peak = float(answer.get())
    process.join()
    return peak


def _tell_peak(
    work: Callable[[Path, Path], None],
    source: Path,
    news: Path,
    answer: "multiprocessing.Queue[float]",
) -> None:
    work(source, news)
    answer.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


# --- asking --------------------------------------------------------------------------------------


def _measure_asking(news: Path) -> None:
    dataset = open_dataset(news)
    with _timed(f"index of words, {LARGE:,} articles"):
        update_index(dataset)
    size = (news / "search.sqlite").stat().st_size
    _row("  its size", f"{size / 1e6:.0f} MB")
    _measure_search(Searcher(dataset))
    database, _ = connect(dataset)
    with _timed("timeline by week", "≤ 1 s"):
        count_periods(database, "week")
    with _timed("contacts by week", "≤ 1 s"):
        count_contacts(database)
    with _timed("contacts of one country by month", "≤ 1 s"):
        count_contacts(database, "month", party="IRN")
    database.close()
    with _timed("near-duplicate articles and retold statements", "≤ 300 s"):
        update_stories(dataset)
    _measure_stories(dataset.folder)
    with _timed("people"):
        update_people(dataset)


def _measure_search(searcher: Searcher) -> None:
    questions = list(_questions())
    times: list[float] = []
    for question in questions:
        began = time.perf_counter()
        searcher.search(question)
        times.append(1000 * (time.perf_counter() - began))
    _row(
        f"search, median of {len(times)} questions", f"{statistics.median(times):.1f} ms", "≤ 20 ms"
    )
    _row("  95 %", f"{statistics.quantiles(times, n=20)[-1]:.1f} ms", "≤ 60 ms")
    slowest = max(zip(times, questions, strict=True))
    _row("  slowest", f"{slowest[0]:.1f} ms")


def _questions() -> Iterator[str]:
    """Words as they are met in the news, phrases, and questions narrowed in every way."""
    chance = random.Random(5)
    texts = [article["text"] for article in articles(2000)]
    for number in range(QUESTIONS):
        words = [w for w in chance.choice(texts).split() if len(w) > 3 and w.isalpha()] or ["ایران"]
        at = chance.randrange(len(words))
        word, other = words[at], chance.choice(words)
        month = f"2023-{chance.randint(1, 12):02d}"
        yield (
            word,
            f"{word} {other}",
            f"«{' '.join(words[at : at + 2])}»",
            f"speaker:{chance.choice(LAST)} {word}",
            f"outlet:«{chance.choice(OUTLETS)}» date:{month} {word}",
            f"({word} OR {other}) -{words[0]}x",
        )[number % 6]


def _measure_stories(news: Path) -> None:
    """How many of the made copies stand in one story with their original."""
    copies = {
        a["id"]: str(a["copy_of"]) for a in articles(LARGE, COPIES) if a["copy_of"] is not None
    }
    database, _ = connect(open_dataset(news))
    query = "SELECT id, story FROM stories JOIN articles USING (article)"
    story = dict(database.execute(query).fetchall())
    database.close()
    found = sum(
        1 for copy, of in copies.items() if story.get(copy) and story[copy] == story.get(of)
    )
    _row("  made copies found with their original", f"{100 * found / len(copies):.1f} %")


if __name__ == "__main__":
    main()
