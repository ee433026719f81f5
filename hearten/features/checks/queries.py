from hearten.engines.screening.claims import Claim
from hearten.engines.screening.claims.claim import FACT
from hearten.engines.screening.evidence import Index, Match
from hearten.engines.screening.verdict import Opinion, Verdict
from hearten.features.checks import rules
from hearten.features.checks.models import Check as Row
from hearten.features.checks.rules import Check
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


def manifest_part(revision: Revision) -> dict[str, object]:
    """What of the questions the public would see; nothing where there are none, so that other manifests stay as ever.

    A source stands by its code: its words are among the sources of the post.
    """
    shown = [
        {"question": c.question, "options": list(c.options), "right": c.right, "why": c.why, "source": c.source}
        for c in checks_of(revision)
    ]  # fmt: skip
    return {"checks": shown} if shown else {}


def said_in(revision: Revision) -> list[tuple[str, str, float]]:
    """Where words stand, the words, and in which question."""
    asked = enumerate(checks_of(revision), 1)
    return [said for number, check in asked for said in rules.in_words(check, number)]


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


def sources_to_choose() -> list[Shelf]:
    """All that an author may rest a question on, by topic from A to Z."""
    found: dict[str, list[tuple[str, str]]] = {}
    for said in Statement.objects.exclude(topic__in=NOT_FOR_AUTHORS).order_by("code"):
        found.setdefault(words_of(said.topic), []).append((said.code, _shortened(said.text)))
    return sorted(found.items(), key=lambda shelf: shelf[0].casefold())


def _shortened(words: str) -> str:
    return words if len(words) <= SHORTENED else f"{words[: SHORTENED - 1].rstrip()}…"
