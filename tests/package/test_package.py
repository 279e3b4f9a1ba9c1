"""What a user installs: light to import, few and free dependencies, nothing missing in a wheel."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MOST_IMPORT = 0.060  # CPU seconds beyond those of Python itself
MOST_SIZE = 200  # MiB as `du -m` counts, with dependencies and compiled modules
MOST_DEPENDENCIES = 15
VERSIONS = ("3.11", "3.12", "3.13")
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|0BSD", re.I)


def cpu(code: str) -> float:
    """CPU seconds of a Python that runs the code, the best of five."""
    probe = "import resource as r; u = r.getrusage(r.RUSAGE_SELF); print(u.ru_utime + u.ru_stime)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", f"{code}\n{probe}"], capture_output=True, text=True, check=True
        )
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def test_the_import_is_light() -> None:
    assert cpu("import dabir") - cpu("pass") <= MOST_IMPORT


def test_dependencies_are_few_and_have_a_lower_bound() -> None:
    assert len(PROJECT["dependencies"]) <= MOST_DEPENDENCIES
    assert all(re.fullmatch(r"[a-z0-9-]+>=[\d.]+(,<[\d.]+)?", d) for d in PROJECT["dependencies"])


def needed() -> set[str]:
    """All that an installation without extras brings."""
    found: set[str] = set()
    waiting = list(PROJECT["dependencies"])
    while waiting:
        wanted = Requirement(waiting.pop())
        name = wanted.name.lower()
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += metadata.requires(name) or []
    return found


def test_all_that_is_installed_may_be_used_freely() -> None:
    bound = []
    for name in needed():
        about = metadata.metadata(name)
        said = about.get_all("License-Expression", []) + about.get_all("License", [])
        said += [line for line in about.get_all("Classifier", []) if "License" in line]
        if not PERMISSIVE.search(" ".join(said)):
            bound.append(name)
    assert bound == []


def run(*command: str | Path, folder: Path) -> str:
    """What a command writes."""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env=clean, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if "No matching distribution" in done.stderr or "ConnectionError" in done.stderr:
        pytest.skip("no package index")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source package."""
    folder = tmp_path_factory.mktemp("dist")
    tools = folder / "tools"
    run(*_pip(sys.executable), "install", "hatchling", "--target", tools, folder=folder)
    build = f"import sys; sys.path.insert(0, {str(tools)!r}); "
    build += "from hatchling.cli import hatchling; sys.exit(hatchling())"
    for kind in ("sdist", "wheel"):
        run(sys.executable, "-P", "-c", build, "build", "-t", kind, "-d", folder, folder=ROOT)
    return folder


def _pip(python: str | Path) -> tuple[str | Path, ...]:
    return python, "-m", "pip", "--quiet", "--disable-pip-version-check"


def find_python(version: str) -> str:
    """The interpreter of that version on this machine; the test is skipped where there is none."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [shutil.which(f"python{version}"), *sorted(kept.glob(f"{version}.*/bin/python"))]
    for python in map(str, filter(None, found)):
        asked = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
        if asked.stdout.startswith(f"Python {version}."):
            return python
    pytest.skip(f"no Python {version} on this machine")


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_source_builds_the_same(
    dist: Path, tmp_path: Path
) -> None:
    (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    _check_content(wheel)
    pip = _pip(sys.executable)
    run(*pip, "wheel", "--no-deps", source, "-w", tmp_path, folder=tmp_path)
    (rebuilt,) = tmp_path.glob("*.whl")
    assert _contents(rebuilt) == _contents(wheel)


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_wheel_reads_in_an_empty_environment(version: str, dist: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(find_python(version), "-m", "venv", home, folder=tmp_path)
    bare = _mebibytes(home)
    (wheel,) = dist.glob("*.whl")
    run(*_pip(home / "bin" / "python"), "install", wheel, folder=tmp_path)
    assert _mebibytes(home) - bare <= MOST_SIZE
    example = sorted((ROOT / "examples").glob("*.txt"))[0]
    written = run(home / "bin" / "dabir", "read", example, "-f", "jsonl", folder=tmp_path)
    assert written.encode() == dabir_read(example)


def dabir_read(example: Path) -> bytes:
    """What the sources here write for an example."""
    import dabir
    from dabir.export.encoding import encode_record

    text = example.read_text("utf-8")
    return encode_record(dabir.load()(text), {"file": str(example)}) + b"\n"


def _contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as packed:
        return {n: packed.read(n) for n in packed.namelist() if not n.endswith("RECORD")}


def _check_content(wheel: Path) -> None:
    """Every tracked file of the package is inside, and nothing else but the licence."""
    listed = run("git", "ls-files", "src/dabir", folder=ROOT).split("\n")
    tracked = {name.removeprefix("src/") for name in listed if name}
    inside = set(_contents(wheel))
    about = {name for name in inside if ".dist-info/" in name}
    assert inside - about == tracked
    assert any(name.endswith("LICENSE") for name in about)


def _mebibytes(folder: Path) -> float:
    files = (f for f in folder.rglob("*") if f.is_file() and not f.is_symlink())
    return sum(f.stat().st_size for f in files) / (1 << 20)
