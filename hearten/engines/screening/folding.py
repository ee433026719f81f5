"""One spelling for many ways to write a letter, each letter remembering where it stood."""

import unicodedata
from functools import lru_cache

from hearten.engines.screening.clitics import plain_forms

QUOTES = dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛ʼ`´ʹ", "'")
ACCENTS = range(0x0300, 0x0370)
ARABIC_MARKS = range(0x064B, 0x0656)  # vowels, and the hamza and madda that many leave out
TATWEEL = "\u0640"
LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
# Letters of other scripts that look Latin, read as Latin only inside a word that has Latin letters too.
LOOKALIKES = str.maketrans("асеіјорѕухкмтнвαορνικτε", "aceijopsyxkmthbaopvikte")


@lru_cache(maxsize=4096)
def fold(character: str) -> str:
    """Lower case, compatibility form, no accents, no invisible letters; nothing is left of some characters."""
    if character in QUOTES:
        return QUOTES[character]
    folded = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        QUOTES.get(c, c)
        for c in unicodedata.normalize("NFKD", folded)
        if ord(c) not in ACCENTS
        and ord(c) not in ARABIC_MARKS
        and c != TATWEEL
        and unicodedata.category(c) != "Cf"
    )  # fmt: skip


def folded(text: str) -> list[tuple[str, int]]:
    return [(c, at) for at, character in enumerate(text) for c in fold(character)]


@lru_cache(maxsize=4096)
def is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def spellings(word: str) -> tuple[str, ...]:
    """The word, what it says with digits and signs for letters, and what it is without what is joined to it."""
    forms = [word, *plain_forms(word)]
    if any(is_letter(c) for c in word) and not word.isalpha():
        forms.append("".join(LEET.get(c, c) for c in word))
    if not word.isascii() and any("a" <= c <= "z" for c in word):
        forms.append(word.translate(LOOKALIKES))
    return tuple(dict.fromkeys(forms))
