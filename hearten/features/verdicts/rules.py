"""What a reviewer may say of a claim, and what must be said of all of them before a post can be approved."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ClaimSays(StrEnum):
    supported = "supported"
    needs_context = "needs_context"
    overstated = "overstated"
    outdated = "outdated"
    unsupported = "unsupported"
    contradicted = "contradicted"
    not_a_claim = "not_a_claim"


DECIDED = frozenset({"public", "returned", "rejected"})  # stages in which somebody has had the last word
UNTRUE = frozenset({ClaimSays.outdated, ClaimSays.unsupported, ClaimSays.contradicted})
ALIKE = 0.6  # of 1, by shared words weighed by how rare they are: few claims make every word look rare
IN_COMMON = 0.5  # of the words that either of two claims says anything with: so many are in both; tried on the demo
ENDS = ".!…。।۔"  # of a sentence
SHOWN, WRITTEN = "shown", "machine"  # how an address says that the machine's opinion is to be seen before one's own


@dataclass(frozen=True)
class Judged:
    """A verdict; `may_stand` where the post itself puts right what the claim says, and `note` says how.

    `statements` are the codes of guidance that says so: no machine ties a claim to them.
    """

    says: ClaimSays
    may_stand: bool = False
    note: str = ""
    statements: tuple[str, ...] = ()


def unanswered(claims: Iterable[str], judged: Mapping[str, Judged]) -> list[str]:
    """Claims of which no reviewer has said anything."""
    return [text for text in claims if text not in judged]


def in_the_way(claims: Iterable[str], judged: Mapping[str, Judged]) -> list[str]:
    """Claims that a reviewer found untrue, and that the post does not itself put right."""
    return [text for text in claims if text in judged and not _may_be_shown(judged[text])]


def _may_be_shown(judged: Judged) -> bool:
    return judged.says not in UNTRUE or judged.may_stand


def needs_note(judged: Judged) -> bool:
    """Letting stand what is not so takes a word of why."""
    return judged.may_stand and not judged.note.strip()


def may_judge(is_reviewer: bool, is_author: bool, stage: str) -> bool:
    """A reviewer, never of their own post, and only while it waits for one."""
    return is_reviewer and not is_author and stage in ("held", "in_review")


def is_seen(wants_to_see: bool, has_judged: bool, made_it_held: bool) -> bool:
    """Whether the machine's opinion stands beside a claim. What held a post is never kept from who must answer that."""
    return wants_to_see or has_judged or made_it_held


def held_by(words: Collection[str], text: str) -> bool:
    """Whether one of the findings that held a post is about this claim; a finding keeps only the start of its words."""
    return any(text.startswith(one) for one in words if one)


def is_alike(score: float, words: Collection[str], others: Collection[str]) -> bool:
    """Whether an earlier claim says nearly the same: how near its words are, and the stems that each of the two has."""
    both, either = set(words) & set(others), set(words) | set(others)
    return score >= ALIKE and len(both) >= IN_COMMON * len(either)


def cited(versions: Iterable[tuple[str, datetime, str | None]]) -> dict[tuple[str, str, str], datetime]:
    """Stage, birth and manifest of a post's versions, the latest first: the statements they cite (code, words and
    publisher) back to the last version that somebody decided on, and since when."""
    found = dict[tuple[str, str, str], datetime]()
    for stage, made_at, manifest in versions:
        for source in json.loads(manifest or "{}").get("sources", ()):
            found[source["id"], source["statement"], source["publisher"]] = made_at
        if stage in DECIDED:
            break
    return found


def shown_beside(claims: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Claims as `review_claims` finds them, with the clock of the film, and the codes of all they rest on."""
    shown = [{**claim, "places": [_place(place) for place in claim["places"]]} for claim in _once(claims)]
    codes = sorted({code for claim in shown for code in claim["statements"]})
    return {"claims": shown, "claimed": codes} if shown else {}


def _once(claims: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """A title seldom ends with a full stop; the same words in the film do. Both rest on the same, so both are one."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for claim in claims:
        one = found.setdefault((claim["text"].rstrip(ENDS), *claim["statements"]), {**claim, "places": []})
        one["places"] = [*one["places"], *claim["places"]]
    return found.values()


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    if "from" not in place:
        return dict(place)
    begins, ends = clock(place["from"]), clock(place.get("to", place["from"]))
    at = begins if begins == ends else f"{begins}–{ends}"
    return {"where": place["where"], "second": int(place["from"]), "at": at}


def clock(second: float) -> str:
    """As a film's clock shows it: 75.2 is 1:15."""
    return f"{int(second) // 60}:{int(second) % 60:02}"
