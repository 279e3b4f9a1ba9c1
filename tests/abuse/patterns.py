"""Every pattern that dabir compiles, and strings on which a bad one would take for ever.

The strings come from the pattern's own tree: up to each loop a text that fits, the loop's content
many times over, then a sign that fits nothing.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import msgspec

import dabir
from dabir.errors import OptionError
from dabir.pipeline import load_kit
from dabir.store.terms import load_terms

LOOPS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
LEAST = 10  # rounds: a loop of fewer cannot grow
ENDINGS = ("\x01", "\n", " ", "")  # what may make the pattern fail at the end
CATEGORIES: dict[Any, str] = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "\u0628",
    sre.CATEGORY_NOT_DIGIT: "\u0628",
    sre.CATEGORY_NOT_SPACE: "\u0628",
    sre.CATEGORY_NOT_WORD: "-",
}
SAMPLES = "\u0628a1 -.\u200c\u064e\n\"'/:@<"  # tried in turn where a set excludes some


def all_patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """By a name that leads to it: those of all modules, and those made from the lexicons."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(dabir.__path__, "dabir."):
        if module.name.endswith("__main__"):
            continue
        try:
            names = vars(importlib.import_module(module.name))
        except (ImportError, OptionError):  # what an extra brings is not installed
            continue
        for name, value in names.items():
            _collect(f"{module.name}.{name}", value, found)
    _collect("kit", load_kit(), found)
    _collect("terms", load_terms(), found)
    unique = {pattern: name for name, pattern in reversed(found.items())}
    return {name: pattern for pattern, name in unique.items()}


def _collect(name: str, value: object, found: dict[str, re.Pattern[Any]]) -> None:
    if isinstance(value, re.Pattern):
        found[name] = value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            _collect(f"{name}.{field}", getattr(value, field), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _collect(f"{name}[{str(key)[:20]}]", item, found)
    elif isinstance(value, Sequence | Set) and not isinstance(value, str | bytes | range):
        fields = getattr(value, "_fields", None)
        for at, item in enumerate(value):
            if isinstance(item, re.Pattern | Mapping | tuple | list | msgspec.Struct):
                _collect(f"{name}.{fields[at] if fields else at}", item, found)


def pumps(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """For each loop of the pattern: a text that leads to it, and its content once."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin")
    )
    tree = parser.parse(
        source, pattern.flags & ~re.UNICODE if _is_bytes(pattern) else pattern.flags
    )
    yield from _loops(list(tree), "")


def _is_bytes(pattern: re.Pattern[Any]) -> bool:
    return isinstance(pattern.pattern, bytes)


def _loops(nodes: list[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    for kind, value in nodes:
        if kind in LOOPS:
            _, most, body = value
            once = _sample(list(body))
            if most > LEAST and once:
                yield before, once
            yield from _loops(list(body), before)
        for branch in _branches(kind, value):
            yield from _loops(branch, before)
        before += _sample([(kind, value)])


def _branches(kind: Any, value: Any) -> list[list[tuple[Any, Any]]]:
    if kind is sre.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind is sre.SUBPATTERN:
        return [list(value[3])]
    if kind is sre.ATOMIC_GROUP:
        return [list(value)]
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(value[1])]
    return []


def _sample(nodes: list[tuple[Any, Any]]) -> str:
    """A short text that the nodes fit, more or less."""
    return "".join(_one(kind, value) for kind, value in nodes)


def _one(kind: Any, value: Any) -> str:
    if kind is sre.LITERAL:
        return chr(value)
    if kind in (sre.ANY, sre.NOT_LITERAL):
        return "\u0628"
    if kind is sre.IN:
        return _member(value)
    if kind in LOOPS:
        least, _, body = value
        return str(_sample(list(body)) * max(1, min(least, 4)))
    if kind in (sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF):
        return ""
    branches = _branches(kind, value)
    return _sample(branches[0]) if branches else ""


def _member(members: Any) -> str:
    negated = members[0][0] is sre.NEGATE
    if negated:
        refused = {chr(v) for kind, v in members[1:] if kind is sre.LITERAL}
        return next(sign for sign in SAMPLES if sign not in refused)
    kind, value = members[0]
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(value[0])
    return CATEGORIES.get(value, "\u0628")
