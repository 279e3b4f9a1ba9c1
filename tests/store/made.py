"""Made articles for data sets: many, short, different from one another, and readable at once."""

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SPEAKERS = (
    "نادر کوهستانی، شهردار بندر صدف",
    "لیلا درخشان، رئیس انجمن باغداران",
    "پترا هولم، سخنگوی اتحادیه بنادر شمال",
    "عمر الساحلی، وزیر آب کشور ساحل",
    "یک مقام آگاه",
)
CUES = ("گفت", "اعلام کرد", "تأکید کرد", "هشدار داد", "افزود")
THINGS = ("باغ", "پل", "راه\u200cآهن", "کتابخانه", "بندر", "آب شهر", "نمایشگاه", "مدرسه")
TAILS = (
    "تا پایان سال باز می\u200cشود و همه می\u200cتوانند به آن بیایند",
    "به بودجه بیشتری نیاز دارد و هنوز آماده نیست",
    "امسال بهتر از سال گذشته کار کرده است",
    "برای مردم محله\u200cهای جنوبی ساخته شده است",
)
OUTLETS = ("خبرگزاری صدف", "روزنامه شمال", "پایگاه خبری دریا", None)


def article(number: int) -> dict[str, Any]:
    """An article with two statements; its number stands in its text."""
    chance = random.Random(number)
    lines = [f"خبر شماره {number} از بندر صدف"]
    for _ in range(2):
        speaker, cue = chance.choice(SPEAKERS), chance.choice(CUES)
        thing, tail = chance.choice(THINGS), chance.choice(TAILS)
        lines.append(f"{speaker} {cue}: {thing} شماره {number} {tail}.")
    return {
        "id": str(number),
        "outlet": chance.choice(OUTLETS),
        "published": f"2023-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "text": "\n".join(lines),
    }


def write_jsonl(path: Path, numbers: Iterable[int]) -> Path:
    """A file of made articles, one a line."""
    lines = (json.dumps(article(number), ensure_ascii=False) + "\n" for number in numbers)
    path.write_text("".join(lines), "utf-8")
    return path
