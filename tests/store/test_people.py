"""Who is one person: on what evidence, and when it stays a doubt."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from dabir.cli import main
from dabir.records import Actor, Article, Record, Span, Statement
from dabir.store.dataset import open_dataset
from dabir.store.people import update_people
from dabir.store.views import connect
from tests.store.building import ReaderEngine, build, record_of


class Said(NamedTuple):
    """A statement of somebody, as the reader would give it."""

    phrase: str
    name: str
    day: str | None = "2023-05-01"
    country: str | None = None


def read(article: Article) -> Record:
    said: list[Statement] = []
    actors: list[Actor] = []
    for line in article.text.split("\n"):
        phrase, name, country = line.split("|")
        start = article.text.index(line)
        speaker = Span(start, start + len(phrase), phrase)
        content = Span(start, start + len(line), line)
        said.append(
            Statement(
                id=f"{len(said)}",
                cue=speaker,
                speaker=speaker,
                name=name,
                kind="direct",
                content=(content,),
                nested_in=None,
                stance="neutral",
                speaker_reason="made",
                reason="made",
            )
        )
        if country:
            codes = (f"{country}.GOV",)
            actors.append(Actor(start, start + len(phrase), phrase, codes=codes, reason="made"))
    return record_of(article, statements=tuple(said), actors=tuple(actors))


def people_of(folder: Path, *said: Said) -> dict[int, str]:
    """The identity of each statement's speaker, by the statement's place in the list."""
    rows = [
        {
            "id": str(number),
            "published": one.day,
            "text": f"{one.phrase}|{one.name}|{one.country or ''}",
        }
        for number, one in enumerate(said)
    ]
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    build([source], folder / "news", engine=ReaderEngine(read))
    update_people(open_dataset(folder / "news"))
    query = "SELECT id, person FROM named JOIN articles USING (article)"
    return {int(number): person for number, person in ask(folder, query)}


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    database, _ = connect(open_dataset(folder / "news"))
    with database:
        return database.execute(query).fetchall()


def doubts(folder: Path) -> set[str]:
    return {reason for (reason,) in ask(folder, "SELECT DISTINCT reason FROM doubts")}


def test_the_full_name_is_one_person_where_nothing_speaks_against_it(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("نادر کوهستانی، شهردار بندر صدف", "نادر کوهستانی"),
        Said("کوهستانی", "نادر کوهستانی", "2023-06-01"),
        Said("دکتر نادر كوهستاني", "دکتر نادر كوهستاني", "2023-07-01"),
        Said("شهردار بندر صدف", "نادر کوهستانی", "2024-01-01"),
    )
    assert len(set(found.values())) == 1
    assert doubts(tmp_path) == set()
    (office,) = ask(tmp_path, "SELECT office, first::text, last::text, articles FROM offices")
    assert office == ("شهردار بندر صدف", "2023-05-01", "2024-01-01", 2)


def test_a_surname_alone_is_nobody(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("نادر کوهستانی، شهردار بندر صدف", "نادر کوهستانی"),
        Said("کوهستانی", "کوهستانی"),
    )
    assert found[0] != found[1]
    assert doubts(tmp_path) == {"the same surname"}


def test_surname_and_office_at_that_time_are_somebody(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("نادر کوهستانی، شهردار بندر صدف", "نادر کوهستانی", "2023-05-01"),
        Said("سارا کوهستانی، رئیس انجمن باغداران", "سارا کوهستانی", "2023-05-01"),
        Said("کوهستانی، شهردار بندر صدف", "کوهستانی", "2023-08-01"),
        Said("کوهستانی، شهردار بندر صدف", "کوهستانی", "2029-08-01"),
        Said("کوهستانی، سخنگوی بندر مرجان", "کوهستانی", "2023-08-01"),
        Said("کوهستانی، شهردار", "کوهستانی", "2023-08-01"),
        Said("کوهستانی، شهردار بندر صدف", "کوهستانی", None),
    )
    assert found[2] == found[0]
    assert all(found[number] not in (found[0], found[1]) for number in (3, 4, 5, 6))


def test_two_bearers_of_one_surname_and_office_stay_a_doubt(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("نادر کوهستانی، نماینده بندر صدف", "نادر کوهستانی"),
        Said("سارا کوهستانی، نماینده بندر صدف", "سارا کوهستانی"),
        Said("کوهستانی، نماینده بندر صدف", "کوهستانی"),
    )
    assert len(set(found.values())) == 3


def test_one_name_in_two_countries_is_two_persons(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("کریم اکبرف، وزیر آب", "کریم اکبرف", country="TJK"),
        Said("کریم اکبرف، وزیر آب", "کریم اکبرف", country="AZE"),
        Said("کریم اکبرف، وزیر آب تاجیکستان", "کریم اکبرف", country="TJK"),
    )
    assert found[0] == found[2] != found[1]
    assert doubts(tmp_path) == {"the same full name, another country"}


def test_one_name_in_two_callings_is_a_doubt(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("داود رحمانی، سخنگوی وزارت آب", "داود رحمانی"),
        Said("داود رحمانی، سرمربی تیم بسکتبال", "داود رحمانی"),
        Said("داود رحمانی", "داود رحمانی"),
    )
    assert len(set(found.values())) == 3
    assert doubts(tmp_path) == {
        "the same full name, another office",
        "the same full name, and no office to tell",
    }


def test_bodies_offices_and_unnamed_sources(tmp_path: Path) -> None:
    found = people_of(
        tmp_path,
        Said("وزارت آب", "وزارت آب"),
        Said("وزارت آب", "وزارت آب"),
        Said("سخنگوی وزارت آب", "سخنگوی وزارت آب"),
        Said("یک مقام آگاه", "یک مقام آگاه"),
        Said("یک مقام آگاه", "یک مقام آگاه"),
    )
    assert found.keys() == {0, 1, 2}
    assert found[0] == found[1] != found[2]
    kinds = dict(ask(tmp_path, "SELECT name, kind FROM people"))
    assert kinds == {"وزارت آب": "body", "سخنگوی وزارت آب": "office"}


def test_the_command(tmp_path: Path) -> None:
    people_of(
        tmp_path,
        Said("نادر کوهستانی، شهردار بندر صدف", "نادر کوهستانی"),
        Said("کوهستانی", "کوهستانی"),
        Said("لیلا درخشان", "لیلا درخشان"),
    )
    news = str(tmp_path / "news")
    who = CliRunner().invoke(main, ["person", news, "كوهستاني"])
    rows = [json.loads(line) for line in who.stdout.splitlines()]
    assert {row["name"] for row in rows} == {"نادر کوهستانی", "کوهستانی"}
    assert all("the same surname" in row["doubts"] for row in rows)
    said = CliRunner().invoke(main, ["person", news, "لیلا درخشان", "--said"])
    assert [json.loads(line)["name"] for line in said.stdout.splitlines()] == ["لیلا درخشان"]
    nobody = CliRunner().invoke(main, ["person", news, "هیچکس"])
    assert nobody.exit_code == 2
