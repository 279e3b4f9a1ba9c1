"""Fit the weights of the events anew; the models that read an article must be packed before it.

`python -m training.events.run [--shared ../shared]`
"""

import argparse
import sys
from pathlib import Path

from dabir.pipeline import load_kit
from training.events import fit

NEEDED = "gold/dev"


def main() -> int:
    """Fit on the annotated articles and write the weights; 1 where the articles are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    folder = parser.parse_args().shared / NEEDED
    if not folder.is_dir():
        print(f"the weights of the events need {folder}, which is not there", file=sys.stderr)
        return 1
    examples = fit.load_examples(folder, load_kit())
    table = fit.make_table(examples)
    print(fit.curve(examples, fit.held_out_scores(table)))
    fit.OUT.write_bytes(fit.pack_weights(table.names, *fit.fit(table.values, table.right)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
