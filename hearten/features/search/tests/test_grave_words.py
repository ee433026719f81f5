"""Words that hurt: help comes first, nothing is left out, and nothing is kept."""

import time

import pytest
from django.db import OperationalError, connection
from django.test import Client

from hearten.engines.retrieval import Candidate, Tier, in_order
from hearten.engines.screening.risk import level_of
from hearten.features.accounts.models import Person
from hearten.features.help import queries as helping
from hearten.features.journal.models import Entry as Noted
from hearten.features.search import actions, queries, rules, views
from hearten.features.search.forms import Asked
from hearten.features.search.models import FalseAlarm
from hearten.features.search.rules import Hears
from hearten.kit.rate import Rate
from hearten.kit.words import unheard
from tests.hostile.words import MORE, NAUGHTY, without_a_stall
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
GRAVE, LIGHTER = "i want to kill myself", "i cant do this anymore"
CARD = "You matter more than any answer"


def page_for(typed: str, **more: str) -> str:
    return Client().get("/search", {"q": typed, **more}).content.decode()


@pytest.mark.parametrize("typed", [GRAVE, LIGHTER])
def test_grave_words_bring_help_before_anything_else_and_posts_that_help_below(a_post, typed):
    a_post("public", title="A lantern for the evening")
    page = page_for(typed)
    assert page.index(CARD) < page.index("<h1") < page.index("A lantern for the evening")
    assert "My safety plan" in page


@pytest.mark.parametrize("typed", [GRAVE, LIGHTER, "lantern"])
def test_a_search_is_heard_once_also_when_the_database_is_away(monkeypatch, statements, typed):
    heard = list[str]()
    monkeypatch.setattr(
        helping, "level_of", lambda text, *rest, **more: heard.append(text) or level_of(text, *rest, **more)
    )
    page_for(typed)
    assert heard == [typed]
    monkeypatch.setattr(queries, "_candidates", _away)
    assert Client().get("/search", {"q": typed}).status_code == 503 and heard == [typed] * 2


def _away(*_args: object) -> None:
    raise OperationalError("canceling statement due to statement timeout")


def test_whoever_says_not_now_sees_what_helps_without_the_card(a_post):
    a_post("public", title="A lantern for the evening")
    assert "not_now=1" in page_for(LIGHTER)
    page = page_for(LIGHTER, not_now="1")
    assert CARD not in page and "A lantern for the evening" in page and "/help/" in page


def test_whoever_worries_about_a_friend_is_met_with_that_card():
    assert "Are you worried about someone?" in page_for("my friend wants to kill himself")


def test_heavy_posts_come_last_where_words_are_grave_and_none_is_left_out():
    def one(id: int, kind: str, heaviness: int, leaves: str, score: float) -> Candidate:
        return Candidate(id, True, str(id), "en", kind, (), heaviness, leaves, (0, score, 0, 0, 0))

    loss, hope = one(1, "story", 2, "loss", 0.9), one(2, "story", 1, "hope", 0.5)
    coping, plain = one(3, "coping", 0, "neither", 0.4), one(4, "explain", 1, "neither", 0.8)
    found = [loss, hope, coping, plain]
    assert [each.id for each in in_order(found, Tier.plain, "en")] == [1, 4, 2, 3]
    for tier in (Tier.crisis, Tier.coping):
        assert [each.id for each in in_order(found, tier, "en")] == [2, 3, 4, 1]


def test_a_list_of_false_alarms_never_silences_what_is_heard_as_danger():
    assert rules.hears(rules.DANGER, ["want_to_die"], is_excepted=True) is Hears.crisis
    assert rules.hears(2, ["cant_go_on"], is_excepted=True) is Hears.nothing
    assert rules.hears(2, ["cant_go_on"], is_excepted=False) is Hears.crisis
    assert rules.hears(2, ["practice"], is_excepted=False) is Hears.perhaps


def test_a_false_alarm_is_heeded_at_once_until_an_operator_takes_it_back(omar):
    assert CARD in page_for(LIGHTER)
    alarm = actions.add_false_alarm("I can’t do this anymore!", "A song.", omar)
    assert CARD not in page_for(LIGHTER) and CARD in page_for(f"{LIGHTER} please")
    assert actions.add_false_alarm(LIGHTER, "Again.", omar) == alarm
    actions.end_false_alarm(alarm.pk, omar)
    actions.end_false_alarm(alarm.pk, omar)
    assert CARD in page_for(LIGHTER)
    noted = [(entry.did, entry.detail) for entry in Noted.objects.filter(about=alarm.name_in_journal).order_by("pk")]
    assert noted == [("search.false_alarm_added", {}), ("search.false_alarm_ended", {})]


def test_danger_cannot_be_listed_and_a_row_that_got_there_all_the_same_is_not_heeded(omar):
    with pytest.raises(actions.SoundsLikeDanger):
        actions.add_false_alarm(GRAVE, "No.", omar)
    FalseAlarm.objects.create(phrase=GRAVE, folded=" ".join(rules.folded(GRAVE)), because="No.", by=omar)
    assert CARD in page_for(GRAVE)


@pytest.mark.parametrize("name", ["Mei", "Lucia", "Ines", "Nadia"])
def test_only_operators_keep_the_list(name):
    with pytest.raises(actions.MayNotChange):
        actions.add_false_alarm("suicide squad", "A film.", someone(name))
    with pytest.raises(actions.MayNotChange):
        actions.end_false_alarm(1, someone(name))


