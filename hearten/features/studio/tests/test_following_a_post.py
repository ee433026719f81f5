from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearten.features.accounts.models import Person
from hearten.features.media.models import Original
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision, Withdrawal
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.posts.rules import TOPICS, Stage
from hearten.features.studio.queries import STAGES
from hearten.ports.transcoder import Why
from tests.world.posts import TINY, walk

pytestmark = pytest.mark.django_db
Made = Callable[..., Revision]
PAGES = ("", "progress", "captions", "sources", "edit")
DEEDS = ("hide", "show", "captions", "captions/file", "sources", "edit")


@pytest.fixture
def at_home(client: Client, amara: Person, twins: None) -> Client:
    client.force_login(amara)
    return client


def page(client: Client, revision: Revision, name: str = "") -> str:
    answer = client.get(f"/mine/{revision.post_id}/{name}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_topic_and_stage_has_its_words() -> None:
    assert set(TOPIC_WORDS) == set(TOPICS)
    assert set(STAGES) == {stage.value for stage in Stage}


@pytest.mark.parametrize("name", PAGES)
def test_another_persons_post_does_not_exist_for_me(a_post: Made, tom: Person, at_home: Client, name: str) -> None:
    theirs = a_post("playable", author=tom)
    assert at_home.get(f"/mine/{theirs.post_id}/{name}").status_code == 404
    assert at_home.get(f"/mine/{uuid4()}/{name}").status_code == 404


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_changes_another_persons_post(a_post: Made, tom: Person, at_home: Client, name: str) -> None:
    theirs = a_post("public", author=tom)
    assert at_home.post(f"/mine/{theirs.post_id}/{name}").status_code == 404
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("name", DEEDS)
def test_another_site_cannot_act_in_my_name(a_post: Made, amara: Person, name: str) -> None:
    mine = a_post("playable")
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(amara)
    assert careful.post(f"/mine/{mine.post_id}/{name}").status_code == 403


@pytest.mark.parametrize("name", ["", "new", f"{uuid4()}/", f"{uuid4()}/captions", f"{uuid4()}/edit"])
def test_a_visitor_is_asked_to_sign_in(client: Client, name: str) -> None:
    answer = client.get(f"/mine/{name}")
    assert answer.status_code == 302
    assert "/account/login" in answer["Location"]


@pytest.mark.parametrize("stage", ["received", "playable", "captioned", "held", "in_review", "public", "returned",
                                   "rejected", "unplayable", "hidden"])  # fmt: skip
def test_a_post_tells_its_author_where_it_stands(a_post: Made, at_home: Client, stage: str) -> None:
    revision = a_post(stage)
    shown = page(at_home, revision)
    assert str(STAGES[revision.stage]) in shown
    assert "UTC" in shown
    listed = "Hidden" if stage == "hidden" else str(STAGES[revision.stage])
    assert f'<span class="tag">{listed}</span>' in at_home.get("/mine/").content.decode()


def test_reasons_are_read_on_the_page_of_the_post(a_post: Made, at_home: Client) -> None:
    shown = page(at_home, a_post("returned"))
    assert "A reviewer asks for changes" in shown
    assert "Please name where help is." in shown
    held = page(at_home, a_post("held"))
    assert "A person looks at it first" in held
    assert "stop taking your medication" in held
    assert "Source:" in held


@pytest.mark.parametrize("why", list(Why))
def test_an_unplayable_video_says_why_and_what_to_do(a_post: Made, at_home: Client, why: Why) -> None:
    revision = a_post("unplayable")
    Original.objects.update(unplayable=why)
    shown = page(at_home, revision)
    notice = shown.split('id="unplayable"')[1].split("</section>")[0]
    assert "Send another video" in notice
    assert len(notice.split("<p>")[1]) > 20
    broken = "The file is damaged" in notice
    assert broken == (why == Why.broken)
    assert ("a drawing, a web page or a list" in notice) == (why == Why.unsafe_kind)


def test_trouble_on_our_side_loses_nothing_and_says_so(a_post: Made, at_home: Client) -> None:
    revision = a_post("received")
    Revision.objects.filter(pk=revision.pk).update(trouble="ffmpeg: /secret/path")
    shown = page(at_home, revision)
    assert "Nothing is lost; we try again by itself." in shown
    assert "/secret/path" not in shown
    assert at_home.get(f"/mine/{revision.post_id}/progress").json()["trouble"] is True


def test_progress_is_seen_with_script_and_without(a_post: Made, at_home: Client) -> None:
    revision = a_post("received")
    Original.objects.update(progress=0.25)
    shown = page(at_home, revision)
    assert 'http-equiv="refresh"' in shown
    assert 'value="0.250"' in shown
    said = at_home.get(f"/mine/{revision.post_id}/progress").json()
    assert (said["stage"], said["part"], said["moving"]) == ("received", 0.25, True)
    resting = page(at_home, a_post("in_review"))
    assert 'http-equiv="refresh"' not in resting


def test_a_post_is_hidden_at_once_and_can_be_shown_again(a_post: Made, at_home: Client) -> None:
    revision = a_post("public")
    video = page(at_home, revision).split('<source src="')[1].split('"')[0]
    visitor = Client()
    assert visitor.get(video).status_code == 200
    assert at_home.post(f"/mine/{revision.post_id}/hide").status_code == 302
    assert visitor.get(video).status_code == 404
    assert "This post is out of sight" in page(at_home, revision)
    at_home.post(f"/mine/{revision.post_id}/hide")
    assert Withdrawal.objects.count() == 1
    at_home.post(f"/mine/{revision.post_id}/show")
    assert visitor.get(video).status_code == 200
    assert at_home.get(f"/mine/{revision.post_id}/hide").status_code == 405


def test_what_our_team_took_down_its_author_cannot_put_back(a_post: Made, at_home: Client, omar: Person) -> None:
    revision = a_post("public")
    posts.withdraw(revision.post, omar, "A street name can be read.")
    at_home.post(f"/mine/{revision.post_id}/show")
    assert Withdrawal.objects.standing().exists()
    assert "A street name can be read." in page(at_home, revision)


def test_an_edit_leaves_the_public_one_in_place(a_post: Made, at_home: Client) -> None:
    revision = a_post("public")
    edit = f"/mine/{revision.post_id}/edit"
    form = at_home.get(edit).content.decode()
    assert "A slow breath" in form
    assert "What is public stays as it is" in form
    sent = {"kind": "coping", "language": "en", "title": "Slower", "text": "", "topics": ["breathing"], "after": 1}
    assert at_home.post(edit, sent).status_code == 302
    assert at_home.post(edit, sent).status_code == 302
    later = revision.post.revisions.get(number=2)
    assert revision.post.revisions.count() == 2
    assert later.video.original == revision.video.original
    assert later.basis.statements == revision.basis.statements
    assert walk(later).stage == "playable"
    assert "An earlier version is public" in page(at_home, later)
    other = at_home.post(edit, sent | {"title": "From another window"})
    assert other.status_code == 422
    assert "changed in another window" in other.content.decode()
    assert "From another window" in other.content.decode()


def test_a_video_that_cannot_be_played_needs_another_one(a_post: Made, at_home: Client) -> None:
    revision = a_post("unplayable")
    edit = f"/mine/{revision.post_id}/edit"
    sent = {"kind": "coping", "language": "en", "title": "Again", "text": "", "topics": ["sleep"], "after": 1}
    refused = at_home.post(edit, sent)
    assert refused.status_code == 422
    assert "Please choose another one" in refused.content.decode()
    film = SimpleUploadedFile("film.mp4", TINY.read_bytes(), "video/mp4")
    assert at_home.post(edit, sent | {"video": film}).status_code == 302
    assert walk(revision.post.revisions.get(number=2)).stage == "playable"
