"""None of these tests may touch a database: the first query would fail them."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from hearten.features.exercises import rules

ROOT = Path(__file__).resolve().parents[4]
PAGES = ["/exercises/", "/exercises/safety-plan", *(f"/exercises/{slug}" for slug in rules.RESTS_ON)]
LANGUAGES = [code for code, _ in settings.LANGUAGES]
EVERY = {source for sources in rules.RESTS_ON.values() for source in sources} | set(rules.PLAN_RESTS_ON)


def read(path: str) -> str:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_an_exercise_asks_nobody_who_they_are_and_has_help_beside_it(path: str) -> None:
    page = read(path)
    assert page.count("<h1") == 1
    assert "Is it a hard moment?" in page
    assert 'href="/help/"' in page.partition("<main")[2]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_an_exercise_is_small_enough_for_the_weakest_network(path: str, language: str) -> None:
    prefix = "" if language == "en" else f"/{language}"
    answer = Client().get(prefix + path, headers={"accept-encoding": "gzip"})
    assert len(answer.content) <= 7_000


def registry() -> dict[str, dict[str, object]]:
    lines = [line for pack in (ROOT / "data/guidance").glob("*/*.jsonl") for line in pack.read_text().splitlines()]
    return {row["id"]: row for row in map(json.loads, filter(None, lines))}


def test_every_source_named_beside_an_exercise_is_the_one_in_the_registry_of_guidance() -> None:
    known = registry()
    assert len(EVERY) == 6
    for source in EVERY:
        if source.code:
            row = known[source.code]
            told = (row["source_title"], row["publisher"], row["year"], row["url"])
            assert told == (source.title, source.publisher, source.year, source.url), source.code
    assert [source.title[:24] for source in EVERY if not source.code] == ["Safety planning interven"]


@pytest.mark.parametrize("slug", rules.RESTS_ON)
def test_each_exercise_shows_what_it_rests_on_and_when_that_was_looked_at(slug: str) -> None:
    page = read(f"/exercises/{slug}")
    for source in rules.RESTS_ON[slug]:
        assert source.url in page and source.title in page
    assert "Looked at on" in page


@pytest.mark.parametrize("slug", rules.RESTS_ON)
def test_without_script_every_step_stands_there_in_order_and_no_dead_key_does(slug: str) -> None:
    main = read(f"/exercises/{slug}").partition("<main")[2].partition("</main")[0]
    steps = main.partition("<ol>")[2].partition("</ol>")[0]
    assert steps.count("<li>") >= 4 and "hidden" not in steps
    for keys in re.findall(r'<(?:div|section)[^>]*(?:data-part="keys"|exercises/breathe)[^>]*>', main):
        assert keys.endswith(" hidden>")


def test_the_words_of_a_safety_plan_have_no_way_to_be_sent() -> None:
    main = read("/exercises/safety-plan").partition("<main")[2].partition("</main")[0]
    fields = re.findall(r"<(?:textarea|input)[^>]*>", main)
    assert len([field for field in fields if field.startswith("<textarea")]) == 6
    assert "<form" not in main and "fetch" not in main
    for field in fields:
        assert " name=" not in field, "a field without a name is never part of what a form sends"
        assert 'autocomplete="off"' in field
        assert 'spellcheck="false"' in field, "a browser may send words elsewhere to check their spelling"


def test_no_code_of_the_plan_can_talk_to_anyone() -> None:
    scripts = [*ROOT.glob("hearten/features/exercises/ts/plan*.ts"), *ROOT.glob("hearten/features/exercises/ts/plan/*")]
    assert len(scripts) == 3
    talks = re.compile(r"fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|postMessage|location|cookie|\.submit")
    assert [path.name for path in scripts if talks.search(path.read_text())] == []


def test_an_exercise_nobody_knows_is_a_404() -> None:
    assert Client().get("/exercises/nothing").status_code == 404
