"""One answer for one text: each of its claims is judged, and the worst of them decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from hearten.engines.screening.claims import Claim, claims_in
from hearten.engines.screening.evidence import ANSWER, MYTH, Entry, Index, Match
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.verdict.correcting import is_corrected, left_over
from hearten.engines.screening.verdict.judging import judge
from hearten.engines.screening.verdict.opinion import Opinion, Verdict
from hearten.engines.screening.verdict.reading import read
from hearten.engines.screening.words import words_of

LOOKED_AT, SHOWN = 20, 5
NEAR = 0.6  # beside what claims nothing, guidance is shown only where it is about the same thing
BLAMING = {Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported}
OF_WHOLE = {"says", "denies", "myth"}
CONTRARY = {Verdict.contradicted, Verdict.outdated, Verdict.overstated}
WORST_FIRST = (
    Verdict.contradicted, Verdict.outdated, Verdict.overstated, Verdict.unsupported, Verdict.not_sure,
    Verdict.supported,
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """`opinion` is that of the worst claim, `judged` has every claim with its own, in the order of the text.

    `statements` are at most five entries of guidance to show beside it; a myth is never among them, only what
    refutes it. `checks_missing` names what could not run.
    """

    opinion: Opinion
    judged: tuple[tuple[Claim, Opinion], ...]
    statements: tuple[Entry, ...]
    checks_missing: tuple[str, ...]


def answer(text: str, language: str, known: Index) -> Answer:
    """The answer for one text. It is supported only where every sentence of it is."""
    judged = judged_in([Passage("text", text)], language, known)
    if not judged:
        near = known.closest(text, language, LOOKED_AT)
        return _answer(Opinion(Verdict.not_a_claim, 0.9, near, "nothing"), (), known)
    worst = min((opinion for _, opinion in judged), key=lambda opinion: WORST_FIRST.index(opinion.verdict))
    if worst.verdict is Verdict.supported and len({word.sentence for word in words_of(text)}) > len(judged):
        worst = Opinion(Verdict.not_sure, 0.5, worst.matches, "unclear")
    return _answer(worst, judged, known)


def judged_in(passages: list[Passage], language: str, known: Index) -> tuple[tuple[Claim, Opinion], ...]:
    """Every claim of the passages with the machine's opinion of it, in their order."""
    found = claims_in(passages, language)
    return tuple((claim, _weighed(claim, _opinion(claim, known), known)) for claim in found)


def _opinion(claim: Claim, known: Index) -> Opinion:
    return judge(claim, known.closest(claim.text, claim.language, LOOKED_AT))


def _weighed(claim: Claim, opinion: Opinion, known: Index) -> Opinion:
    """Whoever tells a myth to correct it is not blamed for it, nor is what they turn down called right: a person looks.

    Where the judge has read the correction as part of the sentence ("it is a myth that"), its verdict stands. What the
    sentence goes on to claim is judged by itself: nothing hides behind a correction of something else.
    """
    heard = known.vocabulary.corrections
    weighty = opinion.verdict in BLAMING or opinion.verdict is Verdict.supported
    if not weighty or not is_corrected(claim, heard):
        return opinion
    if opinion.because in OF_WHOLE and read(claim.text).denied:
        return opinion
    onward = claims_in([Passage(claim.where, left_over(claim, heard))], claim.language)
    if opinion.verdict in BLAMING and any(_opinion(one, known).verdict in CONTRARY for one in onward):
        return opinion
    return Opinion(Verdict.not_sure, 0.5, opinion.matches, "corrected")


def _answer(opinion: Opinion, judged: tuple[tuple[Claim, Opinion], ...], known: Index) -> Answer:
    near = opinion.matches
    if opinion.verdict is Verdict.not_a_claim:
        near = tuple(match for match in near if match.score >= NEAR)
    return Answer(opinion, judged, statements_beside(near, known), known.checks_missing)


def statements_beside(matches: tuple[Match, ...], known: Index, most: int = SHOWN) -> tuple[Entry, ...]:
    """What of guidance to show beside an opinion: statements only; in the place of a myth stands what refutes it."""
    by_id = {entry.id: entry for entry in known.entries}
    return tuple(_statements(matches, by_id))[:most]


def _statements(matches: tuple[Match, ...], by_id: dict[str, Entry]) -> Iterator[Entry]:
    shown: set[str] = set()
    for n, match in enumerate(matches):
        for one in _shown_for(match, first=n == 0):
            if one in by_id and one not in shown:
                shown.add(one)
                yield by_id[one]


def _shown_for(match: Match, first: bool) -> tuple[str, ...]:
    """What refutes a myth is near already; only where the verdict rests on the myth does it come first."""
    if match.entry.kind == ANSWER:
        return match.entry.answers
    if match.entry.kind == MYTH:
        return match.entry.answers if first else ()
    return (match.entry.id,)
