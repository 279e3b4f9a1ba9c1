"""Run every benchmark, or those named, and put each into the report.

usage: python -m benchmarks.run [NAME…]

A benchmark is a module of this folder with a `main()` that prints its table and may return figures.
Peers are compared by a command of their own (`python -m benchmarks.peers`).
"""

import io
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from evaluation.report import Watch, save_part

NOT_HERE = {"run", "peers"}


class Both(io.StringIO):
    """Keeps what is printed, and prints it."""

    def write(self, text: str) -> int:
        """Keep and print."""
        sys.__stdout__.write(text)  # type: ignore[union-attr]
        return super().write(text)

    def flush(self) -> None:
        """Print what waits."""
        sys.__stdout__.flush()  # type: ignore[union-attr]


def names() -> list[str]:
    """The modules of this folder that are benchmarks, sorted."""
    package = import_module("benchmarks")
    found = sorted({module.name for module in iter_modules(package.__path__)} - NOT_HERE)
    return [name for name in found if hasattr(_load(name), "main")]


def _load(name: str) -> ModuleType:
    return import_module(f"benchmarks.{name}")


def main() -> int:
    """Run them; the exit status."""
    known = names()
    wanted = sys.argv[1:] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    sys.argv = sys.argv[:1]  # what was asked here is no argument of theirs
    for name in wanted:
        print(f"\n=== {name}", flush=True)
        watch, printed = Watch(f"python -m benchmarks.run {name}"), Both()
        with redirect_stdout(printed):
            figures = _load(name).main()
        measured = figures if isinstance(figures, dict) else {}
        sections = {name: measured} if measured else {}
        save_part(f"bench {name}", watch.part(sections, {name: printed.getvalue()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
