"""Programs may ask what guidance says; each gets a true answer or a plain sentence, whatever it sends."""

import json
import time
from uuid import uuid4

import pytest

from hearten import ports
from hearten.features.partners import actions, rules
from hearten.features.partners.models import Key
from hearten.features.partners.rules import LONGEST_TEXT
from hearten.ports.embeddings import NoEmbeddings
from tests.world.people import someone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
CHECK, LINT = "/api/v1/check", "/api/v1/lint"


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    actions.RATE.forget()


@pytest.fixture
def ask(client):
    def ask(where, said, **headers):
        body = said if isinstance(said, bytes) else json.dumps(said)
        return client.post(where, body, content_type="application/json", headers=headers)

    return ask


def test_a_claim_is_answered_with_guidance_and_with_what_could_not_be_checked(ask):
    said = ask(CHECK, {"id": "7", "text": "Suicides can be prevented."}).json()
    assert said["id"] == "7" and said["verdict"] == "supported" and said["statements"][0]["id"] == "G104"
    assert said["statements"][0]["url"].startswith("https://") and said["checks_missing"] == ["embedding"]


def test_a_model_that_breaks_leaves_an_answer_by_words_which_says_so(ask, monkeypatch):
    class Torn(NoEmbeddings):
        name, is_here = "torn", True

    monkeypatch.setattr(ports.now, "embeddings", Torn())
    said = ask(CHECK, {"text": "Suicides can be prevented."}).json()
    assert said["verdict"] == "supported" and said["checks_missing"] == ["embedding"]


def test_words_to_say_otherwise_are_named_with_their_place_and_what_to_say_instead(ask):
    text = "She committed suicide."
    found = ask(LINT, {"text": text}).json()["findings"][0]
    assert found["family"] == "committed_language" and found["suggestion"] and found["severity"] == "fix"
    assert text[found["start"] : found["end"]] == "committed suicide"
    assert found["sources"][0]["title"] and found["sources"][0]["url"].startswith("https://")


@pytest.mark.parametrize("where", [CHECK, LINT])
def test_words_of_someone_in_distress_bring_help_with_the_answer(ask, where):
    assert ask(where, {"text": "I want to kill myself tonight."}).json()["help"] == {"url": "http://testserver/help/"}
    assert ask(where, {"text": "Many people feel sad in winter."}).json()["help"] is None


@pytest.mark.parametrize(("body", "status"), [
    (b"", 422), (b"not json", 400), (b"\xff\xfe", 400), (b"[" * 90_000, 400), (b"[]", 422), (b"null", 422),
    (b"{}", 422), (b'{"text": ""}', 422), (b'{"text": 7}', 422), (b'{"text": "a", "lang": "../../etc"}', 422),
    (b'{"text": "\\ud800"}', 422), (b'{"text": "a", "id": "' + b"x" * 201 + b'"}', 422),
    (json.dumps({"text": "a" * (LONGEST_TEXT + 1)}).encode(), 422), (b'{"text": "' + b"a" * 1_000_000 + b'"}', 413),
    (b"x" * 4_000_000, 413),
])  # fmt: skip
@pytest.mark.parametrize("where", [CHECK, LINT])
def test_what_cannot_be_read_is_refused_in_a_sentence_that_repeats_nothing_of_it(ask, where, body, status):
    began = time.monotonic()
    answer = ask(where, body)
    assert answer.status_code == status and answer.json()["detail"]
    assert time.monotonic() - began < 2 and "etc" not in answer.content.decode().replace("fetch", "")


@pytest.mark.parametrize("text", [
    "\0", "\u202eevil", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "<script>alert(1)</script>", "'; DROP TABLE partners_key;--", "{{7*7}}", "𝓈𝓊𝒾𝒸𝒾𝒹𝑒",
    "👩‍👩‍👧‍👦" * 500, "a\u0301" * 2500, "suicide " * 600, "((((" * 1200, " " * 5000, "٣٣٣٣", "不要自杀",
])  # fmt: skip
@pytest.mark.parametrize("where", [CHECK, LINT])
def test_odd_letters_are_answered_like_any_others(ask, where, text):
    assert ask(where, {"text": text}).status_code == 200


