"""Advice while writing reaches what a post asks at its end: its questions, their answers, and its poll."""

import re

import pytest
from django.test import Client

from hearten.features.composer import actions

pytestmark = pytest.mark.django_db
BLAMING, FALSE = "He committed suicide.", "Vaccines cause autism."


@pytest.fixture(autouse=True)
def unhurried() -> None:
    actions.RATE.forget()


@pytest.fixture
def at_home(client: Client, amara: object, statements: None) -> Client:
    client.force_login(amara)
    return client


def look(at_home: Client, **typed: str) -> str:
    answer = at_home.post("/mine/look", {"kind": "explain", "language": "en", "title": "", "text": "", **typed})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("field", ["question_1", "options_2", "why_1", "poll_question", "poll_options"])
def test_each_field_has_advice_of_its_own(at_home, field):
    page = look(at_home, **{field: BLAMING})
    assert f'<ul data-place="{field}">' in page and page.count("data-place=") == 1
    assert 'data-words="committed suicide"' in page and 'data-instead="died by suicide"' in page


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_place_in_the_second_answer_is_counted_from_the_first_letter_of_the_field(at_home, end):
    before = f"🌿 Rest{end}He "
    page = look(at_home, poll_options=f"{before}committed suicide{end}Tea")
    start = len(before.encode("utf-16-le")) // 2
    assert f'data-start="{start}" data-end="{start + len("committed suicide")}"' in page


def test_the_same_words_in_two_answers_are_two_places(at_home):
    assert look(at_home, options_1=f"{BLAMING}\n{BLAMING}").count('data-part="advice"') == 2


def test_a_belief_beside_the_right_answer_is_left_alone_and_as_the_right_one_is_not(at_home):
    wrong = look(at_home, options_1=f"No\n{FALSE}", right_1="1")
    right = look(at_home, options_1=f"No\n{FALSE}", right_1="2")
    assert "Better to change" not in wrong and "Please change" not in wrong
    assert 'data-place="options_1"' in right and "Guidance says:" in right


def test_a_belief_in_a_poll_is_advised_on_also_where_the_post_answers_a_myth(at_home):
    page = look(at_home, kind="myth", poll_options=f"No\n{FALSE}")
    assert 'data-place="poll_options"' in page and "Guidance says:" in page


def test_help_comes_first_for_words_in_a_poll_and_nothing_is_said_of_its_wording(at_home):
    page = look(at_home, poll_question="I want to kill myself tonight")
    assert 'data-part="help" data-grave="yes"' in page and 'data-part="advice"' not in page


def test_with_cards_the_questions_are_advised_on_beside_the_cards(at_home):
    page = look(at_home, about="cards", cue=BLAMING, why_1=BLAMING)
    assert set(re.findall(r'data-place="([\w-]+)"', page)) == {"cue-0", "why_1"}


@pytest.mark.parametrize("place", ["/mine/new", "/mine/cards/new"])
def test_without_script_the_advice_stands_beside_the_field(at_home, twins, place):
    rows = {f"card-{n}-{name}": "" for n in (0, 1) for name in ("text", "alt", "upload")}
    typed = {"kind": "coping", "language": "en", "poll_options": BLAMING, "question_1": BLAMING, "look": "yes"}
    page = at_home.post(place, {**rows, "cards": "2", **typed}).content.decode()
    shown = re.findall(r'data-place="(poll_options|question_1)" aria-label="[^"]*">', page)
    assert shown == ["question_1", "poll_options"] and 'href="#asks"' in page and 'id="polls" open' in page


def test_a_thousand_lines_stall_nobody(at_home):
    assert look(at_home, options_1="committed suicide\n" * 4000).count('data-part="advice"') < 60
