from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.corrections import queries, rules
from hearten.features.corrections.models import Correction, Retraction
from hearten.features.corrections.rules import Signs
from hearten.features.guidance.models import Statement
from hearten.features.journal import actions as journal
from hearten.features.posts.models import Post, Revision
from hearten.features.posts.rules import canonical, digest_of
from hearten.features.review import actions as review
from hearten.features.signing import actions as signing

NeedsReason = signing.NeedsReason
AlreadySigned = signing.AlreadySigned
NotAsShown = signing.NotAsShown
LONGEST_TOLD = 500  # letters of a withdrawal's reason


class MayNotCorrect(Exception):
    """Not a reviewer, no profession that was checked and still stands, or it is about their own post."""


class NeedsStatement(Exception):
    """It names guidance that this site does not hold, or holds no longer."""


class AlreadyWaiting(Exception):
    """Another correction of this post waits for its second reviewer."""


@dataclass(frozen=True)
class Wrote:
    """What was wrong and what is right, in plain words. `statements` are codes of this site's guidance."""

    wrong: str
    right: str
    statements: Sequence[str] = ()


@transaction.atomic
def write(was: Revision, shown: str, wrote: Wrote, by: Person) -> Correction:
    """Out of sight at once; the words wait for another reviewer. The same words twice are one correction.

    `shown` is the digest of the bytes its author was shown: a newer version may be right.
    """
    if not queries.may_correct(by, was.post):
        raise MayNotCorrect
    if was.digest != shown:
        raise NotAsShown("HE001")
    Post.objects.select_for_update().get(pk=was.post_id)
    manifest = canonical(manifest_of(was, wrote))
    if standing := queries.waiting_of(was.post):
        if standing.author_id == by.pk and standing.digest == digest_of(manifest):
            return standing
        raise AlreadyWaiting
    made = Correction.objects.create(
        post=was.post,
        was=shown,
        maker=was.post.author,
        author=by,
        manifest=manifest,
        digest=digest_of(manifest),
    )
    review.take_down(was.post, by, rules.in_short(wrote.wrong.strip(), LONGEST_TOLD))
    journal.note("correction.written", made.name_in_journal, by, correction=made.pk)
    return made


def manifest_of(was: Revision, wrote: Wrote) -> dict[str, object]:
    """All the public would see of it: the title as it was public, and each statement in the words it has today."""
    known = Statement.objects.select_related("guideline").in_bulk(wrote.statements)
    if len(known) != len(set(wrote.statements)):
        raise NeedsStatement
    return {
        "post": str(was.post_id), "was": was.digest, "title": was.title, "language": was.language,
        "wrong": wrote.wrong.strip(), "right": wrote.right.strip(),
        "statements": [
            {"id": s.code, "text": s.text, "title": s.guideline.title, "url": s.guideline.url,
             "publisher": s.guideline.publisher, "year": s.guideline.year}
            for s in (known[code] for code in dict.fromkeys(wrote.statements))
        ],
    }  # fmt: skip


@transaction.atomic
def sign(correction: Correction, digest: str, by: Person, says: Signs, because: str = "") -> None:
    """Another reviewer signs exactly these bytes, or sends them back. The database's own function decides."""
    signing.through("sign_correction", correction, digest, by, says, because)
    journal.note("correction.read", correction.name_in_journal, by, correction=correction.pk, says=str(says))


@transaction.atomic
def retract(correction: Correction, by: Person, because: str) -> None:
    """Out of sight at once, for good; the post stays as it is. Twice is the same as once."""
    if not accounts.holds(by, Role.reviewer) or by.pk == correction.maker_id:
        raise MayNotCorrect
    signing.ask_for_reason(because)
    told = {"by": by, "because": because.strip(), "post_id": correction.post_id}
    _made, new = Retraction.objects.get_or_create(correction=correction, defaults=told)
    if new:
        journal.note("correction.retracted", correction.name_in_journal, by, correction=correction.pk)
