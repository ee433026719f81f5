"""The card that the server writes and the one that script fills come from one mould."""

import re
from pathlib import Path

from django.template import loader

SCRIPTS = Path(__file__).parents[2] / "features" / "feed" / "ts"
FILLS = (SCRIPTS / "cards" / "card.ts", SCRIPTS / "sheets.ts")
KINDS = {"explain", "coping", "story", "myth"}
CARD = {
    "post_id": "p1", "path": "post/p1", "kind": "coping", "language": "en", "dir": "ltr", "topics": ["sleep"],
    "title": '<script>alert("t")</script>', "text": "<b>text</b>", "transcript": [], "captions": [], "video": None,
    "maker": {"name": "<i>maker</i>", "credential": None, "lived": True},
    "sources": [{"statement": "<u>s</u>", "title": "t", "publisher": "p", "year": 2020, "url": "https://example.org/"}],
    "checked": {"by": "Dr. <em>B</em>", "credential": "psychiatrist", "until": "2027-03-01", "demo": True},
}  # fmt: skip


def mould() -> str:
    return loader.get_template("feed/card.html").render({"card": None, "blank": True})


def test_script_finds_a_place_in_the_mould_for_everything_it_fills() -> None:
    wanted = {name for file in FILLS for name in re.findall(r'(?:say|slot)\(card, "([a-z]+)"', file.read_text())}
    assert {"title", "transcript"} <= wanted
    assert wanted <= set(re.findall(r'data-fill="([a-z]+)"', mould()))


def test_every_kind_of_post_has_a_name_in_words() -> None:
    assert set(re.findall(r'data-kind="([a-z]+)"', mould())) == KINDS
    named = {kind: loader.get_template("feed/kind.html").render({"kind": kind}).strip() for kind in KINDS}
    assert all(named.values())


def test_words_that_look_like_code_stay_words() -> None:
    page = loader.get_template("feed/card.html").render({"card": CARD})
    for tag in ("<script>", "<b>text", "<i>maker", "<u>", "<em>"):
        assert tag not in page


def test_a_film_in_another_language_leaves_the_buttons_and_the_badge_to_the_page() -> None:
    said = {"language": "ar", "dir": "rtl", "title": "TITLE", "text": "TEXT", "transcript": [{"start": 0, "text": "T"}]}
    page = loader.get_template("feed/card.html").render({"card": {**CARD, **said}})
    arabic = re.findall(r'<(\w+)[^>]*lang="ar" dir="rtl"', page)
    assert arabic == ["p", "p", "a", "p", "div"]  # words for a picture, captions, title, text and transcript
    assert page.count("</bdi>") == 5  # who made it, as what; who checked it, as what; the second of a line
    assert len(re.findall(r"data-own", mould())) == len(arabic) + 1  # a claim on Sources, where there is one


def test_a_post_in_words_alone_shows_its_words_and_no_empty_film() -> None:
    page = loader.get_template("feed/card.html").render({"card": CARD})
    assert "<video" not in page
    assert "short__words" in page


def test_a_flashing_film_waits_behind_a_warning_without_any_script() -> None:
    film = {"width": 1, "height": 1, "flashing": True, "poster": None, "sources": []}
    page = loader.get_template("feed/card.html").render({"card": {**CARD, "video": film}})
    assert page.index("short__gate") < page.index("<video") < page.index("</details>")
