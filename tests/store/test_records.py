"""Records put together again from the tables are those that were read."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import msgspec
import pytest
from click.testing import CliRunner

from dabir.building import Options, build_dataset
from dabir.cli import main
from dabir.engines.local import LocalEngine
from dabir.intake import read_files
from dabir.reader import Reader, load
from dabir.records import Record
from dabir.store.dataset import DataSet, open_dataset
from dabir.store.records import load_record, load_records
from dabir.store.views import connect

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> DataSet:
    folder = tmp_path_factory.mktemp("records") / "news"
    build_dataset([str(EXAMPLES)], folder, LocalEngine(1), Options(), lambda step: None)
    return open_dataset(folder)


def stored(dataset: DataSet) -> Iterator[Record]:
    with duckdb.connect() as database:
        for manifest in dataset.manifests():
            place = dataset.folder / "articles" / f"{manifest.key}.parquet"
            rows = database.execute("SELECT article FROM read_parquet(?)", [str(place)]).fetchall()
            for (article,) in rows:
                record = load_record(database, dataset, manifest.key, article)
                assert record is not None
                assert record.id == article
                yield record


def test_nothing_is_lost_on_the_way(dataset: DataSet, reader: Reader) -> None:
    entries = read_files([str(EXAMPLES)], reader.kit.intake, on_error=lambda error: None)
    read = {entry.article.text: reader(entry.article) for entry in entries}
    seen = 0
    for record in stored(dataset):
        for field in set(Record.__struct_fields__) - {"id", "parts"}:
            assert getattr(record, field) == getattr(read[record.text], field), field
        seen += 1
    assert seen == len(read) > 5


def test_all_records_at_once_are_the_same_as_one_by_one(dataset: DataSet) -> None:
    database, _ = connect(dataset)
    with database:
        together = {record.id: record for record in load_records(database, dataset)}
    assert together == {record.id: record for record in stored(dataset)}


def test_records_are_exported_as_read_writes_them(dataset: DataSet, tmp_path: Path) -> None:
    wanted = {record.id: record for record in stored(dataset)}
    out = tmp_path / "records.jsonl"
    command = ["export", str(dataset.folder), "-o"]
    done = CliRunner().invoke(main, [*command, str(out), "-f", "records"])
    assert done.exit_code == 0, done.output
    lines = out.read_bytes().splitlines()
    records = [msgspec.json.decode(line, type=Record) for line in lines]
    assert {record.id: record for record in records} == wanted
    done = CliRunner().invoke(main, [*command, str(tmp_path / "desk"), "-f", "brat"])
    assert done.exit_code == 0, done.output
    assert len(list((tmp_path / "desk").glob("*.ann"))) == len(wanted)
    again = CliRunner().invoke(main, [*command, str(tmp_path / "desk"), "-f", "brat"])
    assert (again.exit_code, "is there already" in again.output) == (2, True)
    unknown = CliRunner().invoke(main, [*command, str(tmp_path / "x"), "-f", "xml"])
    assert (unknown.exit_code, "unknown format 'xml'" in unknown.output) == (2, True)


def test_an_article_of_another_shard_is_not_there(dataset: DataSet) -> None:
    key = dataset.manifests()[0].key
    with duckdb.connect() as database:
        assert load_record(database, dataset, key, "0123456789abcdef") is None
        assert load_record(database, dataset, "no-such-shard", "0123456789abcdef") is None
