"""Neutral by construction: names of countries change, and the codes with them, nothing else."""

from typing import Any

import pytest

from tests.casebook import cases
from tests.events.reading import events_of

COUNTRIES = {
    "ایران": "IRN",
    "اسرائیل": "ISR",
    "آمریکا": "USA",
    "روسیه": "RUS",
    "افغانستان": "AFG",
    "عربستان": "SAU",
    "اوکراین": "UKR",
    "فلسطین": "PSE",
    "چین": "CHN",
    "شیلی": "CHL",
}
NAMES = list(COUNTRIES)
# Every name on either side, with two others.
PAIRS = [(a, NAMES[(n + step) % len(NAMES)]) for step in (1, 4) for n, a in enumerate(NAMES)]


def reading(text: str, a: str, b: str) -> list[tuple[Any, ...]]:
    """The events, with the codes that were put in taken out again."""
    names = {COUNTRIES[a]: "A", COUNTRIES[b]: "B"}

    def plain(codes: tuple[str, ...]) -> list[str]:
        split = [code.partition(".") for code in codes]
        return sorted(names.get(state, state) + dot + role for state, dot, role in split)

    return [
        (e.type, e.mode, plain(e.source), plain(e.target), e.status, e.statement, e.score)
        for e in events_of(text.format(a=a, b=b))
    ]


@pytest.mark.parametrize("case", cases("neutral"))
def test_countries_are_coded_alike(case: dict[str, Any]) -> None:
    wanted = reading(case["text"], "شیلی", "چین")
    assert wanted
    for a, b in PAIRS:
        assert reading(case["text"], a, b) == wanted, (a, b)
