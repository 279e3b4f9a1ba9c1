"""Score the finding of glued headings: `evaluate SHARED [TEXT]`.

200 synthetic glueings: titles, kickers and sub-headings of the stored pages, each run into a
paragraph of its own page. A heading is right when both its ends are. With `TEXT`, the held-out
tenth of the training text is scored at several thresholds as well.
"""

import html
import itertools
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dabir.repairs.headings import HeadingKit, find_headings, load_headings
from dabir.repairs.spacing import SpacingKit, load_spacing
from training.halfspace.prepare import tidy
from training.headings.prepare import is_heading, is_paragraph
from training.headings.train import Example, examples

GLUEINGS = 200
MOST = 5  # glueings of one heading
SEED = 11


def page_lines(page: dict[str, str]) -> list[str]:
    """The lines of a page's body, without its mark-up."""
    text = re.sub(r"</(?:p|div|h\d|li|tr|td)>|<br ?/?>", "\n", html.unescape(page["bodyHtml"]))
    lines = re.sub("<[^>]+>", "", text).split("\n")
    return [line for line in (tidy(re.sub(r"\s+", " ", x)) for x in lines) if line]


def pages(shared: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The headings and the ordinary paragraphs of every page."""
    stored = (shared / "data" / "html" / "asriran.jsonl").read_text("utf-8").splitlines()
    for page in map(json.loads, stored):
        lines = page_lines(page)
        heads = [tidy(html.unescape(page[key])) for key in ("title", "rutitr")]
        below = [a for a, b in itertools.pairwise(lines) if len(a) < 90 and len(b) > 120]
        yield (
            [head.strip(" *") for head in heads + below if is_heading(head)],
            [line for line in lines if is_paragraph(line)],
        )


def glueings(shared: Path) -> list[Example]:
    """Paragraphs with a heading glued to them, and where it ends."""
    choose = random.Random(SEED)
    every = [
        (f"{heading} {paragraph}", len(heading))
        for headings, paragraphs in pages(shared)
        for heading in headings
        for paragraph in choose.sample(paragraphs, min(len(paragraphs), MOST))
    ]
    return choose.sample(every, GLUEINGS)


class Scores(NamedTuple):
    """Of exact headings; `false` is wrong headings per 100 paragraphs without one."""

    precision: float
    recall: float
    false: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def score(made: Sequence[Example], kit: HeadingKit, known: SpacingKit) -> Scores:
    """The scores on paragraphs with glued headings, or without (end 0)."""
    text = "\n".join(["-", *(line for line, _ in made)])
    starts = [0, 2]
    for line, _ in made:
        starts.append(starts[-1] + len(line) + 1)
    paragraphs = [(0, 1), *((a, b - 1) for a, b in itertools.pairwise(starts[1:]))]
    ends = {start: end for start, (_, end) in zip(starts[1:], made, strict=False)}
    found = [m for m in find_headings(text, paragraphs, (), kit, known) if m.start in ends]
    right = sum(mark.end - mark.start == ends[mark.start] for mark in found)
    wrong = sum(ends[mark.start] == 0 for mark in found)
    wanted = sum(end > 0 for _, end in made)
    ordinary = max(1, len(made) - wanted)
    return Scores(right / max(1, len(found)), right / max(1, wanted), 100 * wrong / ordinary)


def page_sets(shared: Path) -> dict[str, list[Example]]:
    """The synthetic glueings, and the ordinary paragraphs of the same pages."""
    plain = [(line, 0) for _, paragraphs in pages(shared) for line in paragraphs]
    return {"glueings": glueings(shared), "paragraphs": plain}


def main(shared: Path, text: Path | None) -> None:
    """Print the scores."""
    kit, known = load_headings(), load_spacing()
    sets = page_sets(shared)
    if text is not None:
        sets["held out"] = examples(text, 1, held_out=True)
    for name, made in sets.items():
        for threshold, spoken in itertools.product((1.0, 1.5, 2.0, 2.5), (-2.0, -1.0, 0.0)):
            at = kit._replace(threshold=threshold, spoken_threshold=spoken)
            scores = score(made, at, known)
            print(
                f"{name:10} n={len(made):5} over {threshold:4} ({spoken:4})"
                f" P {scores.precision:.3f} R {scores.recall:.3f} F1 {scores.f1:.3f}"
                f"  false in 100 {scores.false:.2f}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
