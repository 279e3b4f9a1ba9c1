"""The word lists -> marks of folded forms: what dictionaries and name lists know of a word."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dabir.language.forms import fold_form
from dabir.language.gazetteers import HeadRow, NameRow, TitleRow
from dabir.resources import load_table

PLACE_SIZES = (5_000, 50_000, 500_000)


def form_marks(shared: Path) -> dict[str, list[str]]:
    """Folded form -> its marks, sorted, such as `lilak:adjective` or `first-name`."""
    folder = shared / "data" / "lexicons"
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for source in (_lilak, _hazm, _first_names, _places, _territories):
        for form, mark in source(folder):
            marks[fold_form(form)].add(mark)
    for form, mark in _own_names():
        marks[fold_form(form)].add(mark)
    return {form: sorted(found) for form, found in marks.items()}


def _own_names() -> Iterator[tuple[str, str]]:
    for table in ("language_organisations", "language_places"):
        for row in load_table(table, NameRow):
            if " " not in row.name:
                yield row.name, f"{table}:{row.group}"
    for title in load_table("language_titles", TitleRow):
        yield title.title, "title"
    for head in load_table("language_body_heads", HeadRow):
        yield head.word, "body-head"


def _lilak(folder: Path) -> Iterator[tuple[str, str]]:
    path = folder / "lilak" / "src" / "data" / "lexicon"
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, kind, *_ = line.split(",")
            yield form, f"lilak:{kind}"


def _hazm(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "hazm" / "words.dat").read_text("utf-8").splitlines():
        form, _, kinds = line.split("\t")
        for kind in kinds.split(","):
            yield form, f"hazm:{kind}"


def _first_names(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "names" / "names_1.csv").open("r", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            name = row["first_name"].strip()
            share = float(row["%GT Count of id"].rstrip("%"))
            if name and " " not in name:
                yield name, "first-name:common" if share >= 0.01 else "first-name"
    with (folder / "names" / "names_2.csv").open("r", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if row["Naam"] and " " not in row["Naam"].strip():
                yield row["Naam"].strip(), f"name-list:{row['Rate']}"


def _places(folder: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(folder / "geonames-cities500-fa.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            size = sum(int(row["pop"]) >= edge for edge in PLACE_SIZES)
            for name in row["persian_like"].split("|"):
                name = name.split("،")[0].strip()
                if len(name) > 2 and " " not in name:
                    yield name, f"place:{size}" if row["cc"] != "IR" else f"place-of-iran:{size}"


def _territories(folder: Path) -> Iterator[tuple[str, str]]:
    table = json.loads((folder / "cldr-fa-territories.json").read_text("utf-8"))
    names = table["main"]["fa"]["localeDisplayNames"]["territories"]
    for code, name in names.items():
        if code.isalpha() and " " not in name:
            yield name, "territory"
