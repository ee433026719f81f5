"""Whether a claim is told only to say that it is not so. Then nobody is to be blamed for it."""

from collections.abc import Iterator, Sequence

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import Corrections
from hearten.engines.screening.words import Word, words_of

QUOTES = frozenset("\"'“‘«„")
CROSSES = frozenset("\u274c\u2716\u2717\u2718\U0001f6ab")
STANDS_BEFORE = frozenset(":–—-")  # "False: …"
BREAKS = frozenset(":;–—")
READ_ON = 160  # characters of the sentences around a claim that are looked at
FURTHEST = 4  # words that may stand before an answer, if all of them are fillers
Said = Sequence[Word]


def is_corrected(claim: Claim, heard: Corrections) -> bool:
    """Whether the author says, in the sentence itself or right beside it, that the claim is not so."""
    own, before, *after = (words_of(text[:READ_ON]) for text in (claim.text, claim.before, *claim.onward))
    if any(heard.after_all.within(said) for said in (own, *after[:1])):
        return False
    if heard.denies.within(own) or heard.denies_first.ends(own) or _is_crossed(claim.text, own, heard):
        return True
    if any(_answers(said, own, heard) for said in after[:1]):
        return True
    headed = _is_labelled(own, heard) or _is_headed(claim, before, heard)
    told = headed or bool(heard.told.ends(own)) or claim.text.lstrip()[:1] in QUOTES
    turned = any(heard.turns.ends(said) for said in after[:1]) or any(_answers(said, own, heard) for said in after)
    return told and (turned or headed)


def left_over(claim: Claim, heard: Corrections) -> str:
    """What the sentence goes on to say after a break behind its correcting words, which those do not speak of.

    "It is false that vaccines are safe: they cause autism", "They call it a myth, but vaccines cause autism".
    """
    own = words_of(claim.text[:READ_ON])
    spans = [*heard.denies.spans(own), *((0, end) for end in heard.denies_first.ends(own))]
    begins = [place for _, end in spans for place in _breaks(claim.text, own, end, heard)]
    return claim.text[min(begins) :].strip() if begins else ""


def _breaks(text: str, own: Said, first: int, heard: Corrections) -> Iterator[int]:
    yield from (own[at].start for at, _ in heard.breaks.spans(own) if at >= first)
    for word, onward in zip(own[first - 1 :], own[first:], strict=False):
        if BREAKS & set(text[word.end : onward.start]):
            yield onward.start


def _answers(said: Said, own: Said, heard: Corrections) -> bool:
    """Whether a sentence says of the one before it that it is not so. "They can" answers only what denies."""
    starts = _starts(said, heard)
    if any(heard.not_answers.ends(said, at) for at in starts):
        return False
    if any(heard.answers.ends(said, at) for at in starts) or heard.answers_within.within(said):
        return True
    short = heard.answers_yes if heard.negators.within(own) else heard.answers_no
    return any(heard.answers_alone.alone(said[at:]) or short.alone(said[at:]) for at in starts)


def _starts(said: Said, heard: Corrections) -> list[int]:
    """Its first word, and each that only fillers stand before."""
    starts = [0]
    for at in range(FURTHEST):
        if at in starts:
            starts += [end for end in heard.fillers.ends(said, at) if end < len(said)]
    return starts


def _is_labelled(own: Said, heard: Corrections) -> bool:
    """ "Myth: vaccines cause autism." But not "The myth is that …", nor "Myth." alone."""
    ends = heard.labels.ends(own)
    return bool(ends) and max(ends) < len(own) and not heard.not_labels.ends(own)


def _is_headed(claim: Claim, before: Said, heard: Corrections) -> bool:
    """ "Myth 3." before the claim; "Wrong." only where nothing stands before it that it may speak of."""
    first = claim.start <= len(claim.before)
    return heard.labels.alone(before) or heard.headings.alone(before) or (first and heard.headings_first.alone(before))


def _is_crossed(text: str, own: Said, heard: Corrections) -> bool:
    if text.lstrip()[:1] in CROSSES:
        return True
    return any(text[own[end - 1].end :].lstrip()[:1] in STANDS_BEFORE for end in heard.crossed.ends(own))
