"""Two people, held by the database: what the pages ask of it is asked here behind their back too."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from hearten.features.accounts.models import RoleGrant
from hearten.features.campaigns import actions, queries
from hearten.features.campaigns.models import Campaign, PublicCampaign, Signing
from hearten.features.campaigns.rules import Act, Says
from hearten.features.journal.models import Entry
from hearten.features.posts.actions import withdraw
from hearten.features.posts.models import Post
from tests.world.campaigns import campaign_of, past_the_doors, plan
from tests.world.people import someone

pytestmark = pytest.mark.django_db
Public = Callable[..., str]


@pytest.fixture
def posts(public: Public) -> list[str]:
    return [public("First"), public("Second")]


def code_of(made: Campaign, by: str, digest: str = "") -> str:
    with pytest.raises(actions.NotAsShown) as refused:
        actions.sign(made, digest or made.digest, someone(by), Says.sign)
    return refused.value.code


def is_public(slug: str = "a-kind-week") -> bool:
    return queries.called(slug) is not None and PublicCampaign.objects.filter(slug=slug).exists()


def test_a_campaign_is_public_when_another_has_signed_it_and_not_before(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    assert not is_public() and queries.public_campaigns() == [] and not queries.is_one_running()
    actions.sign(made, made.digest, someone("Lucia"), Says.sign)
    assert is_public() and queries.is_one_running()


def test_nobody_signs_their_own_campaign_not_even_past_the_pages(posts: list[str]) -> None:
    RoleGrant.objects.create(person=someone("Lucia"), role="campaign_manager")
    made = actions.propose(plan(posts), someone("Lucia"))
    assert code_of(made, "Lucia") == "HE002"
    facts = {"campaign": made, "digest": made.digest, "says": "sign", "is_demo": False, "by": someone("Lucia")}
    with pytest.raises(IntegrityError, match="nobody_signs_their_own_campaign"), transaction.atomic():
        Signing.objects.create(proposer=someone("Lucia"), **facts)
    with pytest.raises(IntegrityError, match="signing_names_the_proposer"), transaction.atomic():
        Signing.objects.create(proposer=someone("Jonas"), **facts)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not is_public()


def test_only_a_reviewer_whose_profession_was_checked_signs(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    assert {code_of(made, name) for name in ("Nadia", "Amara", "Omar", "Mei")} == {"HE003"}


@pytest.mark.parametrize("who", ["Lucia", "Nadia", "Amara", "Omar", "Mei"])
def test_a_campaign_is_written_by_a_campaign_manager(posts: list[str], who: str) -> None:
    with pytest.raises(actions.MayNotWrite):
        actions.propose(plan(posts), someone(who))


def test_whoever_is_no_campaign_manager_any_more_is_not_signed_for(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    RoleGrant.objects.filter(person=someone("Jonas")).update(ended_at=timezone.now())
    assert code_of(made, "Lucia") == "HE005"


def test_what_was_signed_are_exactly_these_bytes_and_they_never_change(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    assert code_of(made, "Lucia", "0" * 64) == "HE001"
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=made.pk).update(until=timezone.now() + timedelta(days=600))
    with pytest.raises(DatabaseError), transaction.atomic():
        Campaign.objects.create(slug="x", language="en", manifest="{}", digest="0" * 64, proposer=someone("Jonas"),
                                begins=timezone.now(), until=timezone.now() + timedelta(days=1))  # fmt: skip


def test_it_is_signed_once_and_the_second_is_told(posts: list[str]) -> None:
    made = campaign_of(posts)
    with pytest.raises(actions.AlreadySigned):
        actions.sign(made, made.digest, someone("Ravi"), Says.send_back, "Too long.")
    assert is_public()


def test_sent_back_it_says_why_and_stays_out_of_sight(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    with pytest.raises(actions.NeedsReason):
        actions.sign(made, made.digest, someone("Lucia"), Says.send_back, " ")
    actions.sign(made, made.digest, someone("Lucia"), Says.send_back, "Please say who it is for.")
    assert not is_public() and queries.sent_back_to(someone("Jonas")) == [made]


def test_it_lasts_for_two_years_at_most_and_ends_after_it_begins(posts: list[str]) -> None:
    made = actions.propose(plan(posts, until=timezone.now() + timedelta(days=800)), someone("Jonas"))
    assert code_of(made, "Lucia") == "HE004"
    with pytest.raises(IntegrityError, match="a_campaign_ends_after_it_begins"), transaction.atomic():
        actions.propose(plan(posts, begins=timezone.now() + timedelta(days=40)), someone("Jonas"))


def test_before_its_first_day_nobody_sees_it_though_it_is_signed(posts: list[str]) -> None:
    made = campaign_of(posts, begins=timezone.now() + timedelta(days=2))
    assert not is_public() and queries.to_come() == [made]


def test_when_its_last_day_has_passed_it_is_over_and_said_to_be(posts: list[str]) -> None:
    past_the_doors(posts, "last-year", over_for=timedelta(days=3))
    campaign_of(posts)
    found = {one.slug: one.is_over for one in queries.public_campaigns()}
    assert found == {"a-kind-week": False, "last-year": True} and [*found] == ["a-kind-week", "last-year"]


def test_a_new_campaign_takes_the_place_of_the_old_and_taking_it_back_does_not_bring_the_old_one_back(
    posts: list[str],
) -> None:
    campaign_of(posts)
    later = campaign_of(posts[:1], title="A kinder week")
    found = queries.gathered("a-kind-week")
    assert found and found.campaign.said["title"] == "A kinder week" and len(found.cards) == 1
    actions.retract(later, someone("Lucia"), "It was wrong.")
    assert not is_public()


def test_it_is_taken_back_at_once_by_a_campaign_manager_or_a_reviewer_and_nobody_else(posts: list[str]) -> None:
    made = campaign_of(posts)
    for name in ("Amara", "Nadia", "Omar"):
        with pytest.raises(actions.MayNotWrite):
            actions.retract(made, someone(name), "I do not like it.")
    with pytest.raises(actions.NeedsReason):
        actions.retract(made, someone("Ravi"), " ")
    for _twice in range(2):
        actions.retract(made, someone("Ravi"), "Its words hurt someone.")
    assert not is_public() and queries.public_campaigns() == []
    assert Entry.objects.filter(did="campaign.retracted").count() == 1


def test_what_is_not_public_is_gathered_by_no_campaign(posts: list[str]) -> None:
    post = Post.objects.get(pk=posts[0])
    withdraw(post, post.author)
    unknown = "00000000-0000-4000-8000-000000000000"
    for wrong in ({"posts": posts}, {"posts": []}, {"posts": [unknown]}, {"act": Act(post=posts[0])},
                  {"act": Act(exercise="safety-plan")}):  # fmt: skip
        with pytest.raises(actions.NotACampaign):
            actions.propose(plan(**({"posts": posts[1:]} | wrong)), someone("Jonas"))
    assert Campaign.objects.count() == 0


def test_the_tables_of_campaigns_can_be_taken_back_and_made_again() -> None:
    """In the database's own words: what stood there before stands there again, letter for letter."""

    def places() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'feed_places'")
            return str(cursor.fetchone())

    two = import_module("hearten.features.campaigns.migrations.0002_signed_by_two")
    now = places()
    assert "'campaign'" in now and now.count("least(") == 1
    with connection.cursor() as cursor:
        cursor.execute(two.BACK)
        assert "campaign" not in places() and "public_post" in places()
        cursor.execute(two.Migration.operations[0].sql)
    assert places() == now
