from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hearten.features.accounts.models import Person
from hearten.features.media import actions as media
from hearten.features.media.models import Original, Upload
from hearten.features.posts.models import Post, Revision
from tests.world.posts import TINY, made

pytestmark = pytest.mark.django_db
NEW = "/mine/new"


@pytest.fixture
def at_home(client: Client, amara: Person, twins: None) -> Client:
    client.force_login(amara)
    return client


def film(name: str = "film.mp4", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, TINY.read_bytes() if content is None else content, "video/mp4")


def answers(**other: object) -> dict[str, object]:
    said = {"kind": "coping", "language": "en", "title": "A slow breath", "text": "Two minutes."}
    return said | {"topics": ["breathing"], "once": str(uuid4())} | other


def test_a_post_can_be_made_with_a_plain_form(at_home: Client, amara: Person) -> None:
    answer = at_home.post(NEW, answers(video=film()))
    post = Post.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("status", args=[post.pk])
    assert (post.author, post.revisions.get().title) == (amara, "A slow breath")
    assert post.revisions.get().video.original.size == TINY.stat().st_size


def test_sending_the_form_twice_makes_one_post(at_home: Client) -> None:
    once = str(uuid4())
    first = at_home.post(NEW, answers(once=once, video=film()))
    second = at_home.post(NEW, answers(once=once, video=film()))
    assert first["Location"] == second["Location"]
    assert Revision.objects.count() == 1


def test_a_form_the_browser_brought_back_with_other_words_is_another_post(at_home: Client) -> None:
    once = str(uuid4())
    first = at_home.post(NEW, answers(once=once, video=film()))
    second = at_home.post(NEW, answers(once=once, title="Another thought", video=film()))
    assert first["Location"] != second["Location"]
    assert set(Revision.objects.values_list("title", flat=True)) == {"A slow breath", "Another thought"}


def test_a_form_that_bears_the_name_of_anothers_post_makes_a_post_of_its_own(at_home: Client, tom: Person) -> None:
    theirs = made(tom).post
    answer = at_home.post(NEW, answers(once=str(theirs.pk), video=film()))
    assert answer.status_code == 302
    assert str(theirs.pk) not in answer["Location"]
    assert theirs.revisions.count() == 1


def test_what_was_typed_and_the_video_stay_when_something_needs_another_look(at_home: Client) -> None:
    page = at_home.post(NEW, answers(title="", text="Kept & <safe>", video=film()))
    upload = Upload.objects.get()
    assert page.status_code == 422
    assert b"Kept &amp; &lt;safe&gt;" in page.content
    assert str(upload.pk).encode() in page.content
    assert "Your video is here" in page.content.decode()
    again = at_home.post(NEW, answers(upload=str(upload.pk)))
    assert again.status_code == 302
    assert Original.objects.count() == 1


def test_a_post_needs_a_video(at_home: Client) -> None:
    page = at_home.post(NEW, answers())
    assert page.status_code == 422
    assert "Please choose a video." in page.content.decode()
    assert not Post.objects.exists()


def test_another_persons_upload_is_no_video_of_mine(at_home: Client, tom: Person) -> None:
    theirs = media.begin_upload(tom, TINY.stat().st_size)
    with TINY.open("rb") as source:
        media.take_bytes(theirs, 0, source)
    page = at_home.post(NEW, answers(upload=str(theirs.pk)))
    assert page.status_code == 422
    assert not Post.objects.exists()


def test_an_upload_still_on_its_way_is_not_a_video_yet(at_home: Client, amara: Person) -> None:
    half = media.begin_upload(amara, 1000)
    page = at_home.post(NEW, answers(upload=str(half.pk)))
    assert page.status_code == 422
    assert "has not arrived in full" in page.content.decode()


def test_a_video_that_is_too_big_is_let_go_and_the_words_stay(
    at_home: Client, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.HEARTEN, "upload_limit_mb", 1)  # type: ignore[attr-defined]
    page = at_home.post(NEW, answers(video=film(content=b"\0" * 1_100_000), text="Still here"))
    assert page.status_code == 422
    assert "too big" in page.content.decode()
    assert "Still here" in page.content.decode()
    assert not Upload.objects.exists()


@pytest.fixture
def with_care(amara: Person) -> Iterator[Client]:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(amara)
    yield careful


def test_a_form_from_another_site_makes_nothing(with_care: Client) -> None:
    assert with_care.post(NEW, answers(video=film())).status_code == 403
    assert not Post.objects.exists()
    assert not Upload.objects.exists()


def test_a_visitor_is_asked_to_sign_in_before_anything_is_read(client: Client, db: None) -> None:
    answer = client.post(NEW, answers(video=film()))
    assert answer.status_code == 302
    assert "/account/login" in answer["Location"]
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "'; DROP TABLE posts_post; --", "{{ 7*7 }}{% now 'Y' %}", "𝕋𝕙𝕖 \u202e txet",
     "%s %(a)s", "../../etc/passwd", "ﷺ" * 30, "🫶🏽"],
)  # fmt: skip
def test_strange_words_are_only_words(at_home: Client, words: str) -> None:
    answer = at_home.post(NEW, answers(title=words, text=words, video=film(name=words.replace("/", "_") + ".mp4")))
    assert answer.status_code == 302
    page = at_home.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert Revision.objects.get().title == words.replace("\u202e", "")


def test_a_title_and_a_text_are_kept_in_the_order_in_which_they_are_read(at_home: Client) -> None:
    turned = {"title": "A quiet \u202elive\u0007", "text": "\u202eedicius dettimmoc eH\r\n\u2067می\u200cخواهم\u2069"}
    assert at_home.post(NEW, answers(**turned, video=film())).status_code == 302
    kept = Revision.objects.get()
    assert (kept.title, kept.text) == ("A quiet live", "edicius dettimmoc eH\nمی\u200cخواهم")


@pytest.mark.parametrize("field", ["title", "text", "kind", "language", "topics", "once", "upload"])
def test_a_nul_or_a_flood_in_any_field_gets_a_sentence(at_home: Client, field: str) -> None:
    for value in ("a\0b", "x" * 5000):
        sent = {} if field == "upload" else {"video": film()}
        answer = at_home.post(NEW, answers(**sent, **{field: value}))
        assert answer.status_code == 422, (field, value[:3])
    assert not Post.objects.exists()


def test_the_name_of_the_file_never_reaches_the_disk(at_home: Client, settings: object) -> None:
    at_home.post(NEW, answers(video=film(name="my-home-address.mp4")))
    root = Path(settings.MEDIA_ROOT)  # type: ignore[attr-defined]
    assert not [path for path in root.rglob("*") if "home-address" in path.name]
