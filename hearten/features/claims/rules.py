"""When an answer fits what was asked, who may write and sign one, and how long it stands."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from hearten.engines.screening.verdict.lexicon import ELSEWHERE_NEGATORS, NEGATED, NEGATED_MODALS, NEGATORS, STRONG
from hearten.engines.screening.words import words_of
from hearten.features.guidance.rules import NOT_FOR_AUTHORS


class Verdict(StrEnum):
    """What a clinician says of a claim. The machine has none of these to give."""

    supported = "supported"
    overstated = "overstated"
    outdated = "outdated"
    unsupported = "unsupported"
    contradicted = "contradicted"
    depends = "depends"


class Reads(StrEnum):
    """What a second clinician says of a drafted answer."""

    confirm = "confirm"
    send_back = "send_back"


# Guidance for people who write, film or run a platform is no answer to someone who wonders.
NOT_FOR_READERS = NOT_FOR_AUTHORS | {"safe messaging"}
LONGEST_CLAIM, LONGEST_ANSWER, LONGEST_REASON = 300, 2000, 500
# Ours, on evidence/eval/dev: half of the right myths score 0.45 or more. It only chooses what is offered, never a word.
SURE, MAYBE, NEAR = 0.95, 0.45, 0.4
OFFERED, NEAREST, PARTS = 3, 3, 5
LONGEST_STANDING, USUAL_STANDING = timedelta(days=730), timedelta(days=365)
SHORTEST_REASON = 3
TRUTH = {
    Verdict.contradicted: 1, Verdict.unsupported: 2, Verdict.outdated: 2, Verdict.overstated: 3, Verdict.depends: 3,
    Verdict.supported: 5,
}  # fmt: skip
NOT_SO = frozenset({Verdict.contradicted, Verdict.unsupported, Verdict.outdated})
DENIES = NEGATORS | NEGATED | frozenset(NEGATED_MODALS) | ELSEWHERE_NEGATORS
ASKING = (
    "is it true that ", "is it true ", "¿es verdad que ", "es verdad que ", "¿es cierto que ", "es cierto que ",
    "est-ce vrai que ", "est-il vrai que ", "é verdade que ", "هل صحيح أن ", "هل صحيح ", "क्या यह सच है कि ",
)  # fmt: skip


def says_the_same(asked: str, answered: str) -> bool:
    """Whether the one may be answered as the other: as many denials, the same figures, as bold, in the same order.

    A likeness by words or by meaning cannot tell "helps" from "does not help"; this may only ever say no.
    """
    one, other = _words(asked), _words(answered)
    return (
        _denials(one) == _denials(other)
        and _figures(one) == _figures(other)
        and STRONG.intersection(one) == STRONG.intersection(other)
        and [word for word in one if word in other] == [word for word in other if word in one]
    )


def _words(text: str) -> list[str]:
    return [word.forms[0] for word in words_of(text)]


def _denials(words: list[str]) -> int:
    return sum(word in DENIES for word in words)


def _figures(words: list[str]) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))


def without_asking(text: str) -> str:
    """What is asked about: "Is it true that …?" begins a question and is no part of the claim."""
    said = text.strip()
    for asking in ASKING:
        if said.casefold().startswith(asking):
            return said[len(asking) :]
    return text


def needs_statements(verdict: str) -> bool:
    """Only "nothing supports it" may stand without a statement beside it."""
    return verdict != Verdict.unsupported


def is_a_reason(because: str) -> bool:
    return len(because.strip()) >= SHORTEST_REASON


def may_answer(is_reviewer: bool, has_credential: bool) -> bool:
    """A reviewer whose profession was checked and has not lapsed."""
    return is_reviewer and has_credential


def may_stand_until(until: datetime, now: datetime) -> bool:
    return now < until <= now + LONGEST_STANDING


def stands_as_read(said: Mapping[str, Any], now: Mapping[str, str]) -> bool:
    """Whether guidance still says, word for word, what the answer was signed beside."""
    return all(now.get(line["id"]) == line["text"] for line in said["statements"])


def claim_review(said: Mapping[str, Any], url: str, site: str, verdict: str, on: datetime) -> dict[str, Any]:
    """One signed answer in the words of schema.org: https://schema.org/ClaimReview, looked up 2026-11-23."""
    rating = {"worstRating": 1, "bestRating": 5, "ratingValue": TRUTH[Verdict(said["verdict"])]}
    return {
        "@type": "ClaimReview", "url": url, "claimReviewed": said["claim"], "reviewBody": said["text"],
        "inLanguage": said["language"], "datePublished": on.date().isoformat(),
        "itemReviewed": {"@type": "Claim", "name": said["claim"]}, "author": {"@type": "Organization", "name": site},
        "reviewRating": {"@type": "Rating", **rating, "alternateName": verdict},
        "citation": [
            {"@type": "CreativeWork", "name": line["title"], "url": line["url"], "datePublished": str(line["year"]),
             "publisher": {"@type": "Organization", "name": line["publisher"]}}
            for line in said["statements"]
        ],
    }  # fmt: skip
