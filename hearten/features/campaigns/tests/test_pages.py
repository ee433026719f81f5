import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hearten.features.campaigns import actions
from hearten.features.campaigns.models import Campaign
from hearten.features.campaigns.rules import Act
from hearten.features.posts.actions import withdraw
from hearten.features.posts.models import Post
from tests.world.campaigns import campaign_of, past_the_doors, plan
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
Public = Callable[..., str]
PAGES = ("/campaigns/", "/campaigns/a-kind-week/")
HERE = PAGES[1]


@pytest.fixture
def posts(public: Public) -> list[str]:
    return [public("First post"), public("Second post")]


def text(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def main(page: str) -> str:
    return page.split("<main")[1].split("</main")[0]


def ids_on(page: str) -> list[str]:
    return re.findall(r'id="post-([0-9a-f-]{36})"', page)


def gone(post_id: str) -> None:
    post = Post.objects.get(pk=post_id)
    withdraw(post, post.author)


def form_of(posts: list[str], **other: object) -> dict[str, object]:
    today = timezone.now().date()
    facts = {
        "title": "A kind week", "slug": "a-kind-week", "purpose": "So that asking feels easier.",
        "runs": "The youth centre", "language": "en", "languages": ["en", "ar"], "begins": today.isoformat(),
        "until": (today + timedelta(days=30)).isoformat(), "act": "https://hearten.example/exercises/breathing",
        "posts": "\n".join(f"https://example.org/post/{post}" for post in posts),
    }  # fmt: skip
    return facts | other


def test_a_campaign_says_what_it_is_for_who_runs_it_when_and_shows_its_posts(client: Client, posts: list[str]) -> None:
    campaign_of(posts, languages=["en", "ar"], act=Act(exercise="breathing"))
    page = text(client, HERE)
    for said in ("So that asking for help feels easier.", "The youth centre", "العربيّة", "First post", "Second post",
                 "Breathe slowly", "Written by", "Jonas", "Lucia", "?of=campaign:a-kind-week"):  # fmt: skip
        assert said in page, said
    assert "A kind week" in text(client, "/campaigns/") and "The youth centre" in text(client, "/campaigns/")


def test_nothing_is_counted_on_its_page(client: Client, posts: list[str]) -> None:
    campaign_of(posts)
    assert not re.search(r"\b\d+ (posts?|films?|people|views?|days?)\b", main(text(client, HERE)))


def test_a_campaign_that_nobody_signed_is_nowhere(client: Client, posts: list[str]) -> None:
    made = actions.propose(plan(posts), someone("Jonas"))
    assert "A kind week" not in text(client, "/campaigns/") and client.get(HERE).status_code == 404
    assert client.get(f"/desk/campaigns/{made.pk}/").status_code == 302
    assert ids_on(text(client, "/?of=campaign:a-kind-week")) == []
    assert client.get("/feeds/campaign/a-kind-week.atom").status_code == 404


def test_before_its_first_day_a_campaign_is_nowhere_though_it_is_signed(client: Client, posts: list[str]) -> None:
    campaign_of(posts, begins=timezone.now() + timedelta(days=2))
    assert client.get(HERE).status_code == 404 and "A kind week" not in text(client, "/campaigns/")
    assert ids_on(text(client, "/?of=campaign:a-kind-week")) == []
    assert client.get("/feeds/campaign/a-kind-week.json").status_code == 404
    assert "Part of a campaign" not in text(client, f"/post/{posts[0]}") and "/campaigns/" not in text(client, "/")


def test_a_campaign_that_is_over_says_so_kindly_and_its_posts_are_ordinary_posts(
    client: Client, posts: list[str]
) -> None:
    past_the_doors(posts, "a-kind-week", over_for=timedelta(days=1))
    page = text(client, HERE)
    assert "This campaign is over. Thank you" in page and "First post" in page and "?of=campaign" not in page
    assert text(client, "/campaigns/").index("Over") < text(client, "/campaigns/").index("Last year")
    assert "Part of a campaign" not in text(client, f"/post/{posts[0]}")
    assert set(ids_on(text(client, "/"))) == set(posts) and "/campaigns/" not in text(client, "/")
    assert ids_on(text(client, "/?of=campaign:a-kind-week")) == []
    assert json.loads(text(client, "/feeds/campaign/a-kind-week.json"))["items"] == []


def test_a_post_that_is_withdrawn_is_gone_from_its_campaign_at_once(client: Client, posts: list[str]) -> None:
    campaign_of(posts, act=Act(post=posts[1]))
    gone(posts[1])
    everywhere = [*PAGES, "/?of=campaign:a-kind-week", "/feeds/campaign/a-kind-week.atom"]
    assert "Second post" not in "".join(text(client, page) for page in everywhere)
    gone(posts[0])
    assert "Nothing is ready to watch yet." in text(client, HERE)


def test_taken_back_it_is_gone_everywhere_at_once(client: Client, posts: list[str]) -> None:
    made = campaign_of(posts)
    actions.retract(made, someone("Lucia"), "Its words hurt someone.")
    assert client.get(HERE).status_code == 404 == client.get("/feeds/campaign/a-kind-week.atom").status_code
    pages = ["/campaigns/", "/", f"/post/{posts[0]}", "/topics/", "/sitemaps/en/pages.xml"]
    assert [page for page in pages if "a-kind-week" in text(client, page)] == []


def test_a_heavy_post_stands_on_its_page_only_where_relief_follows(client: Client, public: Public) -> None:
    relief = public("Relief")
    heavy = public("Heavy post", heaviness=2, leaves="loss", kind="story")
    light = public("Light post", kind="explain", leaves="neither")
    campaign_of([heavy, light])
    page = text(client, HERE)
    assert "Light post" in page and "Heavy post" not in page
    campaign_of([heavy, light, relief])
    page = text(client, HERE)
    assert page.index("Heavy post") < page.index("Relief")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_campaign_asks_the_database_twice(
    client: Client, posts: list[str], page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    campaign_of(posts, act=Act(post=posts[0]))
    with django_assert_max_num_queries(2):
        text(client, page)


def test_its_feed_shows_its_posts_alone_and_says_why(client: Client, public: Public, posts: list[str]) -> None:
    public("Another post")
    campaign_of(posts)
    page = text(client, "/?of=campaign:a-kind-week")
    assert set(ids_on(page)) == set(posts)
    assert "It is part of a campaign that is running now." in main(page).split("<template")[0]
    assert 'href="/campaigns/a-kind-week/"' in page


def test_a_post_leads_to_its_campaign_and_the_feed_to_all_of_them_while_one_runs(
    client: Client, posts: list[str], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "/campaigns/" not in text(client, "/") + text(client, "/topics/")
    campaign_of(posts)
    with django_assert_max_num_queries(4):
        assert 'href="/campaigns/a-kind-week/"' in text(client, f"/post/{posts[0]}")
    with django_assert_max_num_queries(4):
        assert 'href="/campaigns/"' in text(client, "/")
    assert 'href="/campaigns/"' in text(client, "/topics/")
    assert 'href="/campaigns/a-kind-week/"' in text(client, "/search?q=kind+week")


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_other_programs_read_its_posts(client: Client, public: Public, posts: list[str], form: str) -> None:
    public("Another post")
    campaign_of(posts)
    said = text(client, f"/feeds/campaign/a-kind-week.{form}")
    assert "First post" in said and "Another post" not in said and "A kind week" in said
    assert f"/feeds/campaign/a-kind-week.{'json' if form == 'json' else 'atom'}" in text(client, HERE) or form == "rss"


def test_it_is_shared_with_its_words_and_found_by_those_who_search(client: Client, posts: list[str]) -> None:
    campaign_of(posts)
    page = text(client, HERE)
    assert '<meta property="og:title" content="A kind week">' in page and 'rel="canonical"' in page
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
    assert told["name"] == "A kind week" and len(told["mainEntity"]["itemListElement"]) == 2
    assert "/campaigns/a-kind-week/" in text(client, "/sitemaps/en/pages.xml")


@pytest.mark.parametrize("called", ["nothing", "a b", "%00", "../x", ""])
def test_a_campaign_that_is_not_there_sends_nobody_away_from_the_feed(
    client: Client, posts: list[str], called: str
) -> None:
    answer = client.get(f"/?of=campaign:{called}")
    assert answer.status_code == 200 and ids_on(answer.content.decode()) == []


@pytest.mark.parametrize("page", ["/campaigns/nothing/", "/campaigns/%00/", "/feeds/campaign/nothing.atom"])
def test_a_campaign_that_is_not_there_is_not_found(client: Client, posts: list[str], page: str) -> None:
    assert client.get(page).status_code == 404


def test_the_words_of_a_campaign_stay_words(client: Client, posts: list[str]) -> None:
    hostile = "</script><b>x</b>"
    campaign_of(posts, title=hostile, purpose=hostile, runs=hostile)
    for page in (*PAGES, f"/post/{posts[0]}", "/feeds/campaign/a-kind-week.atom"):
        assert "<b>x" not in text(client, page)


def test_in_arabic_its_own_words_keep_their_language(client: Client, posts: list[str]) -> None:
    campaign_of(posts)
    page = text(client, "/ar/campaigns/a-kind-week/")
    assert 'dir="rtl"' in page and '<h1><span lang="en" dir="auto">A kind week</span></h1>' in page


def test_while_none_is_public_the_page_says_so(client: Client) -> None:
    assert "No campaign is running just now." in text(client, "/campaigns/")


def test_a_manager_writes_a_campaign_and_a_reviewer_signs_it_with_plain_forms(client: Client, posts: list[str]) -> None:
    jonas, lucia = at_the_desk("Jonas"), at_the_desk("Lucia")
    assert "Make a new campaign" in text(jonas, "/desk/campaigns/")
    assert "Make a new campaign" not in text(lucia, "/desk/campaigns/")
    made = jonas.post("/desk/campaigns/new/", form_of(posts))
    assert made.status_code == 302
    draft = made.headers["Location"]
    assert "It waits for another reviewer" in text(jonas, draft) and "Sign it:" not in text(jonas, draft)
    digest = Campaign.objects.get().digest
    assert jonas.post(f"{draft}sign/", {"says": "sign", "digest": digest}).status_code == 404
    assert "A kind week" in text(lucia, "/desk/campaigns/") and digest in text(lucia, draft)
    assert lucia.post(f"{draft}sign/", {"says": "send_back", "digest": digest}).status_code == 400
    assert lucia.post(f"{draft}sign/", {"says": "sign", "digest": digest}).status_code == 302
    assert "First post" in text(client, HERE) and "Breathe slowly" in text(client, HERE)
    assert lucia.post(f"{draft}sign/", {"says": "sign", "digest": digest}).status_code == 409
    assert jonas.post(f"{draft}take-back/", {"because": "It was wrong."}).status_code == 302
    assert client.get(HERE).status_code == 404 and "It was taken back" in text(jonas, draft)


def test_what_is_missing_in_a_campaign_is_said_beside_the_question_and_nothing_is_lost(posts: list[str]) -> None:
    jonas, today = at_the_desk("Jonas"), timezone.now().date()
    gone(posts[1])
    wrong = {"runs": "✅ WHO", "act": "https://elsewhere.example/", "begins": (today + timedelta(days=40)).isoformat()}
    answer = jonas.post("/desk/campaigns/new/", form_of(posts, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 400 and Campaign.objects.count() == 0
    for words in ("Line 2 is not the address of a public post:", "such as WHO", "not the address of a public post",
                  "The last day comes before the first."):  # fmt: skip
        assert words in page, words
    assert posts[0] in page and "So that asking feels easier." in page
    lines = "\n".join(f"{n:08x}-0000-4000-8000-000000000000" for n in range(61))
    many = form_of([], until="2040-01-01") | {"posts": lines}
    page = jonas.post("/desk/campaigns/new/", many).content.decode()
    assert "not more than sixty" in page and "between tomorrow and two years" in page


def test_a_post_withdrawn_while_the_form_was_sent_loses_nobodys_words(
    posts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(*_given: object) -> None:
        raise actions.NotACampaign

    monkeypatch.setattr(actions, "propose", too_late)
    answer = at_the_desk("Jonas").post("/desk/campaigns/new/", form_of(posts))
    assert answer.status_code == 409 and "So that asking feels easier." in answer.content.decode()


@pytest.mark.parametrize(("who", "code"), [("Mei", 404), ("Amara", 404), ("Nadia", 404), ("Omar", 404)])
def test_nobody_else_takes_a_campaign_back(posts: list[str], who: str, code: int) -> None:
    made = campaign_of(posts)
    answer = at_the_desk(who).post(f"/desk/campaigns/{made.pk}/take-back/", {"because": "I do not like it."})
    assert answer.status_code == code and "First post" in text(Client(), HERE)
