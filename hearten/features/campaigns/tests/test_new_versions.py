"""A campaign manager changes a campaign by writing a new version, which begins with the words of the last one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hearten.features.campaigns import actions, rules
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.rules import Act
from hearten.features.posts.actions import withdraw
from hearten.features.posts.models import Post
from tests.world.campaigns import campaign_of, plan
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
HERE = "/desk/campaigns/new/"


@pytest.fixture
def posts(public: Callable[..., str]) -> list[str]:
    return [public("First post"), public("Second post")]


def main(client: Client, page: str) -> str:
    return client.get(page).content.decode().split("<main")[1].split("</main")[0]


def test_a_new_version_begins_with_the_words_days_and_posts_of_the_last_one_each_post_by_its_title(
    posts: list[str],
) -> None:
    jonas, made = at_the_desk("Jonas"), campaign_of(posts, act=Act(exercise="breathing"))
    assert f'href="{HERE}?from={made.pk}"' in main(jonas, f"/desk/campaigns/{made.pk}/")
    form = jonas.get(f"{HERE}?from={made.pk}").context["form"]
    said = {name: form[name].value() for name in form.fields}
    assert f"/post/{posts[0]} First post" in said["posts"].splitlines() and said["act"] == "/exercises/breathing"
    again = jonas.post(f"{HERE}?from={made.pk}", {**said, "title": "A kinder week"})
    assert again.status_code == 302, again.context["form"].errors
    new = Campaign.objects.latest("at")
    assert new.said == made.said | {"title": "A kinder week"} and new.until.date() == made.until.date()


def test_a_last_day_that_is_past_is_asked_for_anew(posts: list[str]) -> None:
    past = timezone.now() - timedelta(days=9)
    made = actions.propose(plan(posts, begins=past, until=past + timedelta(days=3)), someone("Jonas"))
    form = at_the_desk("Jonas").get(f"{HERE}?from={made.pk}").context["form"]
    today = timezone.now().date()
    assert form["begins"].value() == today and form["until"].value() > today


@pytest.mark.parametrize("number", ["0", "99999", "x", "-1", "9" * 40, "٣"])
def test_of_a_campaign_that_is_not_there_the_form_is_empty(number: str) -> None:
    answer = at_the_desk("Jonas").get(HERE, {"from": number})
    assert answer.status_code == 200 and not answer.context["form"]["title"].value()


def test_a_reviewer_is_not_led_to_a_new_version(posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    assert "?from=" not in main(at_the_desk("Lucia"), f"/desk/campaigns/{made.pk}/")


def test_at_the_desk_what_one_can_do_is_named_by_its_title(posts: list[str]) -> None:
    by_post = actions.propose(plan(posts, act=Act(post=posts[1])), someone("Jonas"))
    jonas, page = at_the_desk("Jonas"), f"/desk/campaigns/{by_post.pk}/"
    assert f">/post/{posts[1]}<" not in main(jonas, page) and main(jonas, page).count("Second post") == 2
    by_exercise = actions.propose(plan(posts, act=Act(exercise="breathing")), someone("Jonas"))
    assert "Breathe slowly" in main(jonas, f"/desk/campaigns/{by_exercise.pk}/")
    post = Post.objects.get(pk=posts[1])
    withdraw(post, post.author)
    assert "This post is not public now." in main(jonas, page)


def test_an_error_names_the_line_that_is_no_address_of_a_public_post(posts: list[str]) -> None:
    first, second = posts
    assert rules.line_beside(f"/post/{first} First post\n\n  https://here.example/post/{second}\n", posts) is None
    assert rules.line_beside(f"/post/{first}\n\nSecond post", posts) == (3, "Second post")
    assert rules.line_beside(f"/post/{first}\n/post/{second}", [first]) == (2, f"/post/{second}")
    asked = {"posts": f"/post/{first}\n<b>Second</b>"}
    page = at_the_desk("Jonas").post(HERE, asked).content.decode()
    assert "Line 2 is not the address of a public post: \u2068&lt;b&gt;Second&lt;/b&gt;\u2069" in page
