"""Which sets of our own sentences there are: one to tune on, the others only to measure."""

from pathlib import Path

DEV = "dev"


def sets(folder: Path, ending: str = "jsonl") -> dict[str, Path]:
    """The files of an engine's eval folder by the name they are reported under: held ones first, `dev` last."""
    held = [*folder.glob(f"held/*.{ending}"), *folder.glob(f"held*.{ending}")]
    dev = [*folder.glob(f"{DEV}/*.{ending}"), *folder.glob(f"{DEV}*.{ending}")]
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in (*sorted(held), *sorted(dev))}


def is_tuned_on(name: str) -> bool:
    return name.startswith(DEV)
