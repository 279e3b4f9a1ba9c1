"""Damaged copies of annotated articles, with the annotations led along."""

from collections.abc import Callable
from typing import Any

from dabir.unicode import ZWNJ

Article = dict[str, Any]


def delete_half_spaces(article: Article) -> Article:
    """The article without its half-spaces."""
    return _replace_half_spaces(article, "")


def space_half_spaces(article: Article) -> Article:
    """The article with a space for each half-space."""
    return _replace_half_spaces(article, " ")


DAMAGES: dict[str, Callable[[Article], Article]] = {
    "half-spaces deleted": delete_half_spaces,
    "half-spaces spaced": space_half_spaces,
}


def _replace_half_spaces(article: Article, replacement: str) -> Article:
    text = article["text"]
    places, at = [], 0
    for letter in text:
        places.append(at)
        at += len(replacement) if letter == ZWNJ else 1
    places.append(at)
    damaged = text.replace(ZWNJ, replacement)
    led: Article = _lead(article, places, damaged)
    return {**led, "text": damaged}


def _lead(value: Any, places: list[int], text: str) -> Any:
    """The annotation with every span at its new place."""
    if isinstance(value, list):
        return [_lead(item, places, text) for item in value]
    if not isinstance(value, dict):
        return value
    led = {key: _lead(item, places, text) for key, item in value.items()}
    if "start" in led and "end" in led:
        led["start"], led["end"] = places[led["start"]], places[led["end"]]
        led["text"] = text[led["start"] : led["end"]]
    return led
