"""Arabic and Devanagari words as a rule writes them: without what is joined to them, in their plainest spelling."""

from functools import lru_cache

# and, so, with, for, like, the; the particles of the future and of what goes on now (spoken Arabic).
BEFORE = (
    "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "فب", "ول", "فل", "وبال",
    "س", "وس", "ح", "ه", "وه", "ع", "عال", "م", "ش", "هال", "لال",
)  # fmt: skip
# my, your, his, her, our, their; the plural of a verb.
AFTER = ("ها", "هم", "هن", "كم", "نا", "وا", "ه", "ك", "ي")
FEWEST_BEFORE, FEWEST_AFTER = 3, 3  # letters that must be left
NUKTA, CHANDRABINDU, ANUSVARA, VIRAMA = "\u093c", "\u0901", "\u0902", "\u094d"
NASALS = tuple(nasal + VIRAMA for nasal in "ङञणनम")


@lru_cache(maxsize=4096)
def plain_forms(word: str) -> tuple[str, ...]:
    """What else a rule may call this word; nothing for a word of another script. At most a few dozen."""
    if "\u0621" <= word[:1] <= "\u064a":
        return _arabic(word)
    if "\u0900" <= word[:1] <= "\u097f":
        return _devanagari(word)
    return ()


def _arabic(word: str) -> tuple[str, ...]:
    bare = [word, *(word[len(b) :] for b in BEFORE if word.startswith(b) and len(word) - len(b) >= FEWEST_BEFORE)]
    stems = [
        one.removesuffix(a) for one in bare for a in AFTER if one.endswith(a) and len(one) - len(a) >= FEWEST_AFTER
    ]
    # The feminine ending is written ة alone, ت before a pronoun, and ه by many.
    joined = [one[:-1] + "ة" for one in stems if one.endswith("ت")]
    loose = [one[:-1] + "ة" for one in bare if one.endswith("ه")]
    final = [one[:-1] + "ى" for one in bare if one.endswith("ي")]
    return tuple(dict.fromkeys((*bare, *stems, *joined, *loose, *final)))


def _devanagari(word: str) -> tuple[str, ...]:
    """Without the dot of borrowed sounds, and with one sign for every nasal: ज़हर, फाँसी, फन्दा."""
    plain = word.replace(NUKTA, "").replace(CHANDRABINDU, ANUSVARA)
    for nasal in NASALS:
        plain = plain.replace(nasal, ANUSVARA) if not plain.endswith(nasal) else plain
    return (word, word.replace(NUKTA, ""), word.replace(NUKTA, "").replace(CHANDRABINDU, ANUSVARA), plain)
