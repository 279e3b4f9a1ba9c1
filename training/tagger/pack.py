"""`words.pt` and `names.pt` -> `src/dabir/data/tagger.npz`.

Rows are added up and rounded to a few bits, which keeps the compressed file small; layers
are rounded to half precision.
"""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from training.tagger.model import Model
from training.tagger.train import MODELS, Lexicon, load_lexicon, load_model

DATA = Path("src/dabir/data")
NAME = "tagger-2"
STEPS = {"words": 31, "names": 63}
UNSHIPPED = ("xpos", "informal", "verb")


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


def model_arrays(
    name: str, model: Model, lexicon: Lexicon, labels: dict[str, list[str]]
) -> dict[str, np.ndarray]:
    """The arrays of one model, named as `dabir.language.network` reads them."""
    rows = form_rows(model, lexicon)
    scales = np.abs(rows).max(axis=1) / STEPS[name] + 1e-8
    state = model.state_dict()
    heads = [head for head in labels if head not in UNSHIPPED]
    arrays = {
        f"{name}_rows": np.round(rows / scales[:, None]).astype(np.int8),
        f"{name}_scales": scales.astype(np.float16),
        f"{name}_head_weights": _half(torch.cat([state[f"heads.{h}.weight"] for h in heads]).T),
        f"{name}_head_bias": _half(torch.cat([state[f"heads.{h}.bias"] for h in heads])),
    }
    for i, layer in enumerate(("near", "wider", "widest")):
        arrays[f"{name}_weights{i}"] = _half(state[f"layers.{layer}.weight"].T)
        arrays[f"{name}_bias{i}"] = _half(state[f"layers.{layer}.bias"])
    if name == "names":
        arrays["names_hints"] = _half(state["layers.hints.weight"].T)
    return arrays


def _half(tensor: torch.Tensor) -> np.ndarray:
    return np.ascontiguousarray(tensor.numpy()).astype(np.float16)


def pack_all(shared: Path, work: Path) -> None:
    """Pack both models of the work folder."""
    lexicon = load_lexicon(shared, work)
    meta: dict[str, Any] = {
        "name": NAME,
        "forms": list(lexicon.forms)[1:],
        "pieces": list(lexicon.pieces),
    }
    arrays: dict[str, np.ndarray] = {}
    for name in MODELS:
        model, labels = load_model(lexicon, work / f"{name}.pt")
        meta[name] = {head: xs for head, xs in labels.items() if head not in UNSHIPPED}
        arrays |= model_arrays(name, model, lexicon, labels)
        if name == "names":
            arrays["name_steps"] = _half(model.chain.weights().detach())
    arrays["meta"] = np.frombuffer(msgspec.json.encode(meta), np.uint8)
    with (DATA / "tagger.npz").open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **arrays)
    print(f"tagger.npz: {(DATA / 'tagger.npz').stat().st_size / 1e6:.1f} MB")
