"""From a claim and what lies nearest to a verdict. Where nothing fits exactly, it says so."""

from collections.abc import Iterator, Sequence

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import MYTH, STATEMENT, Match
from hearten.engines.screening.evidence.terms import stem
from hearten.engines.screening.verdict import lexicon as lex
from hearten.engines.screening.verdict.opinion import Opinion, Verdict
from hearten.engines.screening.verdict.reading import Reading, is_plain, read, readings
from hearten.engines.screening.words import words_of

SURE = 0.95
# Tuned on eval/dev/claims.jsonl only.
LIKE_A_MYTH = 0.62
EXACTLY_A_MYTH = 0.9
SHARED = 0.5  # of a myth's words
NEAR_NOTHING = 0.35
QUESTIONABLE = {"cure", "quick_fix", "supplement", "stop_medication", "diagnosing"}
OWN_LANGUAGE = "en"
Found = tuple[Verdict, str, Match]


def judge(claim: Claim, matches: Sequence[Match]) -> Opinion:
    """The verdict for one claim. `matches` are the nearest entries, the nearest first."""
    reading = read(claim.text)
    exact = (
        min(_exact(reading, matches), key=_weight, default=None) if claim.language.startswith(OWN_LANGUAGE) else None
    )
    if exact and exact[0] is Verdict.supported and not is_plain(claim.text):
        return Opinion(Verdict.not_sure, 0.5, _first(exact[2], matches), "unclear")
    if exact:
        verdict, because, match = exact
        return Opinion(verdict, SURE, _first(match, matches), because)
    if myth := _myth(claim, reading, matches):
        return Opinion(Verdict.contradicted, myth.score, _first(myth, matches), "myth")
    return _by_kind(claim, reading, matches)


def _weight(found: Found) -> int:
    """An earlier figure and a myth outweigh any agreement; what is said exactly outweighs what only resembles."""
    return ("earlier", "myth", "says", "denies", "figure", "stronger").index(found[1])


def _first(match: Match, matches: Sequence[Match]) -> tuple[Match, ...]:
    return (match, *(other for other in matches if other is not match))


def _exact(reading: Reading, matches: Sequence[Match]) -> Iterator[Found]:
    for match in matches:
        if match.entry.kind == STATEMENT:
            for sentence in (match.entry.text, *match.entry.says):
                for written in readings(sentence):
                    if found := _against_statement(reading, written):
                        yield *found, match
            for sentence in match.entry.supersedes:
                if not reading.denied and any(_same_figure(reading, old) for old in readings(sentence)):
                    yield Verdict.outdated, "earlier", match
        elif match.entry.kind == MYTH and reading.said in {one.said for one in readings(match.entry.text)}:
            yield (Verdict.supported if reading.denied else Verdict.contradicted), "myth", match


def _same_figure(reading: Reading, old: Reading) -> bool:
    """An old figure beside what it was the figure of: the words of the old sentence may come in any order."""
    figures = set(old.figures) <= set(reading.figures) and bool(old.figures)
    topic = [word for word in old.without_figures() if word not in lex.HEDGES and word not in ("people", "year", "old")]
    return figures and sum(word in reading.said for word in topic) * 2 >= len(topic)


def _against_statement(reading: Reading, written: Reading) -> tuple[Verdict, str] | None:
    if reading.said == written.said:
        return (Verdict.contradicted, "denies") if reading.denied else (Verdict.supported, "says")
    if reading.denied:
        return None
    if reading.without(lex.NEGATORS) == written.without(lex.NEGATORS):
        return Verdict.contradicted, "denies"
    if reading.kinds_of_figures == written.kinds_of_figures != () and _same_beside_figures(reading, written):
        return Verdict.contradicted, "figure"
    wide = lex.STRONG | lex.HEDGES
    bolder = bool(set(reading.said) & lex.STRONG - set(written.said)) or bool(
        set(written.said) & lex.HEDGES - set(reading.said)
    )
    if bolder and reading.without(wide) == written.without(wide):
        return Verdict.overstated, "stronger"
    return None


def _same_beside_figures(reading: Reading, written: Reading) -> bool:
    return reading.without_figures() == written.without_figures()


def _myth(claim: Claim, reading: Reading, matches: Sequence[Match]) -> Match | None:
    """The nearest entry, where it is a myth that this claim repeats and does not deny.

    What refutes it may lie nearer: people ask for that in the words of the myth.
    """
    best = next((match for match in matches if match.entry.kind == MYTH), None)
    if best is None or best.score < LIKE_A_MYTH or reading.denied:
        return None
    others = (match.score for match in matches if match.entry.id not in best.entry.answers)
    if best.score < max(others) - 0.03:
        return None
    myth = read(best.entry.text)
    if claim.language.startswith(OWN_LANGUAGE):
        shared = len(set(myth.said) & set(reading.said)) / max(len(set(myth.said)), 1)
        own = {_subject(myth), stem(best.entry.topic)} & set(myth.said)
        if best.score < EXACTLY_A_MYTH and not (shared >= SHARED and own <= set(reading.said)):
            return None
        bold = set(myth.said) & lex.STRONG
        agrees = reading.negations % 2 == myth.negations % 2 and (not bold or bool(set(reading.said) & lex.STRONG))
    else:
        denials = sum(word.forms[0] in lex.ELSEWHERE_NEGATORS for word in words_of(claim.text))
        agrees = denials % 2 == myth.negations % 2
    return best if agrees else None


def _subject(reading: Reading) -> str:
    return next((word for word in reading.said if word not in lex.STRONG | lex.HEDGES | lex.NEGATORS), "")


def _is_strong(reading: Reading) -> bool:
    """Whether it says all, never, alone. "Only 1 in 4" and "just 5 %" only say how many."""
    return any(
        word in lex.STRONG and not (word in lex.FEW and onward[:1] in ("#", "/"))
        for word, onward in zip(reading.said, (*reading.said[1:], ""), strict=True)
    )


def _by_kind(claim: Claim, reading: Reading, matches: Sequence[Match]) -> Opinion:
    near = matches[0].score if matches else 0.0
    if reading.denied or reading.negations:
        return Opinion(Verdict.not_sure, near, tuple(matches), "unclear")
    if "cure" in claim.kinds or _is_strong(reading):
        return Opinion(Verdict.overstated, near, tuple(matches), "cure" if "cure" in claim.kinds else "stronger")
    if QUESTIONABLE & set(claim.kinds) or near < NEAR_NOTHING:
        return Opinion(Verdict.unsupported, 1 - near, tuple(matches), "nothing")
    return Opinion(Verdict.not_sure, near, tuple(matches), "unclear")
