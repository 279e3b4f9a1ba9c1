"""The peers: where they are installed, how they are asked, and why some cannot be.

Each has a virtual environment of its own under `.peers/` (or `$DABIR_PEERS`), since they ask for
packages that do not go together, and is asked as a process (`benchmarks.peer_programs`).
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.peer_programs import PEERS
from build.pack import read_table

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("DABIR_PEERS", HERE.parent / ".peers"))

Ask = Callable[[Sequence[Any]], list[Any]]


class AbsentError(Exception):
    """A peer that cannot be asked; the text says why."""


class Peer(NamedTuple):
    """Who answers: the name with its version, and how to ask many questions at once."""

    name: str
    ask: Ask


class Hall:
    """The peers that can be asked, and why the others cannot."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.absent: list[str] = []

    def peers(self, task: str) -> Iterator[Peer]:
        """Every peer of the task that answers a first question."""
        for name in PEERS[task]:
            python = self._home / name.partition("_")[0] / "bin" / "python"
            if not python.exists():
                self.absent.append(f"{task}: {name} is not under {self._home.name}; make compare")
                continue
            yield Peer(f"{name} {version_of(python, name)}", _asker(python, task, name))

    def collect(self, task: str, ours: Peer, rate: Callable[[Ask], float]) -> dict[str, float]:
        """The rating of dabir and of every peer that can be asked."""
        found = {}
        for peer in (ours, *self.peers(task)):
            try:
                found[peer.name] = rate(peer.ask)
            except AbsentError as error:
                self.absent.append(f"{task}: {peer.name}, {error}")
        return found


def _asker(python: Path, task: str, name: str) -> Ask:
    def ask(questions: Sequence[Any]) -> list[Any]:
        lines = "".join(json.dumps(question) + "\n" for question in questions)
        program = [str(python), str(HERE / "peer_programs.py"), task, name]
        done = subprocess.run(program, input=lines.encode(), capture_output=True, check=False)
        if done.returncode:
            raise AbsentError(done.stderr.decode(errors="replace").strip().splitlines()[-1])
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return ask


def version_of(python: Path, name: str) -> str:
    """The version of a peer that is installed under that Python."""
    wanted = packages_of_peers()[name.partition("_")[0]][0].partition("==")[0].partition("[")[0]
    code = f"from importlib.metadata import version; print(version({wanted!r}))"
    return subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def packages_of_peers() -> dict[str, list[str]]:
    """What is installed for each peer."""
    return {row[0]: row[1].split() for row in read_table(HERE / "peers.tsv")[1]}


def install() -> None:
    """Put every peer into its own environment; one that cannot be installed is told."""
    for name, packages in packages_of_peers().items():
        folder = HOME / name
        if not (folder / "bin" / "python").exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", *packages]
        if subprocess.run(pip, check=False).returncode:
            print(f"{name} cannot be installed", file=sys.stderr)
