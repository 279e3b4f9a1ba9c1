"""Speed and memory of the language stage: `python -m benchmarks.language`.

Its accuracy is measured by `evaluation.language`.
"""

import gzip
import resource
import sys
import time
from pathlib import Path

from dabir import language, repairs
from dabir.records import Article, Tagged

SHARED = Path("../shared")


def articles(shared: Path, count: int) -> list[str]:
    """Pieces of raw news of about 300 words."""
    texts: list[str] = []
    held: list[str] = []
    with gzip.open(shared / "data" / "raw" / "news.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            held.append(line.strip())
            if sum(len(h.split()) for h in held) >= 300:
                texts.append("\n".join(held))
                held = []
            if len(texts) == count:
                break
    return texts


def speed(texts: list[str], kit: language.Kit, repair: repairs.Kit) -> tuple[float, float]:
    """Tokens a CPU-second of the stage alone, and articles a CPU-second."""
    repaired = [
        repairs.repair_article(Article(id=str(i), text=t), repair) for i, t in enumerate(texts)
    ]
    language.tag(repaired[0], kit)
    began = time.process_time()
    tagged: list[Tagged] = [language.tag(r, kit) for r in repaired]
    seconds = time.process_time() - began
    return sum(len(t.upos) for t in tagged) / seconds, len(tagged) / seconds


def main() -> None:
    """Print the table."""
    if not SHARED.exists():
        print(f"the benchmark needs {SHARED}, which is not there", file=sys.stderr)
        return
    repair = repairs.load_kit()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    kit = language.load_kit()
    print(f"load: {time.process_time() - began:.3f} CPU-seconds")
    texts = articles(SHARED, 200)
    tokens, per_second = speed(texts, kit, repair)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"memory: {grown:.0f} MB more at the peak, the texts and their repair included")
    print(f"speed: {tokens:,.0f} tokens, {per_second:.0f} articles a CPU-second")


if __name__ == "__main__":
    main()
