"""Train the tagger from the shared data to the packed model and its card.

`python -m training.tagger.run [--shared ../shared] [--work work/language] [--from STEP]`
"""

import argparse
import sys
from pathlib import Path

from training.tagger import card, evaluate, pack, prepare, pretrain, teach, train, vectors

STEPS = ("prepare", "vectors", "pretrain", "words", "teach", "names", "pack", "evaluate")
NEEDED = (
    "data/ud/fa_perdt-ud-dev.conllu",
    "data/ud/fa_perdt-ud-test.conllu",
    "data/ud/fa_perdt-ud-train.text.txt",
    "data/ud/fa_perdt-train.silver.conllu.gz",
    "data/ud/fa_seraji-ud-dev.conllu",
    "data/ud/fa_seraji-ud-test.conllu",
    "data/ud/fa_seraji-train.upos.txt",
    "data/ud/iPerUDT_train.conllu",
    "data/ud/iPerUDT_dev.conllu",
    "data/ner/parstwiner-train.txt",
    "data/ner/parstwiner-dev.txt",
    "data/ner/parstwiner-test.txt",
    "data/raw/news.txt.gz",
    "data/lexicons/lilak/src/data/lexicon",
    "data/lexicons/hazm/words.dat",
    "data/lexicons/names/names_1.csv",
    "data/lexicons/names/names_2.csv",
    "data/lexicons/geonames-cities500-fa.tsv.gz",
    "data/lexicons/cldr-fa-territories.json",
)


def main() -> int:
    """Run the steps in order; 1 where data are missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("work/language"))
    parser.add_argument("--from", dest="first", choices=STEPS, default=STEPS[0])
    options = parser.parse_args()
    missing = [path for path in NEEDED if not (options.shared / path).exists()]
    for path in missing:
        print(f"the tagger needs {options.shared / path}, which is not there", file=sys.stderr)
    if missing:
        return 1
    options.work.mkdir(parents=True, exist_ok=True)
    steps = {
        "prepare": lambda: prepare.prepare(options.shared, options.work),
        "vectors": lambda: vectors.train_vectors(options.work),
        "pretrain": lambda: pretrain.pretrain_all(options.shared, options.work),
        "words": lambda: train.train_model(options.shared, options.work, "words"),
        "teach": lambda: teach.teach_all(options.shared, options.work),
        "names": lambda: train.train_model(options.shared, options.work, "names"),
        "pack": lambda: pack.pack_all(options.shared, options.work),
        "evaluate": lambda: card.write_card(evaluate.evaluate(options.work)),
    }
    for step in STEPS[STEPS.index(options.first) :]:
        print(f"-- {step}", flush=True)
        steps[step]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
