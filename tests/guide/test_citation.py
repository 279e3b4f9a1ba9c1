"""CITATION.cff and the changelog are of this version."""

import shutil
import subprocess
from datetime import date

import pytest
import yaml

from dabir.version import __version__
from tests.guide.blocks import ROOT

CITATION = ROOT / "CITATION.cff"
REQUIRED = {"cff-version", "message", "title", "authors"}  # of CFF 1.2.0
KNOWN = REQUIRED | {
    "abstract", "date-released", "keywords", "license", "references", "type", "version",
}  # fmt: skip


def test_the_citation_is_well_formed_and_of_this_version() -> None:
    cited = yaml.safe_load(CITATION.read_text("utf-8"))
    assert cited.keys() >= REQUIRED
    assert cited.keys() <= KNOWN
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert cited["version"] == __version__
    assert date.fromisoformat(cited["date-released"])
    for reference in cited["references"]:
        assert reference.keys() >= {"type", "title", "authors"}


@pytest.mark.skipif(not shutil.which("cffconvert"), reason="cffconvert is not installed")
def test_cffconvert_takes_the_citation() -> None:
    command = ["cffconvert", "--validate", "-i", str(CITATION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_changelog_tells_of_this_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
