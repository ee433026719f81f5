from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearten.features.composer import actions, queries, rules
from hearten.features.composer.forms import draft_of
from hearten.features.posts.models import Post, Revision
from hearten.kit.rate import Rate

pytestmark = pytest.mark.django_db
PLACE = "/mine/look"
Look = Callable[..., str]


@pytest.fixture(autouse=True)
def unhurried() -> None:
    actions.RATE.forget()


@pytest.fixture
def at_home(client: Client, amara: object, statements: None) -> Client:
    client.force_login(amara)
    return client


@pytest.fixture
def look(at_home: Client) -> Look:
    def said(text: str = "", **other: object) -> str:
        facts = {"kind": "explain", "language": "en", "title": "", "text": text}
        answer = at_home.post(PLACE, facts | other)
        assert answer.status_code == 200
        return answer.content.decode()

    return said


def test_a_phrase_comes_back_with_why_a_source_and_words_for_its_place(look: Look) -> None:
    page = look("Last year he committed suicide. Help is there: talk to someone.")
    assert 'data-place="text"' in page and 'data-words="committed suicide"' in page
    assert 'data-instead="died by suicide"' in page and "still carries blame" in page
    assert "Better to change" in page and "Source:" in page and 'rel="noreferrer noopener"' in page
    assert "1 place to look at. It is advice: you decide." in page


def test_a_place_is_counted_as_the_browser_counts_it(look: Look) -> None:
    page = look("🌿🌿 Last year he committed suicide. Help is there.")
    start = len("🌿🌿 Last year he ".encode("utf-16-le")) // 2
    assert f'data-start="{start}" data-end="{start + len("committed suicide")}"' in page


