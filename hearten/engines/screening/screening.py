"""Reading passages against a pack of rules."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from hearten.engines.screening.context import Surroundings, places
from hearten.engines.screening.finding import Finding, Passage, Report
from hearten.engines.screening.folding import folded
from hearten.engines.screening.learned import Pointed, pointed
from hearten.engines.screening.rule import PRACTISED, Pack, Phrases, Rule, Span
from hearten.engines.screening.shapes import SHAPES
from hearten.engines.screening.words import Places, Word, places_of, words_of

TRANSCRIPT = "transcript"
IN_PARTS = (TRANSCRIPT, "card")  # what is said may go on in the next


@dataclass(frozen=True)
class _Sheet:
    """Passages read as one: cues of a transcript run on, so that a phrase cut between two is still heard."""

    passages: tuple[tuple[int, int, Passage], ...]  # where it starts on the sheet, its number, itself
    text: str
    words: tuple[Word, ...]
    places: Places
    pointed: Pointed  # by practice
    asked: dict[int, list[Span]] = field(default_factory=dict)  # what was found of each list of phrases

    def passage_at(self, place: int) -> tuple[int, int, Passage]:
        low, high = 0, len(self.passages)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.passages[middle][0] <= place else (low, middle)
        return self.passages[low]

    def spans(self, phrases: Phrases) -> list[Span]:
        key = id(phrases)
        if key not in self.asked:
            self.asked[key] = phrases.spans(self.words, self.places)
        return self.asked[key]

    def sentences(self, phrases: Phrases, reach: int = 0) -> frozenset[int]:
        """The sentences in which one of these begins, and so many before and after each."""
        said = {self.words[at].sentence for at, _ in self.spans(phrases)}
        return frozenset(near for one in said for near in range(one - reach, one + reach + 1))

    def finding(self, rule: Rule, start: int, end: int) -> Finding:
        offset, number, passage = self.passage_at(start)
        return Finding(
            rule.id, rule.family, rule.severity, passage.where, start - offset, min(end - offset, len(passage.text)),
            self.text[start:end], passage.start, rule.reason, rule.suggestion, rule.sources, number,
            is_doubted=rule.shape != PRACTISED and self.pointed.doubted(rule.family, start),
        )  # fmt: skip


def _sheet(passages: Sequence[tuple[int, Passage]], pack: Pack) -> _Sheet:
    placed, texts, offset = [], [], 0
    for number, passage in passages:
        # A line break inside a caption is a matter of layout, never the end of a paragraph.
        text = passage.text.replace("\n", " ") if passage.where == TRANSCRIPT else passage.text
        placed.append((offset, number, passage))
        texts.append(text)
        offset += len(text) + 1
    joined = " ".join(texts)
    words = words_of(joined)
    places = places_of(words)
    return _Sheet(tuple(placed), joined, words, places, _pointed(joined, words, places, pack))


def _pointed(text: str, words: tuple[Word, ...], places: Places, pack: Pack) -> Pointed:
    """What practice says, which is nothing where words are named in order to correct or refute them."""
    if pack.practised is None or not words:
        return Pointed()
    teaching = [span for phrases in (pack.correctors, pack.refuters) for span in phrases.spans(words, places)]
    quiet = frozenset(words[at].sentence for at, _ in teaching)
    return pointed(text, words, pack.practised, pack.language, pack.embed, quiet)


def _sheets(passages: Sequence[Passage], pack: Pack) -> list[_Sheet]:
    sheets = []
    for where, group in groupby(enumerate(passages), key=lambda numbered: numbered[1].where):
        run = list(group)
        sheets += [_sheet(run, pack)] if where in IN_PARTS else [_sheet([one], pack) for one in run]
    return sheets


def _first_of_each(spans: list[Span]) -> list[Span]:
    """Spans in order, without those that begin inside the one before."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _in_place(rule: Rule, sheet: _Sheet, spans: list[Span]) -> list[Span]:
    """Those with every near phrase in their sentence, and none of those that must be apart."""
    near = [sheet.sentences(group, rule.reach) for group in rule.near]
    apart = sheet.sentences(rule.apart)
    said = ((span, sheet.words[span[0]].sentence) for span in spans)
    return [span for span, sentence in said if sentence not in apart and all(sentence in group for group in near)]


