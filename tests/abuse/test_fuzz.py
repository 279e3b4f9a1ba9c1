"""No input makes a parser do anything but its work or a clear refusal."""

import pytest

from dabir.errors import InputError
from tests.abuse.fuzz import INPUTS, FoundError, fuzz
from tests.abuse.targets import TARGETS, Target

FEW = 1_500  # inputs of all targets, in a quick run


@pytest.mark.parametrize("name", TARGETS)
def test_some_inputs(name: str) -> None:
    target = TARGETS[name]
    fuzz(name, target, int(FEW * target.share), seed=20)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_inputs(name: str) -> None:
    target = TARGETS[name]
    fuzz(name, target, int(INPUTS * target.share), seed=21)


def test_the_shares_are_of_one_whole() -> None:
    assert sum(target.share for target in TARGETS.values()) == pytest.approx(1)


def test_a_parser_that_fails_is_found() -> None:
    def fail(data: bytes) -> None:
        raise KeyError(data[:1])

    with pytest.raises(FoundError, match="KeyError"):
        fuzz("bad", Target(fail, lambda: [b"x"], 1), 1, seed=0)


def test_refused_inputs_are_counted() -> None:
    def refuse(data: bytes) -> None:
        raise InputError("here", "no")

    assert fuzz("good", Target(refuse, lambda: [b"x"], 1), 7, seed=0) == 7
