from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.claims.claim import FACT
from hearten.engines.screening.evidence import Index, Match
from hearten.engines.screening.verdict import Opinion, Verdict
from hearten.features.checks import rules
from hearten.features.checks.models import Check as Row
from hearten.features.checks.models import Poll as PollRow
from hearten.features.checks.models import Share
from hearten.features.checks.rules import Ask, Check, Poll
from hearten.features.guidance.models import Statement
from hearten.features.guidance.queries import words_of
from hearten.features.guidance.rules import NOT_FOR_AUTHORS
from hearten.features.posts.models import Revision

Shelf = tuple[str, list[tuple[str, str]]]
SHORTENED, NEAREST = 140, 10


def checks_of(revision: Revision) -> list[Check]:
    """As they were written, in their order."""
    rows = Row.objects.filter(revision=revision).order_by("number")
    return [Check(row.question, tuple(row.options), row.right, row.why, row.source) for row in rows]


def poll_of(revision: Revision) -> Poll | None:
    row = PollRow.objects.filter(revision=revision).first()
    return Poll(row.question, tuple(row.options)) if row else None


def asks_of(revision: Revision) -> list[Ask]:
    """All that it asks, the poll last."""
    poll = poll_of(revision)
    return [*checks_of(revision), *([poll] if poll else [])]


def manifest_part(revision: Revision) -> dict[str, object]:
    """What it asks, as the public would see it; nothing where it asks nothing, so that other manifests stay as ever.

    A source stands by its code: its words are among the sources of the post.
    """
    shown = [
        {"question": c.question, "options": list(c.options), "right": c.right, "why": c.why, "source": c.source}
        for c in checks_of(revision)
    ]  # fmt: skip
    poll = poll_of(revision)
    polled = {"poll": {"question": poll.question, "options": list(poll.options)}} if poll else {}
    return {**({"checks": shown} if shown else {}), **polled}


def said_in(revision: Revision) -> list[tuple[str, str, float]]:
    """Where words stand, the words, and in which question; of a poll, which answer."""
    asked = enumerate(checks_of(revision), 1)
    poll = poll_of(revision)
    polled = rules.poll_in_words(poll) if poll else []
    return [*(said for number, check in asked for said in rules.in_words(check, number)), *polled]


def sources_of(revision: Revision) -> list[str]:
    return sorted({check.source for check in checks_of(revision)})


def fallen(revision: Revision) -> list[tuple[int, str]]:
    """The questions whose source guidance has withdrawn, each with its number."""
    known = set(Statement.objects.filter(code__in=sources_of(revision)).values_list("code", flat=True))
    asked = enumerate(checks_of(revision), 1)
    return [(number, check.question) for number, check in asked if check.source not in known]


def claims_of(revision: Revision, known: Index) -> list[tuple[Claim, Opinion]]:
    """Each question with its right answer, as a claim for people to judge: of the two together no machine is sure."""
    return [_claimed(number, check, revision.language, known) for number, check in enumerate(checks_of(revision), 1)]


def _claimed(number: int, check: Check, language: str, known: Index) -> tuple[Claim, Opinion]:
    together = rules.as_one(check.question, check.answer)
    own = tuple(Match(entry, 1.0) for entry in known.entries if entry.id == check.source)
    near = (*own, *known.closest(together, language, NEAREST))
    claim = Claim(together, rules.ANSWER, 0, len(check.answer), float(number), (FACT,), language)
    return claim, Opinion(Verdict.not_sure, 0.5, near, "unclear")


def told(post_id: UUID, poll: Mapping[str, Any]) -> Sequence[tuple[int, str]] | None:
    """Each answer as it was written, in its order, with about how many of ten people gave it; none before enough did.

    What is told changes only when enough others have answered, so nobody sees what one person added.
    """
    kept = Share.objects.filter(post=post_id, poll=rules.key_of(poll))
    shown = dict(kept.values_list("place", "shown"))
    tenths = rules.told([shown.get(place, 0) for place in range(len(poll["options"]))])
    return list(zip(tenths, poll["options"], strict=True)) if tenths else None


def sources_to_choose() -> list[Shelf]:
    """All that an author may rest a question on, by topic from A to Z."""
    found: dict[str, list[tuple[str, str]]] = {}
    for said in Statement.objects.exclude(topic__in=NOT_FOR_AUTHORS).order_by("code"):
        found.setdefault(words_of(said.topic), []).append((said.code, _shortened(said.text)))
    return sorted(found.items(), key=lambda shelf: shelf[0].casefold())


def _shortened(words: str) -> str:
    return words if len(words) <= SHORTENED else f"{words[: SHORTENED - 1].rstrip()}…"
