"""From passages to claims: sentences with their places, without feelings, questions, greetings and stories."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from hearten.engines.screening.claims import keywords as key
from hearten.engines.screening.claims.claim import (
    CURE,
    DIAGNOSING,
    FACT,
    FIGURE,
    QUICK_FIX,
    STOP_MEDICATION,
    SUPPLEMENT,
    TREATMENT,
    Claim,
)  # fmt: skip
from hearten.engines.screening.finding import Passage
from hearten.engines.screening.words import Sentence, sentences_of, words_of

TRANSCRIPT = "transcript"
QUESTION_MARKS = ("?", "؟")
FEWEST_WORDS = 2
Placed = tuple[int, Passage]  # where the passage begins in the joined text
STRONG = {CURE, STOP_MEDICATION, DIAGNOSING, SUPPLEMENT}


def claims_in(passages: Sequence[Passage], language: str) -> tuple[Claim, ...]:
    """Every checkable sentence, in order. Cues of a transcript are read as one text; a claim starts in one of them."""
    found = list(_sentences(passages))
    beside = [(placed[1].where, text) for placed, text, _ in found]
    claims = (_claim(*sentence, language) for sentence in found)
    return tuple(_among(claim, beside, n) for n, claim in enumerate(claims) if claim)


def _among(claim: Claim, sentences: Sequence[tuple[str, str]], n: int) -> Claim:
    """With the sentences beside it, where they stand in the same place as the claim."""
    before = [text for where, text in sentences[max(n - 1, 0) : n] if where == claim.where]
    onward = [text for where, text in sentences[n + 1 : n + 3] if where == claim.where]
    return replace(claim, before="".join(before), onward=tuple(onward))


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Placed, str, Sentence]]:
    """Each with the joined text up to its end: signs after the last word belong to it, a cross may turn it around."""
    for where, run in groupby(passages, key=lambda passage: passage.where):
        together = list(run)
        for group in [together] if where == TRANSCRIPT else [[one] for one in together]:
            placed, offset = [], 0
            for passage in group:
                placed.append((offset, passage))
                offset += len(passage.text) + 1
            text = " ".join(passage.text for passage in group)
            at = 0
            for sentence in sentences_of(text, words_of(text)):
                while at + 1 < len(placed) and placed[at + 1][0] <= sentence.words[0].start:
                    at += 1
                yield placed[at], text[sentence.start : sentence.end], sentence


def _claim(placed: Placed, text: str, sentence: Sentence, language: str) -> Claim | None:
    said, begin = [key.bare(word.forms[-1]) for word in sentence.words], sentence.start
    if set(QUESTION_MARKS) & set(text[sentence.words[-1].end - begin :]) or len(said) < FEWEST_WORDS:
        return None
    kinds = kinds_of(said, text)
    if not _about_health(said) or (_own_story(said) and not STRONG & set(kinds)):
        return None
    offset, passage = placed
    first = max(begin - offset, 0)
    return Claim(
        text.strip(), passage.where, first, begin + len(text.rstrip()) - offset, passage.start, kinds, language
    )  # fmt: skip


def _about_health(said: list[str]) -> bool:
    return key.begins(said, key.HEALTH) or any(pair in key.TWO_WORDS for pair in pairwise(said))


def _own_story(said: list[str]) -> bool:
    """ "I have felt low since May" is nobody's claim; "I believe that vaccines cause autism" is."""
    return said[0] in key.FIRST_PERSON and not key.REPORTING & set(said[:4])


def kinds_of(said: Sequence[str], text: str) -> tuple[str, ...]:
    """What a sentence does, by its folded words; "fact" when nothing else."""
    medicine = key.begins(said, key.MEDICINES)
    addressed = {"you", "youre", "youve"} & set(said)
    found = {
        FIGURE: any(c.isdigit() for c in text),
        CURE: key.cures(said),
        QUICK_FIX: key.begins(said, key.QUICK),
        SUPPLEMENT: key.begins(said, key.SUPPLEMENTS),
        STOP_MEDICATION: medicine and key.begins(said, key.STOPPING),
        DIAGNOSING: bool(addressed) and ("if" in said or "signs" in said or "means" in said) and "have" in said,
        TREATMENT: medicine or key.begins(said, key.TREATING),
    }
    return tuple(kind for kind, there in found.items() if there) or (FACT,)
