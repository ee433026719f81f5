"""What looking at a film promises: the question, the answer, and how it says that it could not."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

SCREEN, ADULT = "screen", "adult"  # the two checks, as they are named when one did not run


class CannotLook(Exception):
    """The models are here and did not answer as they should: killed, too late, or nonsense. Later it may work."""


@dataclass(frozen=True)
class Seen:
    """`texts` are (second, words) as they first stood in the picture; `adult` is the highest share of any picture,
    0 to 1, and nothing where nobody looked. `missing` names the checks that did not run."""

    texts: tuple[tuple[float, str], ...] = ()
    adult: float | None = None
    missing: tuple[str, ...] = ()


class OnScreen(Protocol):
    """`checks` are those this machine has the models for. `look` raises CannotLook."""

    checks: tuple[str, ...]

    def look(self, film: Path, language: str) -> Seen: ...


class NoOnScreen:
    """Has no models, and says so."""

    checks: tuple[str, ...] = ()

    def look(self, film: Path, language: str) -> Seen:
        return Seen(missing=(SCREEN, ADULT))


@dataclass(frozen=True)
class KnownOnScreen:
    """For tests: sees what it was told beforehand."""

    seen: Seen = Seen(adult=0.0)
    checks: tuple[str, ...] = (SCREEN, ADULT)

    def look(self, film: Path, language: str) -> Seen:
        return self.seen
