"""What a reader's device asks for. It travels with each request and is forgotten after it."""

from typing import NamedTuple

TOPICS_MOST = 64  # a topic is one bit of a 64-bit number


class Wishes(NamedTuple):
    """Topics as bits: more of some, less of others. The same seed gives the same order; 0 means strictly by time.

    `country` and `languages` are numbers from `code_of`, the language liked best first. `by_time` asks for the newest
    first and nothing else. `gentler` and `night` never change the order: they are for the gate.
    `lifts`: what belongs to a campaign that runs may come a little earlier. `of_campaign`: only such posts are here.
    """

    more: int = 0
    less: int = 0
    seed: int = 0
    country: int = 0
    languages: tuple[int, ...] = ()
    gentler: bool = False
    night: bool = False
    by_time: bool = False
    lifts: bool = False
    of_campaign: bool = False
