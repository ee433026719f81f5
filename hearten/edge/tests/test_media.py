import asyncio
from typing import Any

import pytest

from hearten.edge import media
from hearten.edge.door import Door
from hearten.edge.standing import Standing
from hearten.edge.tests.conftest import SHA, a_post, ask

FILE = f"/media/{SHA}/426.mp4"
WHOLE = b"abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def shown(standing: Standing) -> Any:
    post = a_post()
    standing.shelf.change((), [post])
    return post


def test_a_public_file_is_served_whole_with_its_type_and_asked_for_again_each_time(door: Door) -> None:
    answer = ask(door, FILE)
    assert (answer.status, answer.body) == (200, WHOLE)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.headers["etag"] == f'"{SHA}"'
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "status", "body", "place"),
    [
        ("bytes=0-0", 206, b"a", "bytes 0-0/26"),
        ("bytes=2-4", 206, b"cde", "bytes 2-4/26"),
        ("bytes=24-", 206, b"yz", "bytes 24-25/26"),
        ("bytes=-3", 206, b"xyz", "bytes 23-25/26"),
        ("bytes=-99", 206, WHOLE, "bytes 0-25/26"),
        ("bytes=20-999999999999", 206, b"uvwxyz", "bytes 20-25/26"),
    ],
)
def test_a_player_may_ask_for_a_part(door: Door, asked: str, status: int, body: bytes, place: str) -> None:
    answer = ask(door, FILE, range=asked)
    assert (answer.status, answer.body, answer.headers["content-range"]) == (status, body, place)
    assert answer.headers["content-length"] == str(len(body))


@pytest.mark.parametrize("asked", ["bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "x" * 999])
def test_a_range_we_do_not_understand_gets_the_whole_file(door: Door, asked: str) -> None:
    assert (ask(door, FILE, range=asked).status, ask(door, FILE, range=asked).body) == (200, WHOLE)


@pytest.mark.parametrize("asked", ["bytes=26-", "bytes=99-100", "bytes=-0"])
def test_a_range_outside_the_file_is_said_to_be_so(door: Door, asked: str) -> None:
    answer = ask(door, FILE, range=asked)
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */26")


def test_a_part_of_another_file_is_never_glued_to_this_one(door: Door) -> None:
    assert ask(door, FILE, range="bytes=0-1", if_range='"other"').status == 200
    assert ask(door, FILE, range="bytes=0-1", if_range=f'"{SHA}"').status == 206


def test_head_and_revalidation_send_no_bytes(door: Door) -> None:
    head = ask(door, FILE, method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "26")
    again = ask(door, FILE, if_none_match=f'"{SHA}"')
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [f"/media/{SHA}/720.mp4", f"/media/{SHA}/../426.mp4", f"/media/{SHA}/", f"/media/{'0' * 64}/426.mp4",
     "/media/../../etc/passwd", f"/media/{SHA.upper()}/426.mp4", f"/media/{SHA}/426.html", f"{FILE}\x00", f"{FILE}\n"],
)  # fmt: skip
def test_nothing_is_served_that_no_public_post_links_to(door: Door, path: str) -> None:
    assert ask(door, path).status == 404


def test_a_withdrawn_post_takes_its_file_along_also_from_those_who_have_it(
    door: Door, standing: Standing, shown: Any
) -> None:
    standing.shelf.change([shown.post_id], [])
    assert ask(door, FILE).status == 404
    assert ask(door, FILE, if_none_match=f'"{SHA}"').status == 404


def test_a_file_stops_in_the_middle_when_its_post_is_withdrawn(
    door: Door, standing: Standing, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "PIECE", 4)
    got: list[bytes] = []

    async def send(message: Any) -> None:
        got.append(message.get("body", b""))
        standing.shelf.change([shown.post_id], [])

    scope = {"type": "http", "method": "GET", "path": FILE, "headers": [], "query_string": b""}
    with pytest.raises(media.Gone):
        asyncio.run(door(scope, None, send))  # type: ignore[arg-type]
    assert b"".join(got) == b""


def test_while_the_database_is_silent_no_file_is_shown(door: Door, standing: Standing) -> None:
    standing.most_silence = -1
    assert ask(door, FILE).status == 503


def test_a_public_file_plays_on_other_peoples_pages_and_nothing_else_of_ours_does(door: Door) -> None:
    for asked in ({}, {"range": "bytes=2-4"}, {"if_none_match": f'"{SHA}"'}):
        headers = ask(door, FILE, **asked).headers
        assert headers["cross-origin-resource-policy"] == "cross-origin", asked
        assert headers["access-control-allow-origin"] == "*", asked
    for path in ("/edge/feed", "/media/" + "0" * 64 + "/426.mp4"):
        headers = ask(door, path).headers
        assert headers["cross-origin-resource-policy"] == "same-origin" and "access-control-allow-origin" not in headers
