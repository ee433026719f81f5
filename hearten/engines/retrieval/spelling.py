"""Slips of the pen: the word someone may have meant to write."""

from collections.abc import Iterable

SHORT, LONG = 5, 8  # letters: a shorter word is taken as it is, one of LONG may differ by two


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that differs by a slip, or by two in a long one; "" where none does, or two as little."""
    allowed = 0 if len(word) < SHORT else 1 if len(word) < LONG else 2
    like = (one for one in known if abs(len(one) - len(word)) <= allowed and len(one) > 3)
    near = sorted((much, one) for one in like if (much := slips(word, one, allowed)) <= allowed)
    is_alone = len(near) == 1 or (len(near) > 1 and near[0][0] < near[1][0])
    return near[0][1] if allowed and is_alone else ""


def slips(one: str, other: str, most: int) -> int:
    """Letters added, left out, changed, or two changed places (optimal string alignment); above `most` it stops."""
    before, last = list[int](), list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        row = [at]
        for n, its in enumerate(other, 1):
            cost = min(last[n] + 1, row[n - 1] + 1, last[n - 1] + (letter != its))
            if at > 1 and n > 1 and letter == other[n - 2] and one[at - 2] == its:
                cost = min(cost, before[n - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
