"""Plug-ins: what they bring is read with, a broken one is named, and each changes the version."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

import dabir
from dabir import plugins, resources
from dabir.batch import process_shard
from dabir.building import Options, build_dataset
from dabir.cli import main
from dabir.engines import Outcomes
from dabir.errors import OptionError, ResourceError
from dabir.export import writer
from dabir.intake.families import load_lore
from dabir.plugins import find_plugins, plugin_versions, reading_version
from dabir.resources import data_digest, load_bytes
from dabir.shards import Shard
from dabir.statements.cues import load_cues
from dabir.store.dataset import DataSet

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "plugin"
CACHED = (
    plugins.find_plugins,
    plugins.added_tables,
    plugins.plugins_digest,
    plugins.reading_version,
    resources.data_digest,
)
Install = Callable[..., None]


class Package:
    """The distribution of a plug-in, as importlib.metadata shows it."""

    name = "made"
    version = "3.4"


def forget() -> None:
    for cached in CACHED:
        cached.cache_clear()


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Install]:
    """Installs a plug-in: its group, what its entry point names, and files of its package."""
    entries: list[EntryPoint] = []
    monkeypatch.setattr(
        plugins, "entry_points", lambda group: [e for e in entries if e.group == group]
    )
    monkeypatch.delenv(plugins.SWITCH, raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    forget()

    def add(group: str, value: str, files: dict[str, str]) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        entry = EntryPoint("harbour", value, group)
        vars(entry)["dist"] = Package
        entries.append(entry)
        forget()

    yield add
    for name in set(sys.modules) - before:
        if name.startswith("made_"):
            del sys.modules[name]
    forget()


# --- lexicons ------------------------------------------------------------------------------------

PACKAGE = "made_words/__init__.py"
TABLE = "made_words/statements/verbs.tsv"
VERBS = "id\telement\tverb\tframes\tstance\tsource\n"
ROW = "harbour-nda\tندا\tداد\tsay\tneutral\tmade\n"


def test_rows_of_a_plug_in_are_read_after_ours(install: Install) -> None:
    before = load_cues()
    install("dabir.lexicons", "made_words", {PACKAGE: "", TABLE: VERBS + ROW})
    after = load_cues()
    new = {key for key in after.entries if key not in before.entries}
    assert new
    assert all(key.startswith("ندا") for key in new)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({PACKAGE: "1 / 0"}, "ZeroDivisionError: division by zero"),
        ({"made_words.py": ""}, "made_words is no package of tables"),
        ({PACKAGE: ""}, "no ROOM/NAME.tsv in made_words"),
        ({TABLE: "bad\tb\n"}, "statements/verbs.tsv:1: the first column is id"),
        ({TABLE: f"{VERBS}a\tb\n"}, "statements/verbs.tsv:2: 2 cells in a table of 6 columns"),
        ({TABLE: "id\tsource\n"}, "its columns are not those of our table: id, element"),
        ({TABLE: f"{VERBS}gft\t\tگفت\tsay\tneutral\tmade\n"}, "id gft is taken"),
        ({"made_words/sea/fish.tsv": "id\tsource\n"}, "sea/fish.tsv: we have no such table"),
        ({TABLE: VERBS + ROW.replace("داد", "زززد")}, "row harbour-nda: no stem 'زززد'"),
    ],
)
def test_a_broken_lexicon_is_named_and_nothing_is_read(
    files: dict[str, str], complaint: str, install: Install
) -> None:
    install("dabir.lexicons", "made_words", files)
    with pytest.raises(ResourceError, match="harbour") as raised:
        dabir.load()
    assert complaint in str(raised.value)


def test_rows_that_break_a_stage_are_named_with_their_package(install: Install) -> None:
    columns = json.loads(load_bytes("dates_months.json"))["columns"]
    month = "\t".join(columns) + "\n" + "\t".join(["made", *["x"] * (len(columns) - 1)]) + "\n"
    install("dabir.lexicons", "made_words", {"made_words/dates/months.tsv": month})
    with pytest.raises(ResourceError, match="made"):
        dabir.load()


def test_a_broken_plug_in_is_one_line_on_the_command_line(install: Install) -> None:
    install("dabir.lexicons", "made_nowhere", {})
    done = CliRunner().invoke(main, ["read", "-"], input="خبر")
    assert done.exit_code == 1
    assert "Error: plug-in harbour of made 3.4: ModuleNotFoundError" in done.output
    assert "Traceback" not in done.output
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0


# --- families ------------------------------------------------------------------------------------

FAMILY = "from dabir.intake.families import Family\nHARBOUR = {}\n"


def test_families_of_a_plug_in_are_tried_first(install: Install) -> None:
    ours = load_lore().families
    both = "[Family('sea', {'mark': ('.sea',)}), Family('air', {'mark': ('.air',)})]"
    install("dabir.families", "made_pages:HARBOUR", {"made_pages.py": FAMILY.format(both)})
    assert [family.name for family in load_lore().families] == [
        "sea",
        "air",
        *(f.name for f in ours),
    ]


@pytest.mark.parametrize(
    ("family", "complaint"),
    [
        ("7", "7 is no dabir.intake.families.Family"),
        ("Family('generic', {'mark': ('.a',)})", "the family generic is ours"),
        ("Family('sea', {'mark': ('.a',), 'fish': ('.b',)})", "unknown field fish"),
        ("Family('sea', {'body': ('.a',)})", "without a mark"),
        ("Family('sea', {'mark': '.a'})", "mark: a tuple of selectors, not one string"),
        ("Family('sea', {'mark': ('.a',), 'body': ('p[',)})", "body: 'p[' is no CSS selector"),
    ],
)
def test_a_broken_family_is_named(family: str, complaint: str, install: Install) -> None:
    install("dabir.families", "made_pages:HARBOUR", {"made_pages.py": FAMILY.format(family)})
    with pytest.raises(ResourceError) as raised:
        load_lore()
    assert "plug-in harbour of made 3.4" in str(raised.value)
    assert complaint in str(raised.value)


# --- exporters -----------------------------------------------------------------------------------


def test_a_format_of_a_plug_in_is_found_by_its_name(install: Install, tmp_path: Path) -> None:
    body = "def write(records, out):\n    out.write_text(str(len(list(records))))\n"
    install("dabir.exporters", "made_count", {"made_count.py": body})
    text = tmp_path / "a.txt"
    text.write_text("سخنگوی دولت گفت: باران می\u200cآید.", "utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["read", str(text), "-f", "harbour", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text() == "1"


def test_a_format_that_cannot_write_is_named(install: Install) -> None:
    install("dabir.exporters", "made_count", {"made_count.py": ""})
    with pytest.raises(ResourceError, match=r"harbour of made 3.4: made_count has no write\(\)"):
        writer("harbour")
    with pytest.raises(OptionError, match=r"unknown format 'port': one of .*, harbour"):
        writer("port")


# --- versions ------------------------------------------------------------------------------------


def test_a_plug_in_that_changes_the_reading_changes_version_and_digest(
    install: Install, tmp_path: Path
) -> None:
    version, digest = reading_version(), data_digest()
    assert version == dabir.__version__
    assert plugin_versions() == {}
    install("dabir.exporters", "made_count", {"made_count.py": ""})
    assert (reading_version(), data_digest()) == (version, digest)
    install("dabir.lexicons", "made_words", {TABLE: VERBS + ROW})
    first = data_digest()
    assert first != digest
    assert reading_version() == f"{version}+made-3.4"
    assert plugin_versions() == {"made": "3.4"}
    read = dabir.load()("سخنگوی دولت گفت: باران می\u200cآید.")
    assert read.version == f"{version}+made-3.4"
    (tmp_path / TABLE).write_text(VERBS + ROW.replace("neutral", "doubting"), "utf-8")
    forget()
    assert data_digest() not in (first, digest)


def test_a_data_set_is_read_again_when_a_plug_in_changes_the_reading(
    install: Install, tmp_path: Path
) -> None:
    text = "خبر تازه\nناخدا بهرام ساحلی ندا داد: «لنگرگاه شمالی باز است.»\n"
    (tmp_path / "news.txt").write_text(text, "utf-8")
    folder = tmp_path / "news"

    def build() -> tuple[int, int, dict[str, str]]:
        done = build_dataset(
            [str(tmp_path / "news.txt")], folder, Here(), Options(), lambda step: None
        )
        (manifest,) = DataSet(folder).manifests()
        return done.read, manifest.statements, manifest.versions

    read, before, versions = build()
    assert (read, before, "made" in versions) == (1, 0, False)
    assert build()[0] == 0
    install("dabir.lexicons", "made_words", {PACKAGE: "", TABLE: VERBS + ROW})
    read, after, versions = build()
    assert (read, after, versions["made"]) == (1, 1, "3.4")
    assert build()[0] == 0


class Here:
    """Runs shards in this process, with a reader that is loaded for each."""

    name = "here"
    lost_workers = 0

    def run(self, shards: Iterable[Shard], folder: Path) -> Outcomes:
        """The manifests of the shards, as they are finished."""
        for shard in shards:
            yield process_shard(shard, folder, dabir.load())


def test_plug_ins_can_be_switched_off(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("dabir.lexicons", "made_nowhere", {})
    monkeypatch.setenv(plugins.SWITCH, "off")
    forget()
    assert find_plugins("dabir.lexicons") == ()
    assert len(load_cues().entries) > 0


def test_nothing_is_looked_for_before_it_is_needed() -> None:
    code = (
        "import sys, dabir, dabir.cli; "
        "sys.exit(', '.join({'importlib.metadata', 'dabir.plugins'} & set(sys.modules)) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("hatchling"), reason="hatchling, which builds it, is missing")
def test_the_example_is_installed_and_passes_its_own_tests(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    pip += [
        "--no-build-isolation",
        "--disable-pip-version-check",
        "--target",
        str(tmp_path / "site"),
    ]
    subprocess.run([*pip, str(EXAMPLE)], check=True)
    tests = tmp_path / "tests"
    tests.mkdir()
    for file in (EXAMPLE / "tests").glob("*.py"):
        (tests / file.name).write_bytes(file.read_bytes())
    source = Path(dabir.__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."],
        cwd=tests,
        env={"PYTHONPATH": f"{tmp_path / 'site'}:{source}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 passed" in run.stdout
