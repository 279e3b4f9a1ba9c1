"""One peer's repair of half-spaces: `PYTHON peers_repairs.py PEER < in.txt > out.txt`.

Runs under the peer's own Python and imports nothing of dabir, line for line. A peer that is not
installed ends with status 4.
"""

import sys
from collections.abc import Callable

Repair = Callable[[str], str]


def hazm() -> Repair:
    """hazm's normaliser."""
    from hazm import Normalizer  # type: ignore[import-not-found]

    repair: Repair = Normalizer(persian_numbers=False, persian_style=False).normalize
    return repair


def shekar() -> Repair:
    """shekar's spacing normaliser."""
    from shekar.preprocessing import SpacingNormalizer  # type: ignore[import-not-found]

    repair = SpacingNormalizer()
    return lambda line: str(repair(line))


def negar() -> Repair:
    """python-negar (GPL), run as a process of its own."""
    from negar.virastar import PersianEditor  # type: ignore[import-not-found]

    return lambda line: str(PersianEditor(line).cleanup())


def parsivar() -> Repair:
    """parsivar's normaliser."""
    from parsivar import Normalizer  # type: ignore[import-not-found]

    repair: Repair = Normalizer().normalize
    return repair


def dadmatools() -> Repair:
    """DadmaTools' normaliser."""
    from dadmatools.normalizer import Normalizer  # type: ignore[import-not-found]

    repair: Repair = Normalizer().normalize
    return repair


PEERS: dict[str, Callable[[], Repair]] = {
    "hazm": hazm,
    "shekar": shekar,
    "negar": negar,
    "parsivar": parsivar,
    "dadmatools": dadmatools,
}


def run(name: str) -> int:
    """Repair standard input; the exit status."""
    try:
        repair = PEERS[name]()
    except ImportError as error:
        print(error, file=sys.stderr)
        return 4
    for line in sys.stdin.buffer.read().decode("utf-8").split("\n"):
        repaired = repair(line).replace("\n", " ").strip() if line else ""
        sys.stdout.buffer.write(repaired.encode("utf-8") + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1]))
