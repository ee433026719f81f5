"""Words that bite: strings that have broken other people's forms, and more of them than anyone reads."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

NAUGHTY = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>'", "{{ 7*7 }} {% now %}", "'; DROP TABLE x;--",
    "\u202e\u200f \ufdfd", "\ufdfd" * 900, "\U0001f469\u200d\U0001f469\u200d\U0001f467", "a\u0301" * 900,
    "Z" + "\u0353\u0311\u0361" * 200, "%s %d %n %(x)s {0} {x}", "\ud7ff\ue000\uffff", "../../../etc/passwd", "a\0b",
    "\x1b[31m\x07", "\ufb01\u0130\u0131\u017f", "\u0967\u0968\u0663", "1e309", "-1", "9" * 40, "NaN", "null", "\u200b",
)  # fmt: skip
# Where nobody writes: a choice, a number, a mark, a date.
NONSENSE = ("<script>alert(1)</script>", "a\0b", "\u0967\u0968", "9" * 40, "-1", "NaN", "\ud7ff", "None", "[]")
# No letters at all, or none that anyone agreed on: as they come over the line.
NO_LETTERS = ("%ED%A0%80", "%FF%FE%00", "%C0%80", "%", "%zz", "%F4%90%80%80")
MEGABYTE, MORE = 900_000, 1_100_000  # what a form may just hold, and what it may not
SECONDS = 12.0  # of this processor, for any one answer; the usual one takes a hundredth, a crowded machine 4 times more


def pasted(size: int, words: str = "I feel so tired. ") -> str:
    return words * (size // len(words))


@contextmanager
def without_a_stall(seconds: float = SECONDS) -> Iterator[None]:
    """By the processor's own clock, which does not run while others are at work."""
    begun = time.thread_time()
    yield
    took = time.thread_time() - begun
    assert took < seconds, f"took {took:.1f} s"
