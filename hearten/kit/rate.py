"""Where a question comes from, and how often someone may ask.

Counted in this process's memory and nowhere else; an address is never kept.
"""

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

IPV6_HOUSEHOLD = 64  # bits of an address that one household or one phone keeps


class Rate:
    """At most `amount` calls in `seconds` for each caller, spread or in one go (generic cell rate algorithm).

    Callers are known by a keyed hash whose key dies with the process. When more than `most` callers are remembered,
    the one who has been quiet longest is forgotten.
    """

    def __init__(
        self, amount: int, seconds: float, most: int = 50_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.amount, self._seconds, self._most, self._clock = amount, seconds, most, clock
        self._key = secrets.token_bytes(32)
        self._free_at: OrderedDict[bytes, float] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, caller: str, amount: int | None = None) -> float:
        """0 when the call may go on, and it is counted; else how many seconds are left until one may."""
        allowed = amount or self.amount
        each, now = self._seconds / allowed, self._clock()
        known_as = hashlib.blake2b(caller.encode(errors="replace"), key=self._key, digest_size=16).digest()
        with self._turn:
            free_at = max(self._free_at.get(known_as, now), now)
            left = free_at - now - each * (allowed - 1)
            if left > each * 1e-9:
                return left
            self._free_at[known_as] = free_at + each
            self._free_at.move_to_end(known_as)
            while len(self._free_at) > self._most:
                self._free_at.popitem(last=False)
        return 0.0

    def forget(self) -> None:
        with self._turn:
            self._free_at.clear()


def household(address: str) -> str:
    """The address, or of a long one the part that does not change from one call to the next."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((int(read), IPV6_HOUSEHOLD), strict=False).network_address)
    return str(read)


def is_from_elsewhere(headers: Mapping[str, str], host: str) -> bool:
    """Whether a browser says that another site had it send this. What says nothing is no page of another's."""
    if (site := headers.get("Sec-Fetch-Site")) is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("Origin", "")
    return origin not in ("", "null") and urlsplit(origin).netloc != host
