"""Who said what, beside two baselines, on the same articles.

quotation marks   every quotation of four words or more is a statement; its speaker is the first
                  five words after the last full stop before it
cue and colon     a verb of saying and a colon; content runs to the end of the paragraph, the
                  speaker is all that stands between the last full stop and the verb

Both are written here and used nowhere else. The articles are those of `tests/articles` and,
where it exists, `../shared/gold/dev`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dabir
from evaluation.gold import read_all, read_gold
from evaluation.score import Score, score
from tests.golden import load_golden

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold" / "dev"
QUOTATION = re.compile(r"[«\"]([^«»\"]+)[»\"]")
CUE = re.compile(
    r"(?P<speaker>[^.\n؟!]*?)\s(?P<cue>گفت|افزود|اظهار داشت|اظهار کرد|تأکید کرد|تاکید کرد|"
    r"خاطرنشان کرد|تصریح کرد|یادآور شد|اعلام کرد|ادامه داد|بیان کرد|نوشت)\s?:\s*(?P<words>[^\n]+)"
)
FEWEST_WORDS = 4
MOST_NAME_WORDS = 5
MEASURES = ("statement found", "statement attributed", "statement boundary", "kind")

Found = list[dict[str, Any]]


def by_quotation_marks(text: str) -> Found:
    """The statements of a text, by its quotation marks alone."""
    found = []
    for match in QUOTATION.finditer(text):
        if len(match[1].split()) < FEWEST_WORDS:
            continue
        before = re.split(r"[.\n:؟!]", text[: match.start()].rstrip(": "))[-1].split()
        name = " ".join(before[:MOST_NAME_WORDS])
        found.append(_statement(text, match.span(1), match.span(1), name))
    return found


def by_cue_and_colon(text: str) -> Found:
    """The statements of a text, by a verb of saying and a colon."""
    return [
        _statement(text, match.span("cue"), match.span("words"), match["speaker"].strip())
        for match in CUE.finditer(text)
    ]


def _statement(
    text: str, cue: tuple[int, int], content: tuple[int, int], name: str
) -> dict[str, Any]:
    def span(place: tuple[int, int]) -> dict[str, Any]:
        return {"start": place[0], "end": place[1], "text": text[slice(*place)]}

    return {
        "cue": span(cue),
        "speaker": None,
        "name": name,
        "kind": "direct",
        "content": [span(content)],
        "nested_in": None,
    }


def baseline(gold: list[dict[str, Any]], find: Callable[[str], Found]) -> Score:
    """The score of a baseline."""
    return score(gold, {a["id"]: {"statements": find(a["text"])} for a in gold})


def _row(name: str, result: Score) -> str:
    figures = (f"{result.tallies[measure].f1:12.3f}" for measure in MEASURES)
    return f"{name:20}" + "".join(figures)


def print_table(title: str, gold: list[dict[str, Any]], reader: dabir.Reader) -> None:
    """Print F1 of dabir and of the baselines on one set of articles."""
    print(f"{title}: {len(gold)} articles, {sum(len(a['statements']) for a in gold)} statements")
    print(f"{'F1':20}{'found':>12}{'attributed':>12}{'boundary':>12}{'kind':>12}")
    print(_row("dabir", score(gold, read_all(gold, reader))))
    print(_row("cue and colon", baseline(gold, by_cue_and_colon)))
    print(_row("quotation marks", baseline(gold, by_quotation_marks)))


def main() -> None:
    """Print the tables."""
    reader = dabir.load()
    print_table("golden articles of this repository", load_golden(), reader)
    if GOLD.is_dir():
        print_table("annotated articles", read_gold(GOLD), reader)
    else:
        print("no ../shared/gold/dev: the annotated articles are skipped")


if __name__ == "__main__":
    main()
