"""Every page, light and dark, by the rules of axe-core: no barrier above a minor one for anyone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
BY_WHOM = {
    "": (
        "/", "/post/{public 1}", "/post/{claims}", "/ar/post/{claims}",
        "/post/{cards}", "/post/{cards}/check", "/post/{polls}", "/post/{polls}/poll",
        "/ar/post/{polls}/poll", "/post/{arabic}", "/ar/", "/wishes",
        "/help/", "/help/in", "/help/?country=no",
        "/about", "/privacy", "/style", "/is-it-true", "/is-it-true/answers", "/is-it-true/{receipt}",
        "/post/{doubted}/wrong", "/ar/post/{doubted}/wrong", "/is-it-wrong/{doubt}",
        "/corrections/", "/post/{corrected}",
        "/guidance/", "/guidance/depression/", "/guidance/myths/", "/for-programs/",
        "/exercises/", "/exercises/breathing", "/exercises/grounding", "/exercises/safety-plan",
        "/help/all", "/saved", "/offline", "/topics/", "/topics/breathing/", "/topics/depression/", "/topics/grief/",
        "/ar/topics/stress/", "/languages/", "/languages/en/", "/countries/es/", "/makers/", "/paths/",
        "/paths/{path}/", "/paths/{path}/check/", "/campaigns/", "/campaigns/{campaign}/", "/campaigns/last-year/",
        "/ar/campaigns/{campaign}/", "/?of=campaign:{campaign}", "/post/{public 8}",
        "/search", "/search?q=sleep", "/search?q=I+want+to+die", "/embed/{public 1}", "/post/{public 1}/words",
        "/embed/{cards}", "/post/{cards}/words", "/ar/search?q=sleep",
        "/nowhere", "/account/login/", "/account/signup/", "/account/password/reset/",
    ),
    "Amara": (
        "/mine/", "/mine/new", "/mine/cards/new", "/mine/{cards waiting}/", "/mine/{cards waiting}/cards",
        "/mine/{playable}/", "/mine/{playable}/captions", "/mine/{playable}/sources",
        "/mine/{public}/edit", "/mine/{held}/", "/mine/{in_review}/", "/mine/{in_review}/captions", "/mine/{returned}/",
        "/mine/{rejected}/", "/mine/{unplayable}/", "/mine/{hidden}/", "/account/", "/account/about-you/",
        "/account/devices/", "/account/email/", "/account/password/change/", "/account/2fa/", "/account/logout/",
    ),
    "Ravi": (
        "/desk/corrections/", "/desk/corrections/{correction}/", "/desk/{public 1}/correction/",
        "/desk/doubts/", "/desk/doubts/{doubted}/",
        "/desk/claims/", "/desk/claims/{question}/", "/desk/claims/answers/{draft}/",
    ),
    "Lucia": ("/desk/", "/desk/guidance/", "/desk/guidance/new/", "/desk/{in_review}/1/", "/desk/{held}/1/",
              "/desk/{cards waiting}/1/",
              "/desk/paths/", "/desk/paths/new/", "/desk/paths/{path_id}/", "/desk/campaigns/{campaign_id}/"),
    "Jonas": ("/desk/campaigns/", "/desk/campaigns/new/", "/desk/campaigns/{campaign_id}/", "/campaigns/"),
    "Omar": ("/account/people/", "/account/keys/"),
}  # fmt: skip
BARRIERS = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.filter(one => ["moderate", "serious", "critical"].includes(one.impact))
      .map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).slice(0, 3).join(" · ")}`);
}"""


def barriers(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('video').forEach(film => film.pause())")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(BARRIERS)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("person", BY_WHOM, ids=lambda name: name or "visitor")
def test_no_page_puts_a_barrier_in_anyones_way(device, hearten, person, dark):
    page = device(person, dark=dark, may_inject=True)
    found = {}
    for path in BY_WHOM[person]:
        page.goto(path.format(**hearten.world))
        if said := barriers(page):
            found[path] = said
    assert found == {}


def test_posts_of_cards_may_follow_one_another(device, hearten):
    page = device(may_inject=True)
    page.goto("/post/{cards}".format(**hearten.world))
    page.evaluate("document.querySelectorAll('.deck').forEach(deck => deck.after(deck.cloneNode(true)))")
    assert page.locator(".deck").count() == 2 and barriers(page) == []


def test_a_barrier_would_be_noticed(device):
    page = device(may_inject=True)
    page.goto("/about")
    page.evaluate("document.querySelector('main').innerHTML += '<button></button><img src=/static/mark.svg>'")
    assert len(barriers(page)) >= 2
