"""Web archives: whole, cut into slices, and broken in several ways."""

import gzip
from pathlib import Path

import pytest

from dabir.errors import InputError
from dabir.intake import load_kit, read_files
from dabir.intake.warc import find_records, read_pages
from tests.intake.archives import packed, record

RECORDS = [record(number) for number in range(8)]


def read(path: Path, start: int = 0, end: int | None = None) -> tuple[list[int], list[str]]:
    """The numbers of the pages that were read, and what was refused."""
    errors: list[InputError] = []
    pages = list(read_pages(str(path), errors.append, start, end))
    numbers = [int((page.url or "").rsplit("/", 1)[1]) for page in pages]
    return numbers, [str(error) for error in errors]


def write(folder: Path, data: bytes, name: str = "crawl.warc.gz") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [b"".join(packed(RECORDS)), b"".join(RECORDS), gzip.compress(b"".join(RECORDS))],
    ids=["packed", "plain", "packed as a whole"],
)
def test_reads_all_pages(tmp_path: Path, data: bytes) -> None:
    assert read(write(tmp_path, data)) == (list(range(8)), [])


@pytest.mark.parametrize("data", [packed(RECORDS), RECORDS], ids=["packed", "plain"])
def test_slices_make_the_whole(tmp_path: Path, data: list[bytes]) -> None:
    path = write(tmp_path, b"".join(data))
    offsets = [*find_records(str(path)), path.stat().st_size]
    assert offsets == [sum(map(len, data[:n])) for n in range(9)]
    for cut in range(8):
        first, second = read(path, 0, offsets[cut]), read(path, offsets[cut])
        assert first[0] + second[0] == list(range(8))
        assert not first[1] + second[1]


def test_broken_member_costs_one_page(tmp_path: Path) -> None:
    members = packed(RECORDS)
    middle = len(members[3]) // 2
    members[3] = members[3][:middle] + bytes(8) + members[3][middle + 8 :]
    numbers, errors = read(write(tmp_path, b"".join(members)))
    assert numbers == [0, 1, 2, 4, 5, 6, 7]
    assert len(errors) == 1
    assert f"byte {sum(map(len, members[:3])):,}" in errors[0]


def test_member_with_a_destroyed_head_costs_one_page(tmp_path: Path) -> None:
    members = packed(RECORDS)
    members[3] = b"XXXX" + members[3][4:]
    numbers, errors = read(write(tmp_path, b"".join(members)))
    assert numbers == [0, 1, 2, 4, 5, 6, 7]
    assert len(errors) == 1


@pytest.mark.parametrize("length", [b"1", b"999999"], ids=["too short", "too long"])
@pytest.mark.parametrize("gz", [True, False], ids=["packed", "plain"])
def test_wrong_length_costs_one_page(tmp_path: Path, length: bytes, gz: bool) -> None:
    records = list(RECORDS)
    head, _, rest = records[3].rpartition(b"\r\nContent-Length: ")[0].partition(b"Content-Length: ")
    wrong = head + b"Content-Length: " + length + b"\r\nX-Was: " + rest
    records[3] = wrong + records[3][len(records[3].rpartition(b"\r\nContent-Length: ")[0]) :]
    data = b"".join(packed(records) if gz else records)
    numbers, errors = read(write(tmp_path, data))
    assert [n for n in numbers if n != 3] == [0, 1, 2, 4, 5, 6, 7]
    assert len(errors) == 1


def test_cut_short(tmp_path: Path) -> None:
    for data in (b"".join(packed(RECORDS)), b"".join(RECORDS)):
        numbers, errors = read(write(tmp_path, data[:-100]))
        assert numbers == [0, 1, 2, 3, 4, 5, 6]
        assert len(errors) == 1


def test_other_answers_are_no_pages(tmp_path: Path) -> None:
    records = [record(0), record(1, status=404), record(2).replace(b"text/html", b"image/png")]
    assert read(write(tmp_path, b"".join(records))) == ([0], [])


def test_articles_of_an_archive(tmp_path: Path) -> None:
    errors: list[InputError] = []
    path = write(tmp_path, b"".join(packed(RECORDS)))
    entries = list(read_files([str(tmp_path)], load_kit(), on_error=errors.append))
    assert [entry.article.url for entry in entries] == [
        f"https://news.example/{number}" for number in range(8)
    ]
    assert all(f"شماره {n}" in entry.article.text for n, entry in enumerate(entries))
    assert entries[0].article.where.startswith(str(path))
    assert not errors
