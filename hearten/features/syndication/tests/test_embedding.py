"""One post elsewhere: in a frame, as words alone, and the answer to "may I embed this?"."""

import gzip
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
import webvtt
from django.db import OperationalError
from django.test import Client
from lxml import etree, html

from hearten.engines.ranking import Block, Facts, packed
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision
from hearten.features.syndication import queries, rules

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
NOBODYS = "00000000-0000-4000-8000-000000000000"
MOST_BYTES = 20_000
LETTERS = "यह एक लंबा वाक्य है जो किसी की मदद कर सकता है। "


def embedded(client: Client, revision: Revision) -> Any:
    return html.fromstring(client.get(f"/embed/{revision.post_id}").content.decode())


def test_only_the_embedded_post_may_stand_in_somebody_elses_frame(client: Client, a_post: APost) -> None:
    post = a_post("public").post_id
    for path in ("/", f"/post/{post}", f"/post/{post}/words", "/feeds/all.atom", "/help/", "/oembed", "/sitemap.xml"):
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
    for path in (f"/embed/{post}", f"/embed/{NOBODYS}", "/embed/x"):
        headers = client.get(path).headers
        assert "X-Frame-Options" not in headers and "frame-ancestors *" in headers["Content-Security-Policy"], path
        assert headers["Referrer-Policy"] == "no-referrer"


def test_an_embedded_post_has_no_script_no_form_no_cookie_and_asks_no_one_else(client: Client, a_post: APost) -> None:
    revision = a_post("public")
    answer = client.get(f"/embed/{revision.post_id}")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src" not in policy and "default-src 'none'" in policy and "form-action 'none'" in policy
    page = embedded(client, revision)
    assert not answer.cookies and page.xpath("//script | //form | //img | //iframe") == []
    fetched = page.xpath(
        "//link[@rel='stylesheet' or @rel='icon']/@href | //source/@src | //track/@src | //video/@poster"
    )
    assert len(fetched) >= 4 and all(one.startswith(("/static/", "/media/", "data:,")) for one in fetched)


