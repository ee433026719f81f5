"""Posts at every stage, made through the same verbs the pages use."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from hearten import ports
from hearten.engines.captions import Cue
from hearten.features.accounts.models import Person
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Revision
from hearten.features.review import actions as review
from hearten.features.review.rules import Heaviness, Leaves, Says, Weight
from hearten.features.studio import actions as studio
from hearten.features.verdicts import actions as verdicts
from hearten.features.verdicts import queries as verdict_queries
from hearten.features.verdicts.rules import ClaimSays, Judged
from hearten.flows.publish import publish
from hearten.ports.onscreen import KnownOnScreen
from hearten.ports.pictures import PlainPictures
from hearten.ports.speech import SilentSpeech
from hearten.ports.transcoder import StillTranscoder
from tests.world.people import someone

STAGES = ("received", "playable", "captioned", "screened", "held", "in_review", "public", "returned", "rejected",
          "unplayable", "hidden")  # fmt: skip
CUES = (Cue(0.0, 1.0, "Breathe in slowly."), Cue(1.0, 2.0, "And out again."))
HARMFUL = (Cue(0.0, 1.0, "You should stop taking your medication today."),)
LIGHT = Weight(Heaviness.light, Leaves.hope)
TINY = Path(__file__).with_name("tiny.mp4")


@pytest.fixture
def twins() -> None:
    """Harmless twins behind every port: fast, and they refuse the same things."""
    twins = {"transcoder": StillTranscoder(), "speech": SilentSpeech(), "onscreen": KnownOnScreen()}
    ports.use(ports.Adapters(**twins, pictures=PlainPictures()))  # type: ignore[arg-type]


@cache
def packs_in(root: Path) -> guidance.Packs:
    return guidance.read_packs(root)


@pytest.fixture
def statements(db: None) -> None:
    guidance.bring_in(packs_in(settings.GUIDANCE_ROOT))


def words(title: str = "A slow breath", **other: object) -> Words:
    facts = {"kind": "coping", "language": "en", "text": "Two minutes to settle.", "topics": ["breathing"]}
    return Words(**(facts | {"title": title} | other))  # type: ignore[arg-type]


def walk(revision: Revision) -> Revision:
    """Let the flow take every step it can take now."""
    while publish.advance(str(revision.pk)):
        pass
    revision.refresh_from_db()
    return revision


def made(author: Person, said: Words | None = None, file: Path = TINY) -> Revision:
    with file.open("rb") as source:
        original = media.receive(author, source, file.stat().st_size)
    return studio.make(author, said or words(), original)


def caption_and_source(revision: Revision, cues: tuple[Cue, ...] = CUES) -> None:
    media.write_captions(revision, cues)
    media.confirm_captions(revision)
    guidance.name_sources(revision, ["G001"])


def approve(revision: Revision, reviewer: Person, weight: Weight = LIGHT) -> Revision:
    revision.refresh_from_db()
    until = timezone.now() + timedelta(days=365)
    find_all_supported(revision, reviewer)
    review.approve(revision, revision.digest or "", reviewer, "Accurate and kind.", until, weight)
    return walk(revision)


def find_all_supported(revision: Revision, reviewer: Person, *rests: str) -> None:
    """A verdict on every claim that has none yet, without which nothing is approved; each rests on these statements."""
    done = verdict_queries.judged(revision)
    judged = Judged(ClaimSays.supported, statements=rests)
    said = {text: judged for text in verdict_queries.claims(revision) if text not in done}
    verdicts.judge(revision, revision.digest or "", reviewer, said)


def at_stage(stage: str, author: Person, title: str = "A slow breath") -> Revision:
    """A revision that came to `stage` by the real road; "hidden" is public and then withdrawn."""
    if stage == "unplayable":
        return walk(made(author, words(title), file=Path(__file__)))
    revision = made(author, words(title))
    if stage == "received":
        return revision
    walk(revision)
    if stage == "playable":
        return revision
    caption_and_source(revision, HARMFUL if stage == "held" else CUES)
    if stage in ("captioned", "screened"):
        while revision.stage != stage:
            publish.advance(str(revision.pk))
            revision.refresh_from_db()
        return revision
    walk(revision)
    return _decided(stage, revision)


def _decided(stage: str, revision: Revision) -> Revision:
    reviewer = someone("Lucia")
    if stage in ("public", "hidden"):
        approve(revision, reviewer)
    if stage == "hidden":
        studio.posts.withdraw(revision.post, revision.post.author, "for now")
    if stage in ("returned", "rejected"):
        says = Says.ask_changes if stage == "returned" else Says.reject
        review.turn_back(revision, revision.digest or "", reviewer, says, "Please name where help is.")
        walk(revision)
    return revision


@pytest.fixture
def a_post(db: None, twins: None, statements: None) -> Callable[..., Revision]:
    """`a_post("public")` or `a_post("held", author=tom)`."""
    return lambda stage, author=None, title="A slow breath": at_stage(stage, author or someone("Amara"), title)
