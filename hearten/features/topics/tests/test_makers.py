"""Who has a page, and who never has.

The threat: someone who told a story, perhaps under another name, is found by putting together what they posted. So a
page stands for work under a profession that two people checked, and for nothing else. Its address is made of the name,
profession and country that every card of theirs shows: it holds no account, and joins nothing that a reader could not
join by eye. A professional's own story is not on it, nor what they posted under another name. Two people whom nobody
can tell apart by their cards have no page rather than one between them.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from hearten.features.accounts.models import Credential, Person
from hearten.features.feed.rules import handle_of
from hearten.features.posts.models import Revision
from hearten.features.topics import queries
from hearten.features.topics.tests.test_pages import main, shown, text
from tests.world.people import someone

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]


def page_of(revision: Revision) -> str:
    return f"/makers/{handle_of(json.loads(revision.manifest or '')['maker'])}/"


def handles() -> list[str]:
    return [one.handle for one in queries.makers()]


def test_a_professional_has_a_page_that_says_what_was_checked_and_until_when(client: Client, public: APost) -> None:
    revision = public("Post one", author="Nadia")
    page = main(client, page_of(revision))
    assert shown(page) == ["Post one"]
    assert "Mental health nurse" in page and "Two people of this site looked at it" in page
    assert page_of(revision) in text(client, "/makers/")


@pytest.mark.parametrize(("author", "kind"), [("Amara", "coping"), ("Mei", "story"), ("Nadia", "story")])
def test_whoever_was_not_checked_or_tells_a_story_has_no_page(
    client: Client,
    public: APost,
    author: str,
    kind: str,
) -> None:
    revision = public("Post one", author=author, kind=kind)
    assert handles() == []
    assert client.get(page_of(revision)).status_code == 404
    assert "Post one" not in text(client, "/makers/") and someone(author).name not in text(client, "/makers/")


def test_a_professionals_own_story_is_not_beside_their_work(client: Client, public: APost) -> None:
    work = public("Post work", author="Nadia")
    public("Post story", author="Nadia", kind="story")
    assert shown(text(client, page_of(work))) == ["Post work"]
    assert shown(text(client, page_of(work) + "?kind=story")) == []


def test_nobody_can_put_the_stories_of_one_person_together(client: Client, public: APost) -> None:
    """Not by any address: each story names its maker in words alone, and no link leads from one to the other."""
    one, other = (public(f"Post {name}", author="Mei", kind="story") for name in ("one", "other"))
    for revision, away in ((one, other), (other, one)):
        page = main(client, f"/post/{revision.post_id}")
        assert str(away.post_id) not in page and "/makers/" not in page
    assert str(someone("Mei").pk) not in "".join(text(client, page) for page in ("/topics/breathing/", "/makers/"))


def test_work_under_another_name_is_not_put_together_with_it(client: Client, public: APost) -> None:
    before = public("Post before", author="Nadia")
    Person.objects.filter(pk=someone("Nadia").pk).update(name="Nadim Benali")
    after = public("Post after", author="Nadia")
    assert page_of(before) != page_of(after)
    assert shown(text(client, page_of(before))) == ["Post before"]
    assert shown(text(client, page_of(after))) == ["Post after"]


def test_two_people_whom_nobody_can_tell_apart_have_no_page(client: Client, public: APost) -> None:
    first = public("Post first", author="Nadia")
    Person.objects.filter(pk=someone("Lucia").pk).update(name="Nadia", country="MA")
    held = Credential.objects.filter(person=someone("Lucia"))
    held.update(title="Mental health nurse", country="MA")
    public("Post second", author="Lucia")
    assert handles() == [] and client.get(page_of(first)).status_code == 404


def test_when_the_check_of_a_profession_ends_the_page_ends(client: Client, public: APost) -> None:
    revision = public("Post one", author="Nadia")
    assert handles() == [page_of(revision).split("/")[2]]
    Credential.objects.filter(person=someone("Nadia")).update(until=timezone.now() - timedelta(days=1))
    assert handles() == [] and client.get(page_of(revision)).status_code == 404


def test_no_account_is_in_what_a_page_of_a_maker_says(client: Client, public: APost) -> None:
    nadia = someone("Nadia")
    page = text(client, page_of(public("Post one", author="Nadia"))) + text(client, "/makers/")
    assert str(nadia.pk) not in page and nadia.email not in page
    assert not re.search(rf"{nadia.pk.hex}|{someone('Omar').name}", page)


def test_one_function_of_the_database_says_who_a_maker_is_and_agrees_with_the_pages(public: APost) -> None:
    maker = json.loads(public("Post one", author="Nadia").manifest or "")["maker"]
    views = "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'"
    made = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    with connection.cursor() as cursor:
        every = f"({made} UNION ALL {views}) AS one (name, says)"
        cursor.execute(f"SELECT name FROM {every} WHERE says ~ 'sha256.*credential'")
        assert cursor.fetchall() == [("maker_number",)]
        cursor.execute(
            "SELECT value FROM feed_place WHERE facet = 'maker' AND value = maker_number(%s)", [json.dumps(maker)]
        )
        assert cursor.fetchall() == [(handle_of(maker),)]


def test_a_maker_without_a_country_is_the_same_to_the_database_and_the_pages() -> None:
    for maker in (
        {"name": "Nadia", "credential": "Nurse", "lived": False},
        {"name": "N", "credential": "", "lived": True},
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT maker_number(%s)", [json.dumps(maker)])
            assert cursor.fetchone() == (handle_of(maker),)
