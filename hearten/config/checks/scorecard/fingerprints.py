"""Which bytes a figure rests on: SHA-256 of files, of whole folders, of a model's weights."""

import importlib.util
from collections.abc import Iterable
from hashlib import file_digest, sha256
from pathlib import Path


def of_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def of_folder(folder: Path) -> str:
    """Of every file below it, by name and content, in the order of names."""
    whole = sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and "__pycache__" not in one.parts):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{of_file(path)}\n".encode())
    return whole.hexdigest()


def of_files(paths: Iterable[Path], homes: dict[str, Path]) -> dict[str, str]:
    """By a name that says nothing of this machine: `homes` are the folders names begin at."""
    return {_named(path, homes): of_file(path) for path in sorted(set(paths))}


def _named(path: Path, homes: dict[str, Path]) -> str:
    for name, home in homes.items():
        if path.is_relative_to(home):
            return "/".join((name, *path.relative_to(home).parts)).lstrip("/")
    return path.name


def of_weights(package: str) -> dict[str, str]:
    """Of every file of weights that came in a package; empty where it is not installed."""
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations or [] if found else []
    return {path.name: of_file(path) for place in places for path in sorted(Path(place).glob("*.bin"))}