@pytest.fixture
def claims_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule of wording knows these sentences."""
    monkeypatch.setattr(queries, "_of_words", lambda _draft: queries.NOTHING)


def test_a_claim_that_goes_too_far_hears_how_far_guidance_goes(look: Look, claims_alone: None) -> None:
    page = look("280 million people have depression.")
    assert "What you can do:" in page and "Guidance says:" in page and "Use the words of the guidance" in page
    assert 'data-instead=""' in look("CBT always works for depression.")  # what is only near is not put in its place


def test_beside_a_claim_stands_what_guidance_says(look: Look) -> None:
    page = look("Vaccines cause autism.")
    assert "Guidance says:" in page and "Vaccines cause autism" in page
    assert page.count('data-part="advice"') == 1  # one voice, though a rule of wording knows this sentence too


def test_a_claim_that_guidance_does_not_know_asks_for_a_source(look: Look, claims_alone: None) -> None:
    page = look("Omega drops prevent psychosis.")
    assert "Name a source for it, or say that you do not know." in page


def test_captions_are_advised_on_row_by_row_and_the_rest_only_read_beside_them(look: Look) -> None:
    cues = ["Hello there.", "He committed suicide.", ""]
    page = look(title="She committed suicide", about="captions", cue=cues)
    assert 'data-place="cue-1"' in page and 'data-place="cue-0"' not in page and 'data-place="title"' not in page


def test_two_captions_at_one_moment_are_told_apart(look: Look) -> None:
    page = look(about="captions", cue=["Vaccines cause autism.", "Vaccines cause autism."])
    assert 'data-place="cue-0"' in page and 'data-place="cue-1"' in page


def test_good_words_are_left_alone(look: Look) -> None:
    page = look("Breathe in slowly, and out again.", title="A slow breath")
    assert "We found nothing to change so far." in page and 'data-part="advice"' not in page


@pytest.mark.parametrize("kind", ["text", "title", "cue"])
def test_help_comes_first_to_someone_whose_words_are_heavy(look: Look, kind: str) -> None:
    words = "I want to kill myself tonight"
    page = look(**{"about": "captions", "cue": [words]} if kind == "cue" else {kind: words})
    assert 'data-part="help" data-grave="yes"' in page
    for way in ("You matter more than any answer", "Get help now", "Take a break", "Go on writing"):
        assert way in page
    assert page.count('target="_blank"') >= 3  # the words stand nowhere but in the page, so help opens beside it


def test_someone_worried_about_a_friend_hears_how_to_support_them(look: Look) -> None:
    page = look("I am worried my friend wants to kill herself.")
    assert 'data-grave="no"' in page and "Are you worried about someone?" in page


def test_nothing_that_is_typed_is_kept_or_asked_of_the_database(at_home: Client) -> None:
    secret = "zebracrossing"
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _twice in range(2):
            answer = at_home.post(PLACE, {"language": "en", "text": f"My {secret} friend committed suicide."})
    assert "died by suicide" in answer.content.decode()
    assert asked.captured_queries and not [q for q in asked.captured_queries if secret in q["sql"]]
    assert {q["sql"].split()[0] for q in asked.captured_queries} == {"SELECT"}
    assert "no-store" in answer["Cache-Control"]
    assert (Post.objects.count(), Revision.objects.count()) == (0, 0)


def test_words_come_back_as_words_and_never_as_a_part_of_the_page(look: Look) -> None:
    page = look('He committed <img src=x onerror="alert(1)"> suicide "><script>alert(2)</script> \0 committed suicide')
    assert "<img" not in page and "<script" not in page and "&quot;&gt;" not in page.split("data-words")[0]


def test_a_million_letters_stall_nobody(at_home: Client) -> None:
    assert at_home.post(PLACE, {"text": "committed suicide " * 60_000}).status_code in (400, 413)
    assert at_home.post(PLACE, {"text": "committed suicide " * 40_000, "language": "en"}).status_code == 200
    assert at_home.post(PLACE, {"about": "captions", "cue": ["suicide"] * 990, "language": "xx\0"}).status_code == 200


def test_only_a_beginning_of_very_long_words_is_read() -> None:
    draft = draft_of("explain", "en", "", "a" * 99_999, ["b" * 600] * 400)
    assert len(draft.text) == rules.LONGEST_TEXT
    assert draft.cues and len(draft.cues) == rules.MOST_CUES and len("".join(draft.cues)) == rules.LONGEST_FILM


def test_a_visitor_is_asked_to_sign_in_and_a_look_is_never_a_page_to_open(client: Client, at_home: Client) -> None:
    assert Client().post(PLACE, {"text": "x"})["Location"].startswith("/account/login/")
    assert at_home.get(PLACE).status_code == 405
    assert Client(enforce_csrf_checks=True).post(PLACE, {"text": "x"}).status_code == 403


def test_someone_who_asks_too_often_waits_a_moment(at_home: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "RATE", Rate(3, 3600))
    answers = [at_home.post(PLACE, {"text": ""}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


@pytest.mark.parametrize("part", ["engine", "known", "card_for"])
def test_a_check_that_breaks_is_named_and_the_others_go_on(
    look: Look, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def breaks(*_anything: object) -> None:
        raise ValueError("Vaccines cause autism")

    monkeypatch.setattr(queries, part, SimpleNamespace(screen=breaks) if part == "engine" else breaks)
    page = look("He committed suicide. Vaccines cause autism.", title="I want to kill myself.")
    assert "Not looked at here:" in page
    assert ("died by suicide" in page) is (part != "engine")
    assert ("Guidance says:" in page) is (part != "known")
    assert ('data-grave="yes"' in page) is (part != "card_for")


def test_what_broke_is_logged_without_a_word_of_it(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(queries.log, "warning", lambda said, *of: lines.append(said % of))
    monkeypatch.setattr(queries, "known", lambda: {}["zebra crossing"])
    look("A zebra crossing.")
    assert lines == ["claims broke on a draft: KeyError"]


def test_the_page_speaks_the_readers_language_around_the_authors_words(at_home: Client) -> None:
    page = at_home.post(f"/ar{PLACE}", {"language": "en", "text": "He committed suicide."}).content.decode()
    assert '<q lang="en" dir="auto">committed suicide</q>' in page
