"""Which sets of our own sentences there are: one to tune on, the others only to measure."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

DEV = "dev"
One = TypeVar("One")


def sets(folder: Path, ending: str = "jsonl") -> dict[str, Path]:
    """The files of an engine's eval folder by the name they are reported under: held ones first, `dev` last."""
    held = [*folder.glob(f"held/*.{ending}"), *folder.glob(f"held*.{ending}")]
    dev = [*folder.glob(f"{DEV}/*.{ending}"), *folder.glob(f"{DEV}*.{ending}")]
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in (*sorted(held), *sorted(dev))}


def is_tuned_on(name: str) -> bool:
    return name.startswith(DEV)


def spread(ones: Sequence[One], most: int | None) -> Sequence[One]:
    """At most so many of them, evenly from first to last: files are in order of what they try."""
    return ones if most is None or len(ones) <= most else [ones[n * len(ones) // most] for n in range(most)]
