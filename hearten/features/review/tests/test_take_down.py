"""The team takes a post out of sight at once, with a reason its author reads; an operator puts it back."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from hearten.features.journal import queries as journal
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Withdrawal
from hearten.features.review import actions, queries
from tests.world.people import someone
from tests.world.posts import approve

pytestmark = pytest.mark.django_db
WHY = "The last sentence names a dose. Let us talk about it."


def on_the_team(name):
    Authenticator.objects.get_or_create(user=someone(name), type="totp", defaults={"data": {"secret": "unused"}})
    client = Client()
    client.force_login(someone(name))
    return client


def sight(post):
    return reverse("take_down", args=[post.post_id])


def is_public(post):
    return queries.public_post(str(post.post_id)) is not None


@pytest.mark.parametrize("name", ["Lucia", "Omar"])
def test_a_reviewer_or_an_operator_finds_a_public_post_and_takes_it_out_of_sight(a_post, name):
    public, client = a_post("public"), on_the_team(name)
    assert sight(public) in client.get(reverse("public_now")).content.decode()
    assert client.post(sight(public), {"because": WHY}).status_code == 302
    assert not is_public(public)
    assert journal.about(f"post:{public.post_id}")[-1].did == "post.withdrawn"
    assert WHY in client.get(sight(public)).content.decode()


@pytest.mark.parametrize("stage", ["held", "in_review", "returned", "rejected"])
def test_it_works_at_every_stage_that_a_reviewer_sees(a_post, stage):
    post = a_post(stage)
    assert sight(post) in on_the_team("Lucia").get(f"/desk/{post.post_id}/{post.number}/").content.decode()
    on_the_team("Lucia").post(sight(post), {"because": WHY})
    assert Withdrawal.objects.standing().get().because == WHY


def test_nothing_is_taken_down_without_a_reason(a_post, lucia):
    public, client = a_post("public"), on_the_team("Lucia")
    for because in ("", "  ", "x" * 501):
        assert client.post(sight(public), {"because": because}).status_code == 400
    with pytest.raises(actions.NeedsReason):
        actions.take_down(public.post, lucia, " ")
    assert is_public(public)


def test_the_author_reads_why_and_cannot_show_it_again(a_post, amara, client):
    public = a_post("public")
    on_the_team("Lucia").post(sight(public), {"because": WHY})
    client.force_login(amara)
    shown = client.get(f"/mine/{public.post_id}/").content.decode()
    assert WHY in shown and "not about you" in shown and "Show again" not in shown
    client.post(f"/mine/{public.post_id}/show")
    assert not is_public(public)


def test_only_an_operator_puts_it_back(a_post, lucia):
    public = a_post("public")
    on_the_team("Lucia").post(sight(public), {"because": WHY})
    back = reverse("put_back", args=[public.post_id])
    assert on_the_team("Lucia").post(back).status_code == 404
    with pytest.raises(actions.MayNotTakeDown):
        actions.put_back(public.post, lucia)
    assert not is_public(public)
    assert on_the_team("Omar").post(back).status_code == 302
    assert is_public(public)


def test_what_its_author_hid_is_not_shown_by_the_team(a_post, amara):
    hidden, omar = a_post("hidden"), on_the_team("Omar")
    omar.post(reverse("put_back", args=[hidden.post_id]))
    assert not is_public(hidden)
    omar.post(sight(hidden), {"because": WHY})
    assert Withdrawal.objects.standing().get().by == someone("Omar")
    with pytest.raises(posts.NotYours):
        posts.lift_withdrawal(hidden.post, amara)
    omar.post(reverse("put_back", args=[hidden.post_id]))
    assert Withdrawal.objects.standing().get().by == amara
    posts.lift_withdrawal(hidden.post, amara)
    assert is_public(hidden)


def test_ones_own_post_and_a_draft_do_not_exist_there(a_post, lucia, ravi):
    own, draft, client = approve(a_post("in_review", author=lucia), ravi), a_post("playable"), on_the_team("Lucia")
    assert sight(own) not in client.get(reverse("public_now")).content.decode()
    for post in (own, draft):
        assert client.get(sight(post)).status_code == 404
        assert client.post(sight(post), {"because": WHY}).status_code == 404
    with pytest.raises(actions.MayNotTakeDown):
        actions.take_down(own.post, lucia, WHY)
    assert not Withdrawal.objects.exists()


def test_a_password_alone_or_another_site_takes_nothing_down(a_post, lucia, client):
    public = a_post("public")
    client.force_login(lucia)
    assert client.post(sight(public), {"because": WHY}).status_code == 403
    on_the_team("Lucia")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lucia)
    assert strict.post(sight(public), {"because": WHY}).status_code == 403
    assert is_public(public)


def test_an_address_that_names_nothing_shows_the_newest(a_post):
    public, client = a_post("public"), on_the_team("Lucia")
    for after in ("nonsense", "0" * 32, "\x00"):
        assert sight(public) in client.get(reverse("public_now"), {"after": after}).content.decode()
