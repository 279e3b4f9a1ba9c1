"""Where the time of reading goes: a table of the stages, and a flame graph.

`python -m benchmarks.profile --write` puts them beside this file (`profile.md`, `profile.svg`).
The Python stack is looked at every few milliseconds of CPU time while the articles of
`benchmarks.reading` are read again and again; the rate is measured without looking.
"""

import os
import platform
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from xml.sax.saxutils import escape

import numpy as np

import dabir
from benchmarks.reading import articles
from dabir.reader import Reader
from dabir.records import Article
from dabir.version import __version__

HERE = Path(__file__).resolve().parent
SOURCE = str(Path(dabir.__file__).parent) + os.sep
ROUNDS = 3  # for the rate: the best counts
PASSES = 8  # over all articles, for the graph
TICK = 0.001  # CPU seconds asked for; the kernel may give longer ones
FUNCTIONS = 25
WIDTH, ROW = 1200, 17  # of the picture, pixels
LEAST = 0.004  # of the whole: narrower boxes are left out
HUES = ("#e8a87c", "#c8d5b9", "#f4d58d", "#a3c4bc", "#d9b8c4", "#b9c6e8", "#e2cfc4", "#c9cba3")
STAGES = {
    "intake": "check: is it Persian, is it whole",
    "repairs": "letters, half-spaces, headings, sentences, tokens",
    "language": "parts of speech, lemmas, predicates, names",
    "dates": "dates",
    "statements": "cues, quotations, speakers, relays",
    "actors": "actors and their codes",
    "events": "events",
    "pipeline": "the record itself",
}

Stack = tuple[str, ...]  # the outermost call first


def measure(reader: Reader, made: list[Article]) -> float:
    """CPU seconds an article, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for article in made:
            reader(article)
        best = min(best, time.process_time() - began)
    return best / len(made)


def sample(reader: Reader, made: list[Article]) -> Counter[Stack]:
    """How often each stack of calls was met while the articles were read."""
    seen: Counter[Stack] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        stack = tuple(_calls(frame))[::-1]
        if stack:
            seen[stack] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    for _ in range(PASSES):
        for article in made:
            reader(article)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return seen


def _calls(frame: FrameType | None) -> Iterator[str]:
    """The calls inside dabir, the innermost first; those of libraries count for their caller."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(SOURCE):
            place = code.co_filename.removeprefix(SOURCE).removesuffix(".py")
            yield f"{place.removesuffix('/__init__')}:{code.co_qualname.replace('.<locals>', '')}"
        frame = frame.f_back


def stage_of(stack: Stack) -> str:
    """The stage that a stack of calls is in."""
    rooms = (call.partition(":")[0].partition("/")[0] for call in stack)
    return next((room for room in rooms if room in STAGES and room != "pipeline"), "pipeline")


def table(seen: Counter[Stack], seconds: float) -> str:
    """The stages and the functions that take longest, as Markdown."""
    total = seen.total()
    stages: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for stack, count in seen.items():
        stages[stage_of(stack)] += count
        functions[stack[-1]] += count
    lines = [
        "# Where the time of reading goes",
        "",
        f"dabir {__version__}, {datetime.now(UTC):%Y-%m-%d}; Python {platform.python_version()}, "
        f"numpy {np.__version__}, {platform.machine()}, one thread. Written by "
        "`python -m benchmarks.profile --write`; the articles are those of `benchmarks.reading`, "
        "about 300 tokens each. The same as a picture: [profile.svg](profile.svg).",
        "",
        f"**{1 / seconds:.0f} articles a CPU second**, {1000 * seconds:.1f} ms an article, "
        f"from {total} looks at the stack.",
        "",
        "| stage | what it finds | share | ms an article |",
        "|---|---|--:|--:|",
    ]
    for stage, what in STAGES.items():
        share = stages[stage] / total
        lines.append(f"| {stage} | {what} | {share:.1%} | {1000 * seconds * share:.2f} |")
    lines += ["", "| function itself, with the libraries it calls | share |", "|---|--:|"]
    for name, count in functions.most_common(FUNCTIONS):
        lines.append(f"| `{name}` | {count / total:.1%} |")
    return "\n".join(lines) + "\n"


class _Box:
    """A call in the graph, with the calls that it made."""

    def __init__(self) -> None:
        self.count = 0
        self.inner: dict[str, _Box] = {}

    def add(self, stack: Stack, count: int) -> None:
        self.count += count
        if stack:
            self.inner.setdefault(stack[0], _Box()).add(stack[1:], count)

    def depth(self, least: float) -> int:
        inner = (box.depth(least) for box in self.inner.values() if box.count >= least)
        return 1 + max(inner, default=0)


def flame_graph(seen: Counter[Stack]) -> str:
    """The picture: a box for every call, as wide as its share, what it called beneath it."""
    root = _Box()
    for stack, count in seen.items():
        root.add(stack, count)
    least = LEAST * root.count
    height = root.depth(least) * ROW
    boxes = "\n".join(_draw("all", root, 0.0, 0, WIDTH / root.count, least))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="monospace" font-size="11">\n{boxes}\n</svg>\n'
    )


def _draw(name: str, box: _Box, x: float, level: int, scale: float, least: float) -> Iterator[str]:
    width = box.count * scale
    share = f"{box.count * scale / WIDTH:.1%}"
    place, _, call = name.partition(":")
    hue = HUES[sum(map(ord, place.partition("/")[0])) % len(HUES)]
    text = (call or place)[: max(0, int(width / 6.8) - 1)]
    label = f'<text x="{x + 3:.1f}" y="{level * ROW + 12}">{escape(text)}</text>' if text else ""
    yield (
        f"<g><title>{escape(name)} {share}</title>"
        f'<rect x="{x:.1f}" y="{level * ROW}" width="{width:.1f}" height="{ROW - 1}" '
        f'fill="{hue}"/>{label}</g>'
    )
    for inner_name, inner in sorted(box.inner.items(), key=lambda item: -item[1].count):
        if inner.count >= least:
            yield from _draw(inner_name, inner, x, level + 1, scale, least)
            x += inner.count * scale


def main() -> None:
    """Print the table; with `--write` put it and the picture beside this file."""
    reader, made = dabir.load(), articles()
    for article in made[:20]:
        reader(article)
    seconds = measure(reader, made)
    seen = sample(reader, made)
    text = table(seen, seconds)
    print(text)
    if "--write" in sys.argv[1:]:
        (HERE / "profile.md").write_text(text, "utf-8")
        (HERE / "profile.svg").write_text(flame_graph(seen), "utf-8")


if __name__ == "__main__":
    main()
