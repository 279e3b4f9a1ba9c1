"""Annotated articles, and the records that the reader makes of them without their annotations."""

import json
from pathlib import Path
from typing import Any

import dabir
from dabir.records import Article

Gold = dict[str, Any]


def read_gold(folder: Path) -> list[Gold]:
    """The annotated articles of a folder, sorted by file name."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def read_all(gold: list[Gold], reader: dabir.Reader) -> dict[str, Any]:
    """The records of the articles, by id, read without their annotations."""
    return {
        article["id"]: reader(
            Article(
                id=article["id"],
                text=article["text"],
                outlet=article.get("outlet"),
                published=article.get("published"),
                url=article.get("url"),
            )
        ).to_dict()
        for article in gold
    }
