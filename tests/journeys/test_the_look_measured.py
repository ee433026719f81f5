"""How every part looks is written down and compared: whoever changes a value sees everything that it changes."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.measures import CROSSED, INKS, SEEN, UNMISSED
from tests.journeys.seeing import Colour, contrast
from tests.journeys.test_on_a_phone import FINGER, SMALL, TOO_WIDE

pytestmark = pytest.mark.browser
KEPT = Path(__file__).with_name("look.json")
TEACHES = "Look at /style. If this is meant, write it down anew: HEARTEN_LOOK=keep pytest " + Path(__file__).name
TOKENS = Path(__file__).resolve().parents[2] / "hearten" / "web" / "css" / "tokens.css"
READABLE = 4.5  # WCAG 2.2, 1.4.3. Checked 2026-11-23. Ink on its grounds reaches 7: see test_look.py
WAYS = [(width, dark, language) for width in (360, 1280) for dark in (False, True) for language in ("", "/ar")]
UNSEEN = {
    "--calm",  # whoever asks for less motion sees none, and these journeys do
    "--coral-deep",  # only under a mouse; test_look.py reads its contrast
    "--film", "--veil",  # only behind films and over them, the same by day and by night
    "--own-sans", "--pill",  # a part of --sans; and a roundness that figures of the two ends of a line do not show
}  # fmt: skip


def opened(device: Any, width: int, dark: bool, language: str = "", **kind: Any) -> Page:
    page: Page = device(width=width, dark=dark, **kind)
    page.goto(f"{language}/style")
    return page


def figures(device: Any) -> dict[str, dict[str, str]]:
    """Sizes on a phone and at a desk, colours by day and by night."""
    found = {f"sizes {width}": opened(device, width, False).evaluate(SEEN, "sizes") for width in (360, 1280)}
    night = {True: "night", False: "day"}
    return found | {f"colours {night[dark]}": opened(device, 1280, dark).evaluate(SEEN, "colours") for dark in night}


def test_every_part_looks_as_it_is_written_down(device):
    found = figures(device)
    if os.environ.get("HEARTEN_LOOK") == "keep":
        KEPT.write_text(json.dumps(found, indent=0, sort_keys=True, ensure_ascii=False) + "\n")
    kept = json.loads(KEPT.read_text())
    changed = {  # a part that is new is written down the next time; test_the_look.py asks that it stands on the page
        f"{of}: {part}": (was, found[of].get(part))
        for of, parts in kept.items() for part, was in parts.items() if was != found[of].get(part)
    }  # fmt: skip
    assert changed == {}, TEACHES
    assert len(kept["sizes 360"]) > 100


def test_a_value_that_is_changed_changes_what_is_written_down(device):
    """The control: each value of the tokens in turn is another, and the figures must say so."""
    names = sorted(set(re.findall(r"(--[a-z][a-z0-9-]*):", TOKENS.read_text())))
    assert len(names) > 40
    unmissed = [
        set(opened(device, width, dark).evaluate(UNMISSED, names)) for width, dark in ((360, False), (1280, True))
    ]
    assert unmissed[0] & unmissed[1] - UNSEEN == set()


def over(ground: list[float], below: Colour) -> Colour:
    alpha = ground[3] if len(ground) > 3 else 1.0
    red, green, blue = (round(alpha * one + (1 - alpha) * other) for one, other in zip(ground, below, strict=False))
    return (red, green, blue)


def faint(page: Page) -> dict[str, float]:
    """Words that stand out too little from the ground they stand on."""
    found = {}
    for said, ink, grounds in page.evaluate(INKS):
        ground: Colour = (255, 255, 255)
        for layer in reversed(grounds):
            ground = over(layer, ground)
        found[said] = min(found.get(said, 99), round(contrast(over(ink, ground), ground), 2))
    assert len(found) > 100
    return {said: ratio for said, ratio in found.items() if ratio < READABLE}


@pytest.mark.parametrize(("width", "dark", "language"), WAYS)
def test_every_word_of_the_look_is_read_and_every_part_is_reached(device, width, dark, language):
    page = opened(device, width, dark, language)
    assert faint(page) == {}
    assert page.evaluate(CROSSED) == []
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(SMALL, FINGER) == []


def test_pale_words_words_upon_words_and_small_buttons_would_be_noticed(device):
    page = opened(device, 360, False)
    page.evaluate("document.documentElement.style.setProperty('--ink', '#b9ad98')")
    assert faint(page)
    page.evaluate("document.querySelector('h1').style.marginBlockEnd = '-3rem'")
    assert page.evaluate(CROSSED)
    page.evaluate("document.documentElement.style.setProperty('--touch', '20px')")
    assert page.evaluate(SMALL, FINGER)
