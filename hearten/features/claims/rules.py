"""When an answer fits what was asked, who may write and sign one, and how long it stands."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import STATEMENT, Entry, Match
from hearten.engines.screening.verdict import judge
from hearten.engines.screening.verdict.lexicon import ELSEWHERE_NEGATORS, NEGATED, NEGATED_MODALS, NEGATORS
from hearten.engines.screening.words import sentences_of, words_of
from hearten.features.guidance.rules import NOT_FOR_AUTHORS
from hearten.features.signing.rules import may_stand_until as may_stand_until


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
LONGEST_CLAIM, LONGEST_ANSWER = 300, 2000
# Ours, on evidence/eval/dev: half of the right myths score 0.45 or more. It only chooses what is offered, never a word.
MAYBE, NEAR = 0.45, 0.4
OFFERED, NEAREST, PARTS = 3, 3, 60
TRUTH = {
    Verdict.contradicted: 1, Verdict.unsupported: 2, Verdict.outdated: 2, Verdict.overstated: 3, Verdict.depends: 3,
    Verdict.supported: 5,
}  # fmt: skip
NOT_SO = frozenset({Verdict.contradicted, Verdict.unsupported, Verdict.outdated})
ARTICLES = {
    "en": frozenset({"the", "a", "an"}), "es": frozenset({"el", "la", "los", "las", "un", "una"}),
    "fr": frozenset({"le", "la", "les", "un", "une"}), "pt": frozenset({"o", "a", "os", "as", "um", "uma"}),
}  # fmt: skip
FEW = frozenset(
    ["few", "little", "lot", "bit", "poco", "poca", "pocos", "pocas", "peu", "pouco", "pouca", "poucos", "poucas"]
)
FIGURE, SHARES = re.compile(r"\d+(?:[.,/:]\d+)*"), frozenset("%‰٪")
AGAINST = frozenset({"denies", "figure", "stronger", "earlier"})
_JUDGES = """
    false falsely myth myths lie lies untrue wrong nonsense rubbish hoax fake misinformation debunked joke rarely hardly
    seldom barely falso falsa mito mitos mentira mentiras bulo bulos faux fausse mythe mythes mensonge raro rara
    rarement mentiras errado errada engano خرافة خرافات خطأ كذبة كذب أكاذيب وهم غير झूठ झूठा झूठी मिथक गलत ग़लत अफवाह
"""
FRAGMENT = 2  # words: "In dogs."
CROSSES = frozenset("❌✖✗✘🚫⛔👎🙄≠❎")
JUDGES = (
    NEGATORS | NEGATED | frozenset(NEGATED_MODALS) | ELSEWHERE_NEGATORS | {word.forms[0] for word in words_of(_JUDGES)}
)
ASKING = (
    "is it true that ", "is it true ", "¿es verdad que ", "es verdad que ", "¿es cierto que ", "es cierto que ",
    "est-ce vrai que ", "est-il vrai que ", "é verdade que ", "هل صحيح أن ", "هل صحيح ", "क्या यह सच है कि ",
)  # fmt: skip


def says_the_same(asked: str, answered: str, language: str = "en") -> bool:
    """Whether the one may be answered as the other: the same words in the same order, none more on either side.

    Only capitals, accents, points, an article in front and "is it true that" may differ. A likeness by words or by
    meaning cannot tell "helps" from "does not help", "rarely helps" or "helps dogs"; this may only ever say no.
    """
    one, other = without_asking(asked), without_asking(answered)
    return (
        _content(one, language) == _content(other, language) != []
        and _signs(one) == _signs(other)
        and not _engine_says_no(one, other, language)
    )


def _words(text: str) -> list[str]:
    return [word.forms[0] for word in words_of(text)]


def _content(text: str, language: str) -> list[str]:
    """Its words, without an article in front. "A few" and "few" stay apart."""
    words = _words(text)
    articles = ARTICLES.get(language, frozenset())
    return words[1:] if words[:1] and words[0] in articles and not FEW.intersection(words[1:2]) else words


def _signs(text: str) -> list[str]:
    """Figures as they are written, and what is neither letter nor point: a cross can turn a sentence around."""
    shapes = [c for c in text if c in SHARES or unicodedata.category(c) in ("Sm", "Sc", "So")]
    return sorted([*FIGURE.findall(text), *shapes])


def _engine_says_no(asked: str, answered: str, language: str) -> bool:
    """The verdict engine as a second look: it hears a denial around the whole, a figure and "always"."""
    claim = Claim(asked, "text", 0, len(asked), None, (), language)
    said = Match(Entry("", answered, STATEMENT, "", "", ""), 1.0)
    return judge(claim, [said]).because in AGAINST


def sentences(text: str) -> list[str]:
    """The sentences of a longer text, and each word of it in one of them."""
    return [text[one.words[0].start : one.end].strip() for one in sentences_of(text, words_of(text))]


def parts(text: str) -> list[str]:
    """Each sentence of a longer text for itself, the last of them; otherwise the whole of it."""
    found = sentences(text)[-PARTS:]
    return found if len(found) > 1 else [text]


def is_taken_back(text: str, part: str) -> bool:
    """Whether what stands around a sentence may turn or narrow it: "… That is a lie.", a cross, "… In dogs."."""
    before, _, after = text.partition(part)
    onward = sentences(after)[:1]
    runs_on = part.rstrip().endswith(("…", "..")) or onward[0][:1].islower() if onward else False
    return (
        bool(JUDGES.intersection(_words(f"{before} {after}")))
        or bool(CROSSES.intersection(text))
        or runs_on
        or (bool(onward) and len(_words(onward[0])) <= FRAGMENT)
        or (bool(before.strip()) and part[:1].islower())
    )


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


def may_answer(is_reviewer: bool, has_credential: bool) -> bool:
    """A reviewer whose profession was checked and has not lapsed."""
    return is_reviewer and has_credential


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
