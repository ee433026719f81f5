from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.claims import queries, rules
from hearten.features.claims.models import Answer, Retraction
from hearten.features.claims.rules import Reads
from hearten.features.guidance.models import Statement
from hearten.features.journal import actions as journal
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.signing import actions as signing
from hearten.kit.flow import nudge

NeedsReason = signing.NeedsReason
AlreadyRead = signing.AlreadySigned
NotAsShown = signing.NotAsShown


class MayNotAnswer(Exception):
    """Not a reviewer, or no profession that was checked and still stands."""


class NeedsStatement(Exception):
    """An answer names the guidance it rests on, and only what this site's guidance holds."""


@dataclass(frozen=True)
class Wrote:
    """What a clinician says of a claim, in plain words. `statements` are codes of this site's guidance."""

    claim: str
    verdict: str
    text: str
    language: str
    statements: Sequence[str]
    until: datetime


@transaction.atomic
def write(wrote: Wrote, author: Person) -> Answer:
    """A draft, sealed as it is: exactly these bytes are what another clinician will read and sign."""
    if not queries.may_answer(author):
        raise MayNotAnswer
    manifest = canonical(manifest_of(wrote))
    made = Answer.objects.create(manifest=manifest, digest=digest_of(manifest), author=author, until=wrote.until)
    journal.note("answer.written", made.name_in_journal, author, verdict=wrote.verdict, language=wrote.language)
    return made


def manifest_of(wrote: Wrote) -> dict[str, object]:
    """All the public would see of an answer, each statement in the words it has today."""
    known = Statement.objects.select_related("guideline").in_bulk(wrote.statements)
    if len(known) != len(set(wrote.statements)) or (rules.needs_statements(wrote.verdict) and not known):
        raise NeedsStatement
    chosen = [known[code] for code in dict.fromkeys(wrote.statements)]
    return {
        "claim": wrote.claim.strip(), "verdict": wrote.verdict, "text": wrote.text.strip(), "language": wrote.language,
        "topic": chosen[0].topic if chosen else "mental health",
        "statements": [
            {"id": s.code, "text": s.text, "topic": s.topic, "title": s.guideline.title, "url": s.guideline.url,
             "publisher": s.guideline.publisher, "year": s.guideline.year}
            for s in chosen
        ],
    }  # fmt: skip


@transaction.atomic
def read(answer: Answer, digest: str, by: Person, says: Reads, because: str = "") -> None:
    """A second clinician signs exactly these bytes, or sends them back. The database's own function decides."""
    signing.through("read_answer", answer, digest, by, says, because)
    journal.note("answer.read", answer.name_in_journal, by, says=str(says))
    for question in answer.questions.all():  # whoever waits for it hears of it
        nudge(question)


@transaction.atomic
def retract(answer: Answer, by: Person, because: str) -> None:
    """Out of sight at once, for good. Twice is the same as once."""
    if not accounts.holds(by, Role.reviewer):
        raise MayNotAnswer
    signing.ask_for_reason(because)
    _made, new = Retraction.objects.get_or_create(answer=answer, defaults={"by": by, "because": because.strip()})
    if new:
        journal.note("answer.retracted", answer.name_in_journal, by)
