"""Writes the card that lies beside the packed model."""

import hashlib
from pathlib import Path

from training.tagger.train import MODELS, SEED, SIZES

DATA = Path("src/dabir/data")
TEXT = """# tagger.npz

Tags words, hints at relations, and labels names. {size:.1f} MB, sha256 `{digest}`.

**Licence**: CC BY-SA 4.0, because it is made from treebanks under that licence; the code around it
is MIT. **Attribution**: UD Persian-PerDT (Rasooli, Safari, Moloodi, Nourian), UD Persian-Seraji
(Seraji, Ginter, Nivre and others), CC BY-SA 4.0; iPerUDT, CC0; ParsTwiNER, MIT; Lilak, Apache-2.0;
word lists of hazm, MIT; a list of first names (nabidam), MIT; GeoNames, CC BY 4.0; Unicode CLDR,
Unicode licence. Word vectors were counted in raw news; none of its text is in the file.

**Training**: words on {words}, {epochs[words][0]} epochs; names on {names}, {epochs[names][0]}
epochs; seed {seed}. Both start from layers that learned to guess hidden words of raw news. Names
also read the tags, relations and ezafe that the other model gives; names-raw are raw sentences that
four models of names labelled together. What each part brings stands in `docs/language.md`. The
training part of PerDT has no gold tags here: its gold part is the dev part, and the trees of
another, older model over the training sentences teach the layers through heads of their own.
Settings were chosen with the last fifth of PerDT dev, Seraji dev and the names dev part held out;
then all but the names dev part was trained on. Raw lines that share eight words in a row with a
test part were left out.

**Conventions**: PerDT and Seraji tag differently (proper nouns, «را», auxiliaries), so each has a
head of its own over the same layers. The product uses PerDT's.

**Scores** on the test parts with gold words, percent (`names` is F1 over exact spans, model alone):

{scores}
**Weak where**: text that lost its half-spaces, informal spelling, names of events and of political
groups, surnames that are also everyday words. Relations are guessed word by word.
"""


def write_card(scores: dict[str, float]) -> None:
    """Write `tagger.card.md` with the given scores."""
    data = (DATA / "tagger.npz").read_bytes()
    table = "".join(f"- {name}: {value:.2f}\n" for name, value in scores.items())
    card = TEXT.format(
        size=len(data) / 1e6,
        digest=hashlib.sha256(data).hexdigest(),
        words=", ".join(MODELS["words"]),
        names=", ".join(MODELS["names"]),
        epochs=SIZES,
        seed=SEED,
        scores=table,
    )
    (DATA / "tagger.card.md").write_text(card, "utf-8")
    print(table)
