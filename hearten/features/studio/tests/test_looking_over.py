"""The button "Look over my words": advice beside each field without script, everything kept in the page and nowhere."""

from collections.abc import Callable
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import escape

from hearten.features.accounts.models import Person
from hearten.features.composer import actions, queries
from hearten.features.media.models import Captions, Upload
from hearten.features.posts.models import Post, Revision
from hearten.kit.rate import Rate
from tests.world.people import someone
from tests.world.posts import TINY

pytestmark = pytest.mark.django_db
Made = Callable[..., Revision]
SAID = "Last year he committed suicide. <b>Help</b> is there."


@pytest.fixture
def at_home(client: Client, amara: Person, twins: None, statements: None) -> Client:
    client.force_login(amara)
    return client


@pytest.fixture(autouse=True)
def rate(monkeypatch: pytest.MonkeyPatch) -> Rate:
    """Four looks, and then none: the clock of these tests stands still."""
    monkeypatch.setattr(actions, "RATE", rate := Rate(4, 60, clock=lambda: 0.0))
    return rate


def used_up() -> None:
    while not actions.count(someone("Amara")):
        pass


def typed(**other: object) -> dict[str, object]:
    return {"language": "en", "title": "", "text": SAID, "once": str(uuid4()), "look": "yes"} | other


def rows(*cues: tuple[str, str, str]) -> dict[str, object]:
    sent: dict[str, object] = {"form-TOTAL_FORMS": len(cues), "form-INITIAL_FORMS": 0, "look": "yes"}
    for place, (start, end, text) in enumerate(cues):
        sent |= {f"form-{place}-start": start, f"form-{place}-end": end, f"form-{place}-text": text}
    return sent


def test_words_are_looked_over_while_half_of_the_form_is_empty_and_nothing_is_asked_for(at_home: Client) -> None:
    answer = at_home.post("/mine/new", typed())
    page = answer.content.decode()
    assert answer.status_code == 200 and "Please look again" not in page and "field__error" not in page
    assert "We looked over your words" in page and "You could write instead:" in page
    assert "Last year he committed suicide. &lt;b&gt;Help&lt;/b&gt; is there." in page
    assert (Post.objects.count(), Revision.objects.count(), Upload.objects.count()) == (0, 0, 0)


def test_what_only_a_script_can_do_is_not_shown_without_one(at_home: Client) -> None:
    page = at_home.post("/mine/new", typed()).content.decode()
    assert page.count('data-part="tools" hidden') == page.count('data-part="tools"') > 0


def test_a_video_that_came_along_need_not_be_sent_again(at_home: Client) -> None:
    video = SimpleUploadedFile("film.mp4", TINY.read_bytes(), "video/mp4")
    page = at_home.post("/mine/new", typed(video=video, topics=["breathing", "sleep"])).content.decode()
    assert "Your video is here. You do not have to send it again." in page
    assert f'name="upload" value="{Upload.objects.get().pk}"' in page
    assert page.count(" checked>") == 2 and Post.objects.count() == 0


def test_a_form_in_which_nothing_is_missing_is_looked_over_and_not_sent(at_home: Client) -> None:
    video = SimpleUploadedFile("film.mp4", TINY.read_bytes(), "video/mp4")
    answer = at_home.post("/mine/new", typed(kind="coping", title="A title", topics=["breathing"], video=video))
    assert answer.status_code == 200 and b"We looked over your words" in answer.content
    assert not Post.objects.exists()


def test_a_video_that_cannot_be_kept_is_told_at_once(at_home: Client) -> None:
    answer = at_home.post("/mine/new", typed(video=SimpleUploadedFile("film.mp4", b"", "video/mp4")))
    assert answer.status_code == 422 and b"We looked over your words" in answer.content


def test_a_new_version_is_looked_over_and_the_old_one_stays(at_home: Client, a_post: Made) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/edit"
    for _twice in range(2):
        page = at_home.post(
            place, typed(kind="coping", title="A title", after=1, topics=["breathing"])
        ).content.decode()
    assert "You could write instead:" in page and "Make a new version" in page
    assert Revision.objects.count() == 1


