"""How a key looks, how often each caller may ask, and how much at once."""

import hashlib

PREFIX = "hearten_"
SHOWN = len(PREFIX) + 4  # letters of a key that a list shows
LONGEST_KEY = 200
VISITORS_PER_MINUTE, USUAL_PER_MINUTE, MOST_PER_MINUTE = 30, 600, 6000
LONGEST_TEXT = 20_000  # characters: a film of two hours says about that much in twenty minutes
LARGEST_BODY = 200_000  # bytes


def digest_of(key: str) -> str:
    """Of a key of 32 random bytes: too many to try, so that a plain hash is enough."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
