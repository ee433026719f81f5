"""What a clinician says of a claim: who may, what stays, and what it takes before a post can be approved."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearten.engines.captions import Cue
from hearten.features.journal import queries as journal
from hearten.features.review import actions as review
from hearten.features.review.models import Approval
from hearten.features.studio import actions as studio
from hearten.features.verdicts import actions, queries, rules
from hearten.features.verdicts.models import ClaimVerdict
from hearten.features.verdicts.rules import ClaimSays, Judged
from tests.world.people import someone
from tests.world.posts import LIGHT, caption_and_source, made, walk, words

pytestmark = pytest.mark.django_db
TRUE, OTHER = "Suicides can be prevented.", "Slow breathing can help people manage anxiety."
GOOD = Judged(ClaimSays.supported)


@pytest.fixture
def waiting(twins, statements):
    """A post on the desk whose captions say this."""

    def of(*cues, author="Amara"):
        revision = walk(made(someone(author), words()))
        caption_and_source(revision, tuple(Cue(float(n), n + 1.0, text) for n, text in enumerate(cues)))
        return walk(revision)

    return of


def approve(revision, by="Lucia"):
    until = timezone.now() + timedelta(days=9)
    review.approve(revision, revision.digest, someone(by), "Accurate and kind.", until, LIGHT)


@pytest.mark.parametrize(
    ("judged", "left", "in_the_way"),
    [
        ({}, 2, 0), ({TRUE: GOOD}, 1, 0), ({TRUE: GOOD, OTHER: Judged(ClaimSays.overstated)}, 0, 0),
        ({TRUE: Judged(ClaimSays.contradicted), OTHER: GOOD}, 0, 1),
        ({TRUE: Judged(ClaimSays.outdated), OTHER: Judged(ClaimSays.unsupported)}, 0, 2),
        ({TRUE: Judged(ClaimSays.contradicted, may_stand=True, note="It answers it."), OTHER: GOOD}, 0, 0),
        ({TRUE: Judged(ClaimSays.not_a_claim), OTHER: Judged(ClaimSays.needs_context)}, 0, 0),
    ],
)  # fmt: skip
def test_a_post_is_ready_when_every_claim_has_a_verdict_that_lets_it_stand(judged, left, in_the_way):
    assert len(rules.unanswered([TRUE, OTHER], judged)) == left
    assert len(rules.in_the_way([TRUE, OTHER], judged)) == in_the_way


def test_nobody_approves_a_post_with_a_claim_that_no_clinician_has_looked_at(waiting, lucia):
    post = waiting(TRUE, OTHER)
    with pytest.raises(review.ClaimsOpen):
        approve(post)
    actions.judge(post, post.digest, lucia, {TRUE: GOOD})
    with pytest.raises(review.ClaimsOpen):
        approve(post)
    actions.judge(post, post.digest, lucia, {OTHER: GOOD})
    approve(post)
    assert Approval.objects.get().digest == post.digest


@pytest.mark.parametrize("says", sorted(rules.UNTRUE))
def test_a_claim_found_untrue_stands_in_the_way_until_it_is_said_how_the_post_puts_it_right(waiting, lucia, says):
    post = waiting(TRUE)
    actions.judge(post, post.digest, lucia, {TRUE: Judged(says)})
    with pytest.raises(review.ClaimsOpen):
        approve(post)
    with pytest.raises(actions.NeedsReason):
        actions.judge(post, post.digest, lucia, {TRUE: Judged(says, may_stand=True, note=" ")})
    actions.judge(post, post.digest, lucia, {TRUE: Judged(says, may_stand=True, note="The next sentence answers it.")})
    approve(post)


def test_a_post_with_an_untrue_claim_can_always_be_given_back(waiting, lucia):
    post = waiting(TRUE)
    review.turn_back(post, post.digest, lucia, review.Says.ask_changes, "The first sentence is not so.")
    assert walk(post).stage == "returned"


@pytest.mark.parametrize("name", ["Amara", "Tom", "Omar", "Nadia", "Ines"])
def test_nobody_but_a_reviewer_judges_claims(waiting, name):
    post = waiting(TRUE)
    with pytest.raises(actions.MayNotJudge):
        actions.judge(post, post.digest, someone(name), {TRUE: GOOD})


def test_a_reviewer_does_not_judge_their_own_claims(waiting, lucia):
    post = waiting(TRUE, author="Lucia")
    with pytest.raises(actions.MayNotJudge):
        actions.judge(post, post.digest, lucia, {TRUE: GOOD})


def test_claims_of_other_bytes_and_claims_that_nobody_made_are_refused(waiting, lucia):
    post = waiting(TRUE)
    for digest, text in (("0" * 64, TRUE), (post.digest, "Nobody said this.")):
        with pytest.raises(actions.NotAsShown):
            actions.judge(post, digest, lucia, {text: GOOD})


def test_a_post_that_waits_for_nobody_takes_no_verdicts(waiting, lucia):
    post = waiting(TRUE)
    review.turn_back(post, post.digest, lucia, review.Says.reject, "It should not be shown.")
    with pytest.raises(actions.MayNotJudge):
        actions.judge(walk(post), post.digest, lucia, {TRUE: GOOD})


def test_a_changed_mind_is_added_and_the_first_verdict_stays_in_the_books(waiting, lucia, ravi):
    post = waiting(TRUE)
    assert actions.judge(post, post.digest, lucia, {TRUE: Judged(ClaimSays.unsupported)}) == 1
    assert actions.judge(post, post.digest, ravi, {TRUE: GOOD}) == 1
    assert actions.judge(post, post.digest, ravi, {TRUE: GOOD}) == 0
    assert [v.says for v in ClaimVerdict.objects.order_by("pk")] == ["unsupported", "supported"]
    assert queries.judged(post) == {TRUE: GOOD}
    told = [(e.actor, e.detail["claims"]) for e in journal.about(post.name_in_journal) if e.did == "claims.judged"]
    assert sorted(told, key=str) == sorted([(lucia, 1), (ravi, 1)], key=str)


def test_a_new_version_of_a_post_starts_with_no_verdicts(waiting, lucia):
    post = waiting(TRUE)
    actions.judge(post, post.digest, lucia, {TRUE: GOOD})
    later = walk(studio.change(post.post, post.post.author, words("Another title"), None))
    caption_and_source(later, (Cue(0.0, 1.0, TRUE),))
    assert queries.judged(walk(later)) == {} and queries.open_claims(later) == (1, 0)
    assert queries.open_claims(post) == (0, 0)


def test_verdicts_on_claims_like_it_are_shown_with_who_gave_them(waiting, lucia, ravi):
    before = waiting(TRUE, OTHER)
    actions.judge(before, before.digest, ravi, {TRUE: Judged(ClaimSays.needs_context, note="Say where help is.")})
    post = waiting("Suicides can often be prevented.")
    (claim,) = queries.scales(post, lucia, shows_machine=False).claims
    assert [(e.verdict.text, e.verdict.reviewer) for e in claim.earlier] == [(TRUE, ravi)]


def test_a_claim_about_something_else_brings_no_earlier_verdict(waiting, lucia):
    before = waiting(OTHER)
    actions.judge(before, before.digest, lucia, {OTHER: GOOD})
    (claim,) = queries.scales(waiting(TRUE), lucia, shows_machine=False).claims
    assert claim.earlier == []


@pytest.mark.parametrize(
    "said", ["Everyone feels anxious at times.", "Anxiety is common.", "Breathing exercises can help with sleep."]
)
def test_a_claim_with_a_word_in_common_is_not_shown_as_one_like_it_however_few_there_are(waiting, lucia, said):
    before = waiting(said)
    actions.judge(before, before.digest, lucia, dict.fromkeys(queries.claims(before), GOOD))
    (claim,) = queries.scales(waiting(OTHER), lucia, shows_machine=False).claims
    assert claim.earlier == []


def test_the_same_verdict_by_the_same_person_is_shown_once_and_another_persons_beside_it(waiting, lucia, ravi):
    for who in (lucia, lucia, ravi):
        before = waiting(TRUE)
        actions.judge(before, before.digest, who, {TRUE: GOOD})
    (claim,) = queries.scales(waiting(TRUE), lucia, shows_machine=False).claims
    assert [one.verdict.reviewer for one in claim.earlier] == [ravi, lucia]


def test_claims_are_alike_when_most_of_what_they_say_is_the_same():
    assert rules.is_alike(0.7, ["suicid", "prevent"], ["suicid", "often", "prevent"])
    assert not rules.is_alike(0.5, ["suicid", "prevent"], ["suicid", "prevent"])
    assert not rules.is_alike(0.9, ["slow", "breath", "anxiou"], ["everyone", "feel", "anxiou"])


def test_no_reviewer_meets_their_own_post_among_earlier_verdicts(waiting, lucia, ravi):
    own = waiting(TRUE, author="Lucia")
    actions.judge(own, own.digest, ravi, {TRUE: GOOD})
    assert queries.scales(waiting(TRUE), lucia, shows_machine=False).claims[0].earlier == []
    assert queries.scales(waiting(TRUE), ravi, shows_machine=False).claims[0].earlier != []


def test_the_web_may_add_a_verdict_and_never_change_or_remove_one(waiting, lucia):
    post = waiting(TRUE)
    actions.judge(post, post.digest, lucia, {TRUE: GOOD})
    for sql in ("DELETE FROM verdicts_claimverdict", "UPDATE verdicts_claimverdict SET says = 'contradicted'"):
        with pytest.raises(DatabaseError) as said, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE hearten_web; {sql}")
        assert said.value.__cause__.sqlstate == "42501"