def test_captions_are_looked_over_row_by_row_and_none_is_saved(at_home: Client, a_post: Made) -> None:
    revision = a_post("playable")
    said = (("0:00", "", "Hello."), ("nonsense", "0:02", "She committed suicide."), ("", "", ""))
    answer = at_home.post(f"/mine/{revision.post_id}/captions", rows(*said))
    page = answer.content.decode()
    assert answer.status_code == 200 and "cannot read this time" not in page
    second = page.split('id="id_form-1-text"')[1]
    assert "You could write instead:" in second.split('id="id_form-2-text"')[0]
    assert 'value="nonsense"' in page and "Hello." in page and not Captions.objects.exists()


def test_help_comes_before_the_form_for_someone_whose_words_are_heavy(at_home: Client) -> None:
    page = at_home.post("/mine/new", typed(text="I want to kill myself tonight")).content.decode()
    assert page.index("You matter more than any answer") < page.index("What kind of post is it?")
    assert "I want to kill myself tonight</textarea>" in page


def test_anothers_post_is_not_there_to_be_looked_over(client: Client, tom: Person, a_post: Made) -> None:
    revision = a_post("playable")
    client.force_login(tom)
    for page in ("edit", "captions"):
        assert client.post(f"/mine/{revision.post_id}/{page}", rows()).status_code == 404
    assert Client().post("/mine/new", typed())["Location"].startswith("/account/login/")


def test_a_form_that_has_no_words_of_its_own_takes_no_harm_from_the_button(at_home: Client, a_post: Made) -> None:
    revision = a_post("playable")
    assert at_home.post(f"/mine/{revision.post_id}/sources", {"look": "yes"}).status_code == 422
    assert at_home.post(f"/mine/{revision.post_id}/captions/file", {"look": "yes"}).status_code == 422
    assert at_home.post(f"/mine/{revision.post_id}/captions", {"look": "yes"}).status_code < 500


def test_a_check_that_breaks_takes_nobodys_words_with_it(at_home: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_text: object) -> None:
        raise RuntimeError

    for part in ("_of_words", "_of_claims"):
        monkeypatch.setattr(queries, part, breaks)
    page = at_home.post("/mine/new", typed()).content.decode()
    assert "how it is worded; what guidance says about it" in page and "committed suicide" in page


class Names(HTMLParser):
    """What a screen reader would call each list of advice, and what each thing to press says."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lists: list[str] = []
        self.live: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if said.get("data-part") == "advices":
            self.lists.append(said.get("aria-label", ""))
        if said.get("role") == "status":
            self.live.append(said.get("data-part", ""))


def test_each_list_of_advice_has_the_name_of_its_field_and_what_was_found_is_read_out(at_home: Client) -> None:
    names = Names(at_home.post("/mine/new", typed()).content.decode())
    assert names.lists[:2] == ["Advice on: Title", "Advice on: Words beside the video"] and "said" in names.live
    asks = ("Question 1", "Its answers", "Why it is right")
    of_questions = [*asks, "Question 2", *asks[1:], "The question of the poll", "What people can answer"]
    assert names.lists[2:] == [f"Advice on: {label}" for label in of_questions]


def test_who_has_words_looked_over_very_often_is_told_to_wait_and_keeps_them(at_home: Client, a_post: Made) -> None:
    post = a_post("playable").post_id
    used_up()
    kept = typed(title="A title of mine", topics=["sleep"])
    for where, sent in (
        ("/mine/new", kept), (f"/mine/{post}/edit", kept | {"after": 1}),
        (f"/mine/{post}/captions", rows(("0:01", "half", SAID))),
    ):  # fmt: skip
        answer = at_home.post(where, sent)
        page = answer.content.decode()
        assert answer.status_code == 429 and "That was too often. Please ask again in" in page
        assert "The check is resting." in page and "All that you typed is below." in page
        assert escape(SAID) in page and "We looked over" not in page and "nothing to change" not in page
        assert 'data-part="advice"' not in page
        assert "A title of mine" in page or "half" in page
    assert at_home.post("/mine/look", {"text": SAID}).status_code == 429


def test_help_comes_first_however_often_someone_asked(at_home: Client) -> None:
    used_up()
    answer = at_home.post("/mine/new", typed(text="I want to kill myself tonight."))
    assert answer.status_code == 429 and "You matter more than any answer" in answer.content.decode()


def test_a_look_without_script_counts_like_one_with_it(at_home: Client) -> None:
    looks = [at_home.post(*(("/mine/new", typed()) if n % 2 else ("/mine/look", {"text": "A"}))) for n in range(6)]
    assert [one.status_code for one in looks] == [200] * 4 + [429] * 2
