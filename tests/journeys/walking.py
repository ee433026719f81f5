"""The steps that several journeys share, each named for what the person does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.world.people import PASSWORD

AWAKE = ".choices-menu details:not([hidden])"  # the feed has its shape before it hears keys; this wakes with those
SLOW = 60_000  # milliseconds: a real encoder at work on a busy machine


@dataclass(frozen=True)
class Device:
    """What someone holds in their hands."""

    script: bool = True
    width: int = 1280
    dark: bool = False
    locale: str = "en-US"  # what the browser prefers
    may_inject: bool = False  # lets a test bring its own script; the pages' own rules refuse that

    def options(self) -> dict[str, Any]:
        return {
            "java_script_enabled": self.script,
            "viewport": {"width": self.width, "height": 740 if self.width < 600 else 800},
            "color_scheme": "dark" if self.dark else "light",
            "has_touch": self.width < 600,
            "locale": self.locale,
            "bypass_csp": self.may_inject,
            "reduced_motion": "reduce",
        }


def sign_in(page: Page, person: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", f"{person.lower()}@example.org")
    page.fill("[name=password]", password)
    page.locator("main form:has([name=login]) button[type=submit]").click()
    page.wait_for_url(re.compile(r"/(mine|desk|campaigns|people)/$"))


def write_post(page: Page, title: str, film: Path) -> None:
    page.goto("/mine/new")
    page.get_by_label("A coping skill").check()
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Words beside the video").fill("Two minutes to settle, wherever you are.")
    page.get_by_label("Breathing", exact=True).check()
    page.get_by_label("Video", exact=True).set_input_files(film)


def wait_for_stage(page: Page, words: str) -> None:
    """With script the page follows along by itself; without, the reader looks again."""
    expect(page.locator(".tracker [aria-current=step]")).to_contain_text(words, timeout=SLOW)


def look_again_until(page: Page, words: str, where: str = ".notice, .tracker [aria-current=step]") -> None:
    for _ in range(SLOW // 500):
        if page.locator(where, has_text=words).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"The page never said: {words}")


def write_captions(page: Page, *lines: tuple[float, float, str]) -> None:
    page.get_by_role("link", name=re.compile("captions", re.IGNORECASE)).first.click()
    for place, (start, end, words) in enumerate(lines):
        row = page.locator(".cue-rows > li").nth(place)
        if not row.count():
            page.get_by_role("button", name="Add a row").click()
        row.locator("[name$=start]").fill(str(start))
        row.locator("[name$=end]").fill(str(end))
        row.locator("[name$=text]").fill(words)
    page.get_by_role("button", name="Save", exact=True).click()


def confirm_captions(page: Page) -> None:
    page.get_by_role("button", name="These are the words").click()
    expect(page.get_by_text("Your captions are confirmed")).to_be_visible()


def name_a_source(page: Page) -> None:
    page.get_by_role("link", name=re.compile("sources", re.IGNORECASE)).first.click()
    topic = page.locator("details.fold", has_text="Breathing").or_(page.locator("details.fold")).first
    if topic.get_attribute("open") is None:  # an open one has the attribute, empty
        topic.locator("summary").click()
    topic.locator(".choices label").first.click()
    page.get_by_role("button", name="Keep these sources").click()


def approve(page: Page, title: str) -> None:
    """A reviewer with the case open signs what is shown."""
    page.goto("/desk/")
    page.get_by_role("link", name=title).click()
    page.get_by_label("Approve: it can be shown").check()
    page.get_by_label("Light:").check()
    page.get_by_label("Hope or a way through").check()
    page.get_by_label("Why").fill("Accurate, kind, and it says where help is.")
    page.get_by_role("button", name="Sign and send").click()
    expect(page.get_by_text("Thank you. The person who made it will see what you wrote.")).to_be_visible()


def send_a_film_to_review(
    page: Page, title: str, film: Path, look: Callable[[Page, str], None] = wait_for_stage
) -> str:
    """All that an author does; returns the address of the status page. Without script, give `look_again_until`."""
    write_post(page, title, film)
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url(re.compile(r"/mine/[0-9a-f-]{36}/$"), timeout=SLOW)
    status = page.url
    look(page, "Ready to play")
    write_captions(page, (0, 2, "Breathe in slowly."), (2, 4, "And out again."))
    confirm_captions(page)
    name_a_source(page)
    look(page, "With a reviewer")
    return status
