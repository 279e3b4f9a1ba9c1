"""Dates, the cases and their speed: `python -m benchmarks.dates`. Peers: `benchmarks.peers`.

The cases are `tests/cases/dates.jsonl`, made for dabir's own tests, so the row tells only that they
pass. An interval is "inside" when a day is given that lies in it. Speed is processor time, the best
of seven rounds on one core; running text is `../shared/data/raw`, where it is.
"""

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dabir.dates import Kit, calendars, find_dates, load_kit

CASES = Path(__file__).parent.parent / "tests" / "cases" / "dates.jsonl"
NEWS = Path("../shared/data/raw/news.txt.gz")
Ask = Callable[[str, str | None], str | None]
VERDICTS = ("right", "inside", "wrong", "nothing")


class Question(NamedTuple):
    """One expression, the day of publication, and the value that it should get."""

    text: str
    published: str | None
    value: str


def main() -> None:
    """Print the tables."""
    questions, without = list(read_questions()), list(read_untouched())
    kit = load_kit()
    print(f"{len(questions)} expressions with a value, {len(without)} texts without a date")
    print(f"{'':26}{''.join(f'{v:>9}' for v in VERDICTS)}{'false':>9}{'a second':>10}")
    compare("dabir", dabir(kit), questions, without)
    print()
    time_calendars()
    time_expressions(kit, questions)
    time_running_text(kit)


def read_questions() -> Iterator[Question]:
    """Every expression of the cases that has a value."""
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        for expected in case["dates"]:
            if expected["value"] is not None:
                yield Question(expected["text"], case["published"], expected["value"])


def read_untouched() -> Iterator[str]:
    """The texts of the cases in which there is no date."""
    for line in CASES.read_text("utf-8").splitlines():
        case = json.loads(line)
        if not case["dates"]:
            yield case["text"]


def dabir(kit: Kit) -> Ask:
    """Our own answers."""

    def ask(text: str, published: str | None) -> str | None:
        found = find_dates(text, published, kit=kit)
        return found[0].value if found else None

    return ask


def compare(name: str, ask: Ask, questions: list[Question], without: list[str]) -> None:
    """One row of the table."""
    start = time.process_time()
    answers = [ask(question.text, question.published) for question in questions]
    seconds = time.process_time() - start
    verdicts = Counter(map(judge, questions, answers))
    false = sum(ask(text, "2023-11-29") is not None for text in without)
    row = "".join(f"{verdicts[verdict]:9}" for verdict in VERDICTS)
    print(f"{name:26}{row}{false:9}{len(questions) / seconds:10,.0f}")


def judge(question: Question, answer: str | None) -> str:
    """Whether an answer is the value, a day inside it, another, or none."""
    if answer is None:
        return "nothing"
    if answer == question.value:
        return "right"
    return "inside" if _is_inside(answer, question.value) else "wrong"


def _is_inside(answer: str, value: str) -> bool:
    first, _, last = value.partition("/")
    if len(answer) != 10 or not first[:1].isdigit() or last == "..":
        return False
    return first <= answer and answer[: len(last or first)] <= (last or first)


def time_calendars() -> None:
    """Conversions a second, both ways."""
    today = date(2023, 11, 29).toordinal()
    days = range(today - 50_000, today + 50_000)
    named = [calendars.day_to_jalali(day) for day in days]
    ways: dict[str, Callable[[], object]] = {
        "day to Jalali": lambda: [calendars.day_to_jalali(day) for day in days],
        "Jalali to day": lambda: [calendars.jalali_to_day(*day) for day in named],
        "Gregorian to Jalali": lambda: [
            calendars.day_to_jalali(calendars.gregorian_to_day(2023, 11, day % 28 + 1))
            for day in days
        ],
        "day to Hijri": lambda: [calendars.day_to_hijri(day) for day in days],
    }
    for name, convert in ways.items():
        start = time.process_time()
        convert()
        print(f"{name:26}{len(days) / (time.process_time() - start):12,.0f} a second")


def time_expressions(kit: Kit, questions: list[Question]) -> None:
    """Expressions a second, each as a text of its own."""

    def read_all() -> None:
        for question in questions:
            find_dates(question.text, question.published, kit=kit)

    print(f"{'expressions':26}{len(questions) / _best(read_all):12,.0f} a second")


def time_running_text(kit: Kit) -> None:
    """Megabytes of news a second, with all its dates and with those paragraphs that have none."""
    if not NEWS.exists():
        print(f"running text: {NEWS} is not there")
        return
    with gzip.open(NEWS, "rt", encoding="utf-8") as news:
        paragraphs = [line for number, line in enumerate(news) if number % 40 == 0]
    dateless = [text for text in paragraphs if not find_dates(text, "2023-11-29", kit=kit)]
    articles = ["".join(paragraphs[i : i + 12]) for i in range(0, len(paragraphs), 12)]
    for name, texts in (("running text", articles), ("text without dates", dateless)):
        size = sum(len(text.encode()) for text in texts)
        found = sum(len(find_dates(text, "2023-11-29", kit=kit)) for text in texts)
        seconds = _best(partial(_read_texts, texts, kit))
        print(f"{name:26}{size / seconds / 1e6:12.1f} MB/s ({found} dates in {size / 1e6:.1f} MB)")


def _read_texts(texts: list[str], kit: Kit) -> None:
    for text in texts:
        find_dates(text, "2023-11-29", kit=kit)


def _best(work: Callable[[], None], rounds: int = 7) -> float:
    """The processor time of the best of some rounds: other work on the machine only slows."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