def test_an_embedded_post_has_captions_who_checked_it_and_the_way_to_help_in_a_page_of_its_own(
    client: Client, a_post: APost
) -> None:
    revision = a_post("public")
    page = embedded(client, revision)
    assert page.xpath("//track[@kind='captions'][@default]/@srclang") == ["en"]
    assert "Checked by Lucia, Clinical psychologist" in page.text_content()
    links = page.xpath("//a")
    assert {"/help/", f"/post/{revision.post_id}"} <= {link.get("href") for link in links}
    assert {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener noreferrer")}


def test_a_withdrawn_post_says_so_in_its_frame_with_the_way_to_help(client: Client, a_post: APost) -> None:
    revision = a_post("public", title="Canary words")
    first = client.get(f"/embed/{revision.post_id}")
    posts.withdraw(revision.post, revision.post.author)
    answer = client.get(f"/embed/{revision.post_id}", headers={"If-None-Match": first.headers["ETag"]})
    assert answer.status_code == 404
    assert b"This post is no longer shown." in answer.content and b'href="/help/"' in answer.content
    assert b"Canary words" not in answer.content
    assert answer.content == client.get(f"/embed/{NOBODYS}").content


def test_a_reader_of_arabic_is_told_in_arabic_that_a_post_is_no_longer_shown(client: Client) -> None:
    answer = client.get(f"/embed/{NOBODYS}", headers={"Accept-Language": "ar"})
    page = html.fromstring(answer.content.decode())
    assert (page.get("lang"), page.get("dir"), answer.headers["Content-Language"]) == ("ar", "rtl", "ar")
    assert page.xpath("//a[@href='/ar/help/']") and "Accept-Language" in answer.headers["Vary"]


def test_around_a_post_its_own_language_is_spoken_whoever_asks(client: Client, saying: APost) -> None:
    revision = saying("تنفس ببطء", language="ar", text="خذ وقتك.")
    for path in (f"/embed/{revision.post_id}", f"/post/{revision.post_id}/words"):
        answer = client.get(path, headers={"Accept-Language": "fr"})
        page = html.fromstring(answer.content.decode())
        assert (page.get("lang"), page.get("dir"), answer.headers["Content-Language"]) == ("ar", "rtl", "ar")
        assert page.xpath("//a[@href='/ar/help/']")


@pytest.mark.parametrize("path", ["/embed/{}", "/post/{}/words", "/oembed?url=http://testserver/post/{}"])
def test_a_page_of_one_post_is_kept_by_all_and_asked_about_each_time(
    client: Client, a_post: APost, path: str, django_assert_max_num_queries: Any
) -> None:
    address = path.format(a_post("public").post_id)
    with django_assert_max_num_queries(4):
        first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache" and not first.cookies
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_words_of_a_long_film_in_hindi_arrive_in_under_twenty_kilobytes_without_script_or_picture(
    client: Client, saying: APost
) -> None:
    revision = saying("लंबा", language="hi", text=(LETTERS * 90)[:4000])
    answer = client.get(f"/post/{revision.post_id}/words", headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < MOST_BYTES
    body = gzip.decompress(answer.content)
    page = html.fromstring(body.decode())
    assert page.xpath("//script | //img | //svg | //video | //iframe") == []
    assert "Breathe in slowly." in page.text_content() and LETTERS.strip() in page.text_content()
    assert page.xpath("//a/@href")[0] == "/hi/help/"


def test_the_captions_that_a_feed_names_are_read_by_an_independent_parser(client: Client, a_post: APost) -> None:
    page = embedded(client, a_post("public"))
    answer = client.get(page.xpath("//track/@src")[0])
    said = webvtt.from_buffer(StringIO(b"".join(answer.streaming_content).decode()))
    assert [caption.text for caption in said] == ["Breathe in slowly.", "And out again."]


@pytest.mark.parametrize(
    "written", ["http://testserver/post/{}", "http://testserver/ar/post/{}", "https://testserver/embed/{}"]
)
def test_whoever_asks_how_to_embed_a_post_is_told_at_each_of_its_addresses(
    client: Client, a_post: APost, written: str
) -> None:
    revision = a_post("public")
    said = json.loads(client.get("/oembed", {"url": written.format(revision.post_id), "maxwidth": "300"}).content)
    assert (said["version"], said["type"], said["width"]) == ("1.0", "video", 300)
    frame = html.fragment_fromstring(said["html"])
    assert frame.tag == "iframe" and frame.get("src") == f"http://testserver/embed/{revision.post_id}"
    assert "allow-scripts" not in frame.get("sandbox") and frame.get("referrerpolicy") == "no-referrer"


def test_the_answer_is_the_same_in_xml_and_hostile_words_stay_words(client: Client, hostile: APost) -> None:
    address = f"http://testserver/post/{hostile().post_id}"
    said = json.loads(client.get("/oembed", {"url": address}).content)
    root = etree.fromstring(client.get("/oembed", {"url": address, "format": "xml"}).content)
    assert {child.tag: child.text for child in root} == {name: str(value) for name, value in said.items()}
    frame = html.fragment_fromstring(said["html"])
    assert len(frame) == 0 and frame.get("title") == said["title"]


@pytest.mark.parametrize(("asked", "status"), [
    ({}, 400), ({"url": "x", "format": "yaml"}, 501), ({"url": f"http://testserver/post/{NOBODYS}"}, 404),
    ({"url": "http://elsewhere.example/post/{}"}, 404), ({"url": "javascript://testserver/post/{}"}, 404),
    ({"url": "http://[/post/{}"}, 404), ({"url": "http://testserver@elsewhere.example/post/{}"}, 404),
])  # fmt: skip
def test_nothing_but_a_public_post_of_ours_can_be_embedded(
    client: Client, a_post: APost, asked: dict[str, str], status: int
) -> None:
    post = a_post("public").post_id
    asked = {name: value.format(post) for name, value in asked.items()}
    assert client.get("/oembed", asked).status_code == status


def test_a_frame_is_never_larger_than_asked_for() -> None:
    for shape in ((1080, 1920), (1920, 1080), (0, 0), (1, 9000)):
        for wide, high in ((0, 0), (200, 0), (0, 300), (9999, 9999), (1, 1)):
            size = rules.size_of(*shape, wide, high)
            assert 0 < size.width <= (wide or 640) and 0 < size.height <= (high or 10**7)


@pytest.mark.parametrize("asked", ["", "-1", "x", "1e3", "٣٠٠", "9" * 9, "1.5", " 7"])
def test_a_size_that_is_no_size_is_none(asked: str) -> None:
    assert rules.pixels(asked) == 0 and rules.pixels("300") == 300


@pytest.mark.parametrize(("posts_in_order", "shown"), [
    ("", ""), ("lll", "lll"), ("hh", ""), ("hhl", "hl"), ("hhhl", "hl"), ("lhhll", "lhlhl"),
    ("hhhllllllllllll", "hlhlllllllhllll"), ("hs", "s"), ("hsl", "hls"), ("dhll", "hldl"),
])  # fmt: skip
def test_in_every_feed_that_leaves_us_a_heavy_post_is_followed_by_relief_and_hope_comes_before_loss(
    posts_in_order: str, shown: str
) -> None:
    kinds = {"l": (0, "hope"), "s": (1, "neither"), "h": (2, "hope"), "d": (2, "loss")}
    facts = [packed(Facts(*kinds[one], "explain", 1, 1, True, 30.0)) for one in posts_in_order]
    many = len(facts)
    block = Block([1] * many, [1] * many, facts, list(range(many, 0, -1)), [0] * many, [0] * many)
    assert "".join(posts_in_order[place] for place in rules.gently(block)) == shown


def test_a_file_plays_on_other_peoples_pages_for_as_long_as_it_is_public(client: Client, a_post: APost) -> None:
    revision = a_post("public")
    (address,) = embedded(client, revision).xpath("//track/@src")
    for asked in ({}, {"Range": "bytes=0-3"}):
        assert client.get(address, headers=asked).headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    posts.withdraw(revision.post, revision.post.author)
    client.force_login(revision.post.author)
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_page_of_a_post_tells_other_sites_how_to_embed_it(client: Client, a_post: APost) -> None:
    revision = a_post("public")
    for path in (f"/post/{revision.post_id}?from=x", f"/es/post/{revision.post_id}"):
        page = html.fromstring(client.get(path).content.decode())
        assert page.xpath("//link[@rel='canonical']/@href") == ["http://testserver" + path.partition("?")[0]]
        for kind in ("application/json+oembed", "text/xml+oembed"):
            (address,) = page.xpath(f"//link[@rel='alternate'][@type='{kind}']/@href")
            answer = client.get(address.removeprefix("http://testserver"))
            assert answer.status_code == 200 and b"iframe" in answer.content
        told = {one.get("property") or one.get("name"): one.get("content") for one in page.xpath("//meta[@content]")}
        assert told["twitter:card"] == "summary_large_image" and told["og:video:type"] == "video/mp4"
        for name in ("og:image", "og:video"):
            assert client.head(told[name].removeprefix("http://testserver")).status_code == 200
        said = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
        assert client.get(said["embedUrl"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/topics/breathing/", "/corrections/"])
def test_a_page_that_grows_names_the_feed_of_what_is_new_on_it(client: Client, a_post: APost, path: str) -> None:
    a_post("public")
    page = html.fromstring(client.get(path).content.decode())
    (address,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
    assert client.get(address).status_code == 200


def test_without_the_database_a_frame_is_not_left_empty(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(queries.review, "public_post", gone)
    answer = client.get(f"/embed/{NOBODYS}")
    assert answer.status_code == 503 and b"/help/" in answer.content
    assert "X-Frame-Options" not in answer.headers and "frame-ancestors *" in answer.headers["Content-Security-Policy"]
