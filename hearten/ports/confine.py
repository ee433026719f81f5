"""Sets hard limits on this process, then becomes the program named: run as `python -I -S confine.py`.

A separate program rather than `preexec_fn`, which may deadlock in a worker that has threads.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
GRACE = 5  # seconds between the polite SIGXCPU and the kernel's SIGKILL


def die_with(parent: int) -> None:
    """A worker killed with −9 must not leave an encoder behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # the parent died before the line above took hold
        os._exit(128 + signal.SIGKILL)


def limit(cpu_seconds: int, memory: int, file_size: int, tasks: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + GRACE))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_NPROC)
    ceiling = tasks if most == resource.RLIM_INFINITY else min(tasks, most)
    resource.setrlimit(resource.RLIMIT_NPROC, (ceiling, ceiling))


if __name__ == "__main__":
    parent, cpu_seconds, memory, file_size, tasks = (int(number) for number in sys.argv[1:6])
    program = sys.argv[6:]
    die_with(parent)
    limit(cpu_seconds, memory, file_size, tasks)
    os.execv(program[0], program)  # noqa: S606 — the caller hands a list, and no shell is meant
