"""Pack the model for shipping: `pack WEIGHTS.npz EVIDENCE.npz MODEL`.

The file is one line of JSON (sizes, and scale and bias of both weight tables), a newline, then:
weights for gaps inside words and for spaces, one signed byte a slot; counts, two slots a byte, the
first in the low half; classes, two bytes a slot, low byte first.
"""

import json
import sys
from pathlib import Path

import numpy as np


def main(weights: Path, evidence: Path, model: Path) -> None:
    """Write the model file and print its size."""
    loaded, known = np.load(weights), np.load(evidence)
    counts, classes = known["counts"], known["classes"]
    header: dict[str, object] = {
        "bits": int(np.log2(len(loaded["inner"]))),
        "counts": len(counts),
        "classes": len(classes),
    }
    body = []
    for name in ("inner", "spaces"):
        table = loaded[name]
        scale = float(np.quantile(np.abs(table[table != 0]), 0.9999)) / 127
        body.append(np.clip(np.rint(table / scale), -127, 127).astype(np.int8).tobytes())
        header[name] = {"scale": scale, "bias": float(loaded[f"{name}_bias"])}
    body.append((counts[::2] | counts[1::2] << 4).astype(np.uint8).tobytes())
    body.append(classes.astype("<u2").tobytes())
    packed = json.dumps(header).encode() + b"\n" + b"".join(body)
    model.write_bytes(packed)
    print(f"{model}: {len(packed)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
