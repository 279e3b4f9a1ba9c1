"""Peers: what cannot be asked is told, pieces are rated by their places, verbs by any stem."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import peer_programs
from benchmarks.peer_hall import Hall, Peer, packages_of_peers
from benchmarks.peers import rate_pieces, stems
from benchmarks.run import names

PROGRAM = Path(peer_programs.__file__)


def test_every_peer_can_be_installed() -> None:
    asked = {name.partition("_")[0] for task in peer_programs.PEERS.values() for name in task}
    assert asked <= packages_of_peers().keys()


def test_a_peer_that_is_not_there_is_told(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    ours = Peer("ours", lambda questions: [1 for _ in questions])
    assert hall.collect("lemma", ours, lambda ask: sum(ask(["a", "b"]))) == {"ours": 2}
    assert [line.partition(" is ")[0] for line in hall.absent] == [
        f"lemma: {name}" for name in peer_programs.PEERS["lemma"]
    ]


def test_a_peer_whose_package_is_missing_ends_with_status_4() -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), "dates", "parstdex"],
        input=json.dumps(["امروز", None]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert done.stdout == ""
    assert "parstdex" in done.stderr


@pytest.mark.parametrize(
    ("found", "rating"),
    [(["ab", "c d"], 1.0), (["a b", "cd"], 1.0), (["abc", "d"], 0.0), (None, 0.0), (["ab"], 2 / 3)],
)
def test_pieces_are_rated_by_their_places(found: list[str] | None, rating: float) -> None:
    assert rate_pieces([["ab", "cd"]], [found]) == pytest.approx(rating)


def test_a_verb_is_right_by_any_of_its_stems() -> None:
    assert stems("رفت#رو") & stems("رفتن")
    assert stems("رفت&رو") & stems("رو")
    assert not stems("رفت#رو") & stems("آمد#آ")


def test_peers_are_no_benchmark_of_their_own() -> None:
    assert "peers" not in names()
    assert {"reading", "newcomer"} <= set(names())
