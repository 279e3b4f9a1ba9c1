"""Sub-headings inside the body: on a line of their own, or glued to the paragraph after them."""

import re
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

import msgspec

from dabir.records import Mark, PartKind
from dabir.repairs.glue import GlueKit, find_ends, load_glue
from dabir.repairs.spacing import SpacingKit
from dabir.resources import load_table

# Log odds, chosen on the held-out part of the training text and on the stored pages: before any
# words, and before a speaker and a cue with its colon.
_GLUED, _GLUED_SPOKEN = 2.0, 0.0
_CUE_WITHIN = 110
_LEAST_AFTER = 60
_MOST_WORDS = 15
_MOST_CHARACTERS = 110
_ENDED = re.compile('[.!؟:»)"…]$')
_OPEN = re.compile("[.:؛،,…]$")


class HeadingWordRow(msgspec.Struct, frozen=True):
    """A row of `lexicon/repairs/heading_words.tsv`."""

    id: str
    form: str
    role: str


class HeadingKit(NamedTuple):
    """The model of glued headings, how sure it must be, and what no heading looks like."""

    glue: GlueKit
    threshold: float
    spoken_threshold: float
    not_heading: re.Pattern[str]
    not_after: re.Pattern[str]
    cue: re.Pattern[str]


def load_headings() -> HeadingKit:
    """The model and the words."""
    forms: dict[str, list[str]] = {"first": [], "last": [], "after": [], "cue": []}
    for row in load_table("repairs_heading_words", HeadingWordRow):
        forms[row.role].append(re.escape(row.form))
    first, last, after, cue = ("|".join(forms[role]) for role in ("first", "last", "after", "cue"))
    ends = "(?![\\w\\u200c])"
    return HeadingKit(
        load_glue(),
        _GLUED,
        _GLUED_SPOKEN,
        re.compile(f"^(?:[-–—•]|(?:{first}){ends})|(?:^|\\s)(?:{last})$|(?:{cue})\\s*:"),
        re.compile(f"(?:{after}){ends}"),
        re.compile(f"(?:{cue})\\s*:"),
    )


def find_headings(
    text: str,
    paragraphs: Sequence[tuple[int, int]],
    parts: Sequence[tuple[PartKind, int, int]],
    kit: HeadingKit,
    spacing: SpacingKit,
) -> list[Mark]:
    """Sub-headings with a score, in order; the first paragraph is the title and is none.

    `parts` are what the mark-up named, with their places in `text`: its headings are taken over,
    and no heading is looked for in any of them.
    """
    marks = [Mark(start, end, "heading.mark-up") for kind, start, end in parts if kind == "heading"]
    taken = {start for _, start, _ in parts}
    free = [k for k in range(1, len(paragraphs)) if paragraphs[k][0] not in taken]
    alone = [k for k in free if _stands_alone(text, paragraphs, k, kit)]
    marks += [Mark(*paragraphs[k], "heading.own-line", 0.8) for k in alone]
    long = [paragraphs[k] for k in free if paragraphs[k][1] - paragraphs[k][0] > 2 * _LEAST_AFTER]
    marks += _find_glued(text, long, kit, spacing)
    return sorted(marks, key=lambda mark: mark.start)


def _find_glued(
    text: str, paragraphs: Sequence[tuple[int, int]], kit: HeadingKit, spacing: SpacingKit
) -> list[Mark]:
    bodies = [text[start:end] for start, end in paragraphs]
    found = []
    for number, offset, odds in find_ends(
        bodies, kit.glue, spacing.evidence, spacing.powers, kit.spoken_threshold
    ):
        body = bodies[number]
        heading = body[:offset]
        spoken = kit.cue.search(body, offset, offset + _CUE_WITHIN)
        if (
            len(body) - offset >= _LEAST_AFTER
            and odds > (kit.spoken_threshold if spoken else kit.threshold)
            and not kit.not_heading.search(heading)
            and not kit.not_after.match(body, offset + 1)
        ):
            start = paragraphs[number][0]
            found.append(
                Mark(start, start + offset, "heading.glued", round(1 / (1 + exp(-odds)), 3))
            )
    return found


def _stands_alone(
    text: str, paragraphs: Sequence[tuple[int, int]], k: int, kit: HeadingKit
) -> bool:
    """Whether a line is short, whole and unended, between an ended line and a long one."""
    if k + 1 >= len(paragraphs):
        return False
    (start, end), before, after = paragraphs[k], paragraphs[k - 1], paragraphs[k + 1]
    line = text[start:end]
    return (
        len(line) <= _MOST_CHARACTERS
        and 2 <= len(line.split()) <= _MOST_WORDS
        and not _OPEN.search(line)
        and after[1] - after[0] > 2 * _LEAST_AFTER
        and bool(_ENDED.search(text[max(before[0], before[1] - 1) : before[1]]))
        and not kit.not_heading.search(line)
    )
