"""Every feed, read by programs that others wrote."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from time import sleep
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema_rs
import podcastparser
import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from lxml import etree
from pytest_django import DjangoAssertNumQueries

from hearten.features.feed import queries as feed
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.review import actions as review
from hearten.features.syndication import queries
from hearten.features.syndication.tests.conftest import HOSTILE
from hearten.kit.feeds.entry import sound
from tests.world.people import someone
from tests.world.posts import LIGHT, find_all_supported, walk

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
OF = ("all", "topic/breathing", "language/en", "kind/coping")
DOCUMENTS = [f"/feeds/{of}.{form}" for of in OF for form in ("atom", "rss", "json")]
IN_XML = [path for path in DOCUMENTS if not path.endswith(".json")]
PODCASTS = ["/feeds/podcast.rss", "/feeds/podcast/en.rss"]
ATOM, PODCAST = "{http://www.w3.org/2005/Atom}", "{https://podcastindex.org/namespace/1.0}"
# https://www.jsonfeed.org/version/1.1, read 2026-11-23: what it demands, and the types it names.
TEXT, AUTHORS = {"type": "string"}, {"type": "array", "items": {"type": "object", "minProperties": 1}}
JSON_FEED = {
    "type": "object", "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"}, "title": TEXT, "language": TEXT, "authors": AUTHORS,
        "home_page_url": {"type": "string", "format": "uri"}, "feed_url": {"type": "string", "format": "uri"},
        "items": {"type": "array", "items": {
            "type": "object", "required": ["id"], 
            "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            "properties": {
                "id": TEXT, "url": {"type": "string", "format": "uri"}, "authors": AUTHORS,
                "date_published": {"type": "string", "format": "date-time"},
                "date_modified": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "items": TEXT},
                "attachments": {"type": "array", "items": {
                    "type": "object", "required": ["url", "mime_type"],
                    "properties": {"size_in_bytes": {"type": "integer"}, "duration_in_seconds": {"type": "number"}},
                }},
            },
        }},
    },
}  # fmt: skip


def read(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return feedparser.parse(answer.content, response_headers={"content-type": answer.headers["Content-Type"]})


@pytest.mark.parametrize("path", [*IN_XML, *PODCASTS])
def test_an_independent_reader_finds_title_words_film_and_who_made_it(client: Client, a_post: APost, path: str) -> None:
    revision = a_post("public", title="Slow & steady <breath>")
    found = read(client, path)
    assert not found.bozo, found.get("bozo_exception")
    (entry,) = found.entries
    assert entry.title == "Slow & steady <breath>"
    assert entry.id == f"urn:uuid:{revision.post_id}"
    assert entry.link == f"http://testserver/post/{revision.post_id}"
    said = entry.content[0].value if "content" in entry else entry.summary
    for words_of_it in ("Two minutes to settle.", "Breathe in slowly. And out again.", "Checked by Lucia", "/help/"):
        assert words_of_it in said
    assert "Amara" in entry.author
    (enclosure,) = entry.enclosures
    assert int(enclosure.length) == len(whole(client, enclosure.href)) > 0
    assert enclosure.type == client.get(enclosure.href.removeprefix("http://testserver")).headers["Content-Type"]


def whole(client: Client, address: str) -> bytes:
    return b"".join(client.get(address.removeprefix("http://testserver")).streaming_content)


def test_atom_and_json_hold_what_their_rules_demand(client: Client, a_post: APost) -> None:
    a_post("public")
    root = etree.fromstring(client.get("/feeds/all.atom").content)
    for needed in ("id", "title", "updated", "author"):
        assert len(root.findall(ATOM + needed)) == len(root.findall(f"{ATOM}entry/{ATOM}{needed}")) == 1, needed
    relations = {(link.get("rel"), link.get("type")): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert relations["self", None] == "http://testserver/feeds/all.atom"
    assert relations["help", None] == "http://testserver/help/"
    assert relations["alternate", "application/feed+json"] == "http://testserver/feeds/all.json"
    said = json.loads(client.get("/feeds/all.json").content)
    checks = jsonschema_rs.validator_for(JSON_FEED, validate_formats=True)
    checks.validate(said)
    with pytest.raises(jsonschema_rs.ValidationError):
        checks.validate({**said, "items": [{"id": "x"}]})


@pytest.mark.parametrize("path", PODCASTS)
def test_a_podcast_player_finds_sound_length_captions_and_picture(client: Client, a_post: APost, path: str) -> None:
    a_post("public")
    answer = client.get(path)
    found = podcastparser.parse("http://testserver" + path, BytesIO(answer.content))
    assert found["itunes_categories"] == [["Health & Fitness", "Mental Health"]]
    assert found["explicit"] is False and found["type"] == "episodic" and found["language"] == "en"
    (episode,) = found["episodes"]
    (sound_file,) = episode["enclosures"]
    assert sound_file["mime_type"] == "audio/mp4" and sound_file["file_size"] == len(whole(client, sound_file["url"]))
    assert episode["total_time"] == 2 and episode["explicit"] is False
    item = ElementTree.fromstring(answer.content).find("channel/item")
    assert item is not None
    named = {one.get("type"): one.get("url") for one in item.findall(f"{PODCAST}transcript")}
    assert set(named) == {"text/vtt", "text/html"}
    for address in named.values():
        assert client.get(str(address).removeprefix("http://testserver")).status_code == 200
    image = client.head(found["cover_url"].removeprefix("http://testserver"))
    assert (
        image.headers["Content-Type"] == "image/png" and image.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    )


@pytest.mark.parametrize("path", [*DOCUMENTS, *PODCASTS])
def test_hostile_words_are_words_in_every_form(client: Client, hostile: APost, path: str) -> None:
    hostile()
    title, body = of_the_first(client.get(path).content)
    assert title == HOSTILE.translate(dict.fromkeys(map(ord, "\u202e\u0007\ufffe")))
    assert "<script" not in body and "&lt;script&gt;" in body and "]]&gt;" in body


def of_the_first(document: bytes) -> tuple[str, str]:
    """The title and the words of its first entry, read without any forgiveness."""
    if document.startswith(b"{"):
        item = json.loads(document)["items"][0]
        return item["title"], item["content_html"]
    root = etree.fromstring(document, etree.XMLParser(resolve_entities=False, recover=False))
    first = root.find(f"{ATOM}entry") if root.tag.startswith(ATOM) else root.find("channel/item")
    assert first is not None
    body = first.findtext(f"{ATOM}content") or first.findtext("description") or ""
    return first.findtext(f"{ATOM}title") or first.findtext("title") or "", body


def test_what_no_document_may_hold_is_left_out_and_the_rest_stays() -> None:
    assert (
        sound("a\x00\x0b\x1f\x85\ufffe\uffff\ud800\u2066b\u00e9\u200d\u0645\U0001f31e\n")
        == "ab\u00e9\u200d\u0645\U0001f31e\n"
    )


@pytest.mark.parametrize(
    "path",
    [
        *DOCUMENTS,
        *PODCASTS,
    ],
)
def test_what_is_not_public_is_in_no_document_and_what_is_withdrawn_leaves_at_once(
    client: Client, a_post: APost, path: str
) -> None:
    for stage in ("in_review", "held", "returned", "hidden"):
        a_post(stage, title="Canary words")
    shown = a_post("public", title="Soon withdrawn")
    first = client.get(path)
    assert b"Canary words" not in first.content
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    posts.withdraw(shown.post, shown.post.author)
    now = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert now.status_code == 200 and b"Soon withdrawn" not in now.content


@pytest.mark.django_db(transaction=True)
def test_an_approval_that_has_ended_takes_its_post_out(client: Client, a_post: APost) -> None:
    revision = a_post("in_review")
    find_all_supported(revision, someone("Lucia"))
    soon = timezone.now() + timedelta(seconds=2)
    review.approve(revision, revision.digest or "", someone("Lucia"), "For now.", soon, LIGHT)
    walk(revision)
    assert len(read(client, "/feeds/all.atom").entries) == 1
    sleep(2.1)
    assert read(client, "/feeds/all.atom").entries == []
    assert client.get(f"/embed/{revision.post_id}").status_code == 404


@pytest.mark.parametrize("path", [*DOCUMENTS, *PODCASTS, "/sitemap.xml", "/robots.txt"])
def test_a_document_costs_at_most_four_questions_no_cookie_and_may_be_kept_by_all(
    client: Client, a_post: APost, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        a_post("public")
    with django_assert_max_num_queries(4):
        answer = client.get(path)
    assert answer.status_code == 200 and not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Cache-Control"].startswith("public")


def test_a_feed_is_at_most_fifty_entries_long(client: Client, a_post: APost, monkeypatch) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    for _ in range(3):
        a_post("public")
    assert len(read(client, "/feeds/all.atom").entries) == 2


@pytest.mark.parametrize("path", [
    "/feeds/topic/nothing.atom", "/feeds/kind/x.rss", "/feeds/language/xx.json", "/feeds/podcast/xx.rss",
    "/feeds/all.xml",
])  # fmt: skip
def test_a_feed_of_nothing_we_know_does_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/feeds/all.atom", "/feeds/podcast.rss", "/feeds/all.json"])
def test_an_empty_feed_is_whole_and_the_same_twice(client: Client, path: str) -> None:
    assert read(client, path).entries == []
    assert client.get(path).content == client.get(path).content


def test_a_topic_of_two_words_has_one_address(client: Client, a_post: APost) -> None:
    assert client.get("/feeds/topic/suicide-prevention.atom").status_code == 200
    assert client.get("/feeds/topic/self-care.atom").status_code == 200


def test_without_the_database_a_feed_says_so_with_help_beside_it(client: Client, monkeypatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(queries, "shelf", gone)
    monkeypatch.setattr(feed.review, "public_post", gone)
    nobody = "00000000-0000-4000-8000-000000000000"
    for path in (
        "/feeds/all.atom",
        f"/embed/{nobody}",
        f"/post/{nobody}/words",
        f"/oembed?url=http://testserver/post/{nobody}",
    ):
        answer = client.get(path)
        assert answer.status_code == 503 and b"/help/" in answer.content and answer.headers["Retry-After"] == "5", path


@pytest.mark.parametrize("path", ["/feeds/all.json", "/feeds/podcast.rss"])
def test_a_program_in_somebody_elses_page_may_read_a_feed_also_the_second_time(client: Client, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    for answer in (first, again):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_words_of_a_post_made_of_cards_travel_with_it(client: Client, a_post: APost, monkeypatch) -> None:
    """As the house of posts makes them, without a film."""
    post, made_of = a_post("public").post_id, feed.card_of
    said = [{"text": "Put both feet down <now>.", "alt": "Two bare feet on grass", "image": None}]
    monkeypatch.setattr(feed, "card_of", lambda one: {**made_of(one), "video": None, "transcript": [], "cards": said})
    for path in ("/feeds/all.json", f"/post/{post}/words", f"/embed/{post}"):
        heard = client.get(path).content.decode()
        assert "Put both feet down &lt;now&gt;." in heard and "Two bare feet on grass" in heard, path
