"""What was wrong and how it was put right, wherever the post itself is shown."""

import json
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from django.test import Client

from hearten.features.corrections import actions as corrections
from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.models import Correction
from hearten.features.corrections.rules import Signs
from hearten.features.posts.models import Revision
from tests.world.people import someone

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
WRONG, RIGHT = "It cures everyone, we said.", "It helps some people."


def correct(revision: Revision) -> Correction:
    return corrections.write(revision, revision.digest or "", Wrote(WRONG, RIGHT, ["G001"]), someone("Lucia"))


def sign(written: Correction) -> None:
    corrections.sign(written, written.digest, someone("Ravi"), Signs.sign)


def entries(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    if path.endswith(".json"):
        return json.loads(answer.content)["items"]
    found = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["Content-Type"]})
    assert not found.bozo
    return found.entries


@pytest.mark.parametrize(
    "path", [f"/feeds/{of}.{form}" for of in ("all", "language/en", "corrections") for form in ("atom", "rss", "json")]
)
def test_a_correction_takes_the_place_of_its_post_in_every_readers_program(
    client: Client, a_post: APost, path: str, django_assert_max_num_queries: Any
) -> None:
    revision = a_post("public", title="Tea cures all")
    written = correct(revision)
    assert entries(client, path) == []
    sign(written)
    with django_assert_max_num_queries(4):
        (entry,) = entries(client, path)
    assert entry["id"] == f"urn:uuid:{revision.post_id}"
    assert entry["title"] == "This post was corrected: Tea cures all"
    said = json.dumps(entry, default=str)
    assert WRONG in said and RIGHT in said and "/help/" in said


def test_a_correction_is_in_no_feed_of_something_to_listen_to(client: Client, a_post: APost) -> None:
    sign(correct(a_post("public")))
    assert entries(client, "/feeds/podcast.rss") == []


def test_it_stands_among_the_posts_by_its_day_and_a_corrected_post_has_its_own_place(
    client: Client, a_post: APost
) -> None:
    older, wrong = a_post("public", title="Older"), a_post("public", title="Wrong")
    sign(correct(wrong))
    found = entries(client, "/feeds/all.atom")
    assert {entry.id for entry in found} == {f"urn:uuid:{older.post_id}", f"urn:uuid:{wrong.post_id}"}


def test_the_frame_and_the_words_say_what_was_wrong_in_the_place_of_the_post(client: Client, a_post: APost) -> None:
    revision = a_post("public")
    written = correct(revision)
    for path in (f"/embed/{revision.post_id}", f"/post/{revision.post_id}/words"):
        assert client.get(path).status_code == 404
    sign(written)
    for path in (f"/embed/{revision.post_id}", f"/post/{revision.post_id}/words"):
        answer = client.get(path)
        assert answer.status_code == 200
        page = answer.content.decode()
        assert WRONG in page and RIGHT in page and 'href="/help/"' in page and "<video" not in page
        assert "Written by Lucia, Clinical psychologist, checked by Ravi" in page
