"""Stories: which articles tell one, who had it first, what became of it, and what is not one."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dabir.cli import main
from dabir.records import Article, Record, Relay
from dabir.store.changes import find_changes
from dabir.store.dataset import DataSet, open_dataset
from dabir.store.stories import update_stories
from dabir.store.terms import load_terms
from dabir.store.views import connect, stories_are_current
from tests.store.building import ReaderEngine, build, record_of
from tests.store.made import article

LINES = (
    "شهردار بندر صدف گفت که پل تازه شهر پیش از پایان پاییز برای همه مردم باز می\u200cشود.",
    "او افزود که ساختن این پل دو سال طول کشید و سیصد کارگر در آن کار کردند.",
    "انجمن باغداران از شهرداری خواست که راه روستاهای جنوب نیز آسفالت شود.",
    "به گفته مهندسان، این پل وزن چهل کامیون را با هم تحمل می\u200cکند.",
    "در پایان نشست، نمایندگان محله\u200cها پرسش\u200cهای خود را درباره ترافیک مطرح کردند.",
    "ایستگاه هواشناسی هم برای روزهای آینده باران پراکنده پیش\u200cبینی کرده است.",
)
DAMAGED = "\n".join(LINES).replace("\u200c", "").replace("ی", "ي").replace("ک", "ك")


def news_of(folder: Path, articles: list[dict[str, Any]], engine: Any = None) -> DataSet:
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in articles))
    build([path], folder / "news", engine=engine, size=3)
    dataset = open_dataset(folder / "news")
    update_stories(dataset)
    return dataset


def telling(name: str, text: str, day: str | None = None, outlet: str | None = None) -> Any:
    return {"id": name, "text": text, "published": day, "outlet": outlet}


def rows(dataset: DataSet, query: str, *, once: bool = False) -> list[tuple[Any, ...]]:
    database, _ = connect(dataset, once=once)
    with database:
        return database.execute(query).fetchall()


STORY = "SELECT id, shown, first, kept, own FROM stories JOIN articles USING (article) ORDER BY id"


def test_copies_cut_damaged_and_added_to_are_one_story(tmp_path: Path) -> None:
    whole = "\n".join(LINES)
    dataset = news_of(
        tmp_path,
        [
            telling("a-whole", whole, "2023-05-01"),
            telling("b-cut", "\n".join(LINES[:3]), "2023-05-02"),
            telling("c-damaged", DAMAGED, "2023-05-02"),
            telling("d-more", whole + "\nاین خبر را خبرنگار ما از بندر فرستاد.", "2023-05-03"),
            article(99),
        ],
    )
    found = {row[0]: row[1:] for row in rows(dataset, STORY)}
    assert found.keys() == {"a-whole", "b-cut", "c-damaged", "d-more"}
    assert found["a-whole"] == (True, True, 1.0, 0.0)
    assert not any(shown or first for shown, first, _, _ in list(found.values())[1:])
    assert found["b-cut"][2] == pytest.approx(0.5, abs=0.15)
    assert found["b-cut"][3] == 0.0
    assert found["c-damaged"][2] > 0.8
    assert found["d-more"][2] == 1.0
    assert 0 < found["d-more"][3] < 0.3


def test_a_digest_of_many_stories_is_no_copy_of_one(tmp_path: Path) -> None:
    others = [article(number)["text"] for number in range(40)]
    digest = "\n".join([*others, *LINES])
    found = [telling("one", "\n".join(LINES)), telling("digest", digest)]
    assert rows(news_of(tmp_path, found), STORY) == []


def test_first_is_told_only_where_it_is_known(tmp_path: Path) -> None:
    text = "\n".join(LINES)

    def read(found: Article) -> Record:
        if found.id != "copy":
            return record_of(found)
        relay = Relay(0, 5, found.text[:5], name="صدف", reason="made")
        return record_of(found, sources=("صدف",), relays=(relay,))

    same_day = [
        telling("agency", text, "2023-05-01", "خبرگزاری صدف"),
        telling("copy", text, "2023-05-01", "روزنامه شمال"),
    ]
    dataset = news_of(tmp_path, same_day, ReaderEngine(read))
    query = "SELECT id, first, first_reason, origin FROM stories JOIN articles USING (article)"
    found = {row[0]: row[1:] for row in rows(dataset, query)}
    assert found["agency"][0] is True
    assert "named as the source" in found["agency"][1]
    assert found["copy"][0] is False
    assert found["copy"][2] == "صدف"

    (tmp_path / "other").mkdir()
    dataset = news_of(tmp_path / "other", same_day, ReaderEngine(record_of))
    assert {row[1] for row in rows(dataset, query)} == {False}

    (tmp_path / "third").mkdir()
    dayless = [telling("agency", text, None), telling("copy", text, "2023-05-01", "روزنامه شمال")]
    dataset = news_of(tmp_path / "third", dayless, ReaderEngine(record_of))
    assert {row[2] for row in rows(dataset, query)} == {"not every article has a day"}


def test_a_story_counts_once_when_asked(tmp_path: Path) -> None:
    text = "\n".join(LINES)
    copies = [telling(str(n), text, f"2023-05-{n:02d}", f"سایت {n}") for n in range(1, 9)]
    dataset = news_of(tmp_path, [*copies, article(99)])
    assert rows(dataset, "SELECT count(*) FROM articles") == [(9,)]
    assert rows(dataset, "SELECT count(*) FROM articles", once=True) == [(2,)]
    said = rows(dataset, "SELECT count(*) FROM statements WHERE content_text LIKE '%پل تازه%'")
    once = rows(
        dataset, "SELECT count(*) FROM statements WHERE content_text LIKE '%پل تازه%'", once=True
    )
    assert said == [(8,)]
    assert once == [(1,)]


def test_words_told_again_in_another_article(tmp_path: Path) -> None:
    said = "پل تازه بندر صدف پیش از پایان پاییز برای همه مردم شهر و روستاها باز می\u200cشود"
    first = f"نادر کوهستانی، شهردار بندر صدف، گفت: {said}."
    second = f"هوا سرد شد.\nمردم منتظرند.\nکوهستانی گفت: {said}. سپس نشست پایان یافت."
    other = f"لیلا درخشان، رئیس انجمن باغداران، گفت: {said}."
    dataset = news_of(
        tmp_path,
        [
            telling("first", first, "2023-05-01"),
            telling("second", second, "2023-06-01"),
            telling("other", other, "2023-06-02"),
        ],
    )
    query = "SELECT id, shown FROM retold r JOIN articles USING (article) ORDER BY id"
    assert rows(dataset, query) == [("first", True), ("second", False)]


def test_stories_are_found_anew_when_the_data_set_changes(tmp_path: Path) -> None:
    text = "\n".join(LINES)
    dataset = news_of(tmp_path, [telling("1", text), telling("2", text, outlet="سایت")])
    assert stories_are_current(dataset)
    assert len(rows(dataset, STORY)) == 2
    build([tmp_path / "in.jsonl", *_one_more(tmp_path, text)], tmp_path / "news", size=3)
    assert not stories_are_current(dataset)
    result = CliRunner().invoke(main, ["stories", str(tmp_path / "news"), "-f", "json"])
    assert result.exit_code == 0, result.output
    assert [row["articles"] for row in json.loads(result.stdout)] == [3]


def _one_more(folder: Path, text: str) -> list[Path]:
    path = folder / "more.jsonl"
    path.write_text(json.dumps(telling("3", text, outlet="سایت سوم"), ensure_ascii=False))
    return [path]


def test_changes_between_two_tellings() -> None:
    old = "\n".join(LINES[:4])
    new = "\n".join(
        [LINES[0].replace("\u200c", ""), LINES[1].replace("سیصد", "چهارصد"), LINES[3], LINES[5]]
    )
    found = find_changes(old, new, load_terms())
    assert [change.kind for change in found] == ["kept", "changed", "cut", "kept", "added"]
    assert found[1].before == LINES[1]
    assert found[4] == ("added", None, LINES[5])


def test_the_command_shows_what_became_of_a_story(tmp_path: Path) -> None:
    text = "\n".join(LINES)
    cut = telling("2", "\n".join(LINES[:4]), "2023-05-02")
    dataset = news_of(tmp_path, [telling("1", text, "2023-05-01"), cut])
    ((story,),) = rows(dataset, "SELECT DISTINCT story FROM stories")
    result = CliRunner().invoke(main, ["stories", str(dataset.folder), "--story", story])
    kinds = [json.loads(line)["change"] for line in result.stdout.splitlines()]
    assert kinds == ["kept"] * 4 + ["cut"] * 2
    wrong = CliRunner().invoke(main, ["stories", str(dataset.folder), "--story", "none"])
    assert wrong.exit_code == 2
