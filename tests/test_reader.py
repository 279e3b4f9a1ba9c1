"""The reader of the Python interface."""

import pickle
from collections.abc import Iterator

import pytest

import dabir
from dabir import Article, InputError, OptionError, Reader
from dabir import pool as pool_module

NEWS = "وزیر نیرو گفت: آب می\u200cرسد."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return dabir.load()


def test_text_with_what_is_known_of_it(reader: Reader) -> None:
    record = reader(NEWS, published="۱۴۰۲/۰۹/۰۸", outlet="آوا", title="آب")
    assert (record.text, record.published) == (NEWS, "2023-11-29")
    assert (record.outlet, record.title) == ("آوا", "آب")


@pytest.mark.parametrize("text", ["", " \n", "سلام\ud800", "The ministers of water met on Monday"])
def test_what_cannot_be_read_raises(reader: Reader, text: str) -> None:
    with pytest.raises(InputError):
        reader(text)


def test_bad_day_raises(reader: Reader) -> None:
    with pytest.raises(InputError, match="published: 'دیروز' is not a day"):
        reader(NEWS, published="دیروز")


@pytest.mark.parametrize("jobs", [1, 2])
def test_pipe_keeps_order_and_context(reader: Reader, jobs: int) -> None:
    pairs = [(f"{NEWS} {i}", i) for i in range(40)]
    pairs.insert(20, ("", -1))
    errors: list[InputError] = []
    read = reader.pipe(pairs, jobs=jobs, as_tuples=True, on_error=errors.append)
    assert [(r.text, i) for r, i in read] == [p for p in pairs if p[0]]
    assert [str(e) for e in errors] == ["text: empty"]
    assert [r.text for r in reader.pipe([NEWS, NEWS], jobs=jobs)] == [NEWS, NEWS]


@pytest.mark.parametrize("jobs", [1, 2])
def test_pipe_without_on_error_raises(reader: Reader, jobs: int) -> None:
    with pytest.raises(InputError, match="text: empty"):
        list(reader.pipe([NEWS, ""], jobs=jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_pipe_is_lazy(reader: Reader, jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield NEWS

    read = reader.pipe(endless(), jobs=jobs)
    assert next(read).text == NEWS
    assert taken <= 1 + jobs * pool_module.BATCH * pool_module.AHEAD
    read.close()  # type: ignore[attr-defined]  # a generator, typed as the iterator that it is used as


def test_no_jobs_is_an_option_error(reader: Reader) -> None:
    with pytest.raises(OptionError):
        list(reader.pipe([NEWS], jobs=0))


def test_a_failure_of_the_reader_is_an_error_of_that_article_alone(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_article(article: Article, kit: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("dabir.reader.read_article", read_article)
    errors: list[InputError] = []
    assert list(reader.pipe([NEWS, ""], on_error=errors.append)) == []
    assert errors[0].reason.startswith("dabir failed on it: IndexError: list index out of range (")
    assert isinstance(errors[0].__cause__, IndexError)
    assert str(errors[1]) == "text: empty"
    with pytest.raises(IndexError):
        list(reader.pipe([NEWS]))


def test_reader_and_errors_travel_between_processes(reader: Reader) -> None:
    error = pickle.loads(pickle.dumps(InputError("a:1", "empty")))
    assert (error.where, error.reason, str(error)) == ("a:1", "empty", "a:1: empty")
    assert pickle.loads(pickle.dumps(reader))(NEWS) == reader(NEWS)
