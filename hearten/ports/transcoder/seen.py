"""What eyes meet before and during a video: the placeholder, and flashing. Pure.

The placeholder is a picture in about ninety letters, shown while the poster travels:
`<columns>x<rows>:` then three hexadecimal digits (red, green, blue) for each cell, row by row.
A page cuts the text after the colon in threes and paints each as the CSS colour `#rgb`.
"""

import re
from collections import deque

SHAPE = re.compile(r"([1-9])x([1-9]):([0-9a-f]+)")
CHANGES = re.compile(r"pts_time:(-?[0-9.]+)\s+lavfi\.photosensitivity\.frame-badness=([0-9.]+)")
# WCAG 2.2, 2.3.1 (read 2026-11-22): more than three flashes in one second. A flash is two opposing changes.
MOST_CHANGES = 6
ONE_SECOND = 1.0
# ffmpeg scores a whole picture from black to white at 3.2; a quarter of it (WCAG's area) by a third of that
# brightness scores 0.24. A cut between scenes scores high too, so single changes are counted, never summed.
CHANGE = 0.2


def drawn(columns: int, rows: int, pixels: bytes) -> str:
    """From raw RGB, three bytes a cell."""
    wanted = pixels[: columns * rows * 3].ljust(columns * rows * 3, b"\x80")
    return f"{columns}x{rows}:" + "".join(f"{(value + 8) // 17:x}" for value in wanted)


def cells(placeholder: str) -> list[str]:
    """The colours as CSS writes them; empty when the text is not a placeholder."""
    match = SHAPE.fullmatch(placeholder)
    if match is None:
        return []
    columns, rows, digits = int(match[1]), int(match[2]), match[3]
    if len(digits) != columns * rows * 3:
        return []
    return [f"#{digits[at : at + 3]}" for at in range(0, len(digits), 3)]


def flashes(measured: str) -> bool:
    """From what the photosensitivity filter printed. The first frame is compared with nothing, so it never counts."""
    recent: deque[float] = deque()
    for time, badness in CHANGES.findall(measured)[1:]:
        if float(badness) < CHANGE:
            continue
        recent.append(float(time))
        while recent[-1] - recent[0] >= ONE_SECOND:
            recent.popleft()
        if len(recent) > MOST_CHANGES:
            return True
    return False
