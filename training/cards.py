"""The line of a card that tells which file it describes: its size and digest."""

import hashlib
import re
from pathlib import Path

STAMP = re.compile(r"[\d,]+ bytes,(\s)sha256 `[0-9a-f]*`")


def stamp_card(model: Path) -> None:
    """Write size and SHA-256 of a model into the card beside it, where the card tells them."""
    card = model.with_suffix(".card.md")
    content = model.read_bytes()
    told = rf"{len(content):,} bytes,\1sha256 `{hashlib.sha256(content).hexdigest()}`"
    text, found = STAMP.subn(told, card.read_text("utf-8"))
    if found != 1:
        raise ValueError(f"{card} tells size and digest {found} times")
    card.write_text(text, "utf-8")
