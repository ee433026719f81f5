from functools import cache

from django.conf import settings
from django.db import transaction

from hearten.engines import screening as engine
from hearten.engines.screening import Pack, Passage, Report
from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.guidance import queries as guidance
from hearten.features.journal import actions as journal
from hearten.features.media import queries as media
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import is_replaced
from hearten.features.posts.rules import Kind, needs_sources
from hearten.features.screening import rules
from hearten.features.screening.models import Finding, Release, Screening
from hearten.kit.flow import nudge


class MayNotRelease(Exception):
    """Only a reviewer who is not the author lets a held post go on, and only its latest version."""


class AlreadyAnswered(Exception):
    """Another reviewer was quicker."""


class NeedsReason(Exception):
    """An answer to an author always says why."""


def manifest_of(revision: Revision) -> dict[str, object]:
    """Everything the public would see of a revision. Its digest is what an approval signs."""
    author = revision.post.author
    credential = accounts.credential_of(author)
    return {
        # With its number, so that the same words sent again are a version of their own, with a digest of their own.
        "post": str(revision.post_id), "number": revision.number, "kind": revision.kind, "language": revision.language,
        "title": revision.title, "text": revision.text, "topics": sorted(revision.topics),
        "maker": {
            "name": author.name, "lived": revision.kind == Kind.story,
            "credential": credential.title if credential else "", "country": credential.country if credential else "",
        },
        **media.manifest_part(revision), **guidance.manifest_part(revision),
    }  # fmt: skip


@transaction.atomic
def screen(revision: Revision) -> str | None:
    """Flow: seal exactly what will be shown, then read it. Waits while captions or sources are missing."""
    Revision.objects.select_for_update().get(pk=revision.pk)
    said = media.captions_of(revision)
    if said is None or said.confirmed_at is None or is_replaced(revision):
        return None
    if needs_sources(revision.kind) and not guidance.named_by(revision):
        return None
    digest = posts.seal(revision, manifest_of(revision))
    report = engine.screen(passages_of(revision), pack(revision.language))
    _keep(revision, digest, report)
    return "held" if rules.is_held([f.severity for f in report.findings], report.checks_missing) else "screened"


def passages_of(revision: Revision) -> list[Passage]:
    said = media.captions_of(revision)
    cues = said.cues if said else []
    return [
        Passage("title", revision.title),
        Passage("text", revision.text),
        *[Passage("transcript", text, start, end) for start, end, text in cues],
        Passage("name", revision.post.author.name),
    ]


@cache
def pack(language: str) -> Pack:
    return engine.load(settings.RULES_ROOT, language)


def _keep(revision: Revision, digest: str, report: Report) -> None:
    Screening.objects.filter(revision=revision).delete()
    kept = Screening.objects.create(
        revision=revision, digest=digest, edition=pack(revision.language).edition,
        checks_run=list(report.checks_run), checks_missing=list(report.checks_missing),
    )  # fmt: skip
    Finding.objects.bulk_create(
        Finding(
            screening=kept, rule=f.rule, family=f.family, severity=f.severity, where=f.where, start=f.start, end=f.end,
            seconds=f.seconds, words=f.words[:300], reason=f.reason, suggestion=f.suggestion, sources=list(f.sources),
        )
        for f in report.findings
    )  # fmt: skip


@transaction.atomic
def release(revision: Revision, by: Person, goes_on: bool, because: str) -> None:
    """A reviewer answers a held post: on to review, or back to its author."""
    fresh = Revision.objects.select_for_update().get(pk=revision.pk)
    if Release.objects.filter(revision=fresh).exists():
        raise AlreadyAnswered
    may = rules.may_release(accounts.holds(by, Role.reviewer), by.pk == fresh.post.author_id, fresh.stage)
    if not may or is_replaced(fresh):
        raise MayNotRelease
    if not because.strip():
        raise NeedsReason
    Release.objects.create(revision=fresh, by=by, goes_on=goes_on, because=because.strip())
    journal.note("held.answered", fresh.name_in_journal, by, goes_on=goes_on)
    nudge(fresh)


def answered(revision: Revision) -> str | None:
    """Flow: what a reviewer said of a held post."""
    said = Release.objects.filter(revision=revision).first()
    if said is None:
        return None
    return "goes_on" if said.goes_on else "returned"
