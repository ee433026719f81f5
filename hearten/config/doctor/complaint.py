from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """By the command that starts it."""

    serve = "serve"
    edge = "edge"
    work = "work"

    @property
    def role(self) -> str:
        """As which it connects to the database."""
        return {Part.serve: "hearten_web", Part.edge: "hearten_edge", Part.work: "hearten_worker"}[self]


@dataclass(frozen=True)
class Complaint:
    """`refuses`: not safe to start. Otherwise a warning."""

    what: str
    mend: str
    refuses: bool = True
