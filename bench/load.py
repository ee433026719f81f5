"""A small load generator: many kept-alive connections, one request in flight on each, over plain sockets."""

import os
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

END_OF_HEAD, LENGTH = b"\r\n\r\n", b"content-length: "
TICK = os.sysconf("SC_CLK_TCK")


class ServerSaidNo(Exception):
    """An answer that was not 200: then there is nothing to measure."""


@dataclass(frozen=True)
class Round:
    """What one round of load showed. `cpu` is the server's own seconds of processor time."""

    requests: int
    seconds: float
    cpu: float
    p99_ms: float

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds

    @property
    def a_cpu_second(self) -> float:
        return self.requests / max(self.cpu, 1 / TICK)


def run(port: int, pid: int, requests: Iterator[bytes], seconds: float, connections: int = 24) -> Round:
    """Sends one request after another until the time is over."""
    poll, open_ = select.epoll(), {}
    for _ in range(connections):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(one.fileno(), select.EPOLLIN)
        open_[one.fileno()] = one
    sent, took = {}, []
    cpu, begun = cpu_of(pid), time.perf_counter()
    for number, one in open_.items():
        sent[number] = time.perf_counter()
        one.sendall(next(requests))
    end = begun + seconds
    while time.perf_counter() < end:
        for number, _ in poll.poll():
            one = open_[number]
            receive(one)
            now = time.perf_counter()
            took.append(now - sent[number])
            sent[number] = now
            one.sendall(next(requests))
    spent, cpu = time.perf_counter() - begun, cpu_of(pid) - cpu
    for one in open_.values():
        one.close()
    took.sort()
    return Round(len(took), spent, cpu, took[int(len(took) * 0.99)] * 1000 if took else float("inf"))


def receive(one: socket.socket) -> None:
    """One whole answer."""
    got = one.recv(1 << 17)
    while (head := got.find(END_OF_HEAD)) < 0:
        got += one.recv(1 << 17)
    if not got.startswith(b"HTTP/1.1 200"):
        raise ServerSaidNo(got[:200])
    at = got.lower().find(LENGTH, 0, head) + len(LENGTH)
    left = int(got[at : got.find(b"\r\n", at)]) - (len(got) - head - len(END_OF_HEAD))
    while left > 0:
        left -= len(one.recv(1 << 17))


def cpu_of(pid: int) -> float:
    """Seconds of processor time this process has used: steadier than the clock on a machine others share."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_of(pid: int) -> float:
    """Resident megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
