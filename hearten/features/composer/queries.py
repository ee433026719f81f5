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
from hearten.features.composer.rules import CUE, TEXT, TITLE, Draft, Note, Place
from hearten.features.guidance.models import Statement
from hearten.features.help.queries import Card, card_for, is_surely_grave
from hearten.features.posts.rules import Kind
from hearten.features.screening import queries as screening
from hearten.features.screening.rules import NOTE, is_told, severity_of_claim, severity_of_words, told_with
from hearten.ports.embeddings import NotHere

# An engine that breaks takes nobody's words with it: its check is named as one that did not run.
BROKEN = (ArithmeticError, LookupError, NotHere, OSError, RuntimeError, TypeError, ValueError)
WORDING, CLAIMS, CARE = "wording", "claims", "care"
log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


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
    def asks(self) -> dict[str, list[Note]]:
        """Beside each field of what it asks."""
        fields = dict.fromkeys(note.place for note in self.notes if note.place not in (TITLE, TEXT, CUE))
        return {field: [note for note in self.notes if note.place == field] for field in fields}

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
    """The number of a place stands where seconds would: two captions may begin at the same moment."""
    return [Passage(one.where, one.words, float(at), float(at)) for at, one in enumerate(draft.places)]


def _of_words(draft: Draft) -> tuple[list[Note], Sequence[str]]:
    report = engine.screen(_passages(draft), screening.pack(draft.language)).closely
    places = draft.places
    return [_note_on_words(found, places[found.passage]) for found in report.findings], report.checks_missing


def _note_on_words(found: engine.Finding, at: Place) -> Note:
    severity = severity_of_words(found.severity, found.family, found.words, told_with(at.where, found.words, ()))
    return Note(
        at.field, at.row, at.at(found.start), at.at(found.end), at.words[found.start : found.end], severity,
        found.reason, found.suggestion, found.instead, found.sources,
    )  # fmt: skip


def _of_claims(draft: Draft) -> tuple[list[Note], Sequence[str]]:
    index = known()
    judged = judged_in([one for one in _passages(draft) if one.where not in screening.UNJUDGED], draft.language, index)
    notes = [_note_on_claim(claim, said, index, draft) for claim, said in judged]
    return [note for note in notes if note], index.checks_missing


def _note_on_claim(claim: Claim, said: Opinion, index: Index, draft: Draft) -> Note | None:
    told = is_told(claim.where, draft.kind == Kind.myth)
    severity = severity_of_claim(said.verdict, claim.kinds, said.confidence, told)
    if severity is None:
        return None
    at = draft.places[int(claim.seconds or 0)]
    start = claim.start + len(at.words[claim.start :]) - len(at.words[claim.start :].lstrip())
    end = min(claim.end, len(at.words))
    first = said.matches[0].entry if said.matches else None
    is_statement = first is not None and first.kind == STATEMENT and end == claim.end
    offers = rules.may_offer(draft.language, said.because, said.confidence, is_statement)
    codes = tuple(one.id for one in statements_beside(said.matches, index, screening.MOST_SOURCES))
    reason = screening.WHY_OF_CLAIM[said.verdict]
    return Note(
        at.field, at.row, at.at(start), at.at(end), at.words[start:end],
        severity, screening.WHY_OF_MYTH if told and said.verdict == "contradicted" else reason,
        "" if told else screening.BETTER[said.verdict], first.text if first and offers else "",
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
