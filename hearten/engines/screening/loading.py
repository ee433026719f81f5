"""Reading rule files from a folder the caller names: `<folder>/<language>/<area>.toml`; each rule names its family."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hearten.engines.screening.families import FAMILIES
from hearten.engines.screening.finding import Severity
from hearten.engines.screening.learned import Trained, load_trained
from hearten.engines.screening.pattern import BadPattern, compiled
from hearten.engines.screening.rule import PRACTISED, Pack, Phrases, Rule
from hearten.engines.screening.shapes import SHAPES

EDITION, WEIGHTS = "edition.toml", "practised.npz"
VOCABULARY = "vocabulary"  # the files whose name begins so
ANY = "any"
SHARED_BY = "@"  # "@told" stands for every phrase listed under that name in the vocabulary
Vocabulary = Mapping[str, list[str]]


class BadRule(ValueError):
    """A rule file that cannot be trusted: which one, and what is wrong."""


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise BadRule(f"{path.name}: {wrong}") from wrong


class _Reader:
    """Phrases of one language. The same list is the same object in every rule, so that a text is asked once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._read: dict[tuple[str, ...], Phrases] = {}

    def phrases(self, written: Iterable[str]) -> Phrases:
        listed = tuple(written)
        if listed not in self._read:
            self._read[listed] = Phrases.of(compiled(one, self._words) for one in self._spelt_out(listed))
        return self._read[listed]

    def _spelt_out(self, written: Iterable[str]) -> Iterator[str]:
        """Phrases with each shared list replaced by every phrase on it, also inside: "@told because"."""
        for phrase in written:
            before, _, rest = phrase.partition(SHARED_BY)
            if not rest:
                yield phrase
                continue
            name, _, after = rest.partition(" ")
            for one in self._words[SHARED_BY + name]:
                yield from self._spelt_out([f"{before}{one} {after}".strip()])


def _rule(row: Mapping[str, Any], language: str, read: _Reader) -> Rule:
    shape = row.get("shape", "")
    if row["family"] not in FAMILIES:
        raise BadRule(f"{row['id']}: no family is called {row['family']}")
    if bool(shape) == bool(row.get("patterns")) or (shape and shape not in (*SHAPES, PRACTISED)):
        raise BadRule(f"{row['id']}: needs either patterns or a known shape")
    return Rule(
        id=row["id"],
        family=row["family"],
        language=language,
        severity=Severity(row["severity"]),
        reason=row["reason"],
        suggestion=row["suggestion"],
        sources=tuple(row["sources"]),
        good=tuple(row["good"]),
        bad=tuple(row["bad"]),
        phrases=read.phrases(row.get("patterns", ())),
        unless=read.phrases(row.get("unless", ())),
        lacking=read.phrases(row.get("lacking", ())),
        beside=read.phrases(row.get("beside", ())),
        near=tuple(read.phrases([group] if isinstance(group, str) else group) for group in row.get("near", ())),
        apart=read.phrases(row.get("apart", ())),
        reach=row.get("reach", 0),
        shape=shape,
        at_least=row.get("at_least", 0),
        negatable=row.get("negatable", False),
        correctable=row.get("correctable", False),
    )


def _once(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One table of several: a name that two of them give would lose its first words unseen."""
    whole: dict[str, Any] = {}
    for table in tables:
        if twice := whole.keys() & table.keys():
            raise BadRule(f"listed in two vocabulary files: {', '.join(sorted(twice))}")
        whole |= table
    return whole


def _vocabulary(folder: Path) -> dict[str, Any]:
    """Words, phrases and what turns a finding, of every vocabulary file of a language."""
    read = [_read(path) for path in sorted(folder.glob(f"{VOCABULARY}*.toml"))]
    words = _once(one.get("words", {}) for one in read)
    shared = {SHARED_BY + name: listed for name, listed in _once(one.get("phrases", {}) for one in read).items()}
    turning = _once({name: one[name] for name in one if name not in ("words", "phrases")} for one in read)
    return {**turning, "words": {**words, **shared}}


def _rules(folder: Path) -> tuple[Rule, ...]:
    read = _Reader(_vocabulary(folder)["words"])
    rules = []
    for path in sorted(folder.glob("*.toml")):
        if path.name.startswith(VOCABULARY):
            continue
        for row in _read(path)["rule"]:
            try:
                rules.append(_rule(row, folder.name, read))
            except (KeyError, BadPattern, ValueError) as wrong:
                raise BadRule(f"{path.name}, {row.get('id', 'a rule without id')}: {wrong!r}") from wrong
    return tuple(rules)


def load(folder: Path, language: str) -> Pack:
    """The rules for a language ("pt-BR" reads as "pt"). A language with few or no rules is in `missing`."""
    spoken = language.replace("_", "-").split("-")[0].casefold()
    own = folder / spoken if spoken.isalpha() else folder / "none"
    rules = _rules(own) if own.is_dir() and spoken != ANY else ()
    turning = _vocabulary(own)
    read = _Reader(turning["words"])
    edition = _read(folder / EDITION)
    shared = [rule for rule in _rules(folder / ANY) if rule.shape != PRACTISED]
    return Pack(
        edition=edition["edition"],
        rules=(*shared, *rules),
        language=spoken,
        negators=read.phrases(turning.get("negators", ())),
        correctors=read.phrases(turning.get("correctors", ())),
        refuters=read.phrases(turning.get("refuters", ())),
        instead=turning.get("instead", {}),
        missing=() if rules and spoken in edition["whole"] else (f"{spoken}:wording",),
    )


@cache
def _weights(path: Path) -> Trained | None:
    """Read once for all languages: six megabytes."""
    return load_trained(path)


def load_practised(folder: Path, language: str) -> Pack:
    """The rules for a language, and beside them what practice sentences taught, where there were some in it."""
    pack = load(folder, language)
    weights = _weights(folder / WEIGHTS)
    if weights is None or pack.language not in weights.languages:
        return pack
    more = tuple(rule for rule in _rules(folder / ANY) if rule.shape == PRACTISED)
    return replace(pack, rules=(*pack.rules, *more), practised=weights)


def all_messages(folder: Path) -> tuple[str, ...]:
    """Every sentence a rule may show, in English, for the translators."""
    rules = [rule for path in sorted(folder.iterdir()) if path.is_dir() for rule in _rules(path)]
    return tuple(dict.fromkeys(text for rule in rules for text in (rule.reason, rule.suggestion)))
