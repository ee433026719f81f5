"""A folder of files named by their own SHA-256, and a corner where files arrive piece by piece.

Nothing a person typed is ever part of a path. What was acknowledged is on the disk, not in a cache.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

PIECE = 1 << 20


class WrongOffset(Exception):
    """The sender and the disk disagree about how much has arrived."""

    def __init__(self, have: int) -> None:
        super().__init__(f"{have} bytes have arrived")
        self.have = have


class Busy(Exception):
    """Another request is writing the same file just now."""


@dataclass(frozen=True)
class Kept:
    sha256: str
    size: int
    path: Path


class Vault:
    """`shelf` is the name of the corner a kept file goes to, for instance "originals" or "files"."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, shelf: str, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self.root / shelf / sha256[:2] / sha256

    def arrived(self, name: UUID) -> int:
        """Bytes of an arriving file that are safely here."""
        try:
            return self._incoming(name).stat().st_size
        except FileNotFoundError:
            return 0

    def take(self, name: UUID, offset: int, source: BinaryIO, most: int) -> int:
        """Append up to `most` bytes at `offset`; return the new length once it is on the disk."""
        with self._writing(name) as (out, have):
            if offset != have:
                raise WrongOffset(have)
            for piece in _pieces(source, most):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
            return out.tell()

    def forget(self, name: UUID) -> None:
        self._incoming(name).unlink(missing_ok=True)

    def keep_arrived(self, name: UUID, shelf: str) -> Kept:
        """The arrived file takes its place under its own name; `forget` it once that is written down."""
        return self._copy(self._incoming(name), shelf)

    def keep(self, source: Path, shelf: str) -> Kept:
        """Move a file to its place, whole or not at all."""
        kept = self._copy(source, shelf)
        source.unlink()
        return kept

    def _copy(self, source: Path, shelf: str) -> Kept:
        with source.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        size, place = source.stat().st_size, self.path_of(shelf, digest)
        self._folder(place.parent)
        if not place.exists():
            half = place.with_suffix(f".{uuid4().hex}.half")
            shutil.copyfile(source, half)
            _sync(half)
            half.chmod(0o600)
            half.rename(place)
            _sync(place.parent)
        return Kept(digest, size, place)

    def keep_text(self, text: str, shelf: str) -> Kept:
        folder = self._folder(self.root / "incoming")
        half = folder / f"{hashlib.sha256(text.encode()).hexdigest()}.{uuid4().hex}.text"
        half.write_text(text, encoding="utf-8")
        return self.keep(half, shelf)

    def sweep(self, before: float) -> None:
        """Take away what a crash left half written before that moment, in seconds since 1970."""
        for half in [*self.root.glob("*/*/*.half"), *self.root.glob("incoming/*.text")]:
            with contextlib.suppress(FileNotFoundError):
                if half.stat().st_mtime < before:
                    half.unlink()

    def workspace(self, name: str) -> Path:
        """A fresh private folder for work in progress; what a killed worker left in it is cleared."""
        folder = self.root / "work" / name
        shutil.rmtree(folder, ignore_errors=True)
        return self._folder(folder)

    def clear(self, workspace: Path) -> None:
        shutil.rmtree(workspace, ignore_errors=True)

    def _incoming(self, name: UUID) -> Path:
        return self.root / "incoming" / name.hex

    def _folder(self, folder: Path) -> Path:
        """Every folder of the vault is closed to others; `parents` alone would leave those above open."""
        for one in (self.root, *reversed(folder.relative_to(self.root).parents), folder.relative_to(self.root)):
            (self.root / one).mkdir(parents=one is self.root, exist_ok=True, mode=0o700)
        return folder

    @contextlib.contextmanager
    def _writing(self, name: UUID) -> Iterator[tuple[BinaryIO, int]]:
        self._folder(self.root / "incoming")
        with self._incoming(name).open("ab") as out:
            try:
                fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy from error
            yield out, out.seek(0, os.SEEK_END)


def read_part(path: Path, first: int, size: int) -> Iterator[bytes]:
    """`size` bytes of a file from `first` on, piece by piece."""
    with path.open("rb") as source:
        source.seek(first)
        yield from _pieces(source, size)


def _pieces(source: BinaryIO, most: int) -> Iterator[bytes]:
    left = most
    while left > 0 and (piece := source.read(min(PIECE, left))):
        left -= len(piece)
        yield piece


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