def test_the_tester_says_what_comes_first_and_why_and_keeps_nothing(a_post):
    a_post("public", title="A lantern for the evening")
    desk = at_the_desk("Omar")
    page = desk.post("/desk/search-words", {"phrase": "cant sleep", "language": "en"}).content.decode()
    assert "Things to do" in page and "cant sleep" in page
    page = desk.post("/desk/search-words", {"phrase": LIGHTER, "language": "en"}).content.decode()
    assert "Help, then what gives relief" in page
    refused = desk.post("/desk/search-words/false-alarms", {"alarm": GRAVE, "because": "No."})
    assert refused.status_code == 400 and "No list can silence it" in refused.content.decode()
    assert (
        desk.post("/desk/search-words/false-alarms", {"alarm": "squad film", "because": "A film."}).status_code == 302
    )
    assert "squad film" in desk.get("/desk/search-words").content.decode()
    assert not Noted.objects.filter(detail__icontains="cant").exists()


def test_no_cache_no_other_page_and_no_search_engine_hears_of_a_search():
    for path in ("/search", "/search/suggest"):
        answer = Client().get(path, {"q": GRAVE})
        assert answer["Cache-Control"] == "private, no-store" and not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer" and answer["X-Robots-Tag"] == "noindex"


def test_help_still_comes_when_the_database_does_not(monkeypatch):
    monkeypatch.setattr(queries, "find", _away)
    answer = Client().get("/search", {"q": GRAVE})
    said = answer.content.decode()
    assert answer.status_code == 503 and CARD in said and "We cannot search just now" in said
    assert Client().get("/search/suggest", {"q": GRAVE}).json() == {"offers": [], "help": True}


@pytest.mark.parametrize("path", ["/search", "/search/suggest"])
def test_a_slow_database_is_waited_for_two_seconds_at_most_and_then_the_answer_says_so(monkeypatch, statements, path):
    slow = "SELECT pg_sleep(9), %(kind)s::text"
    monkeypatch.setattr(queries, "CANDIDATES", slow)
    monkeypatch.setattr(queries, "OFFERED", slow.replace("kind", "typed"))
    begun = time.monotonic()
    answer = Client().get(path, {"q": "lantern"})
    assert answer.status_code == 503 and time.monotonic() - begun < 6
    if path == "/search/suggest":
        assert answer.json() == {"offers": [], "help": False} and answer["Cache-Control"] == "private, no-store"
    else:
        assert "We cannot search just now" in answer.content.decode()


@pytest.mark.parametrize(("path", "rate"), [("/search", "LOOKED_FOR"), ("/search/suggest", "OFFERED")])
def test_whoever_asks_without_end_is_asked_to_wait_and_grave_words_still_bring_help(
    monkeypatch, statements, path, rate
):
    monkeypatch.setattr(views, rate, Rate(2, 60))
    for _ in range(2):
        assert Client().get(path, {"q": "lantern"}).status_code == 200
    for typed, said in ((GRAVE, True), ("lantern", False)):
        answer = Client().get(path, {"q": typed})
        assert answer.status_code == 429 and answer["Referrer-Policy"] == "no-referrer" and not answer.cookies
        assert (CARD in answer.content.decode() or b'"help": true' in answer.content) is said
    assert Client(REMOTE_ADDR="192.0.2.7").get(path, {"q": "lantern"}).status_code == 200


def test_words_are_bound_by_the_server_so_that_a_failing_statement_takes_none_into_its_log(statements):
    """PostgreSQL writes a failing statement to its log as it came; here it comes without the words."""
    seen = list[str]()

    def look(execute, sql, *rest):
        answer = execute(sql, *rest)
        with connection.connection.cursor() as other:
            seen.extend(
                row[0] for row in other.execute("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()")
            )
        return answer

    queries.find(Asked("zebrawords", "", "", "", 1, False), "en")
    with unheard() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid() AND %s::text = ''", ["zebra"])
        cursor.execute("SELECT query, %s::text FROM pg_stat_activity WHERE pid = pg_backend_pid()", ["zebrawords"])
        query, word = cursor.fetchone()
    assert word == "zebrawords" and "zebrawords" not in query and "$1" in query


@pytest.mark.parametrize(
    "typed",
    [
        *NAUGHTY,
        "a & b | !c <-> d:*",
        "'\"\\ or -- ;",
        "\u202eabc",
        "x" * 299,
        "w " * 149,
        " ".join(map(str, range(100, 170))),
    ],
)
def test_whatever_is_typed_the_page_answers_and_shows_it_as_text(statements, typed):
    with without_a_stall():
        answer = Client().get("/search", {"q": typed})
        offered = Client().get("/search/suggest", {"q": typed})
    assert answer.status_code in (200, 400) and offered.status_code in (200, 400)
    assert "<script>alert" not in answer.content.decode() and "onerror=alert(1)>" not in answer.content.decode()


def test_far_too_much_is_refused_in_a_sentence_and_a_page_or_choice_nobody_offers_is_passed_over():
    answer = Client().get("/search", {"q": "x" * MORE})
    assert answer.status_code == 400 and "too long" in answer.content.decode()
    assert Client().get("/search/suggest", {"q": "x" * MORE}).status_code == 400
    for page in ("0", "-1", "99", "x", "\u0967", "9" * 40):
        odd = {"q": "breath", "page": page, "lang": "xx", "kind": "';--", "topic": "\0"}
        assert Client().get("/search", odd).status_code == 200


def test_nobody_is_named_by_a_search_and_nothing_of_it_stays(a_post):
    a_post("public")
    before = {table: _count(table) for table in _tables()}
    page_for(GRAVE)
    Client().get("/search/suggest", {"q": GRAVE})
    assert {table: _count(table) for table in before} == before and Person.objects.exists()


def _tables() -> list[str]:
    return connection.introspection.table_names()


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])
