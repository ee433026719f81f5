import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearten.edge import answers, asked
from hearten.edge.door import Door
from hearten.edge.standing import Standing
from hearten.edge.tests.conftest import NOON, a_post, ask, hear
from hearten.features.feed.forms import LARGEST_SIZE

HOUR = timedelta(hours=1)


def fill(standing: Standing, many: int, **said: object) -> None:
    standing.shelf.change((), [a_post(at=NOON - nth * HOUR, title=f"Post {nth}", **said) for nth in range(many)])


def titles_to_the_end(door: Door, query: str) -> list[str]:
    found: list[str] = []
    after = ""
    while after is not None:
        page = ask(door, "/edge/feed", f"{query}&after={after}").says
        found += [item["title"] for item in page["items"]]
        after = page["after"]
    return found


@pytest.mark.parametrize("query", ["size=1", "size=6", "size=24", "seed=7", "topics=sleep&less=grief", "lang=en,es"])
def test_a_reader_who_goes_on_to_the_end_sees_every_post_once(door: Door, standing: Standing, query: str) -> None:
    fill(standing, 110)
    assert sorted(titles_to_the_end(door, query)) == sorted(f"Post {nth}" for nth in range(110))


def test_a_new_post_in_the_middle_of_reading_does_not_bring_back_one_already_seen(
    door: Door, standing: Standing
) -> None:
    fill(standing, 20)
    first = ask(door, "/edge/feed").says
    standing.shelf.change((), [a_post(at=NOON + HOUR)])
    second = ask(door, "/edge/feed", f"after={first['after']}").says
    assert [item["title"] for item in second["items"]] == [f"Post {nth}" for nth in range(6, 12)]


def test_each_card_says_truly_why_it_is_there(door: Door, standing: Standing) -> None:
    standing.shelf.change((), [a_post(at=NOON), a_post(at=NOON - HOUR, title="On grief", topics=["grief"])])
    items = ask(door, "/edge/feed", "topics=grief").says["items"]
    assert [(item["title"], item["why"]) for item in items] == [("On grief", "topic"), ("A slow breath", "newest")]


