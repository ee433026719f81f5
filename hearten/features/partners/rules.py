"""How a key looks, how often each caller may ask, and how much at once."""

import hashlib

PREFIX = "hearten_"
SHOWN = len(PREFIX) + 4  # letters of a key that a list shows
LONGEST_KEY = 200
VISITORS_PER_MINUTE, USUAL_PER_MINUTE, MOST_PER_MINUTE = 30, 600, 6000
LONGEST_TEXT = 5_000  # characters: what is said in a film of six minutes
LARGEST_BODY = 100_000  # bytes


def digest_of(key: str) -> str:
    """Of a key of 32 random bytes: too many to try, so that a plain hash is enough."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
