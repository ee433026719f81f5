from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from hearten.features.accounts.models import Person
from hearten.features.media import actions, queries
from hearten.features.media.models import Original, Upload
from tests.world.posts import TINY

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
FULL = Path("/dev/full")
OFFSETS = "application/offset+octet-stream"


@pytest.fixture
def phone(client: Client, amara: Person) -> Client:
    client.force_login(amara)
    return client


def begin(phone: Client, length: int) -> str:
    answer = phone.post("/uploads/", headers=TUS | {"Upload-Length": str(length)})
    assert answer.status_code == 201
    return str(answer["Location"])


def send(phone: Client, place: str, offset: int, piece: bytes, **other: object) -> object:
    headers = TUS | {"Upload-Offset": str(offset)}
    return phone.patch(place, piece, content_type=OFFSETS, headers=headers, **other)


def test_a_server_says_what_it_can_do(client: Client) -> None:
    told = client.options("/uploads/")
    assert told.status_code == 204
    assert told["Tus-Version"] == "1.0.0"
    assert told["Tus-Extension"] == "creation,termination"
    assert int(told["Tus-Max-Size"]) == settings.HEARTEN.upload_limit_mb * 1_000_000


def test_a_video_arrives_in_pieces_and_goes_on_where_it_stopped(phone: Client) -> None:
    film = TINY.read_bytes()
    place = begin(phone, len(film))
    assert send(phone, place, 0, film[:1000])["Upload-Offset"] == "1000"
    here = phone.head(place, headers=TUS)
    assert (here["Upload-Offset"], here["Upload-Length"]) == ("1000", str(len(film)))
    assert here["Cache-Control"] == "no-store"
    assert send(phone, place, 1000, film[1000:])["Upload-Offset"] == str(len(film))
    kept = Original.objects.get()
    assert queries.vault().path_of("originals", kept.sha256).read_bytes() == film
    assert phone.head(place, headers=TUS)["Upload-Offset"] == str(len(film))


def test_a_piece_larger_than_a_form_may_be_is_still_taken(phone: Client) -> None:
    piece = b"\0" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    place = begin(phone, len(piece) + 1)
    assert send(phone, place, 0, piece).status_code == 204


def test_a_piece_at_the_wrong_place_is_refused_and_changes_nothing(phone: Client) -> None:
    place = begin(phone, 10)
    send(phone, place, 0, b"12345")
    for offset in (0, 4, 6):
        assert send(phone, place, offset, b"x").status_code == 409
    assert phone.head(place, headers=TUS)["Upload-Offset"] == "5"


def test_nothing_is_added_to_a_video_that_is_whole(phone: Client) -> None:
    place = begin(phone, 5)
    assert send(phone, place, 0, b"12345").status_code == 204
    assert send(phone, place, 0, b"54321").status_code == 409
    assert send(phone, place, 5, b"6").status_code == 413
    assert Original.objects.count() == 1


def test_two_at_once_on_one_upload_wait_for_each_other(phone: Client, amara: Person) -> None:
    place = begin(phone, 10)
    upload = Upload.objects.get()
    with queries.vault()._writing(upload.pk):
        assert send(phone, place, 0, b"12345").status_code == 423
    assert send(phone, place, 0, b"12345").status_code == 204


@pytest.mark.parametrize(
    ("length", "status"),
    [("0", 400), ("-1", 400), ("", 400), ("x", 400), ("9" * 40, 400), ("²", 400), ("999999999999", 413)],
)
def test_a_length_that_makes_no_sense_is_refused(phone: Client, length: str, status: int) -> None:
    headers = TUS | {"Upload-Length": length.encode().decode("latin-1")}
    assert phone.post("/uploads/", headers=headers).status_code == status
    assert not Upload.objects.exists()