@pytest.mark.parametrize("text", ["a\0b", "\0", "ab", "zxqv"])
def test_letters_that_say_nothing_are_answered_without_guidance_beside_them(ask, text):
    said = ask(CHECK, {"text": text}).json()
    assert said["verdict"] == "not_a_claim" and said["statements"] == []


def test_what_nobody_can_see_in_a_text_changes_no_answer_and_hides_no_distress(ask):
    told = [
        ask(CHECK, {"text": text}).json() for text in ("Suicides can be pre\0vented.", "Suicides can be prevented.")
    ]
    assert told[0] == told[1] and told[0]["verdict"] == "supported"
    for where in (CHECK, LINT):
        assert ask(where, {"text": "I want to ki\0ll mys\0elf"}).json()["help"]


def test_a_language_we_have_no_rules_for_is_answered_with_what_was_not_checked(ask):
    assert ask(LINT, {"text": "abc", "lang": "xx"}).json()["checks_missing"]


def test_a_visitor_who_asks_too_often_is_told_how_long_to_wait(ask):
    for _ in range(rules.VISITORS_PER_MINUTE):
        assert ask(LINT, {"text": "abc"}).status_code == 200
    refused = ask(CHECK, {"text": "abc"})
    assert refused.status_code == 429 and 0 < int(refused.headers["Retry-After"]) <= 60


def test_a_partner_with_a_key_may_go_on_where_a_visitor_may_not_until_the_key_ends(ask):
    made = actions.make_key(actions.AskedKey("A newspaper", 60, uuid4().hex), someone("Omar"))
    bearer = {"Authorization": f"Bearer {made.secret}"}
    for _ in range(rules.VISITORS_PER_MINUTE):
        ask(LINT, {"text": "abc"})
    assert ask(LINT, {"text": "abc"}).status_code == 429
    assert ask(LINT, {"text": "abc"}, **bearer).status_code == 200
    actions.end_key(made.key.pk, someone("Omar"))
    assert ask(LINT, {"text": "abc"}, **bearer).status_code == 401


@pytest.mark.parametrize("key", ["", "x", "hearten_" + "a" * 43, "a" * 100_000, "ключ"])
def test_a_wrong_key_is_refused_rather_than_taken_for_a_visitor(ask, key):
    refused = ask(LINT, {"text": "abc"}, Authorization=f"Bearer {key}")
    assert refused.status_code == 401 and refused.json()["detail"]


def test_the_database_never_holds_the_key_itself(ask):
    made = actions.make_key(actions.AskedKey("A newspaper", 60, uuid4().hex), someone("Omar"))
    kept = Key.objects.values().get(pk=made.key.pk)
    assert made.secret not in repr(kept) and len(kept["begins"]) <= 12


def test_nothing_that_was_asked_is_kept_or_set_as_a_cookie(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(3) as asked:
        answer = ask(CHECK, {"text": "Depression is a choice, says zxqv."})
    assert not answer.cookies and not any("zxqv" in one["sql"] for one in asked.captured_queries)


def test_a_program_that_looks_for_a_door_that_is_not_there_is_told_so_in_its_own_language(client):
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404 and answer.json()["detail"]


def test_a_number_that_names_a_text_comes_back_as_it_was(ask):
    assert ask(LINT, {"id": 7, "text": "abc"}).json()["id"] == 7


def test_each_door_is_described_as_open_with_a_key_or_without(client):
    doors = client.get("/api/v1/openapi.json").json()["paths"]
    assert all(door["security"] == [{"PartnerKey": []}, {}] for each in doors.values() for door in each.values())
