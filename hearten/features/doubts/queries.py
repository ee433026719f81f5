from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hearten.features.claims import queries as claims
from hearten.features.claims.models import PublicAnswer
from hearten.features.claims.rules import Reads
from hearten.features.corrections import queries as corrections
from hearten.features.corrections.models import Correction
from hearten.features.doubts import rules
from hearten.features.doubts.models import Doubt
from hearten.features.doubts.rules import Heard
from hearten.features.guidance.models import Statement
from hearten.features.posts.models import Revision
from hearten.features.questions.rules import GRAVE, as_receipt, kept_until
from hearten.features.review import queries as review
from hearten.kit.words import direction

ALSO = 6  # statements that are near, beside those a post names
SIGNED = Correction.objects.filter(
    signature__says="sign", retraction=None, post=OuterRef("post"), was=OuterRef("digest")
)
UNANSWERED = Q(declined="") & (
    Q(answer=None) | Q(answer__reading__says=Reads.send_back) | Q(answer__retraction__isnull=False)
)


@dataclass(frozen=True)
class Shown:
    """A post as it is public now. `sources` each have id, statement, title, publisher, year and url."""

    post_id: str
    digest: str
    title: str
    language: str
    sources: Sequence[dict[str, Any]]

    @property
    def dir(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Row:
    """One line of the lane: a post, and what people doubt in it."""

    revision: Revision
    doubts: Sequence[Doubt]

    @property
    def is_raised(self) -> bool:
        return rules.is_raised(Heard(one.at, one.is_separate, one.by_professional) for one in self.doubts)

    @property
    def by_professional(self) -> bool:
        return any(one.by_professional for one in self.doubts)

    @property
    def is_grave(self) -> bool:
        return any(one.level >= GRAVE for one in self.doubts)

    @property
    def since(self) -> datetime:
        return self.doubts[0].at


@dataclass(frozen=True)
class Case:
    """All that a clinician sees of the doubts about one post. `near` are statements an answer may rest on."""

    row: Row
    sources: Sequence[dict[str, Any]]
    near: Sequence[Statement]
    is_public: bool
    waiting: Correction | None

    @property
    def language(self) -> str:
        return self.row.revision.language

    @property
    def marked(self) -> str:
        """Codes of what was marked, for a correction that begins here."""
        return " ".join(dict.fromkeys(code for one in self.row.doubts for code in one.marked))


@dataclass(frozen=True)
class Standing:
    """What a receipt says. Never what was written, nor about which post until something came of it."""

    doubt: Doubt
    answer: PublicAnswer | None
    correction: corrections.Correction | None
    is_written: bool
    kept_until: datetime

    @property
    def is_gone(self) -> bool:
        """There was an answer; it lapsed, or was taken back."""
        return self.answer is None and self.doubt.answer_id is not None and not self.is_written


def shown(post_id: UUID) -> Shown | None:
    found = review.public_post(str(post_id))
    if found is None:
        return None
    said = found.manifest
    return Shown(found.post_id, found.digest, said["title"], said["language"], said["sources"])


def open_doubts() -> QuerySet[Doubt]:
    """What nobody has answered or closed, and no correction that stands has put right."""
    return Doubt.objects.filter(UNANSWERED & ~Exists(SIGNED))


def lane(person: object) -> list[Row]:
    """What was raised first, then the oldest; nothing about one's own posts."""
    found = list(open_doubts().exclude(post__author=person).order_by("post_id", "at"))  # type: ignore[misc]
    revisions = _revisions(found)
    rows = [Row(revisions[doubts[0].post_id], doubts) for doubts in _by_post(found)]
    return sorted(rows, key=lambda row: (not row.is_raised, row.since))


def case(person: object, post_id: UUID) -> Case | None:
    """None where nothing waits, and of one's own post."""
    found = list(open_doubts().exclude(post__author=person).filter(post_id=post_id).order_by("at"))  # type: ignore[misc]
    if not found:
        return None
    revision, public = _revisions(found)[post_id], review.public_post(str(post_id))
    sources, is_public = corrections.sources_of(revision), public is not None and public.digest == revision.digest
    waiting = corrections.waiting_of(revision.post)
    return Case(Row(revision, found), sources, _near(revision, sources, found), is_public, waiting)


def _by_post(found: Sequence[Doubt]) -> list[list[Doubt]]:
    return [list(doubts) for _post, doubts in groupby(found, key=lambda one: one.post_id)]


def _revisions(found: Sequence[Doubt]) -> dict[UUID, Revision]:
    """The version that was doubted last, of each post."""
    digests = {one.post_id: one.digest for one in found}
    made = Revision.objects.select_related("post__author").filter(post_id__in=digests, digest__in=digests.values())
    return {one.post_id: one for one in made if digests[one.post_id] == one.digest}


def _near(revision: Revision, sources: Sequence[dict[str, Any]], found: Sequence[Doubt]) -> list[Statement]:
    """What the post rests on, then what comes nearest to the words of the first who wrote."""
    held = Statement.objects.select_related("guideline").in_bulk([source["id"] for source in sources])
    asked = next((one for one in found if one.text), None)
    words = (asked.text, asked.language) if asked else (revision.title, revision.language)
    near = {said.code: said for said in claims.near(*words, ALSO)[0]}
    return list((held | near).values())


def standing(receipt: str) -> Standing | None:
    plain = as_receipt(receipt)
    doubt = Doubt.objects.select_related("answer__reading").filter(receipt=plain).first() if plain else None
    if doubt is None:
        return None
    correction, answer = corrections.of_bytes(doubt.post_id, doubt.digest), claims.public_answer(doubt.answer_id)
    read = getattr(doubt.answer, "reading", None)
    settled = correction.at if correction else doubt.declined_at or (read.at if read else None)
    return Standing(doubt, answer, correction, _is_written(doubt), kept_until(settled or doubt.at))


def _is_written(doubt: Doubt) -> bool:
    """An answer, or a correction of these bytes, that waits for its second reader."""
    draft = Correction.objects.filter(post=doubt.post_id, was=doubt.digest, signature=None, retraction=None)
    answer = doubt.answer
    unread = answer is not None and not hasattr(answer, "reading") and not hasattr(answer, "retraction")
    return unread or draft.exists()


def before(moment: datetime) -> QuerySet[Doubt]:
    """Answered, put right or closed before then; or sent before then, and nothing came of it."""
    lately = SIGNED.filter(signature__at__gte=moment)
    old = Doubt.objects.filter(at__lt=moment).exclude(declined_at__gte=moment)
    return old.exclude(answer__reading__at__gte=moment).filter(~Exists(lately))
