"""Run every benchmark, or those named: `python -m benchmarks.run [NAME…]`.

A benchmark is a module of this folder with a `main()` that prints its table.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules


def names() -> list[str]:
    """The modules of this folder that are benchmarks, sorted."""
    package = import_module("benchmarks")
    found = sorted(module.name for module in iter_modules(package.__path__))
    return [name for name in found if name != "run" and hasattr(_load(name), "main")]


def _load(name: str) -> object:
    return import_module(f"benchmarks.{name}")


def main() -> int:
    """Run them; the exit status."""
    known = names()
    wanted = sys.argv[1:] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    for name in wanted:
        print(f"\n=== {name}", flush=True)
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