def test_where_a_language_has_no_posts_all_are_shown(door: Door, standing: Standing) -> None:
    fill(standing, 2)
    assert len(ask(door, "/edge/feed", "lang=hi").says["items"]) == 2


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("after=yesterday", "after_unknown"), ("after=1-2", "after_unknown"), ("after=9" * 10, "after_unknown"),
        ("lang=%27;DROP", "language_unknown"), ("topics=cats", "topic_unknown"),
        ("lang=aa,bb,cc,dd,ee,ff,gg,hh,ii", "language_unknown"), ("topics=sleep,%00", "topic_unknown"),
        ("size=-1", "size_unknown"), ("size=1e9", "size_unknown"), ("seed=%D9%A3", "seed_unknown"),
        ("after=%FF%FE", "query_unreadable"), ("lang=é", "query_unreadable"), ("x" * 6001, "query_too_long"),
    ],
)  # fmt: skip
def test_a_question_we_cannot_read_gets_a_named_answer_and_help(door: Door, query: str, code: str) -> None:
    answer = ask(door, "/edge/feed", query)
    assert (answer.status, answer.says) == (400, {"error": code, "help": "/help/"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.sampled_from(["after", "lang", "topics", "less", "size", "seed", "x"]))
def test_no_query_breaks_the_edge(door: Door, value: str, name: str) -> None:
    assert ask(door, "/edge/feed", f"{name}={value}").status in (200, 400)


@pytest.mark.parametrize("path", ["/edge/post/none", "/edge/post/00000000-0000-0000-0000-000000000000", "/edge/", "/x"])
def test_what_is_not_there_is_a_plain_404(door: Door, path: str) -> None:
    assert ask(door, path).status == 404


def test_a_withdrawn_post_answers_like_one_that_never_was(door: Door, standing: Standing) -> None:
    post = a_post()
    standing.shelf.change((), [post])
    path = f"/edge/post/{post.post_id}"
    assert ask(door, path).says["title"] == "A slow breath"
    standing.shelf.change([post.post_id], [])
    gone, never = ask(door, path), ask(door, "/edge/post/00000000-0000-0000-0000-000000000000")
    assert (gone.status, gone.headers, gone.body) == (never.status, never.headers, never.body)


def test_the_feed_sends_what_a_card_shows_and_the_rest_comes_when_someone_asks_for_it(
    door: Door, standing: Standing
) -> None:
    said = [{"start": 0, "end": 1, "text": "Breathe in."}]
    source = {"statement": "Slow breathing calms.", "title": "A sheet", "publisher": "P", "year": 2023, "url": ""}
    claims = [{"text": "Breathe in.", "places": [{"where": "transcript", "from": 0, "to": 1}], "statements": ["G1"]}]
    post = a_post(transcript=said, sources=[source], claims=json.dumps(claims))
    standing.shelf.change((), [post])
    (item,) = ask(door, "/edge/feed").says["items"]
    whole = ask(door, f"/edge/post/{post.post_id}").says
    assert not {"transcript", "sources", "claims", "claimed", "digest", "published"} & item.keys()
    assert whole["claimed"] == ["G1"] and whole["claims"][0]["places"][0]["at"] == "0:00–0:01"
    assert not {"storyboard", "duration"} & item["video"].keys()
    assert whole["transcript"] == said and whole["sources"] == [source]
    assert (whole["digest"], whole["text"]) == ("d" * 64, "Two minutes to settle.")
    assert whole["video"].keys() >= {"audio", "storyboard", "duration"}


def test_a_film_keeps_its_words_for_later_and_a_post_without_film_shows_them_at_once(
    door: Door, standing: Standing
) -> None:
    standing.shelf.change((), [a_post(at=NOON), a_post(at=NOON - HOUR, video=None)])
    items = ask(door, "/edge/feed").says["items"]
    assert [item["text"] for item in items] == ["", "Two minutes to settle."]


def test_unchanged_pages_are_not_sent_again_and_changed_ones_are(door: Door, standing: Standing) -> None:
    fill(standing, 3)
    etag = ask(door, "/edge/feed").headers["etag"]
    assert ask(door, "/edge/feed", if_none_match=etag).status == 304
    fill(standing, 1)
    assert ask(door, "/edge/feed", if_none_match=etag).status == 200


def test_no_cookie_is_set_and_every_answer_carries_the_safe_headers(door: Door, standing: Standing) -> None:
    fill(standing, 1)
    for path in ("/edge/feed", "/healthz", "/nowhere"):
        headers = ask(door, path).headers
        assert not {"set-cookie", "vary"} & headers.keys()
        assert {name.decode() for name, _ in answers.SAFE} <= headers.keys()


def test_the_edge_only_reads(door: Door) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        assert ask(door, "/edge/feed", method=method).status == 405


def test_after_a_long_silence_of_the_database_nothing_is_shown(door: Door, standing: Standing) -> None:
    fill(standing, 1)
    standing.most_silence = -1
    for path in ("/edge/feed", "/healthz"):
        assert ask(door, path).status == 503
    assert ask(door, "/edge/feed").says == {"error": "resting", "help": "/help/"}


def test_before_the_database_has_spoken_nothing_is_shown(tmp_path: Path) -> None:
    assert ask(Door(Standing(most_silence=10), tmp_path), "/edge/feed").status == 503  # type: ignore[arg-type]


def test_the_clock_of_the_database_decides_when_a_post_ends(door: Door, standing: Standing) -> None:
    post = a_post(until=NOON + 36 * HOUR)
    standing.shelf.change((), [post])
    assert ask(door, f"/edge/post/{post.post_id}").status == 200
    hear(standing, NOON + 36 * HOUR)
    assert ask(door, f"/edge/post/{post.post_id}").status == 404


def test_strange_letters_in_a_title_arrive_as_they_were_written(door: Door, standing: Standing) -> None:
    title = 'Naughty "quotes" \u2028 </script> \u202e \\ 😀'
    standing.shelf.change((), [a_post(title=title)])
    assert ask(door, "/edge/feed").says["items"][0]["title"] == title


def test_a_page_is_never_larger_than_the_edge_allows() -> None:
    assert asked.read(b"size=999999")[0].size == LARGEST_SIZE
