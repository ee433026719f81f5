import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hearten.engines import screening as engine
from hearten.engines.screening import Passage
from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import STATEMENT, Index
from hearten.engines.screening.verdict import Opinion, judged_in, statements_beside
from hearten.features.claims.queries import known
from hearten.features.composer import rules
from hearten.features.composer.rules import CUE, TEXT, TITLE, Draft
from hearten.features.guidance.models import Statement
from hearten.features.help.queries import Card, card_for, is_surely_grave
from hearten.features.posts.rules import Kind
from hearten.features.screening import queries as screening
from hearten.features.screening.rules import NOTE, severity_of_claim
from hearten.ports.embeddings import NotHere

# An engine that breaks takes nobody's words with it: its check is named as one that did not run.
BROKEN = (ArithmeticError, LookupError, NotHere, OSError, RuntimeError, TypeError, ValueError)
WORDING, CLAIMS, CARE = "wording", "claims", "care"
TRANSCRIPT = "transcript"
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Note:
    """Advice on a few words: where they stand, as browsers count, and what would be better."""

    place: str
    row: int
    start: int
    end: int
    words: str
    severity: str
    reason: str
    suggestion: str
    instead: str
    codes: tuple[str, ...]
    beside: tuple[str, ...] = ()  # codes of what guidance says about it
    is_claim: bool = False
    sources: tuple[Statement, ...] = ()
    said: tuple[Statement, ...] = ()
    also: tuple["Note", ...] = ()  # what else is said of the same words, and weighs no more

    @property
    def at(self) -> tuple[str, int, int, int]:
        return self.place, self.row, self.start, self.end


@dataclass(frozen=True)
class Looked:
    """All that an author hears of a draft."""

    language: str
    notes: tuple[Note, ...]
    missing: tuple[str, ...]
    card: Card | None
    rows: int = 0
    is_hushed: bool = False  # help alone is shown, with nothing said about wording

    @property
    def title(self) -> list[Note]:
        return [note for note in self.notes if note.place == TITLE]

    @property
    def text(self) -> list[Note]:
        return [note for note in self.notes if note.place == TEXT]

    @property
    def cues(self) -> list[list[Note]]:
        return [[note for note in self.notes if note.place == CUE and note.row == row] for row in range(self.rows)]


NOTHING: tuple[list[Note], Sequence[str]] = ([], ())
UNHEARD: tuple[Card | None, Sequence[str]] = (None, ())


def looked(draft: Draft) -> Looked:
    """Every check tried for itself, so that one that breaks leaves the others."""
    broken: list[str] = []
    wording = tried(WORDING, broken, lambda: _of_words(draft), NOTHING)
    claims = tried(CLAIMS, broken, lambda: _of_claims(draft), NOTHING)
    card, hushed = tried(CARE, broken, lambda: of_care(draft), UNHEARD)
    shown = [place for place in draft.advised_on if place not in hushed and draft.said_in[place].strip()]
    notes = [note for note in _said_once(wording[0], claims[0]) if note.place in shown]
    missing = rules.unread([*wording[1], *claims[1]], broken) if shown or not hushed else ()
    told = tuple(_one_a_place(list(_with_sources(notes))))
    return Looked(draft.language, told, missing, card, len(draft.cues or ()), bool(hushed) and not told)


def of_care(draft: Draft) -> tuple[Card | None, Sequence[str]]:
    """Help, and the fields beside which nothing but help is shown: nobody in a crisis is corrected."""
    card = card_for(draft.spoken, draft.language)
    is_sure = card is not None and card.is_grave and is_surely_grave(draft.spoken, draft.language)
    heavy = [place for place, words in draft.said_in.items() if is_sure and is_surely_grave(words, draft.language)]
    return card, (heavy or [*draft.said_in]) if is_sure else ()


def tried(check: str, broken: list[str], read: Callable[[], Answer], else_: Answer) -> Answer:
    try:
        return read()
    except BROKEN as error:
        log.warning("%s broke on a draft: %s", check, type(error).__name__)  # never with its words
        broken.append(f"{check}:broken")
        return else_


def _passages(draft: Draft) -> list[Passage]:
    """The number of a row stands where seconds would: two captions may begin at the same moment."""
    return [
        Passage(TRANSCRIPT, words, float(row), float(row)) if place == CUE else Passage(place, words)
        for place, row, words in draft.places
    ]


