"""What is public stays what was approved; what is hidden is gone at once."""

import json
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walking import approve, confirm_captions, look_again_until, wait_for_stage, write_captions

pytestmark = pytest.mark.browser


def test_the_old_version_of_a_post_stays_public_until_the_new_one_is_approved(device, hearten):
    author, reviewer, visitor = device("Amara"), device("Lucia"), device()
    post = hearten.world["public"]
    old, new = "Amara’s film, public", "Amara’s film, said more kindly"
    author.goto(f"/mine/{post}/edit")
    author.get_by_role("textbox", name="Title").fill(new)
    author.get_by_role("button", name="Send the new version").click()
    expect(author.get_by_role("heading", name="An earlier version is public")).to_be_visible()
    wait_for_stage(author, "Ready to play")
    write_captions(author, (0, 1, "Breathe in, kindly."), (1, 2, "And out again."))
    confirm_captions(author)
    wait_for_stage(author, "With a reviewer")

    says(visitor, post, old)
    approve(reviewer, new)
    author.goto(f"/mine/{post}/")
    look_again_until(author, "This post is public")
    says(visitor, post, new)
    expect(visitor.get_by_text("Breathe in, kindly.").first).to_be_attached()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_yes_to_captions_is_a_yes_to_the_words_on_the_screen(device, hearten, script):
    author, post = device("Amara", script=script), hearten.world["playable"]
    said = f"Typed after saving, script {script}."
    author.goto(f"/mine/{post}/edit")
    author.get_by_role("textbox", name="Words beside the video").fill(said)
    author.get_by_role("button", name="Send the new version").click()
    expect(author.locator(".tracker")).to_be_visible()
    look_again_until(author, "Ready to play")
    author.goto(f"/mine/{post}/captions")
    row = author.locator(".cue-rows > li").first
    for field, words in (("start", "0"), ("end", "1"), ("text", "First words.")):
        row.locator(f"[name$={field}]").fill(words)
    author.get_by_role("button", name="Save", exact=True).click()
    expect(author.get_by_text("Saved.")).to_be_visible()
    row.locator("[name$=text]").fill(said)
    confirm_captions(author)
    author.goto(f"/mine/{post}/captions")
    expect(author.get_by_text("You have confirmed these captions.")).to_be_visible()
    expect(row.locator("[name$=text]")).to_have_value(said)


def says(page: Page, post: str, title: str) -> None:
    page.goto(f"/post/{post}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_hidden_post_is_gone_everywhere_within_a_second_and_comes_back_when_shown_again(device, hearten):
    author, visitor = device("Tom"), device()
    post, title = hearten.world["arabic"], "نفس بطيء"  # the one whose captions no other post shares
    paths = ("/ar/", f"/post/{post}", f"/ar/post/{post}", "/edge/feed?size=24", f"/edge/post/{post}")
    places = [hearten.url(path) for path in paths]
    places.append(hearten.url(files_of(hearten, post)[0]))
    assert [shows(place, title) for place in places] == [True] * 6
    visitor.goto(f"/post/{post}")

    author.goto(f"/mine/{post}/")
    author.get_by_role("button", name="Hide now").click()
    expect(author.get_by_text("Hidden. Only you and the people who check posts here can see it now.")).to_be_visible()
    assert within_a_second(lambda: not any(shows(place, title) for place in places))
    answer = visitor.reload()
    assert answer and answer.status == 404
    expect(visitor.get_by_text(title)).to_have_count(0)

    author.get_by_role("button", name="Show again").click()
    expect(author.get_by_text("No longer hidden")).to_be_visible()
    assert within_a_second(lambda: all(shows(place, title) for place in places))


def files_of(hearten, post: str) -> list[str]:
    with urlopen(hearten.url(f"/edge/post/{post}")) as answer:
        said = json.load(answer)
    return [caption["src"] for caption in said["captions"]]


def shows(place: str, title: str) -> bool:
    """Whether a stranger gets the post, or one of its files, there."""
    try:
        with urlopen(place) as answer:
            return "/media/" in place or title in answer.read().decode()
    except HTTPError as refused:
        assert refused.code == 404
        return False


def within_a_second(true) -> bool:
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False
