"""What a reader's device asks for. It travels with each request and is forgotten after it."""

from dataclasses import dataclass

TOPICS_MOST = 64  # a topic is one bit of a 64-bit number


@dataclass(frozen=True)
class Wishes:
    """Topics as bits: more of some, less of others. The same seed gives the same order; 0 means strictly by time."""

    more: int = 0
    less: int = 0
    seed: int = 0

    @property
    def are_plain(self) -> bool:
        return not (self.more or self.less or self.seed)
