"""What a tired reader would stop at, said plainly; and what they would read on past."""

import json
import tomllib
from pathlib import Path

import pytest

from hearten.engines.screening import Passage, Severity, screen
from tests.world.packs import rules

ROOT = Path(__file__).parents[4]
PACK = rules("en")


def worst(text, where="text"):
    return screen([Passage(where, text)], PACK).worst


@pytest.mark.parametrize(
    "text",
    [
        "He took 30 pills of paracetamol and died.",
        "I swallowed a bottle of bleach to die",
        "He ended his life by taking 30 pills",
        "She killed herself with a rope",
        "Thirty paracetamol were enough to kill him",
        "She took all her tablets at once and never woke up",
        "I t00k 40 t@blets because I wanted to die",
    ],
)
def test_a_way_to_die_that_could_be_copied_waits_for_a_person(text):
    assert worst(text) == Severity.hold


@pytest.mark.parametrize(
    "text",
    ["kys", "Kill yourself", "Go die", "Everyone would be better off without you", "No one would care if you died"],
)
def test_words_that_push_someone_towards_dying_wait_for_a_person(text):
    assert worst(text) == Severity.hold


@pytest.mark.parametrize(
    "text",
    [
        "It cured me forever",
        "You can heal forever with this",
        "This replaces your medication",
        "Five foods that replace therapy",
        "Breathe like this instead of taking pills",
    ],
)
def test_a_promise_of_cure_or_something_in_the_place_of_care_waits_for_a_person(text):
    assert worst(text) == Severity.hold


@pytest.mark.parametrize(
    "text",
    [
        "She takes two tablets every morning as her doctor said.",
        "30 minutes of walking can help.",
        "Therapy can replace an old habit.",
        "We did a rope course.",
        "My grandfather died at 84 with 20 people around his bed.",
        "When my mother died I was given tablets to sleep.",
        "He told me to take two paracetamol for my headache.",
        "Limiting access to guns and pesticides prevents suicide.",
        "Lock away pills and knives when someone is in crisis.",
        "I stopped wanting to die and I take 2 tablets a day.",
        "After ten sessions I no longer wanted to die.",
        "If someone says kill yourself to you, block them and tell someone.",
        "Nobody should ever tell you to kill yourself.",
        "If you feel you want to end your life, call a helpline.",
        "I thought everyone would be better off without me. I was wrong.",
        "You may think nobody would miss you. They would.",
        "A chatbot is not a substitute for treatment.",
        "I chose therapy rather than tablets, and talked it over with my doctor.",
        "It heals with time. Grief does not go away forever.",
        "Take your life one day at a time.",
        "The driver left the engine running at the garage.",
        "The mechanic at the garage left the engine running.",
        "Mrs Brown told a story about a fox.",
        "Our teacher Mrs Brown told us a story about a fox.",
        "Gran's cure for a dull evening is a jigsaw.",
        "Grandma's secret cure for a dull evening",
    ],
)
def test_telling_of_care_of_grief_and_of_help_is_not_stopped(text):
    assert worst(text) != Severity.hold


@pytest.mark.parametrize(
    "text",
    [
        "They found him dead at the garage with the engine running.",
        "He sat in the garage with the engine running.",
        "Our teacher Mrs Brown told the class about my overdose.",
        "Our teacher Mrs Brown told a story about a girl at Hill School.",
        "Gran's secret cure for a dull evening and for depression",
    ],
)
def test_what_only_begins_like_an_everyday_line_still_waits_for_a_person(text):
    assert worst(text) == Severity.hold


def _said(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _said(one)


def test_no_guidance_we_cite_and_no_film_of_ours_would_be_stopped():
    files = (ROOT / "data/guidance").rglob("*.jsonl")
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    cited = [row["statement"] for row in rows if "statement" in row] + [row.get("correction", "") for row in rows]
    films = [tomllib.loads(file.read_text()) for file in (ROOT / "data/demo/films").glob("*.toml")]
    held = [text for text in (*cited, *_said(films)) if worst(text) == Severity.hold]
    assert len(cited) > 100 and films and held == []
