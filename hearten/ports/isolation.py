"""How well this machine can shut a program in, found out by trying, once."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

SYSTEM = ("/usr", "/lib", "/lib64", "/bin")


class Wall(StrEnum):
    bubblewrap = "bubblewrap"  # no network, no files but those handed in
    namespaces = "namespaces"  # no network; files of this user can be read
    limits = "limits"  # time, memory and size only


@dataclass(frozen=True)
class Isolation:
    wall: Wall
    why: str  # what the better walls said when they were tried, for `hearten doctor`

    @property
    def hides_files(self) -> bool:
        return self.wall is Wall.bubblewrap

    @property
    def hides_network(self) -> bool:
        return self.wall is not Wall.limits


def bare_room(bwrap: str) -> list[str]:
    """An empty house: the system's libraries to read, a private /tmp, and nothing else."""
    room = [
        bwrap, "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL",
        "--uid", "65534", "--gid", "65534", "--hostname", "sandbox",
        "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "HOME", "/tmp",  # noqa: S108
    ]  # fmt: skip
    for folder in SYSTEM:
        place = Path(folder)
        if place.is_symlink():
            room += ["--symlink", str(place.readlink()), folder]
        elif place.is_dir():
            room += ["--ro-bind", folder, folder]
    room += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    return [*room, "--dev", "/dev", "--size", str(64 * 1024**2), "--tmpfs", "/tmp"]  # noqa: S108


def closed_network(unshare: str) -> list[str]:
    return [unshare, "--user", "--map-current-user", "--net", "--ipc", "--uts"]


def python_room() -> list[str]:
    """What a Python child needs to see: this interpreter and the packages beside it."""
    return sorted({str(Path(sys.prefix)), str(Path(sys.base_prefix).resolve()), str(Path(sys.base_prefix))})


def _works(command: list[str]) -> str:
    """Empty when the command ran; else what it complained of."""
    try:
        tried = subprocess.run(command, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return str(trouble)
    return "" if tried.returncode == 0 else tried.stderr.decode(errors="replace").strip()[-200:] or "it failed"


@cache
def isolation(best: Wall = Wall.bubblewrap) -> Isolation:
    """The strongest wall that works here. A weaker `best` is for tests, never for settings."""
    said: list[str] = []
    bwrap, unshare = shutil.which("bwrap"), shutil.which("unshare")
    if best is Wall.bubblewrap:
        trouble = _works([*bare_room(bwrap), "/usr/bin/true"]) if bwrap else "not installed"
        if not trouble:
            return Isolation(Wall.bubblewrap, "")
        said.append(f"bubblewrap: {trouble}")
    if best is not Wall.limits:
        trouble = _works([*closed_network(unshare), "/usr/bin/true"]) if unshare else "not installed"
        if not trouble:
            return Isolation(Wall.namespaces, "; ".join(said))
        said.append(f"unshare: {trouble}")
    return Isolation(Wall.limits, "; ".join(said))
