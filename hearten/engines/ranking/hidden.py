"""Words a reader hides: found where a word begins, in any script, whatever the case."""

import re
import unicodedata
from collections.abc import Iterable

NOT_LETTERS = re.compile(r"[^\w]+|_+")
# Written without spaces, or with small words stuck to the front: there a hidden word may begin anywhere.
JOINED = re.compile("[\u0590-\u06ff\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
WHOLE = 3  # letters: so short a word is looked for whole, or "ed" would hide "education"


def folded(*texts: str) -> bytes:
    """All of them as UTF-8 words between single spaces, ready for a search."""
    words = NOT_LETTERS.sub(" ", _folded(" ".join(texts)))
    return f" {words.strip()} ".encode()


def needles(words: Iterable[str]) -> tuple[bytes, ...]:
    """What to look for in `folded` texts, one for each hidden word that has a letter."""
    plain = (NOT_LETTERS.sub(" ", _folded(word)).strip() for word in words)
    return tuple(_needle(word) for word in plain if word)


def _needle(word: str) -> bytes:
    if JOINED.search(word):
        return word.encode()
    return f" {word} ".encode() if len(word) <= WHOLE else f" {word}".encode()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
