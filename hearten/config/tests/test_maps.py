"""Maps of the site, and where searching programs are asked not to look."""

from collections.abc import Callable
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import etree

from hearten.config.pages import maps
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Revision

pytestmark = pytest.mark.django_db
APost = Callable[..., Revision]
SITEMAP, VIDEO = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.google.com/schemas/sitemap-video/1.1}"
HERE = "http://testserver"
DEMANDED = ("thumbnail_loc", "title", "description", "content_loc", "duration", "expiration_date", "publication_date")


def read(client: Client, path: str) -> etree._Element:
    answer = client.get(path.removeprefix(HERE))
    assert answer.status_code == 200, path
    return etree.fromstring(answer.content)


def places(root: etree._Element) -> list[str]:
    return [str(one.text) for one in root.iter(f"{SITEMAP}loc")]


def test_each_map_that_the_index_names_is_there_and_each_page_on_it_opens(client: Client, a_post: APost) -> None:
    a_post("public")
    index = places(read(client, "/sitemap.xml"))
    assert len(index) == len(settings.LANGUAGES) + 1
    named = [place for at in index for place in places(read(client, at))]
    assert len(named) == len(set(named))
    looked_at = [place for place in named if "/help/" not in place or place.endswith(("/help/", "/no"))]
    assert [place for place in looked_at if client.get(place.removeprefix(HERE)).status_code != 200] == []


def test_a_page_names_itself_in_every_language_and_each_of_those_names_it(client: Client) -> None:
    told = {}
    for code, _name in settings.LANGUAGES:
        for url in read(client, f"/sitemaps/{code}/pages.xml").iter(f"{SITEMAP}url"):
            links = {link.get("hreflang"): link.get("href") for link in url.iter("{*}link")}
            assert links[code] == url.findtext(f"{SITEMAP}loc") and links["x-default"] == links["en"]
            told[links[code]] = links
    assert all(told[url] == links for links in told.values() for url in links.values())


def test_a_film_is_told_of_in_full_and_until_when_it_holds(client: Client, a_post: APost) -> None:
    revision = a_post("public", title="Slow & steady ]]> <breath>")
    (url,) = read(client, month()).iter(f"{SITEMAP}url")
    film = {child.tag.removeprefix(VIDEO): child.text for child in url.iterfind(f"{VIDEO}video/*")}
    assert set(DEMANDED) <= set(film) and film["title"] == "Slow & steady ]]> <breath>"
    assert film["player_loc"] == f"{HERE}/embed/{revision.post_id}"
    assert url.findtext(f"{SITEMAP}lastmod")


def month(language: str = "en") -> str:
    return f"/sitemaps/{language}/{timezone.now():%Y-%m}.xml"


def test_what_is_not_public_is_on_no_map(client: Client, a_post: APost) -> None:
    for stage in ("in_review", "held", "hidden"):
        a_post(stage)
    assert client.get(month()).status_code == 404
    shown = a_post("public")
    assert len(places(read(client, month()))) == 1
    posts.withdraw(shown.post, shown.post.author)
    assert client.get(month()).status_code == 404


def test_a_post_in_a_language_the_pages_do_not_speak_is_still_found(client: Client, a_post: APost, settings) -> None:
    a_post("public")
    settings.LANGUAGES = [("es", "Spanish"), ("fr", "French")]
    settings.LANGUAGE_CODE = "es"
    assert [language for language, *_ in maps._months()] == ["es"]


def test_a_month_with_many_posts_is_told_by_its_days_and_each_post_is_on_one_map(client, a_post, monkeypatch) -> None:
    monkeypatch.setattr(maps, "A_MAP", 1)
    made = {str(a_post("public").post_id) for _ in range(2)}
    (day,) = [at for at in places(read(client, "/sitemap.xml")) if "pages.xml" not in at]
    assert day.endswith(f"/sitemaps/en/{timezone.now():%Y-%m-%d}.xml")
    assert {place.rpartition("/")[2] for place in places(read(client, day))} == made


@pytest.mark.parametrize(
    "path",
    [
        "xx/pages.xml",
        "en/2026-13.xml",
        "en/2026-02-30.xml",
        "en/0000-01.xml",
        "en/9999-12-31.xml",
        "en/1999-01.xml",
        "en/x.xml",
        "xx/2026-11.xml",
    ],
)
def test_a_map_of_nowhere_does_not_exist(client: Client, path: str) -> None:
    assert client.get(f"/sitemaps/{path}").status_code == 404


def test_rooms_behind_doors_and_searches_are_not_to_be_looked_into(client: Client) -> None:
    said = client.get("/robots.txt")
    asked = RobotFileParser()
    asked.parse(said.content.decode().splitlines())
    shut = ("/desk/", "/hi/mine/", "/account/login/", "/ar/search?q=x", "/search", "/api/v1/check", "/edge/feed")
    assert [path for path in shut if asked.can_fetch("*", HERE + path)] == []
    opened = ("/", "/es/", "/post/x", "/help/", "/media/x/y.mp4", "/feeds/all.atom", "/guidance/", "/static/x.css")
    assert [path for path in opened if not asked.can_fetch("*", HERE + path)] == []
    assert asked.site_maps() == [f"{HERE}/sitemap.xml"]
    assert said.headers["Content-Type"].startswith("text/plain")
