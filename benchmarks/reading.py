"""Reading as a whole: articles a second, memory, cold start, and the statements stage alone.

Articles are the examples of the repository, cut or repeated to about 300 tokens.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

import dabir
from dabir import language, repairs, statements
from dabir.intake import article_from_text
from dabir.records import Article

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TOKENS = 300
ARTICLES = 200
ROUNDS = 3  # other work on the machine only slows
BARS = {
    "articles a CPU-second": "  [60]",
    "articles a CPU-second, statements alone": "  [150]",
    "peak memory, MB": "  [200]",
    "dabir --help, CPU-seconds": "  [0.25]",
    "first record from a cold start, CPU-seconds": "  [1.0]",
}


def articles() -> list[Article]:
    """Two hundred articles of about three hundred tokens, made from the examples."""
    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    made = []
    for number in range(ARTICLES):
        text = texts[number % len(texts)]
        while len(text.split()) < TOKENS:
            text += "\n" + text
        lines, count = [], 0
        for line in text.splitlines():
            lines.append(line)
            count += len(line.split())
            if count >= TOKENS:
                break
        made.append(article_from_text("\n".join(lines), id=str(number), published="2024-05-12"))
    return made


def measure_reading() -> float:
    """CPU seconds for all articles, lexicons loaded; the best of some rounds."""
    reader = dabir.load()
    made = articles()
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for article in made:
            reader(article)
        rounds.append(time.process_time() - start)
    return min(rounds)


def measure_statements() -> float:
    """CPU seconds of the statements stage alone."""
    kit, repair_kit, tag_kit = statements.load_kit(), repairs.load_kit(), language.load_kit()
    ready = []
    for article in articles():
        repaired = repairs.repair_article(article, repair_kit)
        ready.append((article, repaired, language.tag(repaired, tag_kit)))
    start = time.process_time()
    for article, repaired, tagged in ready:
        desk = statements.lay_desk(repaired, tagged, (), kit)
        relays = statements.find_relays(desk)
        statements.find_statements(desk, article, (), relays)
    return time.process_time() - start


def measure_process(*command: str) -> tuple[float, float]:
    """CPU and wall seconds of one process, the best of three."""
    runs = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        runs.append((cpu, wall))
    return min(runs)


def main() -> dict[str, float]:
    """Print and return the table; bars in brackets."""
    dabir_command = str(Path(sys.executable).with_name("dabir"))
    example = str(sorted(EXAMPLES.glob("*.txt"))[0])
    figures = {
        "articles a CPU-second": ARTICLES / measure_reading(),
        "articles a CPU-second, statements alone": ARTICLES / measure_statements(),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    for name, command in (
        ("dabir --help", [dabir_command, "--help"]),
        ("first record from a cold start", [dabir_command, "read", example, "-f", "jsonl"]),
    ):
        cpu, wall = measure_process(*command)
        figures |= {f"{name}, CPU-seconds": cpu, f"{name}, seconds": wall}
    for what, value in figures.items():
        print(f"{what:48}{value:10.2f}{BARS.get(what, '')}")
    return figures


if __name__ == "__main__":
    main()
