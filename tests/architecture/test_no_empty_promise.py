"""A page promises people to call, text or chat with only where the directory of help holds some."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from hearten.features.help import queries as helping

HOUSE = Path(__file__).resolve().parents[2] / "hearten"
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
PROMISES = re.compile(
    r"call, text or chat|people (?:you|who) can (?:call|text|ring|listen)|[Ss]omeone can listen|Someone to talk to"
)
WHERE_THERE_ARE = re.compile(r"{% if helplines %}.*?{% (?:else|endif) %}", re.DOTALL)
PAGES = ("/about", "/exercises/", "/offline", "/saved", "/ar/exercises/")
PROMISE = "call, text or chat with"


def promised(template: str) -> Iterator[str]:
    """What a template promises whether or not anybody is there."""
    yield from PROMISES.findall(WHERE_THERE_ARE.sub(" ", template))


def test_no_page_promises_people_the_directory_does_not_hold() -> None:
    found = {str(path.relative_to(HOUSE)): [*promised(path.read_text(encoding="utf-8"))] for path in TEMPLATES}
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("words", ["There are people you can call.", "{% if x %}Someone can listen{% endif %}"])
def test_an_empty_promise_would_be_noticed(words: str) -> None:
    assert [*promised(words)]


def test_while_nobody_is_listed_a_page_says_what_is_true_and_the_promise_returns_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for path in PAGES:
        assert PROMISE not in Client().get(path).content.decode(), path
    assert "Telling someone you trust can help." in Client().get("/about").content.decode()
    assert "A list of helplines is not here yet" in Client().get("/help/").content.decode()
    monkeypatch.setattr(helping, "has_helplines", lambda: True)
    assert PROMISE in Client().get("/about").content.decode()
    assert "A list of helplines is not here yet" not in Client().get("/help/").content.decode()


def test_what_leaves_the_house_without_a_request_promises_nobody_by_itself() -> None:
    assert PROMISE not in render_to_string("help/someone.html")
    assert PROMISE in render_to_string("help/someone.html", {"helplines": True})