def _of_words(draft: Draft) -> tuple[list[Note], Sequence[str]]:
    report = engine.screen(_passages(draft), screening.pack(draft.language)).closely
    places = draft.places
    return [_note_on_words(found, places[found.passage]) for found in report.findings], report.checks_missing


def _note_on_words(found: engine.Finding, where: tuple[str, int, str]) -> Note:
    place, row, words = where
    return Note(
        place, row, rules.as_browsers_count(words, found.start), rules.as_browsers_count(words, found.end),
        words[found.start : found.end], found.severity, found.reason, found.suggestion, found.instead, found.sources,
    )  # fmt: skip


def _of_claims(draft: Draft) -> tuple[list[Note], Sequence[str]]:
    index = known()
    judged = judged_in(_passages(draft), draft.language, index)
    notes = [_note_on_claim(claim, said, index, draft) for claim, said in judged]
    return [note for note in notes if note], index.checks_missing


def _note_on_claim(claim: Claim, said: Opinion, index: Index, draft: Draft) -> Note | None:
    answers_a_myth = draft.kind == Kind.myth
    severity = severity_of_claim(said.verdict, claim.kinds, said.confidence, answers_a_myth)
    if severity is None:
        return None
    place, row = (CUE, int(claim.seconds or 0)) if claim.where == TRANSCRIPT else (claim.where, 0)
    words = next(text for where, number, text in draft.places if (where, number) == (place, row))
    start = claim.start + len(words[claim.start :]) - len(words[claim.start :].lstrip())
    end = min(claim.end, len(words))
    first = said.matches[0].entry if said.matches else None
    is_statement = first is not None and first.kind == STATEMENT and end == claim.end
    offers = rules.may_offer(draft.language, said.because, said.confidence, is_statement)
    codes = tuple(one.id for one in statements_beside(said.matches, index, screening.MOST_SOURCES))
    reason = screening.WHY_OF_CLAIM[said.verdict]
    return Note(
        place, row, rules.as_browsers_count(words, start), rules.as_browsers_count(words, end), words[start:end],
        severity, screening.WHY_OF_MYTH if answers_a_myth and said.verdict == "contradicted" else reason,
        "" if answers_a_myth else screening.BETTER[said.verdict], first.text if first and offers else "",
        codes, codes if severity != NOTE else (), is_claim=True,
    )  # fmt: skip


def _said_once(wording: Sequence[Note], claims: Sequence[Note]) -> Iterator[Note]:
    """Advice on wording that means a claim takes in what guidance says of it; the claim has no advice of its own then.

    What is only worth a thought gives way to whatever else is said of the same words.
    """
    taken: dict[int, Note] = {}
    for claim in claims:
        near = [one for one in wording if rules.shared(one.at, claim.at)]
        about = next((one for one in near if rules.is_about(one.at, claim.at)), None)
        if about and not rules.is_graver(claim.severity, about.severity):
            taken[id(about)] = replace(about, beside=claim.codes if claim.severity != NOTE else ())
        elif not near or claim.severity != NOTE:
            yield claim
    yield from (taken.get(id(one), one) for one in wording)


def _with_sources(notes: Sequence[Note]) -> Iterator[Note]:
    """In the order of the words, each with the statements it rests on."""
    codes = {code for note in notes for code in (*note.codes, *note.beside)}
    found = {one.code: one for one in Statement.objects.filter(code__in=codes).select_related("guideline")}
    for note in sorted(notes, key=lambda note: (note.place != TITLE, note.row, note.start)):
        said = tuple(found[code] for code in note.beside if code in found)
        sources = (*(found[code] for code in note.codes if code in found), *said)
        yield replace(note, said=said, sources=_once(sources, set()))


def _one_a_place(notes: Sequence[Note]) -> Iterator[Note]:
    """Of notes on the same words the gravest, or the one that a tap can follow, with the others folded into it."""
    for on_same in rules.together([note.at for note in notes]):
        some = [notes[number] for number in on_same]
        first, *others = sorted(some, key=lambda note: (-rules.weight(note.severity), not note.instead))
        named = {one.guideline.url for one in first.sources}
        yield replace(first, also=tuple(replace(one, sources=_once(one.sources, named)) for one in others))


def _once(sources: Sequence[Statement], named: set[str]) -> tuple[Statement, ...]:
    fresh = rules.once([one.guideline.url for one in sources], named)
    return tuple(sources[number] for number in fresh[: screening.MOST_SOURCES])
