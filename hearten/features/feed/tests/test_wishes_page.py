import re
from collections.abc import Callable

import pytest
from django.test import Client

from hearten.features.feed import queries, rules
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import TOPIC_WORDS

pytestmark = pytest.mark.django_db


def test_every_topic_can_be_asked_for_and_against_in_every_language_of_the_site(client: Client) -> None:
    for prefix in ("", "/ar", "/hi"):
        page = client.get(f"{prefix}/wishes").content.decode()
        for name in ("topics", "less"):
            assert set(re.findall(rf'name="{name}" value="([^"]+)"', page)) == set(TOPIC_WORDS)


def test_asking_leaves_nothing_on_the_device(client: Client) -> None:
    answer = client.get("/", {"less": "sleep", "hide": "hospital", "gentler": "1"})
    assert (answer.status_code, bool(answer.cookies)) == (200, False)


def test_two_boxes_ticked_in_the_form_are_two_wishes(
    client: Client, a_post: Callable[..., Revision], monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[queries.Asked] = []
    monkeypatch.setattr(queries, "page", lambda asked, _language: heard.append(asked) or queries.Page([], None, "en"))
    client.get("/?less=sleep&less=panic&hide=hospital&gentler=1")
    client.get("/?less=sleep,panic&hide=hospital&gentler=1")
    assert heard[0] == heard[1] and heard[0].wishes.less.bit_count() == 2


def test_the_next_page_of_someone_without_script_keeps_their_wishes(
    client: Client, a_post: Callable[..., Revision], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 1)
    for number in range(2):
        a_post("public", title=f"Post number {number}")
    page = client.get("/?hide=hospital&gentler=1").content.decode()
    more = re.search(r'rel="next" href="([^"]+)"', page)
    assert more and "hide=hospital" in more[1] and "gentler=1" in more[1] and "after=" in more[1]


def test_an_empty_shelf_says_what_it_waits_for_and_one_emptied_by_wishes_leads_back_to_them(client: Client) -> None:
    assert "Nothing is ready to watch yet." in client.get("/").content.decode()
    page = client.get("/?less=sleep&gentler=1").content.decode()
    assert "Nothing more fits what you asked for." in page and 'href="/wishes"' in page


@pytest.mark.parametrize(
    "of", ["topic:cats", "lang:tlh", "lang:", "maker:0123456789abcdef", "maker:amara", "path:nothing", "path:a b",
           "all", "new,new", "xpath:calm", "\x00"],
)  # fmt: skip
def test_a_feed_that_there_is_not_is_said_kindly_and_is_not_everything(
    client: Client, a_post: Callable[..., Revision], of: str
) -> None:
    a_post("public", title="Post number 1")
    answer = client.get("/", {"of": of})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Post number 1" not in page
    assert "Nothing more fits what you asked for." in page and "Back to the path" not in page


def test_the_feed_of_a_maker_is_of_that_maker_in_every_language(
    client: Client, a_post: Callable[..., Revision]
) -> None:
    made = a_post("public", title="Post number 1")
    maker = queries.card(made.post_id)["maker"]
    for prefix in ("", "/ar"):
        page = client.get(f"{prefix}/", {"of": f"maker:{rules.maker_of(maker):016x}"}).content.decode()
        assert "Post number 1" in page
