"""`model.pt` -> `src/dabir/data/tagger.npz`: rows added up, rounded to bytes; layers to halves."""

from pathlib import Path

import msgspec
import numpy as np
import torch

from training.tagger.model import Model
from training.tagger.train import Lexicon, load_model

DATA = Path("src/dabir/data")

SHIPPED = ("perdt", "seraji", "relation", "ezafe", "clitic", "verb", "number", "lemma", "name")


def form_rows(model: Model, lexicon: Lexicon) -> np.ndarray:
    """`[1 + forms + pieces, size]`: nothing, every listed form added up, every piece."""
    folds = list(lexicon.forms)
    rows = []
    model.eval()
    with torch.no_grad():
        for at in range(0, len(folds), 4096):
            part = folds[at : at + 4096]
            pieces, marks = lexicon.bags(part)
            numbers = torch.arange(at, at + len(part))
            rows.append(model.rows(numbers, pieces, marks, torch.ones(len(part))).numpy())
        rows.append(model.pieces.weight.numpy())
    table = np.concatenate(rows)
    table[0] = 0
    return table


def pack(
    model: Model, lexicon: Lexicon, labels: dict[str, list[str]], name: str, path: Path
) -> int:
    """Write the model; the bytes written."""
    rows = form_rows(model, lexicon)
    scales = np.abs(rows).max(axis=1) / 127 + 1e-8
    state = model.state_dict()
    meta = {
        "name": name,
        "forms": list(lexicon.forms)[1:],
        "pieces": list(lexicon.pieces),
        "heads": {head: labels[head] for head in SHIPPED},
    }
    arrays = {
        "meta": np.frombuffer(msgspec.json.encode(meta), np.uint8),
        "rows": np.round(rows / scales[:, None]).astype(np.int8),
        "scales": scales.astype(np.float16),
        "head_weights": _half(torch.cat([state[f"heads.{h}.weight"] for h in SHIPPED[:-1]]).T),
        "head_bias": _half(torch.cat([state[f"heads.{h}.bias"] for h in SHIPPED[:-1]])),
        "name_weights": _half(state["heads.name.weight"].T),
        "name_bias": _half(state["heads.name.bias"]),
        "name_steps": _half(model.chain.weights().detach()),
    }
    for stack in ("words", "names"):
        for i, layer in enumerate(("near", "wider", "widest")):
            arrays[f"{stack}_weights{i}"] = _half(state[f"{stack}.{layer}.weight"].T)
            arrays[f"{stack}_bias{i}"] = _half(state[f"{stack}.{layer}.bias"])
    with path.open("wb") as out:
        np.savez(out, **arrays)
    return path.stat().st_size


def _half(tensor: torch.Tensor) -> np.ndarray:
    return np.ascontiguousarray(tensor.numpy()).astype(np.float16)


def pack_all(shared: Path, work: Path) -> None:
    """Pack `model.pt` of the work folder."""
    model, lexicon, labels = load_model(shared, work)
    size = pack(model, lexicon, labels, "tagger-1", DATA / "tagger.npz")
    print(f"tagger.npz: {size / 1e6:.1f} MB")
