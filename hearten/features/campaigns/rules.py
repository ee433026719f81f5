"""What a campaign may be, and who may write and sign one."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from hearten.features.accounts.rules import Claim, claim_in
from hearten.features.paths.rules import posts_named_in
from hearten.features.signing.rules import Signs

Says = Signs
FEWEST_POSTS, MOST_POSTS = 1, 60
LANGUAGES_MOST = 12
EXERCISE = re.compile(r"/exercises/([a-z-]{1,40})/?\Z", re.ASCII)
# A campaign is run by whoever says so here, and carries nobody's mark: no claim of endorsement by WHO or anyone.
NOT_OF_ITS_OWN = frozenset({Claim.organisation, Claim.mark, Claim.contact})


@dataclass(frozen=True)
class Act:
    """What one can do: a post or an exercise of ours, by its id or name. One of the two is empty."""

    post: str = ""
    exercise: str = ""

    def __bool__(self) -> bool:
        return bool(self.post or self.exercise)


NOTHING = Act()


def act_in(address: str, exercises: Collection[str]) -> Act | None:
    """What this address of ours names; nothing for an empty one, None for what is none of ours."""
    address = address.strip()
    if not address:
        return NOTHING
    exercise = EXERCISE.search(address)
    if exercise:
        return Act(exercise=exercise[1]) if exercise[1] in exercises else None
    posts = posts_named_in(address)
    return Act(posts[0]) if len(posts) == 1 else None


def act_of(said: Mapping[str, Any]) -> Act:
    return Act(**(said["act"] or {}))


def line_beside(lines: str, public: Collection[str]) -> tuple[int, str] | None:
    """The first line, by its number, that names no post, or one that is not among these; None where there is none."""
    said = [(number, line.strip()) for number, line in enumerate(lines.splitlines(), 1) if line.strip()]
    named = ((number, line, posts_named_in(line)) for number, line in said)
    return next(((number, line) for number, line, posts in named if not posts or set(posts) - set(public)), None)


def is_theirs(runs: str) -> bool:
    """Whether these words may say who runs a campaign."""
    return claim_in(runs) not in NOT_OF_ITS_OWN


def holds_enough(posts: Sequence[object]) -> bool:
    return FEWEST_POSTS <= len(posts) <= MOST_POSTS


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def may_sign(is_reviewer: bool, has_credential: bool, is_own: bool) -> bool:
    return is_reviewer and has_credential and not is_own


def described(
    said: Mapping[str, Any], begins: datetime, until: datetime, url: str, posts: Sequence[tuple[str, str]]
) -> dict[str, object]:
    """In the words of schema.org; `posts` by title and whole address."""
    listed = [{"@type": "ListItem", "position": at, "name": name, "url": to} for at, (name, to) in enumerate(posts, 1)]
    return {
        "@context": "https://schema.org", "@type": "CollectionPage", "name": said["title"], "url": url,
        "description": said["purpose"], "inLanguage": said["language"], "isAccessibleForFree": True,
        "temporalCoverage": f"{begins:%Y-%m-%d}/{until:%Y-%m-%d}",
        "mainEntity": {"@type": "ItemList", "itemListElement": listed},
    }  # fmt: skip
