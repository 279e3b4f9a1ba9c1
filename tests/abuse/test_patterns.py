"""Every pattern takes a time that grows with the text and no faster."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest

from dabir.errors import InputError
from dabir.limits import time_limit
from tests.abuse.patterns import ENDINGS, all_patterns, pumps

PATTERNS = all_patterns()
SHORT, LONG = 2_000, 16_000  # characters
QUICK = 0.05  # CPU seconds for the long text: a pattern that looks at each pair takes many more
LIMIT = 0.5  # CPU seconds, after which a pattern is stopped
FACTOR = 3 * LONG / SHORT
# Patterns that never see a longer text than this.
BOUNDED = {
    "kit.intake.days.whole": 100,
    "dabir.store.queries.PIECE": 1_000,
    "dabir.intake.html.CHARSET": 4_096,
}
# Patterns that are asked at one place alone.
AT_ONE_PLACE = {
    "dabir.dates.agreement._BESIDE",
    "dabir.dates.agreement._EQUATION",
    "dabir.store.queries.PIECE",
}


def seconds(pattern: re.Pattern[Any], text: str | bytes, *, at_one_place: bool) -> float:
    """CPU seconds of a search through the text, LIMIT where it had to be stopped."""
    began = time.process_time()
    try:
        with time_limit("pattern", LIMIT):
            if at_one_place:
                pattern.match(text)
            else:
                for _ in pattern.finditer(text):
                    pass
    except InputError:
        return LIMIT
    return time.process_time() - began


def worst(
    pattern: re.Pattern[Any], longest: int = LONG, *, at_one_place: bool = False
) -> list[str]:
    """The texts on which the pattern is slower than it may be."""
    is_bytes = isinstance(pattern.pattern, bytes)

    def time_of(text: str) -> float:
        made = text.encode("latin", "replace") if is_bytes else text
        return seconds(pattern, made, at_one_place=at_one_place)

    slow = []
    for before, once in sorted(set(pumps(pattern))):
        for ending in ENDINGS:
            if _grows(time_of, before, once, ending, longest):
                slow.append(f"{before[:30]!r} {once[:30]!r}… {ending!r}")
    return slow


def _grows(
    time_of: Callable[[str], float], before: str, once: str, ending: str, longest: int
) -> bool:
    long = time_of(before + once * (longest // len(once)) + ending)
    if long < QUICK:
        return False
    short = time_of(before + once * (min(SHORT, longest // 2) // len(once)) + ending)
    return long >= LIMIT or long > FACTOR * short


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_a_time_that_grows_with_the_text(name: str) -> None:
    bound, once = BOUNDED.get(name, LONG), name in AT_ONE_PLACE
    assert worst(PATTERNS[name], bound, at_one_place=once) == []


@pytest.mark.parametrize("bad", [r"(?:a+)+b", r"\s+$", r"(?:ab|a)*c", r"x\s*y?\s*z"])
def test_the_check_finds_what_it_is_for(bad: str) -> None:
    assert worst(re.compile(bad))


def test_the_check_lets_a_good_pattern_pass() -> None:
    assert not worst(re.compile(r"[^x]x|\d+"))


def test_all_patterns_are_found() -> None:
    assert {"dabir.repairs.tokens._TOKEN", "kit.dates.triggers"} <= set(PATTERNS)
    assert set(BOUNDED) | AT_ONE_PLACE <= set(PATTERNS)
    assert len(PATTERNS) > 60
