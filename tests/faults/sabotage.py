"""What a test takes out of Hearten to see that it would notice: bugs someone could write on a tired day."""

from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from procrastinate.manager import JobManager

from hearten.features.review import actions as review
from hearten.kit import flow, vault


def doubled_pieces() -> None:
    """The vault takes a piece wherever it stands: one that is sent again is there twice."""

    def take(self: vault.Vault, name: UUID, offset: int, source: BinaryIO, most: int) -> int:
        with self._writing(name) as (out, _have):
            for piece in vault._pieces(source, most):
                out.write(piece)
            return out.tell()

    vault.Vault.take = take


def early_yes() -> None:
    """A piece is acknowledged while the end of it is still in memory only."""
    honest = vault.Vault.take

    def take(self: vault.Vault, name: UUID, offset: int, source: BinaryIO, most: int) -> int:
        said = honest(self, name, offset, source, most)
        with (self.root / "incoming" / name.hex).open("r+b") as out:
            out.truncate(max(offset, said - 4096))
        return said

    vault.Vault.take = take


def in_place() -> None:
    """A file is written under its own name, piece by piece, instead of being moved there whole."""

    def keep(self: vault.Vault, source: Path, shelf: str) -> vault.Kept:
        content = source.read_bytes()
        digest = vault.hashlib.sha256(content).hexdigest()
        place = self.path_of(shelf, digest)
        self._folder(place.parent)
        if not place.exists():
            place.write_bytes(content)
        source.unlink()
        return vault.Kept(digest, len(content), place)

    vault.Vault.keep = keep


def no_lock() -> None:
    """Two workers may take the same step at once, and nobody looks whether the row has moved meanwhile."""

    def enter(self: Any) -> bool:
        self.mine = False
        return True

    flow._held.__enter__ = enter
    flow.Flow._still_here = lambda self, row: self.model._default_manager.filter(pk=row.pk)


def no_rescue() -> None:
    """Jobs of the dead stay where they are, and nobody looks again at rows that wait."""

    async def nobody(self: JobManager, **_: object) -> list[Any]:
        return []

    JobManager.get_stalled_jobs = nobody
    flow.Flow.due = lambda self: self.model._default_manager.none()


def forgetful_desk() -> None:
    """A reviewer's yes is answered before it is written."""
    review.approve = lambda *_, **__: None
