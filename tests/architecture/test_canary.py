"""What is not public is nowhere in public: a post that sings stands in every state, and every door is listened at."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest
from django.conf import settings

from tests.world.canary import PARTS, STATES, word
from tests.world.live import Live, database, live
from tests.world.people import PASSWORD

LANGUAGES = ["", *(f"/{code}" for code, _name in settings.LANGUAGES if code != "en")]
SECRET = (*STATES, "newer", "replaced")
PAGES = (
    "/wishes",
    "/", "/about", "/privacy", "/style", "/help/", "/help/in", "/nowhere", "/?after=broken", "/account/login/",
    "/account/signup/", "/is-it-true", "/is-it-true/answers", "/is-it-wrong/aaaa-bbbb-cccc",
    "/account/password/reset/",
    "/guidance/", "/guidance/depression/", "/guidance/myths/", "/exercises/", "/exercises/breathing", "/corrections/",
    "/exercises/safety-plan", "/help/all", "/saved", "/offline", "/manifest.webmanifest",
    "/topics/", "/topics/breathing/", "/topics/breathing/?kind=coping", "/topics/grief/", "/languages/",
    "/languages/en/", "/countries/es/", "/makers/", "/paths/",
    "/paths/sings/", "/paths/sings/check/", "/?of=path:sings",
    "/campaigns/", "/campaigns/sings/", "/campaigns/sang/", "/?of=campaign:sings",
    # With a kind, because statements have none: those of this world are public, what rests on them may not be.
    "/search", "/search?q=canary&kind=coping", "/search?q=less+anxious&kind=coping", "/search?q=breath&kind=coping",
    *(f"/search?topic=breathing&kind=coping&page={n}" for n in (1, 2, 3)), "/search?q=zqheldcanary&kind=coping",
    "/search/suggest?q=zq", "/search/suggest?q=canarytitle", "/desk/search-words",
)  # fmt: skip
NEVER_THERE = (
    "/feed.xml", "/rss", "/api/", "/edge/", "/edge/feed?size=x",
    "/edge/feed?after=broken", "/media/", "/healthz", "/static/", "/admin/", "/.well-known/security.txt",
)  # fmt: skip
DOCUMENTS = (
    *(f"/feeds/{of}.{form}" for of in ("all", "topic/breathing", "language/en", "kind/coping", "corrections",
                                       "campaign/sings", "campaign/sang")
      for form in ("atom", "rss", "json")),
    "/feeds/podcast.rss", "/feeds/podcast/en.rss", "/sitemap.xml", "/sitemaps/en/pages.xml", "/robots.txt",
    f"/sitemaps/en/{datetime.now(UTC):%Y-%m}.xml", "/oembed?url=x",
    "/edge/feed?of=campaign:sings&size=24", "/edge/feed?of=campaign:sang",
)  # fmt: skip
NOBODYS = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Heard:
    """All that an address says: status, headers, body."""

    status: int
    text: str


@dataclass(frozen=True)
class Listener:
    """Someone with ears at every door."""

    hearten: Live
    opener: OpenerDirector

    def hear(self, path: str, form: dict[str, str] | None = None, **headers: str) -> Heard:
        sent = urlencode(form).encode() if form else None
        request = Request(self.hearten.url(path), sent, headers)
        try:
            with self.opener.open(request, timeout=10) as answer:
                return Heard(answer.status, f"{answer.headers}\n{answer.read().decode('latin-1')}")
        except HTTPError as refused:
            return Heard(refused.code, f"{refused.headers}\n{refused.read().decode('latin-1')}")


@pytest.fixture(scope="module")
def hearten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    state = tmp_path_factory.mktemp("canary")
    with database(state) as postgres, live(postgres, state / "live", "canary", works=False) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(hearten: Live) -> Listener:
    return Listener(hearten, build_opener())


@pytest.fixture(scope="module")
def member(hearten: Live) -> Listener:
    someone = Listener(hearten, build_opener(HTTPCookieProcessor(CookieJar())))
    page = someone.hear("/account/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    who = {"csrfmiddlewaretoken": token[1], "login": "mei@example.org", "password": PASSWORD}
    assert "My posts" in someone.hear("/account/login/", who, Referer=hearten.url("/account/login/")).text
    return someone


def everything(listener: Listener) -> str:
    """Every public surface there is, in one text."""
    heard = [listener.hear(prefix + page).text for prefix in LANGUAGES for page in PAGES]
    heard += [listener.hear(page).text for page in (*NEVER_THERE, *DOCUMENTS)]
    heard += [text for prefix in LANGUAGES for text in leaf_through(listener, prefix)]
    heard += leaf_through_the_edge(listener)
    for song in listener.hearten.world.values():
        heard += [listener.hear(f"{prefix}/post/{song['post']}").text for prefix in LANGUAGES]
        doors = (
            "/edge/post/{}",
            "/post/{}/words",
            "/post/{}/check",
            "/post/{}/poll",
            "/post/{}/wrong",
            "/embed/{}",
            f"/oembed?url={listener.hearten.url('post/')}{{}}",
        )
        heard += [listener.hear(door.format(song["post"])).text for door in doors]
    return "\n".join(heard)


def leaf_through(listener: Listener, prefix: str) -> list[str]:
    pages, query = [], ""
    while True:
        pages.append(listener.hear(f"{prefix}/{query}").text)
        onwards = re.search(r'href="(\?after=[^"]+)"', pages[-1])
        if not onwards:
            return pages
        query = onwards[1]


def leaf_through_the_edge(listener: Listener) -> list[str]:
    pages, after = [], ""
    while True:
        pages.append(listener.hear(f"/edge/feed?size=1&lang=en{after}").text)
        said = json.loads(pages[-1].split("\n\n", 1)[1])
        if not said.get("after"):
            return pages
        after = f"&after={quote(said['after'])}"


@pytest.fixture(scope="module", params=["visitor", "member"])
def listener(request: pytest.FixtureRequest) -> Listener:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def public(listener: Listener) -> str:
    return everything(listener)


def test_no_word_of_a_post_that_is_not_public_is_said_anywhere(hearten, public):
    leaks = [said for name in SECRET for said in hearten.world[name]["words"] if said in public]
    assert leaks == []


def test_no_fingerprint_of_what_is_not_public_is_said_anywhere(hearten, public):
    private = {name: [*digests(song), song["digest"]] for name, song in hearten.world.items() if name in SECRET}
    assert [(name, one) for name, some in private.items() for one in some if one and one in public] == []


def test_the_words_of_public_posts_are_heard_so_a_leak_would_be_too(hearten, public):
    for name in ("public", "cards_public", "changed", "replacing"):
        for said in hearten.world[name]["words"]:
            assert said in public, f"{said} should be heard"


def test_what_a_public_post_claims_is_heard_beside_guidance_so_a_leak_of_it_would_be_too(hearten, listener):
    said = listener.hear(f"/edge/post/{hearten.world['public']['post']}").text
    claims = json.loads(said.split("\n\n", 1)[1])["claims"]
    assert word("public", "caption") in " ".join(one["text"] for one in claims)


def test_of_a_post_that_was_corrected_only_its_title_and_the_correction_are_heard(hearten, public):
    parts = {part: word("corrected", part) in public for part in (*PARTS, "wrong", "right")}
    assert parts == {"title": True, "wrong": True, "right": True, "text": False, "caption": False, "source": False}
    song = hearten.world["corrected"]
    assert [one for one in [*digests(song), song["digest"]] if one in public] == []


def test_no_file_of_a_post_that_is_not_public_can_be_fetched(hearten, listener):
    private = [path for name in (*SECRET, "corrected") for path in hearten.world[name]["files"]]
    assert len(private) > 100
    assert [path for path in private if listener.hear(path).status != 404] == []
    asked = {"Range": "bytes=0-10", "If-None-Match": "*"}
    assert [path for path in private if listener.hear(path, **asked).status != 404] == []


def test_the_files_of_public_posts_can_be_fetched_but_their_originals_never(hearten, listener):
    for name in ("public", "cards_public", "changed", "replacing"):
        *shown, original = hearten.world[name]["files"]
        assert {listener.hear(path).status for path in shown} == {200}
        assert listener.hear(original).status == 404


@pytest.mark.parametrize(
    "door", ["/post/{}", "/embed/{}", "/post/{}/words", "/post/{}/check", "/post/{}/poll", "/post/{}/wrong"]
)
def test_a_post_that_is_not_public_answers_exactly_like_one_that_never_was(hearten, listener, door):
    never = listener.hear(door.format(NOBODYS))
    for name in STATES:
        post = hearten.world[name]["post"]
        heard = listener.hear(door.format(post))
        assert heard.status == never.status == 404
        assert length_of(heard, post) == length_of(never, NOBODYS)


def test_the_pages_of_its_author_and_reviewers_do_not_exist_for_anyone_else(hearten, listener):
    for name in SECRET:
        post = hearten.world[name]["post"]
        for path in (f"/mine/{post}/", f"/mine/{post}/captions", f"/mine/{post}/progress", f"/desk/{post}/1/"):
            assert word(name, "title") not in listener.hear(path).text


def test_under_a_statement_of_guidance_only_public_posts_are_named(hearten, listener):
    """The statements that the posts of this world rest on are public themselves; what rests on them may not be."""
    heard = "".join(listener.hear(f"{prefix}/guidance/breathing/").text for prefix in LANGUAGES)
    assert word("public", "title") in heard
    parts = [word(name, part) for name in SECRET for part in ("title", "text", "caption", "card", "alt")]
    posts = [hearten.world[name]["post"] for name in STATES]
    assert [said for said in (*parts, *posts) if said in heard] == []


def test_a_path_that_names_posts_which_are_not_public_shows_the_others_alone(listener):
    heard = listener.hear("/paths/sings/")
    assert heard.status == 200 and word("public", "title") in heard.text and word("replacing", "title") in heard.text
    assert [name for name in SECRET if word(name, "title") in heard.text] == []


@pytest.mark.parametrize("page", ["/campaigns/sings/", "/campaigns/sang/"])
def test_a_campaign_that_names_posts_which_are_not_public_shows_the_others_alone(listener, page):
    heard = listener.hear(page)
    assert heard.status == 200 and word("public", "title") in heard.text and word("replacing", "title") in heard.text
    assert [name for name in SECRET if word(name, "title") in heard.text] == []


def digests(song: dict[str, list[str]]) -> list[str]:
    return [path.split("/")[2] for path in song["files"]]


def length_of(heard: Heard, post: str) -> int:
    """Of the page, apart from the post the reader named."""
    body = heard.text.split("\n\n", 1)[1].replace(post, "")
    return len(body)
