from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hearten.features.accounts.models import Person
from hearten.features.cards import queries as cards
from hearten.features.checks.queries import asks_of
from hearten.features.checks.rules import Ask
from hearten.features.guidance import queries as guidance
from hearten.features.guidance.models import Basis, Statement
from hearten.features.journal import queries as journal
from hearten.features.media import queries as media
from hearten.features.media.models import Captions, File, Original
from hearten.features.posts import queries as posts
from hearten.features.posts.models import Post, Revision, Withdrawal
from hearten.features.posts.rules import needs_sources
from hearten.features.recheck import queries as recheck
from hearten.features.recheck.models import Reopening
from hearten.features.review import queries as review
from hearten.features.review.models import Decision
from hearten.features.screening import queries as screening
from hearten.features.screening.models import Finding, Release
from hearten.features.studio import rules
from hearten.features.studio.rules import Do, Preview, Shown, Standing
from hearten.features.verdicts import queries as verdicts
from hearten.features.verdicts.queries import Changed

STAGES = {
    "received": _("Received"), "playable": _("Ready to play"), "captioned": _("Captions are there"),
    "screened": _("Read by our checks"), "in_review": _("With a reviewer"), "public": _("Public"),
    "unplayable": _("We could not play this video"), "held": _("Held: a person looks at it first"),
    "returned": _("Back with you: a reviewer asks for changes"), "rejected": _("Not accepted"),
}  # fmt: skip
OF_CARDS = STAGES | {
    "playable": _("Pictures are ready"), "captioned": _("Words are ready"),
    "unplayable": _("We could not show a picture"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One post in its author's list."""

    post: Post
    revision: Revision
    stage: str
    poster: str
    to_do: tuple[Do, ...]
    hidden: bool
    public: bool
    ended: bool


@dataclass(frozen=True)
class Status:
    """Everything the page about one post tells its author."""

    post: Post
    revision: Revision
    stage: str
    road: tuple[Shown, ...]
    to_do: tuple[Do, ...]
    moving: bool
    late: bool
    original: Original | None
    preview: Preview | None
    findings: list[tuple[Finding, list[Statement]]]
    decision: Decision | None
    release: Release | None
    withdrawal: Withdrawal | None
    reopened: Reopening | None
    changed: list[Changed]
    public_number: int | None
    ended: bool
    earlier: list[Revision]
    started_from_draft: bool
    slides: list[cards.Card]
    pictures: list[cards.Removed]
    asks: list[Ask]


def mine(person: Person) -> list[Row]:
    """A person's posts, newest first, in a handful of queries however many there are."""
    found = posts.posts_of(person)
    latest = {post.pk: max(post.revisions.all(), key=lambda revision: revision.number) for post in found}
    ids = [revision.pk for revision in latest.values()]
    said = {c.revision_id: c for c in Captions.objects.filter(revision__in=ids)}
    bases = dict(Basis.objects.filter(revision__in=ids).values_list("revision_id", "statements"))
    posters = {
        revision: sha for revision, sha in
        File.objects.filter(original__videos__revision__in=ids, role="poster")
        .values_list("original__videos__revision", "sha256")
    }  # fmt: skip
    shelf, of_cards = on_the_shelf([post.pk for post in found]), cards.those_of_cards(ids)
    rows = []
    for post in found:
        revision = latest[post.pk]
        standing = _standing(revision, said.get(revision.pk), bases.get(revision.pk, []), revision.pk in of_cards)
        poster = _src(posters[revision.pk], "poster.jpg") if revision.pk in posters else ""
        hidden = bool(post.standing_withdrawals)  # type: ignore[attr-defined]  # prefetched under this name
        public, to_do = post.pk in shelf, rules.to_do(standing)
        ended = rules.has_ended(revision.stage, public, hidden)
        rows.append(
            Row(post, revision, _words(revision, revision.pk in of_cards), poster, to_do, hidden, public, ended)
        )
    return rows


def on_the_shelf(post_ids: Sequence[object]) -> dict[object, int]:
    """Which of these posts the public sees, and in which revision."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT post_id, number FROM public_post WHERE post_id = ANY(%s)", [list(post_ids)])
        return dict(cursor.fetchall())


def status(post: Post, now: datetime) -> Status:
    revision = posts.latest(post)
    said, original, named = media.captions_of(revision), media.original_of(revision), guidance.named_by(revision)
    shown = cards.cards_of(revision)
    to_do = rules.to_do(_standing(revision, said, [statement.code for statement in named], bool(shown)))
    withdrawal, public_number = posts.standing_withdrawal(post), on_the_shelf([post.pk]).get(post.pk)
    return Status(
        post=post, revision=revision, stage=_words(revision, bool(shown)), road=_road(revision, bool(shown)),
        to_do=to_do, slides=shown, pictures=cards.pictures_of(revision), asks=asks_of(revision),
        moving=rules.is_moving(revision.stage, to_do, now - revision.stage_since), original=original,
        late=rules.is_late(revision.stage, now - revision.look_at),
        preview=preview_of(revision), findings=_findings(revision), decision=review.decision_of(revision),
        release=screening.release_of(revision), withdrawal=withdrawal, public_number=public_number,
        reopened=recheck.reopening_of(post), changed=verdicts.changed_under([revision])[revision.pk],
        ended=rules.has_ended(revision.stage, public_number is not None, withdrawal is not None),
        earlier=list(post.revisions.filter(number__lt=revision.number).order_by("-number")),
        started_from_draft=said is not None and said.came_from == "drafted",
    )  # fmt: skip


def progress(post: Post, now: datetime) -> dict[str, object]:
    """The little that changes while an author waits."""
    revision = posts.latest(post)
    said, original, named = media.captions_of(revision), media.original_of(revision), guidance.named_by(revision)
    is_read = cards.is_of_cards(revision)
    to_do = rules.to_do(_standing(revision, said, [statement.code for statement in named], is_read))
    return {
        "stage": revision.stage, "words": _words(revision, is_read), "trouble": bool(revision.trouble),
        "part": round(original.progress, 3) if original else 0, "captions": bool(said),
        "moving": rules.is_moving(revision.stage, to_do, now - revision.stage_since),
    }  # fmt: skip


def preview_of(revision: Revision) -> Preview | None:
    video, said = media.manifest_part(revision)["video"], media.captions_of(revision)
    if not isinstance(video, dict) or not video["renditions"]:
        return None
    videos = [{"src": _src(made["sha"], made["name"]), "mime": made["mime"]} for made in video["renditions"]]
    poster = _src(video["poster"]["sha"], video["poster"]["name"]) if video["poster"] else ""
    captions = _src(said.sha256, f"{said.language}.vtt") if said and said.sha256 else ""
    return Preview(videos, poster, captions, revision.language)


def _words(revision: Revision, is_read: bool) -> str:
    return str((OF_CARDS if is_read else STAGES)[revision.stage])


def _standing(revision: Revision, said: Captions | None, sources: Sequence[str], is_read: bool) -> Standing:
    """What is made of cards is read and not heard: it needs no captions."""
    cues, confirmed = (len(said.cues), said.confirmed_at is not None) if said else (0, is_read)
    return Standing(revision.stage, cues, confirmed, needs_sources(revision.kind), len(sources))


def _road(revision: Revision, is_read: bool) -> tuple[Shown, ...]:
    """From the journal: when each stage was reached."""
    moves = [e for e in journal.about(revision.name_in_journal) if e.did == "post.moved"]
    mine = [e for e in moves if e.detail.get("number") == revision.number]
    reached = {"received": revision.made_at} | {str(e.detail["to"]): e.at for e in mine}
    came_from = str(mine[-1].detail["came_from"]) if mine else ""
    words = OF_CARDS if is_read else STAGES
    return tuple(
        Shown(
            str(words[revision.stage if mile.state == "stopped" else mile.stage]), mile.state,
            date_format(mile.at, "DATETIME_FORMAT") + " UTC" if mile.at else "",
        )
        for mile in rules.road(revision.stage, came_from, reached)
    )  # fmt: skip


def _findings(revision: Revision) -> list[tuple[Finding, list[Statement]]]:
    found = screening.findings_of(revision)
    codes = {code for finding in found for code in finding.sources}
    known = {said.code: said for said in Statement.objects.filter(code__in=codes).select_related("guideline")}
    return [(finding, [known[code] for code in finding.sources if code in known]) for finding in found]


def _src(sha256: str, name: str) -> str:
    return reverse("media_file", args=[sha256, name])
