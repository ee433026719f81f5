"""From marked-up text to plain words, one pass, once."""

import html
import unicodedata

# Left-to-right and right-to-left overrides can make words read backwards; marks (LRM, RLM) stay, Arabic needs them.
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _allowed(character: str) -> bool:
    return character not in OVERRIDES and unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co")


def tidy(text: str) -> str:
    """Plain words in lines: no control characters, no blank lines, single spaces."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        spaced = "".join(" " if c.isspace() else c for c in line)
        kept = " ".join("".join(c for c in spaced if _allowed(c)).split())
        if kept:
            lines.append(kept)
    return "\n".join(lines)


def _is_tag(inside: str) -> bool:
    """Told apart from words such as "I <3 you": a tag opens with a letter, a slash, a class or a time."""
    first = inside[:1]
    return bool(first) and (first.isalpha() or first in "/.!?" or inside[:2].isdigit())


def without_tags(text: str) -> str:
    kept, at, closing = [], 0, text.find(">")
    while (opening := text.find("<", at)) >= 0:
        kept.append(text[at:opening])
        if closing < opening and closing >= 0:
            closing = text.find(">", opening)
        nested = text.find("<", opening + 1)
        closed = closing >= 0 and (nested < 0 or closing < nested)
        if closed and (closing == opening + 1 or _is_tag(text[opening + 1 : closing])):
            at = closing + 1
        else:
            # An opening that never closes loses its bracket and keeps its words.
            kept.append("" if _is_tag(text[opening + 1 : opening + 3]) else "<")
            at = opening + 1
    kept.append(text[at:])
    return "".join(kept)


def plain(marked: str) -> str:
    return tidy(html.unescape(without_tags(marked)))
