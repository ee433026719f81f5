"""Things known by their shape in any language: a telephone number, a mail address, an account name."""

from collections.abc import Callable
from itertools import pairwise

SEPARATORS = frozenset(" .-()\u00a0\u2011/")
FEWEST_DIGITS, MOST_DIGITS = 9, 15  # fewer is a short code or a year, more is no telephone number (E.164)
WIDEST_SEPARATOR = 2
GLUE = frozenset("/=_#@,.")  # what stands before a number inside a link or a larger figure
NAME_SIGNS = frozenset("._%+-")
SITES = frozenset(
    ("insta", "instagram", "snap", "snapchat", "discord", "tiktok", "telegram", "facebook", "twitter", "kik")
)
WORDS_AFTER_SITE = 4
HANDLE_SIGNS = frozenset("._#")
HANDLE_EDGES = ".,;:!?()[]\"'“”‘’@"
# Number plates and postcodes of the United Kingdom, as capitals and digits (gov.uk, 2026-11-23).
PLATES = frozenset({("aa99", "aaa")})
CODES = PLATES | {(area, "9aa") for area in ("a9", "a99", "aa9", "aa99", "a9a", "aa9a")}
Spot = tuple[int, int]


def _digits(text: str, at: int) -> tuple[int, list[str]]:
    """The end of a run of digits in groups, and the groups."""
    groups, end = [""], at
    while at < len(text):
        if text[at].isdecimal():
            groups[-1] += text[at]
            at += 1
            end = at
            continue
        after = at
        while after < len(text) and after - at < WIDEST_SEPARATOR and text[after] in SEPARATORS:
            after += 1
        if after == at or after >= len(text) or not text[after].isdecimal():
            break
        groups.append("")
        at = after
    return end, groups


def _is_figure(groups: list[str]) -> bool:
    """280 000 000 is people, not a telephone."""
    return not groups[0].startswith("0") and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def phones(text: str) -> list[Spot]:
    found, at = [], 0
    while at < len(text):
        if not text[at].isdecimal():
            at += 1
            continue
        end, groups = _digits(text, at)
        start = at - 1 if text[at - 1 : at] in ("+", "(") else at
        before = text[max(0, start - 5) : start].casefold()
        inside = before[-1:].isalnum() or (before != "" and before[-1] in GLUE)
        enough = FEWEST_DIGITS <= sum(map(len, groups)) <= MOST_DIGITS
        if enough and not inside and "isbn" not in before and (text[start] == "+" or not _is_figure(groups)):
            found.append((start, end))
        at = max(end, at + 1)
    return found


def _is_name(character: str) -> bool:
    return character.isalnum() or character in NAME_SIGNS


def _around(text: str, sign: int, floor: int) -> tuple[int, int]:
    start = sign
    while start > floor and _is_name(text[start - 1]):
        start -= 1
    end = sign + 1
    while end < len(text) and (_is_name(text[end]) or text[end] == "_"):
        end += 1
    return start, sign + 1 + len(text[sign + 1 : end].rstrip(".-"))


def _at_signs(text: str) -> list[tuple[int, int, int]]:
    found, floor, sign = [], 0, text.find("@")
    while sign >= 0:
        start, end = _around(text, sign, floor)
        found.append((start, sign, end))
        floor = max(sign + 1, end)
        sign = text.find("@", sign + 1)
    return found


def mails(text: str) -> list[Spot]:
    return [(a, z) for a, sign, z in _at_signs(text) if a < sign and "." in text[sign + 1 : z].strip(".")]


def accounts(text: str) -> list[Spot]:
    names = [(start, end) for start, sign, end in _at_signs(text) if start == sign and end - sign > 2]
    return [(start, end) for start, end in names if not text[start + 1 : end].isdecimal()]


def handles(text: str) -> list[Spot]:
    """An account named after its site, without the sign: "my insta is luna.99"."""
    words, found, near = _runs(text), [], 0
    for start, end in words:
        said = text[start:end]
        if said.casefold() in SITES:
            near = WORDS_AFTER_SITE
        elif near:
            near -= 1
            if any(c in HANDLE_SIGNS or c.isdecimal() for c in said[1:]) and any(c.isalpha() for c in said):
                found.append((start, end))
                near = 0
    return found


def _runs(text: str) -> list[Spot]:
    """Runs without spaces, less the signs around them."""
    runs, at = [], 0
    for part in text.split():
        start = text.index(part, at)
        at = start + len(part)
        bare = part.strip(HANDLE_EDGES)
        if bare:
            first = start + part.index(bare)
            runs.append((first, first + len(bare)))
    return runs


def _pattern(said: str) -> str:
    """AB12 becomes aa99: capital letters a, digits 9, anything else itself."""
    return "".join("a" if c.isascii() and c.isupper() else "9" if c.isdecimal() else c for c in said)


def codes(text: str) -> list[Spot]:
    """Two words that stand for a vehicle or for a few houses: "AB12 CDE", "EP3 4QT"."""
    runs = _runs(text)
    return [
        (first[0], second[1])
        for first, second in pairwise(runs)
        if second[0] - first[1] == 1 and (_pattern(text[slice(*first)]), _pattern(text[slice(*second)])) in CODES
    ]


SHAPES: dict[str, Callable[[str], list[Spot]]] = {
    "phone": phones,
    "mail": mails,
    "account": accounts,
    "handle": handles,
    "code": codes,
}
