"""Reading risk packs from a folder the caller names: `<folder>/<language>/{words,phrases,turning}.toml`."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hearten.engines.screening.pattern import BadPattern, Pattern, compiled
from hearten.engines.screening.risk.lexicon import Group, Level, Lexicon, Turning, Whose
from hearten.engines.screening.rule import Phrases

WORDS, PHRASES, TURNING, EDITION = "words.toml", "phrases.toml", "turning.toml", "edition.toml"
CONSTRUCTS = "srl/constructs.json"
LONGEST_TAG = 3  # letters of a language's code, ISO 639
TURNS = ("idioms", "denied", "past", "now", "fiction", "first", "other", "general", "alone", "mine", "taught", "near")
Vocabulary = Mapping[str, list[str]]


class BadPack(ValueError):
    """A risk pack that cannot be trusted: which file, and what is wrong."""


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadPack(f"{path.parent.name}/{path.name}: {wrong}") from wrong


def _phrases(written: Iterable[str], words: Vocabulary, where: str) -> Phrases:
    try:
        return Phrases.of([compiled(one, words) for one in written])
    except BadPattern as wrong:
        raise BadPack(f"{where}: {wrong}") from wrong


def _group(row: Mapping[str, Any], words: Vocabulary) -> Group:
    try:
        phrases = _phrases(row["patterns"], words, row["id"])
        whose, weak = Whose(row["whose"]), row.get("weak", False)
        return Group(row["id"], Level(row["level"]), row["severity"], whose, phrases, weak)
    except (KeyError, ValueError) as wrong:
        raise BadPack(f"{row.get('id', 'a group without id')}: {wrong!r}") from wrong


def _packs(folder: Path) -> list[Path]:
    """Every language's: people mix languages, and a page's language says little about its reader's."""
    return sorted(path.parent for path in folder.glob(f"*/{PHRASES}"))


def _constructs(folder: Path) -> tuple[tuple[str, Phrases], ...]:
    path = folder / CONSTRUCTS
    if not path.is_file():
        return ()
    try:
        rows: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))["constructs"]
    except (OSError, ValueError, KeyError) as wrong:
        raise BadPack(f"{CONSTRUCTS}: {wrong!r}") from wrong
    return tuple((name, _phrases(tokens, {}, name)) for name, tokens in rows.items())


def _together(several: Iterable[Phrases]) -> Phrases:
    by_word: dict[str, tuple[Pattern, ...]] = {}
    for phrases in several:
        for word, patterns in phrases.by_word.items():
            by_word[word] = (*by_word.get(word, ()), *patterns)
    return Phrases(by_word)


def _turning(found: Mapping[str, list[Phrases]]) -> Turning:
    return Turning(**{name: _together(several) for name, several in found.items()})


def load(folder: Path, language: str) -> Lexicon:
    """The phrases of every language in the folder, read for a text said to be in `language` ("pt-BR" reads as "pt").

    Raises `BadPack` where a file is torn. A language of few or no words is named in `missing`.
    """
    edition = _read(folder / EDITION)["edition"]
    whole = _read(folder / EDITION)["whole"]
    groups: list[Group] = []
    turning: dict[str, list[Phrases]] = {name: [] for name in TURNS}
    for pack in _packs(folder):
        words = _read(pack / WORDS)["words"] if (pack / WORDS).is_file() else {}
        groups += [_group(row, words) for row in _read(pack / PHRASES)["group"]]
        turns = _read(pack / TURNING)
        for name in TURNS:
            turning[name].append(_phrases(turns.get(name, ()), words, f"{pack.name}/{name}"))
    spoken = language.replace("_", "-").split("-")[0].casefold()
    named = spoken if spoken.isalpha() and len(spoken) <= LONGEST_TAG else "unknown"
    missing = () if named in whole else (f"{named}:crisis",)
    return Lexicon(named, edition, tuple(groups), _turning(turning), _constructs(folder), missing)
