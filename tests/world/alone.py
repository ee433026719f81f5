"""Runs a command where only this machine can be reached, and writes down every packet that tried to leave it.

unshare -n python -m tests.world.alone REPORT COMMAND…      as root; the report is empty when nothing tried
"""

import fcntl
import os
import struct
import subprocess
import sys
import threading
from ipaddress import ip_address
from pathlib import Path

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000  # linux/if_tun.h
OUT = "out"
ROAD = (
    f"ip link set lo up && ip addr add 198.51.100.2/24 dev {OUT} && ip link set {OUT} up"
    f" && ip route add default via 198.51.100.1 dev {OUT}"
)
IPV4, DNS = 4, 53


def opened() -> int:
    """A road out of here that ends with us: whatever is sent to the rest of the world can be read from it."""
    road = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(road, TUNSETIFF, struct.pack("16sH", OUT.encode(), IFF_TUN | IFF_NO_PI))
    subprocess.run(ROAD, shell=True, check=True)
    return road


def where_to(packet: bytes) -> str:
    """IPv4 alone: the machine tells its own link about itself by IPv6, which says nothing about a page."""
    if packet[0] >> 4 != IPV4:
        return ""
    header = (packet[0] & 15) * 4
    port = int.from_bytes(packet[header + 2 : header + 4])
    asks = f" for {_name_in(packet[header + 20 :])}" if port == DNS else ""
    return f"{ip_address(packet[16:20])} port {port}{asks}"


def _name_in(query: bytes) -> str:
    """The host a question of DNS is about (RFC 1035, 4.1.2): labels, each after its length."""
    labels, at = [], 0
    while at < len(query) and query[at]:
        labels.append(query[at + 1 : at + 1 + query[at]].decode("ascii", "replace"))
        at += 1 + query[at]
    return ".".join(labels)


def listen(road: int, report: Path) -> None:
    with report.open("a") as told:
        while packet := os.read(road, 65_536):
            if place := where_to(packet):
                print(place, file=told, flush=True)


if __name__ == "__main__":
    report = Path(sys.argv[1])
    report.touch()
    threading.Thread(target=listen, args=(opened(), report), daemon=True).start()
    sys.exit(subprocess.run(sys.argv[2:], check=False).returncode)
