"""What differs between the guidance of this site and its files, what of it is of substance, and who may decide."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from hearten.engines.screening import Pack, Passage, screen
from hearten.engines.screening.claims import claims_in
from hearten.engines.screening.evidence import Entry, Match
from hearten.engines.screening.verdict import Verdict, judge
from hearten.features.guidance.rules import SUPERSEDED
from hearten.features.posts.rules import canonical

Facts = Mapping[str, Any]
# What a post that cites a statement leans on. The rest says where to find it, and who has compared it with that.
SUBSTANCE = frozenset({"text", "kind", "strength", "certainty", "publisher"})
# Whoever adds or drops one of these changes more than the wording: figures, counts, denials, and how sure it is.
WEIGHTY = re.compile(
    r"\d+(?:[., ]\d+)*|\b(?:no|not|never|none|nor|without|cannot|\w+n['’]t|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|first|second|third|fourth|fifth|half|quarter|hundred|thousand|million|billion|all|every|always|most|many|some|few"
    r"|only|more|less|fewer|higher|lower|than|may|might|can|could|must|should|if|unless|except)\b",
    re.IGNORECASE,
)
PIECE = re.compile(r"\S+\s*|\s+")
MOST_COMPARED = 10_000  # words of one times words of the other; beyond that, comparing takes seconds: shown whole
SHORTEST_REASON = 3


class Verb(StrEnum):
    added = "added"
    changed = "changed"
    withdrawn = "withdrawn"


@dataclass(frozen=True)
class Line:
    """One statement or myth, as it stands and as it would be. `why` is what the files say of a withdrawal."""

    what: str
    code: str
    verb: Verb
    was: Facts | None
    becomes: Facts | None
    why: str = ""
    wording_only: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """Which facts differ; all of them where it is new or goes."""
        was, becomes = self.was or {}, self.becomes or {}
        return tuple(name for name in becomes or was if was.get(name) != becomes.get(name))

    @property
    def may_be_wording_only(self) -> bool:
        """Other words for the same thing: never where a number, the source or how strongly it is said differs."""
        was, becomes = self.was or {}, self.becomes or {}
        if self.what != "statement" or self.verb != Verb.changed or SUBSTANCE & set(self.fields) != {"text"}:
            return False
        return _weighty(was["text"]) == _weighty(becomes["text"])

    @property
    def of_substance(self) -> bool:
        """Whether posts that cite it are looked at again. Myths are answered, never cited."""
        if self.what != "statement" or self.verb == Verb.added:
            return False
        return self.verb == Verb.withdrawn or (bool(SUBSTANCE & set(self.fields)) and not self.wording_only)

    @property
    def new_figures(self) -> bool:
        """Whether it names figures that people still quote and that nobody looked for before."""
        return bool(set((self.becomes or {}).get("earlier", ())) - set((self.was or {}).get("earlier", ())))


def _weighty(text: str) -> list[str]:
    return [word.casefold() for word in WEIGHTY.findall(text)]


def difference(
    what: str, standing: Mapping[str, Facts], found: Mapping[str, Facts], why: Mapping[str, str]
) -> Iterator[Line]:
    for code in sorted(standing.keys() | found.keys()):
        was, becomes = standing.get(code), found.get(code)
        if was != becomes:
            verb = Verb.added if was is None else Verb.withdrawn if becomes is None else Verb.changed
            yield Line(what, code, verb, was, becomes, why.get(code, "") if becomes is None else "")


def marked(lines: Sequence[Line], wording_only: frozenset[str]) -> tuple[Line, ...]:
    """The proposer's word that only the wording changes, where that can be."""
    return tuple(replace(line, wording_only=line.code in wording_only and line.may_be_wording_only) for line in lines)


def written(lines: Sequence[Line]) -> str:
    """As a change keeps them: the second person signs the SHA-256 of this text."""
    return canonical({"lines": [asdict(line) | {"of_substance": line.of_substance} for line in lines]})


def as_line(row: Mapping[str, Any]) -> Line:
    known = {name: value for name, value in row.items() if name != "of_substance"}
    return Line(**{**known, "verb": Verb(row["verb"])})


def cites_what_was(sources: Sequence[Facts], lines: Sequence[Line]) -> bool:
    """Whether sealed sources still say what these lines replaced, and not what they say now."""
    cited = {source["id"]: source["statement"] for source in sources}
    was = {line.code: line.was["text"] for line in lines if line.of_substance and line.was}
    now = {line.code: line.becomes["text"] for line in lines if line.of_substance and line.becomes}
    return any(words == was.get(code) != now.get(code) for code, words in cited.items())


@dataclass(frozen=True)
class Piece:
    words: str
    differs: bool


def plain(value: object) -> str:
    return " · ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def side_by_side(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces, each saying whether the other side has it too."""
    a, b = PIECE.findall(old), PIECE.findall(new)
    if len(a) * len(b) > MOST_COMPARED:
        return (Piece(old, True),), (Piece(new, True),)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    left = tuple(Piece("".join(a[i:j]), tag != "equal") for tag, i, j, _, _ in blocks if i < j)
    return left, tuple(Piece("".join(b[i:j]), tag != "equal") for tag, _, _, i, j in blocks if i < j)


@dataclass(frozen=True)
class OldFigure:
    code: str
    words: str


def old_figures(
    passages: Sequence[Passage], language: str, entries: Sequence[Entry], pack: Pack
) -> Iterator[OldFigure]:
    """Figures that these statements replaced, by the rules of wording and by what the statements say people quote."""
    codes = {entry.id for entry in entries}
    for finding in screen(passages, pack).findings:
        if finding.family == SUPERSEDED and codes & set(finding.sources):
            yield OldFigure(next(code for code in finding.sources if code in codes), finding.words)
    beside = [Match(entry, 0.0) for entry in entries]
    for claim in claims_in(passages, language) if beside else ():
        opinion = judge(claim, beside)
        if opinion.verdict is Verdict.outdated:
            yield OldFigure(opinion.matches[0].entry.id, claim.text)


def may_propose(is_reviewer: bool, has_credential: bool) -> bool:
    """A reviewer whose profession was checked, as for an approval."""
    return is_reviewer and has_credential


def may_apply(is_reviewer: bool, has_credential: bool, is_proposer: bool) -> bool:
    return is_reviewer and has_credential and not is_proposer


def is_a_reason(because: str) -> bool:
    return len(because.strip()) >= SHORTEST_REASON


class Standing(StrEnum):
    """Where a post that was reopened has got to."""

    kept = "kept"  # a new version of it is public
    waits = "waits"  # for a reviewer
    on_its_way = "on_its_way"
    with_author = "with_author"
    turned_down = "turned_down"
    hidden = "hidden"


def standing(stage: str, is_public: bool, is_hidden: bool, waits_for_author: bool) -> Standing:
    if is_public:
        return Standing.kept
    if is_hidden:
        return Standing.hidden
    if stage in ("in_review", "held"):
        return Standing.waits
    if stage in ("rejected", "unplayable"):
        return Standing.turned_down
    if stage == "returned" or waits_for_author:
        return Standing.with_author
    return Standing.on_its_way
