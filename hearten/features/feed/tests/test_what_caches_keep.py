"""What a cache between us and a reader may keep of a page, and how soon it hears that it no longer holds."""

from collections.abc import Callable

import pytest
from django.test import Client

from hearten.features.accounts.models import Person
from hearten.features.feed.forms import PERSONAL
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
EVERYONES = (
    "/", "/?of=new", "/about", "/privacy", "/wishes", "/guidance/", "/guidance/myths/",
    "/corrections/", "/topics/", "/topics/breathing/", "/languages/", "/languages/en/", "/countries/es/", "/makers/",
    "/paths/", "/campaigns/", "/is-it-true/answers", "/ar/", "/ar/topics/breathing/",
)  # fmt: skip
PACKED = {"headers": {"accept-encoding": "gzip"}}


@pytest.fixture
def revision(a_post: APost) -> Revision:
    return a_post("public", title="Breathe with me")


@pytest.mark.parametrize("page", EVERYONES)
def test_a_page_that_says_the_same_to_everyone_may_be_kept_and_is_asked_for_again_with_a_tag(
    client: Client, revision: Revision, page: str
) -> None:
    first = client.get(page, **PACKED)
    assert first.status_code == 200 and first["Cache-Control"] == "public, no-cache" and not first.cookies
    assert {"Cookie", "Accept-Encoding"} <= set(first["Vary"].split(", "))
    again = client.get(page, headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert again["Cache-Control"] == "public, no-cache" and again["Vary"] == first["Vary"]


@pytest.mark.parametrize("page", ["/", "/post/{}", "/languages/en/"])
def test_what_was_withdrawn_is_gone_for_whoever_asks_with_the_tag_of_before(
    client: Client, revision: Revision, page: str
) -> None:
    address = page.format(revision.post_id)
    tag = client.get(address)["ETag"]
    posts.withdraw(revision.post, revision.post.author)
    after = client.get(address, headers={"if-none-match": tag})
    assert after.status_code in (200, 404) and b"Breathe with me" not in after.content


@pytest.mark.parametrize("page", EVERYONES)
def test_a_page_made_for_someone_who_is_signed_in_is_kept_by_nobody_else(
    client: Client, revision: Revision, mei: Person, page: str
) -> None:
    client.force_login(mei)
    assert client.get(page)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("wish", sorted(PERSONAL))
def test_a_page_made_for_one_persons_wishes_lingers_in_no_cache(client: Client, revision: Revision, wish: str) -> None:
    answer = client.get("/", {wish: "1"})
    assert answer["Cache-Control"] == "private, no-store" and "ETag" not in answer


def test_a_topics_page_for_a_country_someone_chose_lingers_in_no_cache(client: Client, revision: Revision) -> None:
    assert client.get("/topics/breathing/?country=es")["Cache-Control"] == "private, no-store"


def test_a_cookie_of_the_language_alone_does_not_make_a_page_private(client: Client, revision: Revision) -> None:
    client.cookies["django_language"] = "es"
    assert client.get("/")["Cache-Control"] == "public, no-cache"
    client.cookies["messages"] = "something said to one person"
    assert client.get("/")["Cache-Control"] == "private, no-cache"
