"""Faults for real: processes killed, disks full, archives broken. Nothing lost, nothing doubled."""

import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dabir.engines.local import LocalEngine
from dabir.shards import Shard
from dabir.store.dataset import open_dataset
from dabir.store.manifest import Manifest
from tests.intake.archives import packed, record
from tests.store.building import build, ids, once, parts, rows
from tests.store.made import write_jsonl

DABIR = (sys.executable, "-c", "from dabir.cli import main; main()")
KILLS = 20
WHOLE_KILLS = 8
SIZE = 10
ARTICLES = 600
LONGEST = 240  # seconds for one fault test


def start(source: Path, news: Path, jobs: int = 2) -> "subprocess.Popen[bytes]":
    """A build in a process of its own, which hears Ctrl-C even where these tests, started in the
    background, do not."""
    command = [*DABIR, "build", str(source), "-o", str(news)]
    options = ["-j", str(jobs), "--shard-size", str(SIZE), "--no-index", "-q"]
    return subprocess.Popen(
        [*command, *options],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def workers_of(pid: int) -> list[int]:
    """The processes of a build that read shards."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in _command_of(int(child))]
    return []


def _command_of(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    return False


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The input, and the parts that an undisturbed build makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    source = write_jsonl(folder / "a.jsonl", range(ARTICLES))
    process = start(source, folder / "news")
    assert process.wait(LONGEST) == 0, process.stderr
    return source, parts(folder / "news")


def finish(source: Path, news: Path) -> None:
    process = start(source, news)
    _, complaint = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, complaint.decode()


@pytest.mark.slow
def test_workers_killed_at_random_moments(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = whole
    chance = random.Random(2)
    killed = lost = rounds = 0
    deadline = time.monotonic() + LONGEST
    while killed < KILLS:
        assert time.monotonic() < deadline, f"only {killed} kills in time"
        news = tmp_path / f"news{rounds}"
        process = start(source, news)
        while process.poll() is None and killed < KILLS:
            time.sleep(chance.uniform(0.1, 2.5))
            workers = workers_of(process.pid)
            if workers and process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                    killed += 1
        process.communicate(timeout=LONGEST)
        assert process.returncode in (0, 1)
        report = json.loads((news / "manifest.json").read_text())
        lost += report["lost_workers"]
        assert (process.returncode == 1) == bool(report["failed"])
        finish(source, news)
        assert parts(news) == expected
        assert not list(news.glob("*/.*"))
        rounds += 1
    assert lost >= KILLS // 2


@pytest.mark.slow
def test_the_whole_build_killed_at_random_moments(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = whole
    chance = random.Random(3)
    interrupted = rounds = 0
    while interrupted < WHOLE_KILLS:
        assert rounds < WHOLE_KILLS, "builds end before they can be killed"
        news = tmp_path / f"news{rounds}"
        while interrupted < WHOLE_KILLS:
            process = start(source, news)
            time.sleep(chance.uniform(0.5, 5))
            if not kill_whole(process):
                break
            interrupted += 1
            check_what_is_there(news)
        finish(source, news)
        assert parts(news) == expected
        assert not list(news.glob("*/.*"))
        rounds += 1


def kill_whole(process: "subprocess.Popen[bytes]") -> bool:
    """Kill a build and see its workers go. False when it had ended before."""
    workers = workers_of(process.pid)
    running = process.poll() is None
    process.kill()
    process.wait()
    for _ in range(100):
        if not any(is_running(worker) for worker in workers):
            break
        time.sleep(0.1)
    assert not any(is_running(worker) for worker in workers)
    return running


def check_what_is_there(news: Path) -> None:
    """No article that is not in the input, none twice, no part damaged."""
    if (news / "articles").exists():
        assert not ids(news) - once(range(ARTICLES))
        assert max(ids(news).values(), default=1) == 1
        _, damages = open_dataset(news).whole()
        assert damages == []


@pytest.mark.slow
def test_a_build_stopped_from_the_keyboard_goes_on(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = whole
    process = start(source, tmp_path / "news")
    while not list((tmp_path / "news" / "shards").glob("*.json")):
        assert process.poll() is None
        time.sleep(0.1)
    for pid in (process.pid, *workers_of(process.pid)):
        os.kill(pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"Traceback" not in complaint
    finish(source, tmp_path / "news")
    assert parts(tmp_path / "news") == expected


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A file system of 400 kB, and a way to make it larger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("may not mount a small file system")

    def enlarge() -> None:
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)

    yield folder, enlarge
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_disk(
    whole: tuple[Path, dict[str, bytes]],
    small_disk: tuple[Path, Callable[[], None]],
    jobs: int,
) -> None:
    source, expected = whole
    disk, enlarge = small_disk
    process = start(source, disk / "news", jobs)
    _, complaint = process.communicate(timeout=LONGEST)
    assert process.returncode == 1
    assert b"space" in complaint
    assert b"Traceback" not in complaint
    manifests, damages = open_dataset(disk / "news").whole()
    assert damages == []
    assert 0 < len(manifests) < ARTICLES // SIZE
    enlarge()
    finish(source, disk / "news")
    assert parts(disk / "news") == expected


@pytest.mark.slow
def test_a_limit_on_file_size(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """The same as a full disk, where none can be mounted: no file may grow beyond a kilobyte."""
    source, expected = whole

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    news = tmp_path / "news"
    command = [*DABIR, "build", str(source), "-o", str(news), "-q"]
    done = subprocess.run(
        [*command, "--shard-size", str(SIZE), "--no-index"],
        preexec_fn=limit,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert open_dataset(news).whole() == ([], [])
    finish(source, news)
    assert parts(news) == expected


def die_of_poison(shard: Shard, folder: Path) -> Manifest:
    """What a worker does in the test below: one shard kills its process, every time."""
    from dabir.engines import local

    if "خبر شماره 13 " in Path(shard.files[0]).read_text("utf-8").splitlines()[shard.start]:
        os.kill(os.getpid(), signal.SIGKILL)
    return local._work(shard, folder)


@pytest.mark.slow
def test_a_shard_that_kills_its_process_is_given_up(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(20))
    engine = LocalEngine(2)
    engine.work = die_of_poison
    done = build([source], tmp_path / "news", engine=engine, size=1)
    assert [(failure.start, failure.end) for failure in done.failed] == [(13, 14)]
    assert "died" in done.failed[0].reason
    assert ids(tmp_path / "news") == once(set(range(20)) - {13})
    again = build([source], tmp_path / "news", size=1)
    assert (again.read, again.kept, again.failed) == (1, 19, [])


@pytest.mark.parametrize("gz", [True, False], ids=["packed", "plain"])
def test_an_archive_with_a_broken_record(tmp_path: Path, gz: bool) -> None:
    records = [record(number) for number in range(12)]
    pieces = packed(records) if gz else records
    middle = len(pieces[5]) // 2
    if gz:
        pieces[5] = pieces[5][:middle] + bytes(9) + pieces[5][middle + 9 :]
    else:
        pieces[5] = pieces[5].replace(b"WARC-Type", b"broken\r\nWARC").replace(b": ", b" ")
    crawl = tmp_path / ("crawl.warc.gz" if gz else "crawl.warc")
    crawl.write_bytes(b"".join(pieces))
    done = build([crawl], tmp_path / "news", size=4)
    urls = rows(f"SELECT url FROM '{tmp_path}/news/articles/*.parquet'")
    assert sorted(urls) == sorted((f"https://news.example/{n}",) for n in range(12) if n != 5)
    reasons = rows(f"SELECT reason FROM '{tmp_path}/news/errors/*.parquet'")
    assert len(reasons) == done.refused == 1
    assert "broken" in reasons[0][0]
