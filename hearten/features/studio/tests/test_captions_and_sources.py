from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from hearten.features.accounts.models import Person
from hearten.features.guidance.models import Basis, Statement
from hearten.features.media.forms import Moment, written
from hearten.features.media.models import Captions
from hearten.features.posts.models import Revision
from tests.world.posts import CUES, media, walk

Made = Callable[..., Revision]
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\nBreathe in.\n\n00:01.000 --> 00:01.900\nBreathe <b>out</b>.\n"


@pytest.fixture
def at_home(client: Client, amara: Person, twins: None) -> Client:
    client.force_login(amara)
    return client


def rows(*cues: tuple[str, str, str], **other: object) -> dict[str, object]:
    sent: dict[str, object] = {"form-TOTAL_FORMS": len(cues), "form-INITIAL_FORMS": 0}
    for place, (start, end, text) in enumerate(cues):
        sent |= {f"form-{place}-start": start, f"form-{place}-end": end, f"form-{place}-text": text}
    return sent | other


def shown_on(page: str) -> str:
    return page.split('name="shown" value="')[1].split('"')[0]


def confirm(at_home: Client, place: str, shown: str, *cues: tuple[str, str, str]) -> HttpResponse:
    """Says yes to these rows; to those that are kept, where none are given."""
    kept = Captions.objects.get().cues
    on_screen = cues or [(str(start), str(end), text) for start, end, text in kept]
    return at_home.post(place, rows(*on_screen, confirm="yes", shown=shown))


