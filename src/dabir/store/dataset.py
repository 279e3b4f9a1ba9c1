"""A data set on the disk: which shards are whole, and the lock that keeps two builds apart."""

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dabir.errors import StoreError
from dabir.store.manifest import Build, Manifest, decode, encode
from dabir.store.parts import flush, write_whole
from dabir.store.tables import COLUMNS

MANIFESTS = "shards"
BUILD = "manifest.json"
LOCK = "lock"


class DataSet:
    """The folder of a data set. Raises StoreError where it cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifests(self) -> list[Manifest]:
        """The manifests of all finished shards, by key."""
        paths = sorted((self.folder / MANIFESTS).glob("*.json"))
        return [decode(path.read_bytes(), str(path)) for path in paths]

    def holds(self, key: str) -> bool:
        """Whether a shard is finished and whole."""
        path = self.folder / MANIFESTS / f"{key}.json"
        return path.exists() and self.damage(decode(path.read_bytes(), str(path))) is None

    def damage(self, manifest: Manifest) -> str | None:
        """What is wrong with the parts of a shard, or None. Looks at sizes, not at content."""
        for part in manifest.parts.values():
            path = self.folder / part.file
            try:
                size = path.stat().st_size
            except OSError:
                return f"{path} is missing"
            if size != part.bytes:
                return f"{path} has {size:,} bytes of {part.bytes:,}"
        return None

    def whole(self) -> tuple[list[Manifest], list[str]]:
        """The shards whose parts are whole, and what is wrong with the others."""
        whole, damages = [], []
        for manifest in self.manifests():
            damage = self.damage(manifest)
            if damage is None:
                whole.append(manifest)
            else:
                damages.append(damage)
        return whole, damages

    def finish(self, manifest: Manifest) -> None:
        """Make a shard part of the data set: its parts are in place."""
        write_whole(self.folder / MANIFESTS / f"{manifest.key}.json", encode(manifest))

    def retire(self, keys: Iterable[str]) -> None:
        """Take shards out of the data set: first their manifests, then their parts."""
        for key in keys:
            (self.folder / MANIFESTS / f"{key}.json").unlink(missing_ok=True)
            flush(self.folder / MANIFESTS)
            for name in COLUMNS:
                (self.folder / name / f"{key}.parquet").unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what an interrupted build left: temporary files, parts without a manifest."""
        finished = {path.stem for path in (self.folder / MANIFESTS).glob("*.json")}
        for name in (*COLUMNS, MANIFESTS):
            for path in (self.folder / name).glob("*"):
                if path.name.startswith(".") or path.stem not in finished:
                    path.unlink(missing_ok=True)

    def record(self, build: Build) -> None:
        """Write down what a build did."""
        write_whole(self.folder / BUILD, encode(build))

    def make(self) -> None:
        """Make the folder where it is missing."""
        (self.folder / MANIFESTS).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds out; made for the folder, which is made where it is missing.

        The lock goes with the process, however it ends.
        """
        try:
            self.make()
            number = os.open(self.folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written ({error.strerror})") from error
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            owner = os.pread(number, 100, 0).decode("ascii", "replace").strip()
            os.close(number)
            raise StoreError(f"{self.folder}: another build is at work ({owner})") from None
        try:
            with contextlib.suppress(OSError):  # a full disk must not keep builds out
                os.ftruncate(number, 0)
                os.pwrite(number, f"process {os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(number)


def open_dataset(folder: Path) -> DataSet:
    """The data set in a folder. Raises StoreError where there is none."""
    if not (folder / MANIFESTS).is_dir():
        raise StoreError(f"{folder}: no data set here (dabir build INPUT -o {folder} makes one)")
    return DataSet(folder)
