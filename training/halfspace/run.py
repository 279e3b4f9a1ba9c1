"""Train the half-space model from the shared data to the packed model.

`python -m training.halfspace.run [--shared ../shared] [--work work/halfspace] [--model FILE]`
"""

import argparse
import sys
from pathlib import Path

from training.halfspace import count, evaluate, pack, prepare, train

MODEL = Path(__file__).resolve().parents[2] / "src/dabir/data/repairs_halfspace.bin"
NEEDED = ("data/ud/fa_perdt-ud-train.text.txt", "data/raw/news.txt.gz", "data/lexicons/lilak")


def main() -> int:
    """Run the steps in order; 1 where data are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("work/halfspace"))
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    missing = [path for path in NEEDED if not (options.shared / path).exists()]
    for path in missing:
        print(f"the half-space model needs {options.shared / path}", file=sys.stderr)
    if missing:
        return 1
    evidence, weights = options.work / "evidence.npz", options.work / "weights.npz"
    prepare.main(options.shared, options.work)
    count.main(options.work, evidence)
    train.main(options.work, evidence, weights)
    pack.main(weights, evidence, options.model)
    evaluate.main(options.shared, "test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
