"""How things move: every change starts and ends gently, so nothing jumps and nothing flashes."""

import math


def clamp(value: float, low: float = 0.0, high: float = 1.0) -> float:
    return max(low, min(high, value))


def between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share


def smooth(share: float) -> float:
    share = clamp(share)
    return share * share * (3 - 2 * share)


def breath(share: float) -> float:
    """Slow at both ends, like lungs."""
    return 0.5 - 0.5 * math.cos(math.pi * clamp(share))


def settle(share: float) -> float:
    """Arrives quickly, then takes its time."""
    return 1 - (1 - clamp(share)) ** 3


def appear(now: float, at: float, over: float = 0.6) -> float:
    return smooth((now - at) / over)


def stay(now: float, at: float, until: float, over: float = 0.4) -> float:
    """0 before and after, 1 in between, with a soft start and a soft end."""
    return appear(now, at, over) * (1 - appear(now, until - over, over))
