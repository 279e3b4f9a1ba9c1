"""Train the model of glued sub-headings; the half-space model must be packed before it.

`python -m training.headings.run [--shared ../shared] [--work work/headings] [--model FILE]`
"""

import argparse
import sys
from pathlib import Path

from training.headings import evaluate, prepare, train

MODEL = Path(__file__).resolve().parents[2] / "src/dabir/data/repairs_headings.bin"
NEEDED = ("data/raw/news.txt.gz", "data/html/asriran.jsonl")


def main() -> int:
    """Run the steps in order; 1 where data are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("work/headings"))
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    missing = [path for path in NEEDED if not (options.shared / path).exists()]
    for path in missing:
        print(f"the heading model needs {options.shared / path}", file=sys.stderr)
    if missing:
        return 1
    prepare.main(options.shared, options.work)
    train.main(options.work, options.model)
    evaluate.main(options.shared, None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
