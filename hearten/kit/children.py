"""What a child process is, and how it is born so that it never outlives its parent."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
LIBC = ctypes.CDLL(None)  # loaded here, because nothing may be imported between fork and exec


@dataclass(frozen=True)
class Account:
    """An unprivileged user of this machine, for programs that refuse to run as root."""

    user: int
    group: int

    @classmethod
    def named(cls, name: str) -> "Account":
        found = pwd.getpwnam(name)
        return cls(user=found.pw_uid, group=found.pw_gid)


class CannotStepDown(Exception):
    """We are root, and may not become anybody else; programs that refuse to run as root cannot be started."""


def account_when_root(name: str) -> Account | None:
    if os.geteuid() != 0:
        return None
    try:
        account = Account.named(name)
        subprocess.run(["/bin/true"], cwd="/", check=True, **become(account))
    except (KeyError, OSError) as problem:
        raise CannotStepDown(f"Root cannot become {name} here ({problem}). Start as an ordinary user.") from problem
    return account


def always_ready() -> bool:
    return True


@dataclass(frozen=True)
class Child:
    """One process to run: what to say to start it, when it is ready, and how it likes to be asked to stop."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    ready: Callable[[], bool] = always_ready
    ready_within: float = 60.0  # seconds
    cwd: Path = Path("/")
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0  # seconds between the asking and the killing
    when_orphaned: signal.Signals = signal.SIGKILL  # sent by the kernel when the parent dies first
    log: Path | None = None  # None: its lines are shown in the terminal, behind its name
    colour: int = 0  # of the name in the terminal, an ANSI code such as 36


def birth(child: Child) -> dict[str, Any]:
    """The options of `Popen` for this child: in a session of its own, and bound to its parent's life.

    A session of its own keeps Ctrl-C in the terminal from reaching every process at once:
    only the supervisor hears it, and stops its children in order, the database last.
    """
    return (
        {"env": dict(child.env), "cwd": child.cwd, "start_new_session": True}
        | become(child.account)
        | {"preexec_fn": last_words(child.when_orphaned)}
    )


def become(account: Account | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account.user, "group": account.group, "extra_groups": []}


def last_words(when_orphaned: signal.Signals) -> Callable[[], None]:
    """Asks the kernel to send the child a signal when its parent dies, even by kill -9.

    Linux forgets the wish when the user changes, so it is made after that, just before exec.
    It is tied to the *thread* that gave birth: give birth in a thread that lives as long as the process.
    """
    parent = os.getpid()

    def ask() -> None:
        if not sys.platform.startswith("linux"):
            return
        LIBC.prctl(PR_SET_PDEATHSIG, int(when_orphaned), 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the wish was made
            os.kill(os.getpid(), signal.SIGKILL)

    return ask
