"""Every model may be missing, late, dead or mad: then people look first, nothing is approved and nothing is lost."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings
from django.utils import timezone

from hearten import ports
from hearten.features.media.models import Original
from hearten.features.posts.models import Revision
from hearten.features.review.models import Approval, Publication
from hearten.features.screening import queries, rules
from hearten.flows.publish import publish
from hearten.ports.apart import CannotAnswer
from hearten.ports.embeddings import KnownEmbeddings
from hearten.ports.onscreen import CannotLook, KnownOnScreen, NoOnScreen, Seen
from tests.world.people import someone
from tests.world.posts import at_stage, caption_and_source, walk

pytestmark = pytest.mark.django_db


@dataclass
class Breaks:
    """An engine that fails so many times, then works."""

    works: object
    fails: int
    error: type[Exception]
    checks: tuple[str, ...] = ("screen", "adult")
    name: str = "breaks"
    languages: frozenset[str] = frozenset()
    is_here: bool = True

    def _or_fail(self):
        self.fails -= 1
        if self.fails >= 0:
            raise self.error("broken")

    def look(self, film, language):
        self._or_fail()
        return self.works.look(film, language)

    def embed(self, texts):
        self._or_fail()
        return np.asarray(self.works.embed(texts))


@pytest.fixture
def captioned(twins, statements):
    return lambda: at_stage("captioned", someone("Amara"))


def again(revision):
    """As when the time to try again has come."""
    Revision.objects.filter(pk=revision.pk).update(look_at=timezone.now() - timedelta(seconds=1))
    return walk(revision)


@pytest.mark.parametrize(
    ("missing", "relied_on", "held"),
    [
        ([], rules.BY_MODEL, False), (["embedding"], rules.BY_MODEL, True), (["adult"], ("embedding",), False),
        (["embedding", "screen", "adult"], (), False), (["es:method_detail"], (), True), (["adult:broken"], (), True),
    ],
)  # fmt: skip
def test_a_check_that_this_site_relies_on_holds_when_it_did_not_run(missing, relied_on, held):
    assert rules.is_held([], missing, relied_on) is held


def test_out_of_the_box_a_site_relies_on_every_check_it_could_run():
    assert set(rules.relied_on(type(settings.HEARTEN).model_fields["checks"].default)) == set(rules.BY_MODEL)


def test_with_every_model_missing_the_rules_still_work_and_people_look_first(captioned, monkeypatch):
    monkeypatch.setattr(settings.HEARTEN, "checks", "embedding,screen,adult")
    ports.now.onscreen = NoOnScreen()
    held = walk(captioned())
    assert held.stage == "held"
    assert queries.screening_of(held).checks_missing == ["embedding", "screen", "adult"]


def test_with_every_model_here_nothing_is_missing_and_the_post_goes_on(captioned, monkeypatch):
    monkeypatch.setattr(settings.HEARTEN, "checks", "embedding,screen,adult")
    ports.now.embeddings = KnownEmbeddings()
    revision = walk(captioned())
    assert (revision.stage, queries.screening_of(revision).checks_missing) == ("in_review", [])


def test_words_in_the_picture_are_read_like_all_others(captioned):
    texts = ((2.0, "Vaccines cause autism."), (4.0, "BREATHE IN, SLOWLY"), (6.0, "Kill yourself"))
    ports.now.onscreen = KnownOnScreen(Seen(texts, 0.0))
    revision = walk(captioned())
    assert [(c.where, c.seconds, c.text) for c in queries.claims_of(revision)] == [
        ("screen", 2.0, "Vaccines cause autism.")
    ]
    held = {f.rule: (f.where, f.seconds) for f in queries.findings_of(revision) if f.severity == "hold"}
    assert held["urging.die"] == ("screen", 6.0) and revision.stage == "held"


@pytest.mark.parametrize(("share", "stage"), [(0.1, "in_review"), (0.79, "in_review"), (0.8, "held"), (1.0, "held")])
def test_a_picture_that_may_not_be_for_everyone_waits_for_a_person(captioned, share, stage):
    ports.now.onscreen = KnownOnScreen(Seen(adult=share))
    assert walk(captioned()).stage == stage


def test_a_film_that_flashes_is_asked_to_change_and_says_why(captioned):
    Original.objects.update(flashing=True)
    revision = captioned()
    Original.objects.update(flashing=True)
    found = [f for f in queries.findings_of(walk(revision)) if f.family == "film"]
    assert [(f.rule, f.severity, f.where) for f in found] == [("film.flashing", "fix", "film")] and found[0].reason


def broken(which, fails):
    if which == "onscreen":
        ports.now.onscreen = Breaks(KnownOnScreen(), fails, CannotLook)
    else:
        ports.now.embeddings = Breaks(KnownEmbeddings(), fails, CannotAnswer, name=f"breaks {fails} times")


@pytest.mark.parametrize("which", ["onscreen", "embeddings"])
def test_a_post_waits_while_a_model_is_broken_and_goes_on_by_itself_when_it_works_again(captioned, which):
    revision = captioned()
    broken(which, 2)
    for _ in range(2):
        assert again(revision).stage == "captioned"
    assert revision.trouble and queries.screening_of(revision) is None
    assert again(revision).stage == "in_review"


@pytest.mark.parametrize(("which", "check"), [("onscreen", "screen:broken"), ("embeddings", "embedding:broken")])
def test_a_model_that_stays_broken_hands_the_post_to_people_and_nothing_is_approved(captioned, which, check):
    revision = captioned()
    broken(which, 1000)
    for _ in range(rules.MOST_TRIES + 1):
        again(revision)
    assert revision.stage == "held" and check in queries.screening_of(revision).checks_missing
    assert not Approval.objects.exists() and not Publication.objects.exists()


def test_a_worker_that_dies_while_a_model_looks_loses_nothing_and_leaves_nothing_half_done(captioned):
    revision = captioned()
    ports.now.onscreen = Breaks(KnownOnScreen(), 1, SystemExit)
    with pytest.raises(SystemExit):
        publish.advance(str(revision.pk))
    revision.refresh_from_db()
    assert (revision.stage, revision.digest, queries.screening_of(revision)) == ("captioned", None, None)
    assert walk(revision).stage == "in_review"


def test_no_model_is_asked_before_the_words_are_confirmed(twins, statements):
    revision = at_stage("playable", someone("Amara"))
    ports.now.onscreen = Breaks(KnownOnScreen(), 1000, CannotLook)
    publish.advance(str(revision.pk))
    revision.refresh_from_db()
    assert (revision.stage, revision.trouble) == ("playable", "")
    caption_and_source(revision)
    assert walk(revision).stage == "captioned" and revision.trouble
