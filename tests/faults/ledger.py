"""What Hearten said yes to, written down outside of it; and what a reviewer was about to sign, before they did."""

import hashlib
import threading
import time
from dataclasses import dataclass, field


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Ledger:
    """Only an answer that came back and said yes is written here, except `signed`, which is written before."""

    uploads: dict[str, str] = field(default_factory=dict)  # upload → digest of what was sent
    posts: dict[str, str] = field(default_factory=dict)  # post → digest of its video
    titles: dict[tuple[str, int], str] = field(default_factory=dict)  # post and number → title
    confirmed: set[tuple[str, int]] = field(default_factory=set)
    sourced: set[tuple[str, int]] = field(default_factory=set)
    signed: set[str] = field(default_factory=set)
    signed_titles: set[str] = field(default_factory=set)
    approved: set[tuple[str, int, str]] = field(default_factory=set)
    hidden: dict[str, float] = field(default_factory=dict)  # post → since when, by our clock; gone once shown again
    shown_again: list[str] = field(default_factory=list)
    last_kill: float = 0.0
    patience: float = 60  # seconds in which something must move
    retries: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def may_go_on_until(self, begun: float) -> float:
        """Nothing may wait for more than a minute once the killing has stopped."""
        return max(begun, self.last_kill) + self.patience if self.over.is_set() else time.monotonic() + 60

    def hidden_before(self, moment: float) -> set[str]:
        return {post for post, since in list(self.hidden.items()) if since < moment}
