"""Where the formats write to: a file, or standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dabir.errors import StoreError


@contextmanager
def open_output(out: Path | None) -> Iterator[BinaryIO]:
    """The bytes of the file `out`, made anew, or of standard output, flushed at the end.

    Raises StoreError where the file cannot be opened.
    """
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        stream = out.open("wb")
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror})") from error
    with stream:
        yield stream
