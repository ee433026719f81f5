"""Without a line: help for any country, something to do, and what was saved; and nothing private on the device."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hearten.config.pages import offline
from tests.journeys.walking import sign_in

pytestmark = pytest.mark.browser
KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const store = await caches.open(name);
        for (const asked of await store.keys()) found.push([name, new URL(asked.url).pathname]);
    }
    return found;
}"""
TEXTS = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const store = await caches.open(name);
        for (const asked of await store.keys()) found.push(await (await store.match(asked)).clone().text());
    }
    return found.join("\\n");
}"""
ALL_KEPT = """async (wanted) => {
    for (let tries = 0; tries < 200; tries++) {
        const found = (await caches.keys()).find((name) => name.endsWith(`.${wanted.language}`));
        if (found && (await (await caches.open(found)).keys()).length >= wanted.pages) return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""


def settled(page: Page, language: str = "en") -> None:
    """The worker runs, and holds every page it wants in this language."""
    pages = len(offline._pages(language)["all"])  # type: ignore[arg-type]
    assert page.evaluate(ALL_KEPT, {"language": language, "pages": pages})
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


@pytest.fixture
def visited(device) -> Callable[..., Page]:
    """Someone who has been here once, for a moment, and looked at the first page only."""

    def came(path: str = "/about", language: str = "en", **kind: object) -> Page:
        page = device(**kind)
        page.goto(path)
        settled(page, language)
        return page

    return came


def test_after_one_visit_the_numbers_of_any_country_open_without_a_line(visited, hearten):
    page = visited(width=360)
    page.context.set_offline(True)
    page.goto("/help/br")
    expect(page).to_have_url(hearten.url("/help/all#br"))
    expect(page.locator("#br a[href='tel:192']")).to_be_visible()
    expect(page.get_by_text("This page was saved on")).to_be_visible()
    page.goto("/help/")
    page.get_by_label("Which country are you in?").select_option("JP")
    page.get_by_role("button", name="Show the numbers").click()
    expect(page.locator("#jp a[href='tel:119']")).to_be_in_viewport()


def test_after_one_visit_an_exercise_opens_without_a_line_and_works(visited):
    page = visited()
    page.context.set_offline(True)
    page.goto("/exercises/grounding")
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_text("Name four things you can feel")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.querySelector('.steps li')).display") in ("grid", "none")


def test_in_arabic_all_this_is_in_arabic(visited, hearten):
    page = visited("/ar/about", "ar", width=360)
    page.context.set_offline(True)
    page.goto("/ar/help/eg")
    expect(page).to_have_url(hearten.url("/ar/help/all#eg"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("#eg a[href='tel:123']").first).to_be_visible()


def test_any_other_page_says_kindly_what_opens_without_a_line_and_leaves_the_way_out(visited):
    page = visited()
    page.context.set_offline(True)
    page.goto("/guidance/depression/")
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection just now")
    for name in ("Exercises", "My safety plan", "Saved on this device"):
        expect(page.locator("main").get_by_role("link", name=name)).to_be_visible()
    expect(page.get_by_role("link", name="Leave quickly")).to_be_visible()
    page.context.set_offline(False)
    page.goto("/guidance/depression/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("No connection just now")


def test_with_a_line_help_is_today_s_and_carries_no_old_date(visited):
    page = visited()
    page.goto("/help/br")
    expect(page.locator("a[href='tel:192']").first).to_be_visible()
    expect(page.get_by_text("This page was saved on")).to_be_hidden()


def test_nothing_of_who_is_signed_in_and_no_page_they_opened_is_kept(device, hearten):
    page = device()
    sign_in(page, "Lucia")
    settled(page)
    post = hearten.world["in_review"]
    for path in ("/desk/", f"/desk/{post}/1/", "/account/", "/is-it-true", "/exercises/", "/help/"):
        page.goto(path)
    page.wait_for_timeout(500)
    may = set(offline._pages("en")["all"])  # type: ignore[call-overload]
    kept = {path for _name, path in page.evaluate(KEPT)}
    assert may <= kept
    assert {path for path in kept if not path.startswith("/static/")} == may
    said = page.evaluate(TEXTS)
    for word in ("Sign out", "Desk", "lucia@", "Lucia Ferrer", "csrfmiddlewaretoken"):
        assert word not in said, word


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Save, about")).to_contain_text("MB")
    page.get_by_role("button", name="Save, about").press("Enter")
    expect(page.get_by_role("button", name="Saved")).to_be_visible()


def with_a_film_that_plays(page: Page, film) -> None:
    """The posts of this world hold no real films; this one answers for all of them."""
    body = film.read_bytes()
    page.context.route("**/media/**/*.mp4", lambda asked: asked.fulfill(body=body, content_type="video/mp4"))


def test_a_saved_film_says_its_size_first_and_plays_without_a_line(visited, hearten, film):
    page = visited()
    with_a_film_that_plays(page, film)
    page.goto(f"/post/{hearten.world['public 1']}")
    save(page)
    page.context.set_offline(True)
    page.goto(f"/post/{hearten.world['public 1']}")
    post = page.locator(".saved__post")
    expect(post.get_by_role("heading")).to_have_text("A slow breath")
    expect(post.get_by_text("Checked until")).to_be_visible()
    length = post.locator("video").evaluate("""async (video) => {
        video.muted = true;
        await video.play();
        video.currentTime = 3;
        await new Promise((done) => video.addEventListener("seeked", done, {once: true}));
        return [video.duration, video.currentTime];
    }""")
    assert length[0] > 3.5 and length[1] >= 3
    part = page.evaluate("""async () => {
        const film = document.querySelector("video").src;
        const answer = await fetch(film, {headers: {Range: "bytes=10-19"}});
        const end = await fetch(film, {headers: {Range: "bytes=-5"}});
        const outside = await fetch(film, {headers: {Range: "bytes=99999999-"}});
        const length = async (one) => (await one.arrayBuffer()).byteLength;
        const all = [answer.status, answer.headers.get("Content-Range"), await length(answer), await length(end)];
        return [...all, outside.status];
    }""")
    assert part == [206, f"bytes 10-19/{film.stat().st_size}", 10, 5, 416]
    post.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    assert [path for name, path in page.evaluate(KEPT) if name == "hearten-saved"] == []


def test_a_saved_post_that_was_withdrawn_is_gone_at_the_next_look(visited, device, hearten, film):
    page, author = visited(), device("Amara")
    with_a_film_that_plays(page, film)
    page.goto(f"/post/{hearten.world['public']}")
    title = page.get_by_role("heading", level=1).inner_text()
    save(page)
    author.goto(f"/mine/{hearten.world['public']}/")
    author.get_by_role("button", name="Hide now").click()
    expect(author.get_by_role("button", name="Show again")).to_be_visible()
    page.goto("/saved")
    expect(page.get_by_text("It was taken off this device.")).to_be_visible()
    expect(page.get_by_role("heading", name=title)).to_be_hidden()
    assert [path for name, path in page.evaluate(KEPT) if name == "hearten-saved"] == []
    author.get_by_role("button", name="Show again").click()


def test_a_saved_post_is_not_shown_after_its_approval_has_ended_or_a_month_without_a_line(visited, hearten, film):
    page = visited()
    with_a_film_that_plays(page, film)
    page.goto(f"/post/{hearten.world['public 2']}")
    save(page)
    page.goto("/saved")
    expect(page.locator(".saved__post")).to_have_count(1)
    page.context.set_offline(True)
    change = """async (change) => {
        const store = await caches.open("hearten-saved");
        const key = (await store.keys()).find((one) => one.url.includes("/saved/post/"));
        const one = await (await store.match(key)).json();
        if (change.until) one.post.checked.until = change.until;
        if (change.looked) one.looked = change.looked;
        await store.put(key, new Response(JSON.stringify(one)));
    }"""
    page.evaluate(change, {"looked": "2020-01-01T00:00:00Z"})
    page.goto("/saved")
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    page.evaluate(change, {"until": "2020-01-01"})
    page.goto("/saved")
    expect(page.get_by_text("It was taken off this device.")).to_be_visible()
    assert [path for name, path in page.evaluate(KEPT) if name == "hearten-saved"] == []


def test_signing_out_takes_the_saved_posts_along_and_not_the_numbers_for_help(device, hearten, film, sign_ins):
    page = device("Jonas")
    with_a_film_that_plays(page, film)
    page.goto(f"/post/{hearten.world['public 3']}")
    settled(page)
    save(page)
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(hearten.url("/"))
    sign_ins.pop("Jonas")
    kept = page.evaluate(KEPT)
    assert [path for name, path in kept if name == "hearten-saved"] == []
    assert "/help/all" in {path for _name, path in kept}


def test_without_script_the_page_of_saved_posts_says_plainly_what_it_cannot_do(device):
    page = device(script=False)
    page.goto("/saved")
    expect(page.get_by_text("Saving needs scripts, and they are switched off here.")).to_be_visible()
    page.goto("/help/all")
    expect(page.locator("#br a[href='tel:192']")).to_be_visible()


def test_the_app_can_be_installed(visited):
    page = visited()
    described = page.request.get(page.locator("link[rel=manifest]").get_attribute("href"))
    says = json.loads(described.text())
    assert {"name", "start_url", "icons", "display"} <= set(says)
    for icon in says["icons"]:
        assert page.request.get(icon["src"]).headers["content-type"] == "image/png"
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in found} <= {"in-incognito"}  # every journey walks in a private window


def test_a_worker_that_was_switched_off_takes_all_it_kept_along_and_leaves_a_safety_plan(visited, hearten):
    page = visited()
    page.evaluate("localStorage.setItem('hearten.plan', '{}')")
    page.evaluate("navigator.serviceWorker.register('/static/build/worker_off.js')")
    for _ in range(50):
        if page.evaluate("caches.keys()") == []:  # looking into a store would make it anew
            break
        page.wait_for_timeout(100)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("localStorage.getItem('hearten.plan')") == "{}"
