"""Whom a given speaker phrase means: the resolution alone, on annotated articles.

usage: python -m evaluation.speakers GOLD_DIR [--errors N]

The phrases of the annotated speakers are given, in the order of the text; the names are left out
and resolved from them. A statement whose subject is dropped has no phrase and does not count, nor
does a nested one's place inside another: that is told to the resolver, as the reader would tell it.
"""

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from pathlib import Path
from typing import Any

from dabir import language, repairs, statements
from dabir.records import Article
from dabir.statements.cues import Cue
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.headlines import LABEL
from dabir.statements.marks import Phrase
from dabir.statements.people import Roll
from evaluation.gold import read_gold
from evaluation.score import same_name

Gold = dict[str, Any]


def drafts_of(article: Gold, desk: Desk) -> list[Draft]:
    """The annotated statements as drafts: places of cue, speaker and content, no name."""
    places = [
        desk.repaired.alignment.to_raw(start, end)
        for start, end in zip(desk.words.starts, desk.words.ends, strict=True)
    ]
    starts, ends = [a for a, _ in places], [b for _, b in places]

    def phrase(span: Gold) -> Phrase:
        first = bisect_left(ends, span["start"] + 1)
        return Phrase(first, max(bisect_left(starts, span["end"]), first + 1))

    drafts: list[Draft] = []
    for statement in article["statements"]:
        cue = phrase(statement["cue"])
        speaker = phrase(statement["speaker"]) if statement["speaker"] else None
        known = next((c for c in desk.cues if c.first == cue.first), Cue(*cue, LABEL))
        content = tuple(phrase(span) for span in statement["content"])
        drafts.append(
            Draft(
                cue,
                known,
                speaker,
                speaker,
                statement["kind"],
                content,
                "according" if known.has("according") else "given",
                _paragraph(desk, cue.first),
                Phrase(cue.first, cue.first),
                statement["nested_in"],
            )
        )
    return drafts


def _paragraph(desk: Desk, token: int) -> int:
    starts = [start for start, _ in desk.repaired.paragraphs]
    return bisect_left(starts, desk.words.starts[token] + 1) - 1


def resolve_given(folder: Path) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and tried phrases of the articles of a folder by rule, and the mistakes in words."""
    repair_kit, tag_kit, kit = repairs.load_kit(), language.load_kit(), statements.load_kit()
    right: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    for article in read_gold(folder):
        repaired = repairs.repair_article(
            Article(id=article["id"], text=article["text"]), repair_kit
        )
        desk = statements.lay_desk(repaired, language.tag(repaired, tag_kit), (), kit)
        drafts = drafts_of(article, desk)
        answers = Roll(desk.words, desk.vocabulary, drafts, desk.tagged).name_all(drafts)
        for statement, answer in zip(article["statements"], answers, strict=True):
            if statement["speaker"] is None:
                continue
            good = same_name(statement["name"], answer.name)
            tried[answer.reason] += 1
            right[answer.reason] += good
            if not good:
                told = f"{article['id']} «{statement['speaker']['text']}» {statement['name']}"
                wrong.append(f"{told} / read {answer.name} ({answer.reason})")
    return right, tried, wrong


def main() -> int:
    """Resolve, count, print; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    right, tried, wrong = resolve_given(options.gold)
    for reason in sorted(tried, key=lambda r: -tried[r]):
        print(f"{reason:32}{right[reason]:6}/{tried[reason]}")
    share = right.total() / tried.total()
    print(f"{'all':32}{right.total():6}/{tried.total()}   {share:.3f}")
    print("\n".join(wrong[: options.errors]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
