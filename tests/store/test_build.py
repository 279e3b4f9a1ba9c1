"""Building: shards, resuming, inputs that change, engines, locks."""

import gzip
from pathlib import Path

import pytest

from dabir.engines.local import LocalEngine
from dabir.errors import OptionError, StoreError
from dabir.store.dataset import DataSet
from tests.intake.archives import packed, page, record
from tests.store.building import build, ids, once, parts, rows
from tests.store.made import write_jsonl


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return tmp_path / "news"


def test_every_article_once(tmp_path: Path, news: Path) -> None:
    done = build([write_jsonl(tmp_path / "a.jsonl", range(23))], news)
    assert ids(news) == once(range(23))
    assert (done.articles, done.shards, done.refused, done.doubled) == (23, 5, 0, 0)
    assert rows(f"SELECT count(*) FROM '{news}/statements/*.parquet'") == [(done.statements,)]
    assert done.statements >= 23


def test_all_kinds_of_input(tmp_path: Path, news: Path) -> None:
    crawl = tmp_path / "crawl"
    (crawl / "pages").mkdir(parents=True)
    for number in range(7):
        (crawl / "pages" / f"{number}.html").write_bytes(page(number))
    (crawl / "a.warc.gz").write_bytes(b"".join(packed([record(n) for n in range(20, 31)])))
    lines = write_jsonl(tmp_path / "b.jsonl", range(12)).read_bytes()
    (crawl / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    done = build([crawl], news)
    assert (done.articles, done.refused, done.unreadable) == (30, 0, [])
    urls = rows(f"SELECT url FROM '{news}/articles/*.parquet' WHERE url IS NOT NULL")
    assert sorted(urls) == [(f"https://news.example/{n}",) for n in range(20, 31)]


def test_second_run_reads_nothing(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(12))
    build([source], news)
    before = parts(news)
    done = build([source], news)
    assert (done.read, done.kept, done.articles) == (0, 3, 12)
    assert parts(news) == before


def test_overwrite_reads_again_and_gives_the_same_bytes(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(7))
    build([source], news)
    before = parts(news)
    done = build([source], news, overwrite=True)
    assert (done.read, done.kept) == (2, 0)
    assert parts(news) == before


def test_more_lines_change_the_last_shard_alone(tmp_path: Path, news: Path) -> None:
    build([write_jsonl(tmp_path / "a.jsonl", range(12))], news)
    done = build([write_jsonl(tmp_path / "a.jsonl", range(14))], news)
    assert (done.read, done.kept, done.retired) == (1, 2, 1)
    assert ids(news) == once(range(14))


def test_a_changed_line_is_read_again(tmp_path: Path, news: Path) -> None:
    build([write_jsonl(tmp_path / "a.jsonl", range(12))], news)
    done = build([write_jsonl(tmp_path / "a.jsonl", [*range(6), 77, *range(7, 12)])], news)
    assert (done.read, done.kept, done.retired) == (1, 2, 1)
    assert ids(news) == once([*range(6), 77, *range(7, 12)])


def test_a_file_that_went_away_goes_from_the_data_set(tmp_path: Path, news: Path) -> None:
    crawl = tmp_path / "crawl"
    crawl.mkdir()
    write_jsonl(crawl / "a.jsonl", range(4))
    write_jsonl(crawl / "b.jsonl", range(4, 8))
    build([crawl], news)
    (crawl / "b.jsonl").unlink()
    assert build([crawl], news).retired == 1
    assert ids(news) == once(range(4))


def test_another_input_is_added(tmp_path: Path, news: Path) -> None:
    build([write_jsonl(tmp_path / "a.jsonl", range(4))], news)
    done = build([write_jsonl(tmp_path / "b.jsonl", range(4, 8))], news)
    assert done.retired == 0
    assert ids(news) == once(range(8))


def test_one_page_more_leaves_the_other_shards(tmp_path: Path, news: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(40):
        (pages / f"page{number}.html").write_bytes(page(number))
    first = build([pages], news)
    (pages / "page17b.html").write_bytes(page(99))
    second = build([pages], news)
    assert second.articles == 41
    assert second.kept >= first.shards - 2 > 5


def test_two_files_that_number_from_zero(tmp_path: Path, news: Path) -> None:
    first = write_jsonl(tmp_path / "a.jsonl", range(4))
    second = tmp_path / "b.jsonl"
    text = first.read_text("utf-8").replace("بندر صدف", "بندر مرجان")
    second.write_text(text, "utf-8")
    build([first, second], news)
    assert rows(f"SELECT count(DISTINCT article) FROM '{news}/articles/*.parquet'") == [(8,)]
    assert ids(news) == once(range(4)) + once(range(4))


def test_the_same_file_twice_counts_once(tmp_path: Path, news: Path) -> None:
    first = write_jsonl(tmp_path / "a.jsonl", range(4))
    second = write_jsonl(tmp_path / "b.jsonl", range(4))
    build([first, second], news)
    assert ids(news) == once(range(4))


def test_an_article_twice_in_a_shard_counts_once(tmp_path: Path, news: Path) -> None:
    done = build([write_jsonl(tmp_path / "a.jsonl", [1, 2, 1])], news)
    assert ids(news) == once([1, 2])
    assert done.doubled == 1


def test_what_cannot_be_read_is_told(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(3))
    source.write_bytes(
        source.read_bytes()
        + b'{"text": 5}\n{broken\n{"text": "The mayor said that the garden is open to all."}\n'
    )
    done = build([source, tmp_path / "missing.jsonl"], news)
    assert (done.articles, done.refused) == (3, 3)
    assert [line.rsplit("/", 1)[1] for line in done.unreadable] == ["missing.jsonl: no such file"]
    places = rows(f"SELECT place FROM '{news}/errors/*.parquet' ORDER BY place")
    assert [place.rsplit("/", 1)[1] for (place,) in places] == [
        "a.jsonl:4",
        "a.jsonl:5",
        "a.jsonl:6",
    ]


def test_a_broken_gzip_member_leaves_the_others(tmp_path: Path, news: Path) -> None:
    lines = write_jsonl(tmp_path / "a.jsonl", range(60)).read_bytes().splitlines(keepends=True)
    members = [gzip.compress(b"".join(lines[at : at + 10])) for at in range(0, 60, 10)]
    middle = len(members[2]) // 2
    members[2] = members[2][:middle] + bytes(9) + members[2][middle + 9 :]
    source = tmp_path / "b.jsonl.gz"
    source.write_bytes(b"".join(members))
    done = build([source], news)
    found = ids(news)
    assert not once([*range(20), *range(30, 60)]) - found
    assert max(found.values()) == 1
    reasons = rows(f"SELECT reason FROM '{news}/errors/*.parquet'")
    assert any("broken gzip member" in reason for (reason,) in reasons)
    assert done.refused == len(reasons)


def test_a_part_cut_short_is_made_again(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(12))
    build([source], news)
    before = parts(news)
    broken = sorted((news / "statements").glob("*.parquet"))[1]
    broken.write_bytes(broken.read_bytes()[:-40])
    whole, damages = DataSet(news).whole()
    assert len(whole) == 2
    assert broken.name in damages[0]
    done = build([source], news)
    assert (done.read, done.kept) == (1, 2)
    assert parts(news) == before


def test_what_an_interrupted_build_left_is_swept(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(12))
    build([source], news)
    before = parts(news)
    manifest = sorted((news / "shards").glob("*.json"))[0]
    manifest.unlink()
    (news / "dates" / ".half.1234").write_bytes(b"half a part")
    build([source], news)
    assert parts(news) == before
    assert not list(news.glob("*/.*"))


def test_two_processes_write_the_same_bytes(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(12))
    build([source], news)
    build([source], tmp_path / "other", engine=LocalEngine(2))
    assert parts(tmp_path / "other") == parts(news)


def test_two_builds_do_not_share_a_folder(tmp_path: Path, news: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", range(2))
    with DataSet(news).locked(), pytest.raises(StoreError, match="another build is at work"):
        build([source], news)
    assert build([source], news).articles == 2


def test_an_engine_needs_a_process() -> None:
    with pytest.raises(OptionError):
        LocalEngine(0)
