"""How the edge stands: what it holds, how long since the database spoke, and what time the database says it is."""

import time
from dataclasses import dataclass, field

from hearten.edge.corrected import Corrected
from hearten.edge.shelf import Shelf


@dataclass
class Standing:
    """Written by the watcher, read by every answer. The host's own clock is never asked what time it is."""

    most_silence: float
    shelf: Shelf = field(default_factory=Shelf)
    corrected: Corrected = field(default_factory=Corrected)
    _heard_at: float | None = None
    _ahead: int = 0

    def heard(self, asked_at: float, database_micros: int) -> None:
        """The database answered a question put at `asked_at`: all it had said before has been taken in."""
        self._heard_at = asked_at
        self._ahead = database_micros - int(asked_at * 1_000_000)

    @property
    def silence(self) -> float:
        """Seconds since the last word; endless before the first."""
        return float("inf") if self._heard_at is None else time.monotonic() - self._heard_at

    @property
    def may_show(self) -> bool:
        """A post could have been withdrawn unheard, so after a long silence nothing is shown."""
        return self._heard_at is not None and time.monotonic() - self._heard_at <= self.most_silence

    def now(self) -> int:
        """Microseconds by the database's clock, counted from when we asked: never behind it."""
        return int(time.monotonic() * 1_000_000) + self._ahead
