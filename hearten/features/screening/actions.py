from collections.abc import Sequence

from django.db import transaction

from hearten import ports
from hearten.engines import screening as engine
from hearten.engines.screening import Passage
from hearten.engines.screening.claims import Claim
from hearten.engines.screening.evidence import Index
from hearten.engines.screening.evidence.index import EMBEDDING
from hearten.engines.screening.verdict import Opinion, judged_in, statements_beside
from hearten.features.accounts import queries as accounts
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Role
from hearten.features.cards.queries import is_of_cards
from hearten.features.checks import queries as checks
from hearten.features.claims import queries as claims
from hearten.features.guidance import actions as guidance_actions
from hearten.features.guidance import queries as guidance
from hearten.features.journal import actions as journal
from hearten.features.media import queries as media
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import is_replaced
from hearten.features.posts.rules import Kind, needs_sources
from hearten.features.screening import queries, rules
from hearten.features.screening.models import ClaimFound, Finding, Release, Screening
from hearten.features.screening.queries import pack as pack
from hearten.kit.flow import nudge
from hearten.ports.embeddings import NotHere
from hearten.ports.onscreen import CannotLook, Seen

Opinions = Sequence[tuple[Claim, Opinion]]


NEAREST = 5  # entries whose names are kept beside a claim


class MayNotRelease(Exception):
    """Only a reviewer who is not the author lets a held post go on, and only its latest version."""


class AlreadyAnswered(Exception):
    """Another reviewer was quicker."""


class NeedsReason(Exception):
    """An answer to an author always says why."""


def screen(revision: Revision) -> str | None:
    """Flow: look at the film, seal exactly what will be shown, then read it. Waits while something is missing."""
    return _sealed_and_read(revision, _looked_at(revision)) if _is_ready(revision) else None


def _is_ready(revision: Revision) -> bool:
    said = media.captions_of(revision)
    if is_replaced(revision) or not (is_of_cards(revision) or (said and said.confirmed_at)):
        return False
    return not needs_sources(revision.kind) or bool(guidance.named_by(revision))


def _looked_at(revision: Revision) -> Seen:
    """What stands in the pictures. One that breaks is tried again, then named, so that people look instead."""
    film = media.film_of(revision)
    if film is None:
        return Seen()
    try:
        return ports.now.onscreen.look(film, revision.language)
    except CannotLook:
        if revision.tries < rules.MOST_TRIES:
            raise
        return Seen(missing=tuple(rules.broken(one) for one in ports.now.onscreen.checks))


@transaction.atomic
def _sealed_and_read(revision: Revision, seen: Seen) -> str | None:
    Revision.objects.select_for_update().get(pk=revision.pk)
    if not _is_ready(revision):
        return None
    guidance_actions.rest_also_on(revision, checks.sources_of(revision))
    digest = posts.seal(revision, queries.manifest_of(revision))
    passages = queries.passages_of(revision, seen.texts)
    report = engine.screen(passages, queries.pack(revision.language))
    opinions, known, unheard = _judged(revision, passages)
    missing = tuple(dict.fromkeys([*report.checks_missing, *unheard, *seen.missing]))
    kept = _keep(revision, digest, report.checks_run, missing)
    _keep_claims(kept, opinions, known)
    answers = revision.kind == Kind.myth
    found = [
        *queries.of_words(kept, report.findings, queries.myths_told(opinions) if answers else ()),
        *queries.of_claims(kept, opinions, known, answers),
        *queries.of_film(kept, media.original_of(revision), seen), *queries.of_care(kept, revision),
        *queries.of_asks(kept, revision),
    ]  # fmt: skip
    Finding.objects.bulk_create(found)
    return "held" if rules.is_held([f.severity for f in found], missing, queries.relied_on()) else "screened"


def _judged(revision: Revision, passages: Sequence[Passage]) -> tuple[Opinions, Index, tuple[str, ...]]:
    """Every claim with the machine's opinion. A model that breaks is tried again, then done without, and named."""
    said = [one for one in passages if one.where not in queries.UNJUDGED]
    try:
        known = claims.known()
        return _opinions(revision, said, known), known, known.checks_missing
    except NotHere:
        if revision.tries < rules.MOST_TRIES:
            raise
        known = claims.known_by_words()
        return _opinions(revision, said, known), known, (rules.broken(EMBEDDING),)


def _opinions(revision: Revision, said: list[Passage], known: Index) -> Opinions:
    return [*judged_in(said, revision.language, known), *checks.claims_of(revision, known)]


def _keep(revision: Revision, digest: str, run: Sequence[str], missing: Sequence[str]) -> Screening:
    Screening.objects.filter(revision=revision).delete()
    return Screening.objects.create(
        revision=revision, digest=digest, edition=queries.pack(revision.language).edition, checks_run=list(run),
        checks_missing=list(missing),
    )  # fmt: skip


def _keep_claims(kept: Screening, opinions: Opinions, known: Index) -> None:
    ClaimFound.objects.bulk_create(
        ClaimFound(
            screening=kept, number=number, text=claim.text, where=claim.where, start=claim.start, end=claim.end,
            seconds=claim.seconds, kinds=list(claim.kinds), verdict=said.verdict, confidence=said.confidence,
            because=said.because, statements=[entry.id for entry in statements_beside(said.matches, known)],
            matches=[match.entry.id for match in said.matches[:NEAREST]],
        )
        for number, (claim, said) in enumerate(opinions, 1)
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
