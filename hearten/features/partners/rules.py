"""How a key looks, how often each caller may ask, and how much at once."""

import hashlib

PREFIX = "hearten_"
SHOWN = len(PREFIX) + 4  # letters of a key that a list shows
LONGEST_KEY = 200
VISITORS_PER_MINUTE, USUAL_PER_MINUTE, MOST_PER_MINUTE = 30, 600, 6000
LONGEST_TEXT = 5_000  # characters: what is said in a film of six minutes
LARGEST_BODY = 100_000  # bytes

# How fields are described to those who write programs: in English, like the rest of the description.
NAME_COMES_BACK = "Your own name for the text. It comes back unchanged."
COULD_NOT_RUN = "Checks that could not run here. A person has to look."
NEVER_KEPT = "Plain text. Never kept."
AS_IN_BCP_47 = "Language, as in BCP 47."
HELP_BY_COUNTRY = "The page with emergency numbers and services, by country."
APPROVES_NOTHING = "The machine's own. It approves nothing."
IN_CODE_POINTS = "First character, counted in Unicode code points."


def plain(text: str) -> str:
    """Without NUL, which nobody can see and which would part a word in two."""
    return text.replace("\0", "")


def digest_of(key: str) -> str:
    """Of a key of 32 random bytes: too many to try, so that a plain hash is enough."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