@pytest.mark.django_db
def test_captions_are_typed_then_confirmed_as_two_steps(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/captions"
    assert at_home.post(place, rows(("0:01", "0:01.9", "And out."), ("0", "1", "In."), ("", "", ""))).status_code == 302
    said = Captions.objects.get()
    assert said.cues == [[0.0, 1.0, "In."], [1.0, 1.9, "And out."]]
    assert said.confirmed_at is None
    assert walk(revision).stage == "playable"
    for _twice in range(2):
        assert confirm(at_home, place, shown_on(at_home.get(place).content.decode())).status_code == 302
    assert walk(revision).stage == "captioned"


@pytest.mark.django_db
def test_a_yes_counts_only_for_the_captions_that_were_read(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    media.write_captions(revision, CUES)
    place = f"/mine/{revision.post_id}/captions"
    seen = shown_on(at_home.get(place).content.decode())
    media.write_captions(revision, CUES[:1])
    for strange in (seen, "", "x" * 5000, "\0"):
        confirm(at_home, place, strange, ("0", "1", "Breathe in slowly."), ("1", "1.9", "And out again."))
        said = Captions.objects.get()
        assert (said.confirmed_at, len(said.cues)) == (None, 1)


@pytest.mark.django_db
def test_a_yes_counts_for_what_stands_on_the_screen_also_where_it_was_not_saved_yet(
    a_post: Made, at_home: Client
) -> None:
    revision = a_post("playable")
    media.write_captions(revision, CUES)
    place = f"/mine/{revision.post_id}/captions"
    seen = shown_on(at_home.get(place).content.decode())
    answer = confirm(at_home, place, seen, ("0", "1", "Breathe in."), ("1", "1.9", "And out, slowly."))
    assert answer.headers["Location"] == f"/mine/{revision.post_id}/"
    said = Captions.objects.get()
    assert said.cues == [[0.0, 1.0, "Breathe in."], [1.0, 1.9, "And out, slowly."]]
    assert said.confirmed_at is not None


@pytest.mark.django_db
def test_a_yes_to_captions_that_need_another_look_keeps_what_was_typed_and_confirms_nothing(
    a_post: Made, at_home: Client
) -> None:
    revision = a_post("playable")
    media.write_captions(revision, CUES)
    place = f"/mine/{revision.post_id}/captions"
    answer = confirm(at_home, place, shown_on(at_home.get(place).content.decode()), ("0", "soon", "Typed just now."))
    assert answer.status_code == 422
    assert "Typed just now." in answer.content.decode()
    assert Captions.objects.get().confirmed_at is None


@pytest.mark.django_db
def test_what_was_typed_is_kept_when_another_window_changed_the_captions(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    media.write_captions(revision, CUES)
    place = f"/mine/{revision.post_id}/captions"
    seen = shown_on(at_home.get(place).content.decode())
    media.write_captions(revision, CUES[:1])
    page = confirm(at_home, place, seen, ("0", "1", "Typed just now.")).content.decode()
    assert "Typed just now." in page
    assert "changed in another window" in page and "not saved yet" in page
    assert Captions.objects.get().confirmed_at is None


@pytest.mark.django_db
def test_captions_past_the_end_of_the_film_are_mended_first(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/captions"
    at_home.post(place, rows(("0", "9:59", "Too long for this film.")))
    page = at_home.get(place).content.decode()
    assert "goes on after the video has ended" in page
    confirm(at_home, place, shown_on(page), ("0", "9:59", "Too long for this film."))
    assert Captions.objects.get().confirmed_at is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cues", "says"),
    [
        ([("x", "1", "Words")], "We cannot read this time"),
        ([("nan", "inf", "Words")], "We cannot read this time"),
        ([("2", "1", "Words")], "must end after it starts"),
        ([("0", "2", "One"), ("1", "3", "Two")], "before the one above it has ended"),
        ([("", "", "Words without a time")], "when these words start and end"),
        ([("0", "1", "w" * 301)], "at most 300 characters"),
    ],
)
def test_what_was_typed_stays_when_captions_need_another_look(
    a_post: Made, at_home: Client, cues: list[tuple[str, str, str]], says: str
) -> None:
    revision = a_post("playable")
    before = list(Captions.objects.values())
    answer = at_home.post(f"/mine/{revision.post_id}/captions", rows(*cues))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert cues[0][2] in page
    assert list(Captions.objects.values()) == before


@pytest.mark.django_db
def test_one_more_row_without_script_keeps_what_was_typed(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    before = list(Captions.objects.values())
    page = at_home.post(f"/mine/{revision.post_id}/captions", rows(("0", "x", "Kept"), add="row")).content.decode()
    assert 'name="form-1-text"' in page
    assert "Kept" in page
    assert list(Captions.objects.values()) == before


@pytest.mark.django_db
def test_a_form_of_rows_that_was_tampered_with_is_only_refused(a_post: Made, at_home: Client) -> None:
    place = f"/mine/{a_post('playable').post_id}/captions"
    for total in ("", "-1", "x", "99999999"):
        for other in ({}, {"add": "row"}):
            assert at_home.post(place, {"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": "0"} | other).status_code < 500
    assert at_home.post(place, {}).status_code == 422


@pytest.mark.django_db
def test_a_captions_file_is_read_as_plain_words(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/captions/file"
    assert at_home.post(place, {"captions": SimpleUploadedFile("c.vtt", VTT.encode())}).status_code == 302
    assert [cue[2] for cue in Captions.objects.get().cues] == ["Breathe in.", "Breathe out."]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"WEBVTT\n\n00:00 -> 1\nWords", "Line 3"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"WEBVTT\n\n", "no captions in this file"),
        (b"", "empty"),
        (b"x" * 300_000, "too long for captions"),
    ],
)
def test_a_bad_captions_file_says_where_and_what(a_post: Made, at_home: Client, content: bytes, says: str) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/captions/file"
    answer = at_home.post(place, {"captions": SimpleUploadedFile("c.vtt", content)})
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.django_db
def test_captions_under_review_stay_as_they_are(a_post: Made, at_home: Client) -> None:
    revision = a_post("in_review")
    before = Captions.objects.get().cues
    place = f"/mine/{revision.post_id}/captions"
    answer = at_home.post(place, rows(("0", "1", "Something else")), follow=True)
    assert "stays as it is" in answer.content.decode()
    assert Captions.objects.get().cues == before


@pytest.mark.django_db
def test_a_draft_is_marked_as_one(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    media.write_captions(revision, CUES, "drafted")
    assert "This is a draft" in at_home.get(f"/mine/{revision.post_id}/captions").content.decode()
    assert "We have written a draft" in at_home.get(f"/mine/{revision.post_id}/").content.decode()


@pytest.mark.django_db
def test_a_post_that_teaches_names_at_least_one_source(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    place = f"/mine/{revision.post_id}/sources"
    refused = at_home.post(place, {})
    assert refused.status_code == 422
    assert "Please choose at least one source." in refused.content.decode()
    assert at_home.post(place, {"statement": ["G001", "nothing\0"]}).status_code == 422
    first = Statement.objects.first()
    assert first is not None
    assert at_home.post(place, {"statement": [first.code]}).status_code == 302
    assert Basis.objects.get().statements == [first.code]
    assert f'value="{first.code}" checked' in at_home.get(place).content.decode()


@pytest.mark.django_db
def test_a_story_may_rest_on_a_life_alone(a_post: Made, at_home: Client) -> None:
    revision = a_post("playable")
    Revision.objects.filter(pk=revision.pk).update(kind="story")
    assert at_home.post(f"/mine/{revision.post_id}/sources", {}).status_code == 302


@given(st.integers(0, 20_000_000))
def test_a_time_reads_back_as_it_was_written(thousandths: int) -> None:
    assert Moment().to_python(written(thousandths / 1000)) == thousandths / 1000
