"""How much work something is, counted in lines of Python run: no busy machine blurs it."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

LINEAR = 2.1  # what `growth` may be at most
SLACK = 100  # lines


def steps(work: Callable[[], object]) -> int:
    """Lines of Python run while this work is done."""
    ran = 0

    def count(_frame: FrameType, _event: str, _what: object) -> Any:
        nonlocal ran
        ran += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return ran


def growth(work: Callable[[str], object], text: str) -> float:
    """How many times more work the second doubling of a text adds than the first: 2 is linear, 4 is quadratic."""
    work(text)  # letters are remembered after the first time
    once, twice, four_times = (steps(lambda times=times: work(text * times)) for times in (1, 2, 4))
    return (four_times - twice - SLACK) / max(twice - once, 1)