def _found(rule: Rule, sheet: _Sheet, around: Surroundings) -> list[Finding]:
    if rule.shape == PRACTISED:
        return [sheet.finding(rule, start, end) for start, end in sheet.pointed.at.get(rule.family, ())]
    if rule.shape:
        return [sheet.finding(rule, start, end) for start, end in SHAPES[rule.shape](sheet.text)]
    if not all(sheet.spans(group) for group in rule.near):
        return []
    said = [span for span in sheet.spans(rule.phrases) if not around.turns(rule, span)]
    spans = _first_of_each(said)
    spans = _in_place(rule, sheet, spans) if spans else []
    excused = places(sheet.spans(rule.unless)) if spans else frozenset()
    kept = [span for span in spans if excused.isdisjoint(range(*span))]
    return [sheet.finding(rule, sheet.words[a].start, sheet.words[z - 1].end) for a, z in kept]


def _everywhere(rule: Rule, read: Sequence[tuple[_Sheet, Surroundings]]) -> list[Finding]:
    if rule.at_least and sum(len(sheet.words) for sheet, _ in read) < rule.at_least:
        return []
    found = [finding for sheet, around in read for finding in _found(rule, sheet, around)]
    if found and rule.lacking:
        found = [] if any(sheet.spans(rule.lacking) for sheet, _ in read) else found[:1]
    if found and rule.beside and not any(sheet.spans(rule.beside) for sheet, _ in read):
        return []
    return found


def screen(passages: Sequence[Passage], pack: Pack) -> Report:
    sheets = _sheets(passages, pack)
    turning = (pack.negators, pack.correctors, pack.refuters)
    arounds = [Surroundings(sheet.words, *(sheet.spans(phrases) for phrases in turning)) for sheet in sheets]
    read = list(zip(sheets, arounds, strict=True))
    findings = [finding for rule in pack.rules for finding in _everywhere(rule, read)]
    findings.sort(key=lambda found: (found.passage, found.start, -found.severity.weight, -found.end, found.rule))
    once = (replace(found, instead=_instead(found, pack)) for found in _said_once(_unsaid(findings, pack)))
    return Report(tuple(once), pack.families, pack.missing)


def _unsaid(findings: Sequence[Finding], pack: Pack) -> list[Finding]:
    """Without what practice points at in words where a rule has said so of its family."""
    told = {(one.passage, one.family, one.start) for one in findings if one.rule not in pack.by_practice}
    starts: dict[tuple[int, str], list[int]] = {}
    for passage, family, start in sorted(told):
        starts.setdefault((passage, family), []).append(start)
    return [
        one for one in findings
        if one.rule not in pack.by_practice or not _any_within(starts.get((one.passage, one.family), []), one)
    ]  # fmt: skip


def _any_within(starts: list[int], found: Finding) -> bool:
    at = bisect_left(starts, found.start)
    return at < len(starts) and starts[at] < found.end


def _instead(found: Finding, pack: Pack) -> str:
    """Words for the place of those found, written large or small as they were."""
    if found.end - found.start != len(found.words):  # they go on in the next cue
        return ""
    better = pack.instead.get(" ".join("".join(c for c, _ in folded(found.words)).split()), "")
    if better and found.words.isupper():
        return better.upper()
    return better[:1].upper() + better[1:] if found.words[:1].isupper() else better


def _said_once(findings: Sequence[Finding]) -> list[Finding]:
    """Findings in order, without those that say of the same words what a graver or equal one of their family said."""
    kept: list[Finding] = []
    latest: dict[tuple[int, str], Finding] = {}
    for finding in findings:
        before = latest.get((finding.passage, finding.family))
        if before and finding.start < before.end and finding.severity.weight <= before.severity.weight:
            continue
        latest[finding.passage, finding.family] = finding
        kept.append(finding)
    return kept
