"""Where a screened revision goes, and what a claim weighs. A machine may hold, never approve."""

from collections.abc import Collection, Iterable, Sequence

from hearten.features.checks.rules import ANSWER, CHOICE, POLL, TOLD, WHY

NOTE, FIX, HOLD = "note", "fix", "hold"
BY_MODEL = ("embedding", "screen", "adult")  # checks that need weights which an installation may not have
NONE = "none"
GRAVE_KINDS = frozenset({"cure", "stop_medication"})
SELLING_KINDS = GRAVE_KINDS | {"quick_fix", "supplement"}
OF_BELIEF = frozenset({
    "false_belief", "cure_claim", "supplement_claim", "medicine_advice", "simplistic_cause", "superseded_figure",
})  # fmt: skip
SURE = 0.9  # an opinion that rests on the very words of a statement; what only resembles one lies below
WORTH_A_LOOK = 2  # distress, on the scale of hearten.engines.screening.risk
TOO_ADULT = 0.8  # of 1; the open_nsfw model's own page calls what lies above 0.8 very likely not for everyone
MOST_TRIES = 4  # of a check that breaks, five seconds to a minute apart, before people are asked to do without it


def is_held(severities: Collection[str], checks_missing: Iterable[str], relied_on: Collection[str] = BY_MODEL) -> bool:
    """One finding of the gravest kind, or one check that could not run, is enough: a person looks first.

    Checks by model hold where the installation relies on them. A check that broke has another name and always holds.
    """
    return HOLD in severities or any(one not in BY_MODEL or one in relied_on for one in checks_missing)


def relied_on(written: str) -> tuple[str, ...]:
    """The checks named in HEARTEN_CHECKS."""
    named = [one.strip() for one in written.split(",")]
    return tuple(one for one in BY_MODEL if one in named)


def broken(check: str) -> str:
    """The name under which a check is missing that is here and did not answer as it should."""
    return f"{check}:broken"


def asks_for_change(severities: Sequence[str]) -> bool:
    return FIX in severities or HOLD in severities


def severity_of_claim(verdict: str, kinds: Collection[str], confidence: float, answers_a_myth: bool) -> str | None:
    """What the machine's opinion of a claim is worth. "Supported" and "not sure" are worth nothing at all.

    A post that answers a myth says the myth: it is asked to make the answer plain, and never held for that.
    """
    if verdict == "contradicted" and answers_a_myth:
        return NOTE
    if verdict == "contradicted":
        return HOLD if GRAVE_KINDS & set(kinds) else FIX
    if verdict == "outdated":
        return FIX
    if verdict == "overstated":
        return FIX if confidence >= SURE or SELLING_KINDS & set(kinds) else NOTE
    if verdict == "unsupported":
        return FIX if GRAVE_KINDS & set(kinds) else NOTE
    return None


def severity_of_words(severity: str, family: str, words: str, myths_told: Collection[str]) -> str:
    """A post that answers a myth has to say it: its wording is then worth a note, and only where it is about belief."""
    told = any(words in text for text in myths_told)
    return NOTE if told and family in OF_BELIEF else severity


def is_told(where: str, answers_a_myth: bool) -> bool:
    """Whether what stands there may be said only to be put right. What a question asks may; its right answer never.

    Nor may a poll: nothing in it puts anything right, and how many said so would speak for it.
    """
    return where in TOLD or (answers_a_myth and where not in (ANSWER, WHY, POLL, CHOICE))


def told_with(where: str, words: str, myths: Collection[str]) -> Collection[str]:
    """What stands around these words only to be put right."""
    if where in TOLD:
        return [words]
    return myths if is_told(where, answers_a_myth=True) else ()


def may_release(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    return is_reviewer and not is_author and stage == "held"


def is_said_already(text: str, elsewhere: str) -> bool:
    """Whether words in the picture only repeat what is heard or written beside it, whatever their signs and spaces."""
    letters = _letters(text)
    return not letters or letters in _letters(elsewhere)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
