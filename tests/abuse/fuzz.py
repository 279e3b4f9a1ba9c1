"""Give every parser mutated inputs: `python -m tests.abuse.fuzz [--inputs N] [--seed S]`.

An input that makes anything escape but an error of dabir's own, or that takes too long, is written
to a file and ends the run with status 1.
"""

import argparse
import random
import sys
from pathlib import Path

from dabir.errors import DabirError
from dabir.limits import time_limit
from tests.abuse.mutation import mutate
from tests.abuse.targets import TARGETS, Target

INPUTS = 100_000
LONGEST = 20.0  # CPU seconds for one input


class FoundError(Exception):
    """An input that a parser cannot bear."""

    def __init__(self, name: str, number: int, data: bytes, cause: BaseException) -> None:
        super().__init__(f"{name}, input {number}: {type(cause).__name__}: {cause}")
        self.data = data


def fuzz(name: str, target: Target, inputs: int, seed: int) -> int:
    """How many of so many inputs were refused. Raises FoundError."""
    chance = random.Random(f"{seed} {name}")
    material = target.material()
    refused = 0
    for number in range(inputs):
        data = mutate(chance, material)
        try:
            with time_limit(name, LONGEST):
                target.take(data)
        except DabirError as error:
            if "given up" in str(error):
                raise FoundError(name, number, data, error) from error
            refused += 1
        except Exception as error:
            raise FoundError(name, number, data, error) from error
    return refused


def main() -> int:
    """Run; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS, help="of all targets together")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=sorted(TARGETS), help="all inputs for this target")
    options = parser.parse_args()
    for name, target in TARGETS.items():
        if options.only not in (None, name):
            continue
        inputs = int(options.inputs * (1 if options.only else target.share))
        try:
            refused = fuzz(name, target, inputs, options.seed)
        except FoundError as error:
            path = Path(f"found-{name.replace(' ', '-')}.bin")
            path.write_bytes(error.data)
            print(f"{error}\nthe input is in {path}", file=sys.stderr)
            return 1
        print(f"{name:20}{inputs:8,} inputs, {refused:8,} refused", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