def test_a_piece_longer_than_announced_is_refused_before_it_is_read(phone: Client) -> None:
    place = begin(phone, 5)
    assert send(phone, place, 0, b"123456").status_code == 413
    assert phone.head(place, headers=TUS)["Upload-Offset"] == "0"


def test_only_pieces_are_taken_as_pieces(phone: Client) -> None:
    place = begin(phone, 5)
    answer = phone.patch(place, b"12345", content_type="text/plain", headers=TUS | {"Upload-Offset": "0"})
    assert answer.status_code == 415


def test_another_version_of_the_protocol_is_refused(phone: Client) -> None:
    assert phone.post("/uploads/", headers={"Tus-Resumable": "0.2.2", "Upload-Length": "5"}).status_code == 412


def test_too_many_unfinished_uploads_are_too_many(phone: Client) -> None:
    for _ in range(5):
        begin(phone, 10)
    answer = phone.post("/uploads/", headers=TUS | {"Upload-Length": "10"})
    assert (answer.status_code, answer.content) == (429, b"too_many_open")


def test_a_person_can_change_their_mind_until_all_of_it_is_here(phone: Client) -> None:
    place = begin(phone, 5)
    send(phone, place, 0, b"123")
    assert phone.delete(place, headers=TUS).status_code == 204
    assert phone.head(place, headers=TUS).status_code == 404
    whole = begin(phone, 5)
    send(phone, whole, 0, b"12345")
    assert phone.delete(whole, headers=TUS).status_code == 403
    assert Upload.objects.count() == 1


def test_another_persons_upload_does_not_exist_for_me(phone: Client, tom: Person) -> None:
    place = begin(phone, 5)
    other = Client()
    other.force_login(tom)
    assert other.head(place, headers=TUS).status_code == 404
    assert send(other, place, 0, b"12345").status_code == 404
    assert other.delete(place, headers=TUS).status_code == 404
    assert phone.head(place, headers=TUS)["Upload-Offset"] == "0"
    assert phone.head(f"/uploads/{uuid4()}", headers=TUS).status_code == 404


def test_a_visitor_sends_nothing(client: Client, db: None) -> None:
    assert client.post("/uploads/", headers=TUS | {"Upload-Length": "5"}).status_code == 403
    assert client.head(f"/uploads/{uuid4()}", headers=TUS).status_code == 403


def test_a_piece_from_another_site_is_refused(amara: Person) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(amara)
    assert careful.post("/uploads/", headers=TUS | {"Upload-Length": "5"}).status_code == 403
    page = careful.get("/mine/new").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    allowed = TUS | {"Upload-Length": "5", "X-CSRFToken": token}
    assert careful.post("/uploads/", headers=allowed).status_code == 201


class BrokenLine(BytesIO):
    """A phone that goes into a tunnel after its first bytes."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= 4:
            raise OSError("the line went dead")
        return super().read(4)


def test_what_arrived_before_the_line_went_dead_is_kept(phone: Client) -> None:
    place = begin(phone, 10)
    answer = send(phone, place, 0, b"0123456789", **{"wsgi.input": BrokenLine(b"0123456789")})
    assert answer.status_code == 400
    assert phone.head(place, headers=TUS)["Upload-Offset"] == "4"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_plainly_and_loses_nothing(phone: Client) -> None:
    place = begin(phone, 10)
    send(phone, place, 0, b"12345")
    arriving = queries.vault()._incoming(Upload.objects.get().pk)
    kept = arriving.rename(arriving.with_suffix(".kept"))
    arriving.symlink_to(FULL)
    assert send(phone, place, 0, b"1234567").status_code == 507
    arriving.unlink()
    kept.rename(arriving)
    assert phone.head(place, headers=TUS)["Upload-Offset"] == "5"


def test_the_same_video_twice_is_kept_once(phone: Client, amara: Person) -> None:
    film = TINY.read_bytes()
    for _ in range(2):
        actions.receive(amara, BytesIO(film), len(film))
    assert Original.objects.count() == 1
