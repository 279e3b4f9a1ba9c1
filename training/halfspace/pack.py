"""Pack weights for shipping: `pack.py WEIGHTS.npz MODEL` writes eight-bit weights and their header.

The file is one line of JSON (`bits`, and `scale` and `bias` of both tables), a newline, then the
table for gaps inside words and the table for spaces, one signed byte a slot.
"""

import json
import sys
from pathlib import Path

import numpy as np


def main(weights: Path, model: Path) -> None:
    """Write the model file and print its size."""
    loaded = np.load(weights)
    header: dict[str, object] = {"bits": int(np.log2(len(loaded["inner"])))}
    tables = []
    for name in ("inner", "spaces"):
        table = loaded[name]
        scale = float(np.quantile(np.abs(table[table != 0]), 0.9999)) / 127
        tables.append(np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
        header[name] = {"scale": scale, "bias": float(loaded[f"{name}_bias"])}
    packed = json.dumps(header).encode() + b"\n" + b"".join(t.tobytes() for t in tables)
    model.write_bytes(packed)
    print(f"{model}: {len(packed)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
