from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hearten.features.accounts.models import Person
from hearten.features.media import queries, rules
from hearten.features.media.models import File
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from tests.world.people import at_the_desk
from tests.world.posts import approve, caption_and_source, made, walk, words

Made = Callable[..., Revision]


def film_of(revision: Revision) -> str:
    file = File.objects.filter(original__videos__revision=revision, role="video").order_by("size").first()
    assert file is not None
    return f"/media/{file.sha256}/{file.height}.mp4"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_before_approval_only_the_author_sees_the_video(
    a_post: Made, amara: Person, tom: Person, lucia: Person
) -> None:
    place = film_of(a_post("playable"))
    assert Client().get(place).status_code == 404
    assert signed_in(tom).get(place).status_code == 404
    assert signed_in(lucia).get(place).status_code == 404
    mine = signed_in(amara).get(place)
    assert mine.status_code == 200
    assert mine["Cache-Control"] == "private, no-store"
    assert mine["Content-Type"] == "video/mp4"


@pytest.mark.django_db
def test_a_reviewer_sees_it_while_it_is_on_the_desk_with_a_second_key(a_post: Made, lucia: Person) -> None:
    film = film_of(a_post("in_review"))
    assert signed_in(lucia).get(film).status_code == 404
    Authenticator.objects.create(user=lucia, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    assert signed_in(lucia).get(film).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["returned", "rejected"])
def test_a_reviewer_can_look_again_at_what_was_given_back(a_post: Made, stage: str) -> None:
    assert at_the_desk("Lucia").get(film_of(a_post(stage))).status_code == 200


@pytest.mark.django_db
def test_everyone_sees_a_public_video_and_nobody_once_it_is_hidden(a_post: Made, amara: Person) -> None:
    revision = a_post("public")
    place = film_of(revision)
    assert Client().get(place).status_code == 200
    captions = revision.captions.get()
    assert Client().get(f"/media/{captions.sha256}/en.vtt")["Content-Type"] == "text/vtt"
    posts.withdraw(revision.post, amara)
    assert Client().get(place).status_code == 404
    assert Client().get(f"/media/{captions.sha256}/en.vtt").status_code == 404


@pytest.mark.django_db
def test_a_digest_written_in_a_text_makes_no_file_public(
    twins: None, statements: None, amara: Person, lucia: Person
) -> None:
    """Someone could write the name of an unapproved video into the words that get approved."""
    secret = "ab" * 32
    revision = walk(made(amara, words(text=f"look at {secret}", title=secret)))
    caption_and_source(revision)
    approve(walk(revision), lucia)
    original = revision.video.original
    File.objects.create(original=original, role="video", sha256=secret, mime="video/mp4", width=1, height=1, size=1)
    assert not queries.is_on_the_shelf(secret)
    shown = File.objects.filter(original=original, role="poster").first()
    assert shown is not None and queries.is_on_the_shelf(shown.sha256)


@pytest.mark.django_db
def test_the_original_is_never_given_out(a_post: Made, amara: Person) -> None:
    revision = a_post("public")
    assert signed_in(amara).get(f"/media/{revision.video.original.sha256}/film.mp4").status_code == 404


@pytest.mark.django_db
def test_a_player_can_jump_to_a_place_in_the_video(a_post: Made) -> None:
    place = film_of(a_post("public"))
    whole = read(Client().get(place))
    part = Client().get(place, headers={"Range": "bytes=2-5"})
    assert (part.status_code, part["Content-Range"], part["Content-Length"]) == (206, f"bytes 2-5/{len(whole)}", "4")
    assert read(part) == whole[2:6]
    assert read(Client().get(place, headers={"Range": "bytes=-3"})) == whole[-3:]
    assert read(Client().get(place, headers={"Range": "bytes=3-"})) == whole[3:]
    beyond = Client().get(place, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(whole)}")
    assert Client().get(place, headers={"Range": "bytes=0-1,3-4"}).status_code == 200
    assert Client().get(place, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200
    etag = Client().head(place)["ETag"]
    assert Client().get(place, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["x", "0" * 63, "Z" * 64, "../" * 21 + "a", "%2e%2e" * 10 + "abcd", "é" * 64])
def test_a_name_that_is_no_digest_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}/a.mp4").status_code == 404
    assert client.post(f"/media/{'0' * 64}/a.mp4").status_code == 405


@given(st.text(max_size=30), st.integers(1, 10_000))
def test_whatever_is_asked_for_a_part_lies_within_the_file(asked: str, size: int) -> None:
    for header in (asked, f"bytes={asked}"):
        try:
            part = rules.part_of(header, size)
        except rules.NotThere:
            continue
        assert part is None or 0 <= part.first <= part.last < size


@pytest.mark.django_db
def test_an_earlier_version_that_was_replaced_rests(a_post: Made, amara: Person) -> None:
    first = a_post("received")
    posts.revise(first.post, amara, words("Another title"))
    assert walk(first).stage == "received"
