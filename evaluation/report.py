"""One report of all that is measured: `report.json`, and `report.md` made from it.

Each part is written by one command: `eval` (scores), `bench NAME` (speed), `peers`. It tells when,
on which machine, with which versions and digests it was measured; writing one leaves the others.
"""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from dabir.resources import data_digest
from dabir.version import __version__

FOLDER = Path(__file__).resolve().parent
REPORT = FOLDER / "report.json"
PACKAGES = ("numpy", "duckdb", "msgspec", "resiliparse")
TITLES = {
    "eval": "Scores",
    "peers": "Peers on the same input",
    "peers names": "Peers: names",
}

Figures = Mapping[str, Mapping[str, float]]


class Machine(msgspec.Struct, frozen=True):
    """What the measuring ran on; `load` is the mean number of other waiting processes before it."""

    cores: int
    processor: str
    system: str
    python: str
    load: float


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one command measured: `figures` by section and measure, `printed` by section."""

    command: str
    date: str
    seconds: float
    version: str
    data: str
    packages: dict[str, str]
    machine: Machine
    figures: dict[str, dict[str, float]]
    printed: dict[str, str] = {}


class Watch:
    """Notes when a measurement began, and on what; makes the part of the report at its end."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._began = datetime.now(UTC)
        self._machine = this_machine()

    def part(self, figures: Figures, printed: Mapping[str, str] | None = None) -> Part:
        """The part of the report, with values of four digits after the point."""
        ended = datetime.now(UTC)
        return Part(
            command=self._command,
            date=ended.date().isoformat(),
            seconds=round((ended - self._began).total_seconds(), 1),
            version=__version__,
            data=data_digest()[:16],
            packages={name: found for name in PACKAGES if (found := _version(name))},
            machine=self._machine,
            figures={
                section: {what: round(value, 4) for what, value in measures.items()}
                for section, measures in figures.items()
            },
            printed=dict(printed or {}),
        )


def this_machine() -> Machine:
    """The machine as it is now."""
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        processor=_processor(),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        load=round(os.getloadavg()[0], 1),
    )


def load_report() -> dict[str, Part]:
    """The report by part; empty where nothing was measured yet."""
    if not REPORT.exists():
        return {}
    return msgspec.json.decode(REPORT.read_bytes(), type=dict[str, Part])


def save_part(name: str, part: Part) -> None:
    """Put one part into the report, and write the report anew in both forms."""
    parts = {**load_report(), name: part}
    ordered = {key: parts[key] for key in sorted(parts, key=_place)}
    REPORT.write_bytes(msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")
    REPORT.with_suffix(".md").write_text(to_markdown(ordered), "utf-8")


def to_markdown(parts: Mapping[str, Part]) -> str:
    """The report to be read."""
    lines = ["# Report", "", "Written by `make eval`, `make bench` and `make compare`."]
    for name, part in parts.items():
        machine = part.machine
        packages = ", ".join(f"{package} {number}" for package, number in part.packages.items())
        lines += [
            f"\n## {TITLES.get(name, name)}\n",
            f"- `{part.command}`, {part.date}, {part.seconds:.0f} seconds",
            f"- dabir {part.version}, data {part.data}; {packages}",
            f"- {machine.cores} cores, {machine.processor}, {machine.system}, Python"
            f" {machine.python}; load before it {machine.load}",
        ]
        for section, measures in part.figures.items():
            lines += [f"\n### {section}\n", "| what | measured |", "|---|---|"]
            lines += [f"| {what} | {value:g} |" for what, value in measures.items()]
        for section, text in part.printed.items():
            lines += [f"\n### {section}, as printed\n", "```text", text.strip("\n"), "```"]
    return "\n".join(lines) + "\n"


def _place(name: str) -> tuple[int, str]:
    """Scores, then peers, then benchmarks by name."""
    titles = list(TITLES)
    return (titles.index(name) if name in titles else len(titles), name)


def _processor() -> str:
    """The name of the processor, where the system tells it."""
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
